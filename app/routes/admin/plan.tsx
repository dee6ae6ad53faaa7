import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { factorCodeSchema } from "~/accounts/account-forms.ts";
import { ConfirmPlan, PlanForm, type PlanAsk } from "~/billing/components/plan-form.tsx";
import { editPlan, planVersion } from "~/billing/edit-plan.server.ts";
import { planKindLabels } from "~/billing/plan-kinds.ts";
import { findPlan } from "~/billing/show-admin.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { parseMoney, writeMoney } from "~/jobs/post-amounts.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { isCodeRefused } from "~/ui/factor-field.tsx";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.plan.name ?? "Plan"} – CareerCenter` },
];

/** What Stripe takes for a payment in US dollars, and a bound against a slip of the finger. */
const [LEAST, MOST] = [50, 1_000_000];
const price = `From ${formatMoney(LEAST)} to ${formatMoney(MOST)}.`;
const days = "From 1 to 365 days.";
const credits = "From 0 to 100.";
const fields = {
  name: z.string({ error: "Give it a name." }).trim().min(1, "Give it a name.").max(80),
  price: z
    .string({ error: price })
    .transform(parseMoney)
    .pipe(z.number({ error: "Type an amount like 199 or 49.50." }).int().min(LEAST, price).max(MOST, price)),
  credits: z.coerce.number({ error: credits }).int(credits).min(0, credits).max(100, credits),
  days: z.coerce.number({ error: days }).int(days).min(1, days).max(365, days),
  active: z.literal("on").optional(),
};
const planForm = z.object({
  ...fields,
  act: z.enum(["ask", "save"]),
  seen: z.string().max(200),
  factor: factorCodeSchema,
});
const askSchema = z.object({ ...fields, ask: z.literal("save") });

async function planOf(code: string | undefined) {
  const plan = /^[a-z0-9-]{1,40}$/.test(code ?? "") ? await findPlan(database(), code!) : undefined;
  if (!plan) throw notFound();
  return plan;
}

/** Admins only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const plan = await planOf(params.code);
  const search = new URL(request.url).searchParams;
  const asked = askSchema.safeParse(Object.fromEntries(search));
  const yes = (on: boolean) => (on ? "yes" : "no");
  const ask: PlanAsk | undefined = asked.success
    ? {
        fields: {
          name: asked.data.name,
          price: writeMoney(asked.data.price),
          credits: String(asked.data.credits),
          days: String(asked.data.days),
          active: asked.data.active,
        },
        changes: [
          { what: "Name", from: plan.name, to: asked.data.name },
          { what: "Price", from: formatMoney(plan.price_cents), to: formatMoney(asked.data.price) },
          { what: "Credits", from: String(plan.credits), to: String(asked.data.credits) },
          { what: "Days", from: String(plan.term_days), to: String(asked.data.days) },
          { what: "On sale", from: yes(plan.active === 1), to: yes(asked.data.active === "on") },
        ].filter(({ from, to }) => from !== to),
      }
    : undefined;
  return {
    plan,
    asked: await asksForFactor(request),
    ask,
    seen: planVersion(plan),
    price: writeMoney(plan.price_cents),
  };
}

/** Admins only. Each change was confirmed and is written to the audit log. */
export async function action({ request, params }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  const { code } = await planOf(params.code);
  return answerForm(request, planForm, async (form) => {
    if (form.act === "ask") {
      const { name, active } = form;
      const asked = { name, price: writeMoney(form.price), credits: String(form.credits), days: String(form.days) };
      return redirect(`${paths.adminPlan(code, { ask: "save", ...asked, ...(active && { active }) })}#ask`);
    }
    await confirmSensitiveAct(request, form.factor);
    await editPlan(database(), {
      code,
      seen: form.seen,
      change: {
        name: form.name,
        price_cents: form.price,
        credits: form.credits,
        term_days: form.days,
        active: form.active === "on",
      },
      adminId: admin.id,
    });
    const flash = await setFlash({ kind: "done", text: "The plan is saved. What is ordered from now on follows it." });
    return redirect(paths.adminPlans(), { headers: { "Set-Cookie": flash } });
  });
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function PlanPage() {
  const { plan, asked, ask, seen, price } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  return (
    <Page
      title={plan.name}
      lead={`${planKindLabels[plan.kind]}, known as ${plan.code}.`}
      crumb={{ to: paths.adminPlans(), label: "Plans and prices" }}
      width="form"
    >
      <AdminTabs current="plans" />
      {ask && (!answer || isCodeRefused(answer)) ? (
        <ConfirmPlan plan={plan} seen={seen} ask={ask} asked={asked} />
      ) : (
        <PlanForm plan={plan} seen={seen} price={price} />
      )}
    </Page>
  );
}
