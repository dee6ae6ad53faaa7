import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { ByDns, ByEmail, CannotVerify, VerificationState } from "~/employers/components/verify-sections.tsx";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { showVerification } from "~/employers/show-verification.server.ts";
import { verificationForm, type VerificationForm } from "~/employers/verification-form.ts";
import { checkDnsProof, giveUpVerification, startDnsProof } from "~/employers/verify-by-dns.server.ts";
import { confirmCode, sendCode } from "~/employers/verify-by-email.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId, type AccountId, type EmployerId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Verification of ${page?.shown.employer.name ?? "an organization"} – CareerCenter` },
];

/** Members of the organization. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  const shown = id && (await showVerification(database(), account.id, id));
  if (!shown) throw notFound();
  const ask = new URL(request.url).searchParams.get("ask") === "give-up";
  return { shown, ask, email: account.email, now: now() };
}

/** Owners of the organization; the use-cases say so to recruiters. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"employer">(params.employerId);
  if (!id || !(await findEmployerForMember(database(), account.id, id))) throw notFound();
  return answerForm(request, verificationForm, async (form) => {
    const text = await perform(form, account.id, id, context.clientAddress);
    await catchUpWithWrites();
    const headers = text ? { "Set-Cookie": await setFlash({ kind: "done", text }) } : undefined;
    return redirect(paths.verification(id), { headers });
  });
}

/** @returns what was done, for the next page; nothing where the page itself shows it. */
async function perform(form: VerificationForm, accountId: AccountId, employerId: EmployerId, clientAddress: string) {
  const by = { accountId, employerId, clientAddress };
  switch (form.intent) {
    case "send-code":
      await sendCode(database(), { ...by, email: form.email });
      return `A code is on its way to ${form.email}.`;
    case "confirm-code":
      await confirmCode(database(), { ...by, code: form.code });
      return "The organization is verified. The mark stands on its page and its jobs now.";
    case "get-record":
      return startDnsProof(database(), by);
    case "check-record":
      await checkDnsProof(database(), by);
      return "The record is there. The organization is verified, and the mark stands on its page and its jobs now.";
    case "give-up":
      await giveUpVerification(database(), by);
      return "The organization is no longer verified.";
  }
}

/** A code that came to its end is no longer asked for. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || actionStatus === 422 || defaultShouldRevalidate;

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Verification() {
  const page = useLoaderData<typeof loader>();
  const { employer, code, record } = page.shown;
  // What was done makes the page anew; what was refused leaves its fields as they are.
  const stand = [employer.verification, code?.sentAt.getTime(), record?.value].join();
  return <VerificationPage key={stand} {...page} />;
}

function VerificationPage({ shown, ask, email, now }: PageData) {
  const { employer, domain } = shown;
  const { form, fields, pending, attempt } = useBoardForm<{ email: string; code: string }>("verification", {
    email: domain && email.endsWith(`@${domain}`) ? email : undefined,
  });
  const labelled = [
    { label: "Code from the mail", field: fields.code },
    { label: "Address at your domain", field: fields.email },
  ];
  const open = employer.role === "owner" && employer.verification !== "dns";
  return (
    <Page
      title={employer.name}
      lead="How applicants see that it is really you."
      crumb={{ to: paths.desk(), label: "Your desk" }}
    >
      <OrganizationTabs id={employer.id} current="verification" />
      <ErrorSummary
        errors={attempt ? summaryErrors(labelled, form.errors) : []}
        attempt={attempt}
        title="Not verified yet"
      />
      <Section title="How it stands">
        <VerificationState shown={shown} ask={ask && !attempt} now={now} />
      </Section>
      {!open || !domain ? (
        employer.verification === "unverified" ? (
          <CannotVerify shown={shown} />
        ) : null
      ) : (
        <>
          {employer.verification === "unverified" ? (
            <ByEmail shown={shown} domain={domain} fields={fields} pending={pending} now={now} formId={form.id} />
          ) : null}
          <ByDns shown={shown} domain={domain} pending={pending} />
        </>
      )}
    </Page>
  );
}
