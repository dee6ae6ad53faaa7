import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { staffRoleLabels, suspensionCodes } from "~/accounts/account.ts";
import { statesInPlay } from "~/applications/applicant-filter.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { asRequired, fieldWith } from "~/ui/field.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { countOf } from "~/ui/format.ts";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { SelectField, TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import type { ShownUser } from "../show-users.server.ts";
import type { UserAct } from "../users.ts";

type Fields = { code: string; reason: string; role: string; factor: string };

/** What asks for a code of the second factor again; helping somebody in does not. */
const sensitive: readonly UserAct[] = ["suspend", "lift", "role", "factor"];
type Question = { title: string; consequences: ReactNode; button: string; stop?: boolean };

/** What an act means for the person, in the words of its question. */
function questionOf(act: UserAct, { user, sessions, memberships, applications }: ShownUser): Question {
  const open = applications
    .filter(({ state }) => statesInPlay.some((each) => each === state))
    .reduce((sum, { count }) => sum + count, 0);
  const soleOwned = memberships.filter((each) => each.soleOwner);
  switch (act) {
    case "suspend":
      return {
        title: `Suspend ${user.name}?`,
        button: "Suspend the account",
        stop: true,
        consequences: (
          <ul>
            <li>
              They are signed out {sessions.open ? `on ${countOf(sessions.open, "device")} ` : ""}at once and cannot
              sign in; the sign-in page says no more than for a wrong password.
            </li>
            <li>They are mailed your words and where to write to.</li>
            {open ? (
              <li>
                {countOf(open, "open application")} stay with the employers they were sent to: those have them already,
                and a suspension may be lifted.
              </li>
            ) : null}
            {memberships.length ? (
              <li>
                Jobs of their {memberships.length === 1 ? "organization" : "organizations"} stay as they are. To take an
                organization&apos;s jobs down, ban the organization.
              </li>
            ) : null}
            {soleOwned.map(({ id, name, liveJobs }) => (
              <li key={id}>
                <b>{name} has no other owner.</b> Nobody could invite people or change it
                {liveJobs ? `, while ${countOf(liveJobs, "job")} of it ${liveJobs === 1 ? "is" : "are"} live` : ""}.
              </li>
            ))}
          </ul>
        ),
      };
    case "lift":
      return {
        title: `Let ${user.name} sign in again?`,
        button: "Lift the suspension",
        consequences: "They are mailed that their account is open again. Everything of theirs is as it was.",
      };
    case "role":
      return {
        title: `Change what ${user.name} may do as staff?`,
        button: "Change the role",
        consequences:
          "A moderator decides on jobs, employers and reports; an admin also manages people, money and settings. They are signed out everywhere and mailed what they are now.",
      };
    case "factor":
      return {
        title: `Take ${user.name}’s second factor off?`,
        button: "Take it off",
        stop: true,
        consequences:
          "For a lost phone, and only when you are sure who asks: from then on the password alone signs them in, until they set a new factor up. Staff must do so at once. They are signed out everywhere and mailed.",
      };
    case "sign-out":
      return {
        title: `Sign ${user.name} out everywhere?`,
        button: "Sign out everywhere",
        consequences: `${countOf(sessions.open, "device")} must sign in anew. The password stays as it is.`,
      };
    case "confirmation":
      return {
        title: "Send the confirmation again?",
        button: "Send the confirmation",
        consequences: `${user.email} gets a new link, which works for 24 hours; earlier ones stop working. You do not see it.`,
      };
    case "reset":
      return {
        title: "Send a link for a new password?",
        button: "Send the link",
        consequences: `${user.email} gets a link, which works for an hour; the present password works until then. You do not see it.`,
      };
  }
}

/** The question before an act, with what it needs to know; what was typed is kept when it is refused. */
export function UserAsk(props: { act: UserAct; actId: string; shown: ShownUser; asked: boolean }) {
  const { act, actId, shown, asked } = props;
  const { user } = shown;
  const { form, fields, pending, attempt } = useBoardForm<Fields>(`user-${act}`, { role: user.role ?? "none" });
  const { title, consequences, button, stop } = questionOf(act, shown);
  return (
    <Form method="post" action={paths.adminUser(user.id, { ask: act })} id="ask" className="ask form narrow" noValidate>
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "Why", field: fields.code },
            { label: "What they read", field: fields.reason },
            { label: "Role", field: fields.role },
            { label: "Code", field: fields.factor },
          ],
          form.errors,
        )}
        attempt={attempt}
        title="Nothing was done"
      />
      <input type="hidden" name="id" value={actId} />
      <input type="hidden" name="seen" value={user.role ?? "none"} />
      <Note kind="warn" title={title}>
        {consequences}
      </Note>
      {act === "suspend" ? (
        <>
          <SelectField
            field={asRequired(fields.code)}
            label="Why"
            help="For the audit log."
            placeholder="Choose one"
            options={Object.entries(suspensionCodes).map(([value, label]) => ({ value, label }))}
          />
          <TextArea
            field={fieldWith(fields.reason, { required: true, maxLength: 500 })}
            label="What they read"
            help="In the mail to them: what happened, in your words."
            rows={4}
          />
        </>
      ) : null}
      {act === "role" ? (
        <SelectField
          field={asRequired(fields.role)}
          label="Role"
          options={Object.entries(staffRoleLabels).map(([value, label]) => ({ value, label }))}
        />
      ) : null}
      {sensitive.includes(act) ? <FactorField field={fields.factor} asked={asked} /> : null}
      <Buttons>
        <Button variant={stop ? "stop" : "go"} name="act" value={act} pending={pending}>
          {button}
        </Button>
        <ButtonLink variant="text" to={paths.adminUser(user.id)} preventScrollReset>
          Not now
        </ButtonLink>
      </Buttons>
    </Form>
  );
}
