import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { factorCodeSchema } from "~/accounts/account-forms.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import {
  OrderFacts,
  OrderHistory,
  OrderLines,
  orderTitle,
  Reversals,
  StripeSide,
} from "~/billing/components/admin-order.tsx";
import { ConfirmRefund, ConfirmSync, RefundForm } from "~/billing/components/refund-form.tsx";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { refundOutcome } from "~/billing/refund-words.ts";
import { resyncOrder } from "~/billing/resync-order.server.ts";
import { refundReasons, type RefundReason } from "~/billing/reversal.ts";
import { creditsOfRefund, findAdminOrder, readRefundable, showOrder } from "~/billing/show-admin.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { parseMoney, writeMoney } from "~/jobs/post-amounts.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { isCodeRefused } from "~/ui/factor-field.tsx";
import { formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? orderTitle(page.shown.order) : "Order"} – CareerCenter` },
];

const reasons = Object.keys(refundReasons) as [RefundReason, ...RefundReason[]];
const cents = z.coerce.number().int().min(1).max(99_999_999);
const wish = {
  reason: z.enum(reasons, { error: "Choose a reason." }),
  note: z.string({ error: "Say what happened." }).trim().min(1, "Say what happened.").max(300),
  ends: z.literal("on").optional(),
};
const orderForm = z.discriminatedUnion("act", [
  z.object({
    ...wish,
    act: z.literal("ask"),
    amount: z
      .string({ error: "Say how much." })
      .transform(parseMoney)
      .pipe(z.number({ error: "Type an amount like 199 or 49.50." }).int().min(1, "Say how much.").max(99_999_999)),
  }),
  z.object({
    ...wish,
    act: z.literal("refund"),
    id: z.string(),
    cents,
    seen: z.coerce.number().int(),
    factor: factorCodeSchema,
  }),
  z.object({ act: z.literal("sync") }),
]);
const askSchema = z.discriminatedUnion("ask", [
  z.object({ ...wish, ask: z.literal("refund"), cents }),
  z.object({ ask: z.literal("sync") }),
]);

/** Admins only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const id = parseId<"order">(params.orderId);
  const shown = id && (await showOrder(database(), id));
  if (!shown) throw notFound();
  const asked = askSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const ask = asked.success ? asked.data : undefined;
  const refund = ask?.ask === "refund" && ask.cents <= shown.refundable ? ask : undefined;
  return {
    shown,
    asked: await asksForFactor(request),
    amount: writeMoney(shown.refundable),
    sync: ask?.ask === "sync",
    refund: refund && {
      ...refund,
      ends: refund.ends === "on" && shown.endable,
      // Names the act: a doubled click is one refund.
      id: newId<"refund">() as string,
      credits: await creditsOfRefund(database(), id, refund.cents),
    },
    now: now(),
  };
}

/** Admins only. Each act was confirmed and is written to the audit log. */
export async function action({ request, params }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  const orderId = parseId<"order">(params.orderId);
  if (!orderId || !(await findAdminOrder(database(), orderId))) throw notFound();
  return answerForm(request, orderForm, async (form) => {
    if (form.act === "ask") {
      const { amount, reason, note, ends } = form;
      requireWithin(amount, await readRefundable(database(), orderId));
      const ask = { ask: "refund", cents: String(amount), reason, note, ...(ends && { ends }) };
      return redirect(`${paths.adminOrder(orderId, ask)}#ask`);
    }
    if (form.act === "sync") {
      await resyncOrder(database(), orderId, byAccount(admin.id));
      await catchUpWithWrites();
      const flash = await setFlash({ kind: "done", text: "It was read again, and our side follows Stripe's." });
      return redirect(paths.adminOrder(orderId), { headers: { "Set-Cookie": flash } });
    }
    const refundId = parseId<"refund">(form.id);
    if (!refundId) throw notFound();
    await confirmSensitiveAct(request, form.factor);
    const refund = await refundOrder(database(), {
      refundId,
      orderId,
      cents: form.cents,
      seenCents: form.seen,
      reason: form.reason,
      note: form.note,
      endsJob: form.ends === "on",
      adminId: admin.id,
    });
    await catchUpWithWrites();
    const flash = await setFlash(refundOutcome(refund));
    return redirect(paths.adminOrder(orderId), { headers: { "Set-Cookie": flash } });
  });
}

/** @throws DomainError `conflict`, beside the amount, or for the whole form where nothing can be refunded any more. */
function requireWithin(amount: number, refundable: number): void {
  if (refundable === 0) throw new DomainError("conflict", "Nothing of this order can be refunded by now.");
  if (amount > refundable)
    throw new DomainError("conflict", `At most ${formatMoney(refundable)} can be refunded.`, "amount");
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function AdminOrderPage() {
  const { shown, asked, amount, sync, refund, now } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  const asks = refund && (!answer || isCodeRefused(answer)) ? refund : undefined;
  const { order, refundable } = shown;
  return (
    <Page
      title={orderTitle(order)}
      lead={order.employerName}
      crumb={{ to: paths.adminOrders(), label: "Orders" }}
      tools={
        <>
          {order.receiptNumber === null ? null : (
            <ButtonLink to={paths.adminReceipt(order.id)}>Send the receipt again…</ButtonLink>
          )}
          <ButtonLink to={`${paths.adminOrder(order.id, { ask: "sync" })}#ask`}>Read again from Stripe…</ButtonLink>
        </>
      }
    >
      <AdminTabs current="orders" />
      {refundable === 0 ? (
        <ErrorSummary
          errors={summaryErrors([], answer?.lastResult.error?.[""] ?? undefined)}
          attempt={answer}
          title="Nothing was done"
        />
      ) : null}
      {sync && !answer ? <ConfirmSync shown={shown} /> : null}
      {asks ? <ConfirmRefund shown={shown} ask={asks} asked={asked} /> : null}
      <Section title="The order">
        <OrderFacts shown={shown} />
      </Section>
      <Section title="Here and at Stripe">
        <StripeSide shown={shown} />
      </Section>
      <Section title="Money back">
        <Reversals shown={shown} now={now} />
      </Section>
      {refundable > 0 && !asks ? (
        <Section title="Refund">
          <RefundForm shown={shown} amount={amount} />
        </Section>
      ) : null}
      <Section title="Credits">
        <OrderLines shown={shown} now={now} />
      </Section>
      <Section title="What happened">
        <OrderHistory shown={shown} now={now} />
      </Section>
    </Page>
  );
}
