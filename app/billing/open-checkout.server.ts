import { createHash } from "node:crypto";
import Stripe from "stripe";
import { findAccount } from "~/accounts/find-account.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { env } from "~/platform/env.server.ts";
import { newId, type AccountId, type EmployerId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import {
  expireUnopenedOrder,
  findBillingCustomer,
  getActivePlan,
  insertBillingCustomer,
  insertOrder,
  keepSession,
  listOrdersOfJob,
  type OrderRow,
} from "./order.queries.server.ts";
import { isRefusal, stripe } from "./stripe-client.server.ts";
import { syncOrder } from "./sync-order.server.ts";

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
 * @throws DomainError `unavailable` when Stripe does not answer: nothing is owed then; `conflict` when another checkout
 *   for the job was opened at the same moment.
 */
export async function openCheckout(
  db: Db,
  purchase: Purchase,
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  try {
    return await open(db, purchase);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    log.warn({ job: purchase.jobId, error: error.type, code: error.code }, "checkout could not be opened");
    throw new DomainError(
      "unavailable",
      "The payment page could not be opened just now. Nothing was charged. Try again in a minute.",
    );
  }
}

async function open(db: Db, purchase: Purchase): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  for (const earlier of await listOrdersOfJob(db, purchase.jobId)) {
    if (earlier.state !== "open") continue;
    const { state, intent } = await closeCheckout(db, earlier.id);
    if (intent !== "cancel" && (state === "authorized" || state === "captured" || state === "no_cost"))
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
  if (!(await keepSession(db, orderId, { id: session.id, url: session.url }))) {
    await expireSession(session.id);
    throw new DomainError("conflict", "Another payment page for this job was opened at the same moment. Use that one.");
  }
  return { orderId, checkoutUrl: session.url };
}

/** Makes sure that nobody pays on an order's page any more. @returns the order: it may have been paid just before. */
async function closeCheckout(db: Db, orderId: OrderId): Promise<OrderRow> {
  const order = await syncOrder(db, orderId);
  if (order.state !== "open") return order;
  if (order.stripe_session) await expireSession(order.stripe_session);
  else await expireUnopenedOrder(db, orderId);
  return syncOrder(db, orderId);
}

async function expireSession(session: string): Promise<void> {
  try {
    await stripe().checkout.sessions.expire(session);
  } catch (error) {
    // It was paid or expired in between: the next look at the truth says which.
    if (!isRefusal(error)) throw error;
  }
}

/**
 * The employer's customer at Stripe, made at the first purchase; two at once keep one (unique row). Receipts go to the
 * member who buys first.
 */
async function ensureCustomer(db: Db, { employerId, employerName, accountId }: Purchase): Promise<string> {
  const known = await findBillingCustomer(db, employerId);
  if (known) return known.stripe_customer;
  const details = {
    name: employerName,
    email: (await findAccount(db, accountId))?.email,
    metadata: { employer: employerId },
  };
  // Of all that is sent: a name or member that changed between two attempts would be refused under the same key.
  const idempotencyKey = `customer:${createHash("sha256").update(JSON.stringify(details)).digest("hex")}`;
  const made = await stripe().customers.create(details, { idempotencyKey });
  await insertBillingCustomer(db, employerId, made.id);
  return (await findBillingCustomer(db, employerId))!.stripe_customer;
}
