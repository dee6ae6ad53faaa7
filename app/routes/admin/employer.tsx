import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { factorCodeSchema } from "~/accounts/account-forms.ts";
import { EmployerFacts, EmployerPeople } from "~/admin/components/employer-sections.tsx";
import { showEmployerFacts } from "~/admin/show-employer.server.ts";
import { changeCredits, MOST_CREDITS } from "~/billing/change-credits.server.ts";
import {
  ConfirmCredits,
  CreditForm,
  EmployerCredits,
  EmployerLedger,
  EmployerOrders,
} from "~/billing/components/admin-employer.tsx";
import { findEmployer, showEmployerBilling } from "~/billing/show-admin.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { isCodeRefused } from "~/ui/factor-field.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.shown.employer.name ?? "Employer"}: billing – CareerCenter` },
];

const few = `From 1 to ${MOST_CREDITS}.`;
const wish = {
  how: z.enum(["give", "take"], { error: "Choose one." }),
  credits: z.coerce.number({ error: few }).int(few).min(1, few).max(MOST_CREDITS, few),
  note: z.string({ error: "Say why." }).trim().min(1, "Say why.").max(200),
};
const employerForm = z.discriminatedUnion("act", [
  z.object({ ...wish, act: z.literal("ask") }),
  z.object({
    ...wish,
    act: z.literal("credits"),
    id: z.string(),
    seen: z.coerce.number().int(),
    factor: factorCodeSchema,
  }),
]);
const askSchema = z.object({ ...wish, ask: z.literal("credits") });

/** Admins only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const id = parseId<"employer">(params.employerId);
  const search = new URL(request.url).searchParams;
  const linesBefore = parseId<"credit">(search.get("lines"));
  const ordersBefore = parseId<"order">(search.get("orders"));
  const shown = id && (await showEmployerBilling(database(), id, { linesBefore, ordersBefore }));
  const facts = id && (await showEmployerFacts(database(), id));
  if (!shown || !facts) throw notFound();
  const ask = askSchema.safeParse(Object.fromEntries(search));
  return {
    shown,
    facts,
    asked: await asksForFactor(request),
    // Names the act: a doubled click is one act.
    ask: ask.success ? { ...ask.data, id: newId<"credit-act">() as string } : undefined,
    paged: { orders: ordersBefore !== undefined, lines: linesBefore !== undefined },
    now: now(),
  };
}

/** Admins only. Each act was confirmed and is written to the audit log. */
export async function action({ request, params }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  const employerId = parseId<"employer">(params.employerId);
  if (!employerId || !(await findEmployer(database(), employerId))) throw notFound();
  return answerForm(request, employerForm, async (form) => {
    const { how, credits, note } = form;
    if (form.act === "ask")
      return redirect(
        `${paths.adminEmployer(employerId, { ask: "credits", how, credits: String(credits), note })}#ask`,
      );
    const id = parseId<"credit-act">(form.id);
    if (!id) throw notFound();
    await confirmSensitiveAct(request, form.factor);
    const balance = await changeCredits(database(), {
      id,
      employerId,
      credits: how === "give" ? credits : -credits,
      seenBalance: form.seen,
      note,
      adminId: admin.id,
    });
    const flash = await setFlash({ kind: "done", text: `The employer has ${countOf(balance, "credit")} now.` });
    return redirect(paths.adminEmployer(employerId), { headers: { "Set-Cookie": flash } });
  });
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function AdminEmployerPage() {
  const { shown, facts, asked, ask, paged, now } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  const { employer } = shown;
  const asks = ask && (!answer || isCodeRefused(answer)) ? ask : undefined;
  return (
    <Page
      title={employer.name}
      lead="What it is, who belongs to it, and what it holds."
      crumb={{ to: paths.adminEmployers(), label: "Employers" }}
      tools={<ButtonLink to={paths.adminOrders({ words: employer.id })}>Its orders in the list</ButtonLink>}
    >
      <AdminTabs current="employers" />
      {asks ? <ConfirmCredits shown={shown} ask={asks} asked={asked} /> : null}
      <Section title="The organization">
        <EmployerFacts facts={facts} now={now} />
      </Section>
      <Section title="Its people">
        <EmployerPeople facts={facts} now={now} />
      </Section>
      <Section title="Credits">
        <EmployerCredits shown={shown} />
      </Section>
      {asks ? null : (
        <Section title="Give or take credits">
          <CreditForm shown={shown} />
        </Section>
      )}
      <Section title="Ledger of credits" id="ledger">
        <EmployerLedger shown={shown} paged={paged} now={now} />
      </Section>
      <Section title="Orders" id="orders">
        <EmployerOrders shown={shown} paged={paged} now={now} />
      </Section>
    </Page>
  );
}
