import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import {
  ConfirmRemoval,
  InvitationList,
  InviteFields,
  inviteLabels,
  MemberList,
} from "~/employers/components/people.tsx";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { inviteMember, resendInvitation, revokeInvitation } from "~/employers/invite-member.server.ts";
import { changeRole, listMembers, listOpenInvitations, removeMember } from "~/employers/manage-members.server.ts";
import { membersForm, type MembersForm } from "~/employers/member.ts";
import { roleWords } from "~/employers/member-roles.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId, type AccountId, type EmployerId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `People of ${page?.employer.name ?? "an organization"} – CareerCenter` },
];

/** Members of the organization; only owners see who is invited. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  const employer = id && (await findEmployerForMember(database(), account.id, id));
  if (!employer) throw notFound();
  const owner = employer.role === "owner";
  const search = new URL(request.url).searchParams;
  const [members, invitations] = await Promise.all([
    listMembers(database(), id),
    owner ? listOpenInvitations(database(), id) : [],
  ]);
  const asked = search.get("ask") === "remove" ? parseId<"account">(search.get("member")) : undefined;
  const ask = members.find((member) => member.accountId === asked && (owner || asked === account.id));
  return { employer: { id, name: employer.name }, members, invitations, me: account.id, owner, ask, now: now() };
}

/** Members of the organization; the use-cases tell recruiters what only owners do. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  const employer = employerId && (await findEmployerForMember(database(), account.id, employerId));
  if (!employer) throw notFound();
  return answerForm(request, membersForm, async (form) => {
    const text = await perform(form, account.id, employerId, context.clientAddress);
    const left = form.intent === "remove" && form.member === account.id;
    const flash = await setFlash({ kind: "done", text: left ? `You left ${employer.name}.` : text });
    return redirect(left ? paths.desk() : paths.members(employerId), { headers: { "Set-Cookie": flash } });
  });
}

/** @returns what was done, for the next page. */
async function perform(form: MembersForm, accountId: AccountId, employerId: EmployerId, clientAddress: string) {
  const db = database();
  const by = { accountId, employerId };
  switch (form.intent) {
    case "invite":
      await inviteMember(db, { ...by, email: form.email, role: form.role, clientAddress });
      return `The invitation is on its way to ${form.email}.`;
    case "resend":
      return `A new link is on its way to ${(await resendInvitation(db, { ...by, invitationId: form.invitation, clientAddress })).email}. The earlier one does not work any more.`;
    case "revoke":
      return `The invitation of ${(await revokeInvitation(db, { ...by, invitationId: form.invitation })).email} is withdrawn.`;
    case "role":
      await changeRole(db, { actorId: accountId, employerId, memberId: form.member, role: form.role, from: form.from });
      return `The person is ${roleWords[form.role]} now.`;
    case "remove":
      await removeMember(db, { actorId: accountId, employerId, memberId: form.member });
      return "The person no longer belongs to the organization.";
  }
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Members() {
  const page = useLoaderData<typeof loader>();
  // What was done makes the page anew, with an empty form; what was refused leaves it as it is.
  const stand = [...page.members.map(({ role }) => role), ...page.invitations.map(({ id, sends }) => id + sends)];
  return <MembersPage key={stand.join()} {...page} />;
}

function MembersPage({ employer, members, invitations, me, owner, ask, now }: PageData) {
  const { form, fields, pending, attempt } = useBoardForm<{ email: string; role: string }>("invite", {
    role: "recruiter",
  });
  const about = { employerId: employer.id, me, owner, now };
  const labelled = (["email", "role"] as const).map((name) => ({ label: inviteLabels[name], field: fields[name] }));
  return (
    <Page title={employer.name} lead="Who posts in its name." crumb={{ to: paths.desk(), label: "Your desk" }}>
      <OrganizationTabs id={employer.id} current="members" />
      <ErrorSummary errors={attempt ? summaryErrors(labelled, form.errors) : []} attempt={attempt} title="Not done" />
      {ask && !attempt ? <ConfirmRemoval {...about} member={ask} employer={employer.name} /> : null}
      <Section title="People">
        <MemberList {...about} members={members} />
        {owner ? null : <p className="quiet small">Owners invite people and change their roles.</p>}
      </Section>
      {owner && invitations.length > 0 ? (
        <Section title="Invited">
          <InvitationList {...about} invitations={invitations} />
        </Section>
      ) : null}
      {owner ? (
        <Section title="Invite somebody">
          <Form method="post" action={paths.members(employer.id)} id={form.id} className="form narrow" noValidate>
            <InviteFields fields={fields} />
            <div className="btns">
              <Button variant="go" name="intent" value="invite" pending={pending}>
                Send the invitation
              </Button>
            </div>
          </Form>
        </Section>
      ) : null}
    </Page>
  );
}
