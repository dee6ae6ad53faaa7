import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { RadioGroup } from "~/ui/choice-fields.tsx";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { asRequired, type FieldMeta } from "~/ui/field.tsx";
import { countOf, formatDate } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import type { Member, OpenInvitation } from "../member.ts";
import { memberRoles, roleHelp, roleLabels } from "../member-roles.ts";

type People = { employerId: EmployerId; me: AccountId; owner: boolean; now: Date };

/** The members; owners change roles and remove, everybody may leave. */
export function MemberList({ members, employerId, me, owner, now }: People & { members: readonly Member[] }) {
  return (
    <ul className="people">
      {members.map(({ accountId, name, email, role, since }) => (
        <li key={accountId}>
          <p className="who">
            <b>
              {name}
              {accountId === me ? " (you)" : ""}
            </b>
            <span>
              {roleLabels[role]}, {email}, since{" "}
              <Time at={since} now={now}>
                {formatDate(since, now)}
              </Time>
            </span>
          </p>
          <div className="btns">
            {owner ? (
              <Form method="post" action={paths.members(employerId)}>
                <input type="hidden" name="member" value={accountId} />
                <input type="hidden" name="from" value={role} />
                <input type="hidden" name="role" value={role === "owner" ? "recruiter" : "owner"} />
                <Button name="intent" value="role">
                  Make {role === "owner" ? "recruiter" : "owner"}
                  <span className="vh">: {name}</span>
                </Button>
              </Form>
            ) : null}
            {owner || accountId === me ? (
              <ButtonLink variant="text" to={paths.members(employerId, { ask: "remove", member: accountId })}>
                {accountId === me ? "Leave…" : "Remove…"}
                <span className="vh"> {name}</span>
              </ButtonLink>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The question before somebody is removed or leaves. */
export function ConfirmRemoval({
  member,
  employerId,
  me,
  employer,
}: Omit<People, "owner" | "now"> & { member: Member; employer: string }) {
  const leaves = member.accountId === me;
  return (
    <Form method="post" action={paths.members(employerId)} className="ask" id="ask">
      <input type="hidden" name="member" value={member.accountId} />
      <Note kind="warn" title={leaves ? `Leave ${employer}?` : `Remove ${member.name} from ${employer}?`}>
        {leaves
          ? "From then on its jobs and applications are closed to you. An owner can invite you again."
          : "From the same moment its jobs and applications are closed to them. What they wrote stays. They are told by mail."}
        <Buttons>
          <Button variant="stop" name="intent" value="remove">
            {leaves ? "Leave" : `Remove ${member.name}`}
          </Button>
          <ButtonLink variant="text" to={paths.members(employerId)} preventScrollReset>
            Not now
          </ButtonLink>
        </Buttons>
      </Note>
    </Form>
  );
}

/** The invitations that nobody answered, to send again or withdraw. */
export function InvitationList({
  invitations,
  employerId,
  now,
}: Pick<People, "employerId" | "now"> & { invitations: readonly OpenInvitation[] }) {
  return (
    <ul className="people">
      {invitations.map(({ id, email, role, sentAt, sends, expiresAt }) => (
        <li key={id}>
          <p className="who">
            <b>{email}</b>
            <span>
              {roleLabels[role]}, sent <Time at={sentAt} now={now} fine />
              {sends > 1 ? ` (${countOf(sends, "time")})` : ""},{" "}
              {expiresAt > now ? (
                <>
                  works until{" "}
                  <Time at={expiresAt} now={now}>
                    {formatDate(expiresAt, now)}
                  </Time>
                </>
              ) : (
                <b>expired</b>
              )}
            </span>
          </p>
          <Form method="post" action={paths.members(employerId)}>
            <input type="hidden" name="invitation" value={id} />
            <div className="btns">
              <Button name="intent" value="resend">
                Send again<span className="vh"> to {email}</span>
              </Button>
              <Button variant="text" name="intent" value="revoke">
                Withdraw<span className="vh"> the invitation of {email}</span>
              </Button>
            </div>
          </Form>
        </li>
      ))}
    </ul>
  );
}

/** The labels of the invitation's fields, for the error summary. */
export const inviteLabels = { email: "E-mail", role: "Role" };

/** Whom to invite, and as what. */
export function InviteFields({ fields }: { fields: Record<"email" | "role", FieldMeta> }) {
  return (
    <>
      <TextField
        field={asRequired(fields.email)}
        label={inviteLabels.email}
        type="email"
        autoComplete="off"
        help="They accept with an account of this very address; whoever has none signs up on the way."
      />
      <RadioGroup
        field={asRequired(fields.role)}
        label={inviteLabels.role}
        options={memberRoles
          .toReversed()
          .map((role) => ({ value: role, label: roleLabels[role], help: roleHelp[role] }))}
      />
    </>
  );
}
