import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { newId, type AccountId, type EmployerId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import {
  findBillingCustomer,
  getActivePlan,
  getOrder,
  insertBillingCustomer,
  insertOrder,
  listOrdersOfJob,
  updateOrder,
} from "./order.queries.server.ts";
import { settleOrder } from "./settle-order.server.ts";
import { stripe } from "./stripe-client.server.ts";

export const SINGLE_POST = "single-post";

type Purchase = {
  employerId: EmployerId;
  employerName: string;
  jobId: JobId;
  revisionId: RevisionId;
  accountId: AccountId;
};

/**
 * Opens Stripe's Checkout for a single post of this revision: the card is authorized there and charged only when a
 * moderator approves. An earlier checkout for the same job is closed first; if it turns out to be paid, there is nothing
 * left to pay and that order is the answer.
 * @returns the order, and the address to send the browser to unless the job is paid for already.
 * @throws Stripe's errors when it cannot be reached; then nothing is owed, and the order stays open without a session.
 */
export async function openCheckout(
  db: Db,
  purchase: Purchase,
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  for (const earlier of await listOrdersOfJob(db, purchase.jobId)) {
    if (earlier.state !== "open") continue;
    await updateOrder(db, earlier.id, { intent: "cancel" });
    await settleOrder(db, earlier.id);
    const { state } = await getOrder(db, earlier.id);
    if (state === "authorized" || state === "captured" || state === "no_cost")
      return { orderId: earlier.id, checkoutUrl: undefined };
  }
  const plan = await getActivePlan(db, SINGLE_POST);
  const customer = await ensureCustomer(db, purchase);
  const orderId: OrderId = newId<"order">();
  await transact(db, async (trx) => {
    await insertOrder(trx, {
      id: orderId,
      employer_id: purchase.employerId,
      plan_code: plan.code,
      plan_name: plan.name,
      job_id: purchase.jobId,
      revision_id: purchase.revisionId,
      amount_cents: plan.price_cents,
      currency: plan.currency,
      term_days: plan.term_days,
      created_by: purchase.accountId,
    });
    await recordAudit(trx, {
      actor: byAccount(purchase.accountId),
      action: "order.open",
      subject: { kind: "order", id: orderId },
      detail: { job: purchase.jobId, revision: purchase.revisionId, amountCents: plan.price_cents },
    });
  });
  const returnUrl = absolute(env().BASE_URL, paths.checkoutReturn(purchase.jobId));
  const session = await stripe().checkout.sessions.create(
    {
      mode: "payment",
      customer,
      client_reference_id: orderId,
      metadata: { order: orderId },
      allowed_payment_method_types: ["card"],
      payment_intent_data: {
        capture_method: "manual",
        metadata: { order: orderId },
        description: `${plan.name} on CareerCenter`,
      },
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: plan.currency,
            unit_amount: plan.price_cents,
            product_data: { name: `${plan.name}, ${plan.term_days} days` },
          },
        },
      ],
      allow_promotion_codes: true,
      success_url: `${returnUrl}?order=${orderId}`,
      cancel_url: `${returnUrl}?order=${orderId}&left=1`,
    },
    { idempotencyKey: `checkout:${orderId}` },
  );
  if (!session.url) throw new Error("Stripe opened a checkout without an address");
  await updateOrder(db, orderId, { stripe_session: session.id, checkout_url: session.url });
  return { orderId, checkoutUrl: session.url };
}

/** The employer's customer at Stripe, made at the first purchase; two at once make one (idempotency key, unique row). */
async function ensureCustomer(db: Db, { employerId, employerName }: Purchase): Promise<string> {
  const known = await findBillingCustomer(db, employerId);
  if (known) return known.stripe_customer;
  const made = await stripe().customers.create(
    { name: employerName, metadata: { employer: employerId } },
    { idempotencyKey: `customer:${employerId}` },
  );
  await insertBillingCustomer(db, employerId, made.id);
  return (await findBillingCustomer(db, employerId))!.stripe_customer;
}
