import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { changeStaffRole } from "~/accounts/change-staff-role.server.ts";
import { resetFactor } from "~/accounts/drop-factor.server.ts";
import { sendAccountMail } from "~/accounts/send-account-mail.server.ts";
import { signOutEverywhere } from "~/accounts/sign-out-everywhere.server.ts";
import { liftSuspension, suspendAccount } from "~/accounts/suspend-account.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { UserAsk } from "~/admin/components/user-ask.tsx";
import { UserMarks } from "~/admin/components/user-list.tsx";
import {
  SuspensionNote,
  UserActs,
  UserFacts,
  UserHistory,
  UserMemberships,
  UserOrders,
} from "~/admin/components/user-sections.tsx";
import { showUser } from "~/admin/show-users.server.ts";
import { userForm, type UserForm } from "~/admin/user-form.ts";
import { parseUserAct } from "~/admin/users.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, parseId, type AccountId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.shown.user.name ?? "User"} – CareerCenter` },
];

/** Admins only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const admin = await requireAdmin(request);
  const id = parseId<"account">(params.accountId);
  const asked = await asksForFactor(request);
  const shown = id && (await showUser(database(), id));
  if (!shown) throw notFound();
  return {
    shown,
    asked,
    self: admin.id === id,
    ask: parseUserAct(new URL(request.url).searchParams.get("ask")),
    // Names the act: a doubled click is one act.
    actId: newId<"mail-act">() as string,
    now: now(),
  };
}

/** Admins only. Each act was asked about and is written to the audit log. */
export async function action({ request, params }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  const accountId = parseId<"account">(params.accountId);
  if (!accountId) throw notFound();
  return answerForm(request, userForm, async (form) => {
    if ("factor" in form) await confirmSensitiveAct(request, form.factor);
    const text = await act(form, accountId, admin.id);
    const flash = await setFlash({ kind: "done", text });
    return redirect(paths.adminUser(accountId), { headers: { "Set-Cookie": flash } });
  });
}

/** @returns what was done, in a sentence. @throws DomainError */
async function act(form: UserForm, accountId: AccountId, adminId: AccountId): Promise<string> {
  const db = database();
  const who = { accountId, adminId };
  switch (form.act) {
    case "suspend":
      return (await suspendAccount(db, { ...who, code: form.code, reason: form.reason }))
        ? "The account is suspended, and the person is told by mail."
        : "The account was suspended already; nothing was done.";
    case "lift":
      return (await liftSuspension(db, who))
        ? "The suspension is lifted, and the person is told by mail."
        : "The account was not suspended; nothing was done.";
    case "role":
      return (await changeStaffRole(db, { ...who, role: form.role, seen: form.seen }))
        ? "The role is changed, and the person is told by mail."
        : "They have this role already; nothing was done.";
    case "factor":
      await resetFactor(db, accountId, byAccount(adminId));
      return "The second factor is off, and the person is told by mail.";
    case "sign-out":
      return `${countOf(await signOutEverywhere(db, who), "session")} ended.`;
    case "confirmation":
    case "reset": {
      const id = parseId<"mail-act">(form.id);
      if (!id) throw notFound();
      await sendAccountMail(db, { ...who, id, mail: form.act });
      return "The mail is on its way.";
    }
  }
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function UserPage() {
  const { shown, asked, self, ask, actId, now } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  return (
    <Page
      title={shown.user.name}
      lead={<UserMarks user={shown.user} />}
      crumb={{ to: paths.adminUsers(), label: "Users" }}
    >
      <AdminTabs current="users" />
      {ask ? <UserAsk key={ask} act={ask} actId={actId} shown={shown} asked={asked} /> : null}
      {ask && answer ? null : <SuspensionNote shown={shown} now={now} />}
      <Section title="The account">
        <UserFacts shown={shown} now={now} />
      </Section>
      <Section title="What you can do">
        <UserActs shown={shown} self={self} />
      </Section>
      <Section title="Organizations">
        <UserMemberships shown={shown} now={now} />
      </Section>
      <Section title="Orders they placed">
        <UserOrders shown={shown} now={now} />
      </Section>
      <Section title="What happened">
        <UserHistory shown={shown} now={now} />
      </Section>
    </Page>
  );
}
