import { createHash } from "node:crypto";
import Stripe from "stripe";
import { findAccount } from "~/accounts/find-account.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { requireActing } from "~/employers/acting-member.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { env } from "~/platform/env.server.ts";
import { newId, type AccountId, type EmployerId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { absolute } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import { formatMoney } from "~/ui/format.ts";
import {
  expireUnopenedOrder,
  findBillingCustomer,
  insertBillingCustomer,
  insertOrder,
  keepSession,
  lockBillingCustomer,
  type OrderRow,
  type PlanRow,
} from "./order.queries.server.ts";
import { isRefusal, stripe } from "./stripe-client.server.ts";
import { syncOrder } from "./sync-order.server.ts";

/** Who buys what for whom. */
export type Placement = {
  employerId: EmployerId;
  employerName: string;
  accountId: AccountId;
  plan: PlanRow;
  /** What it is for, where the plan's kind does not say so. */
  kind?: OrderRow["kind"];
  /** The job it is for, and the revision of it that is paid for. */
  jobId: JobId | null;
  revisionId: RevisionId | null;
};

/** How Stripe's page takes the money, what it calls the thing, and where it leads back to. */
export type CheckoutPage = {
  /**
   * `hold` authorizes a card, to be captured or let go later; `now` takes the money by any means that Stripe offers;
   * `monthly` charges a card now and every month.
   */
  money: "hold" | "now" | "monthly";
  itemName: string;
  /** The paths of the board that Stripe leads back to, paid and left. */
  returnPath: (orderId: OrderId) => string;
  leftPath: (orderId: OrderId) => string;
  /** Runs in the transaction that writes the order, before that, under the customer's lock; refuses by throwing. */
  guard?: (trx: Trx) => Promise<void>;
};

/**
 * Writes an order with the plan's price of this moment and opens Stripe's page for it. What the order says is never
 * changed by a price that changes later.
 * @throws DomainError `conflict` when the order was closed while its page was being opened; Stripe's errors.
 */
export async function placeOrder(
  db: Db,
  placement: Placement,
  page: CheckoutPage,
): Promise<{ orderId: OrderId; checkoutUrl: string }> {
  const { plan, jobId, revisionId } = placement;
  const customer = await ensureCustomer(db, placement);
  const orderId: OrderId = newId<"order">();
  await transact(db, async (trx) => {
    if (page.guard) {
      await lockBillingCustomer(trx, placement.employerId);
      await page.guard(trx);
    }
    await requireActing(trx, placement.employerId);
    await insertOrder(trx, {
      id: orderId,
      employer_id: placement.employerId,
      plan_code: plan.code,
      plan_name: plan.name,
      kind: placement.kind ?? plan.kind,
      job_id: jobId,
      revision_id: revisionId,
      amount_cents: plan.price_cents,
      currency: plan.currency,
      term_days: plan.term_days,
      credits: plan.credits,
      created_by: placement.accountId,
    });
    await recordAudit(trx, {
      actor: byAccount(placement.accountId),
      action: "order.open",
      subject: { kind: "order", id: orderId },
      detail: { plan: plan.code, job: jobId, revision: revisionId, amountCents: plan.price_cents },
    });
  });
  const session = await stripe().checkout.sessions.create(sessionParams(placement, page, orderId, customer), {
    idempotencyKey: `checkout:${orderId}`,
  });
  if (!session.url) throw new Error("Stripe opened a checkout without an address");
  if (!(await keepSession(db, orderId, { id: session.id, url: session.url }))) {
    await expireSession(session.id);
    throw new DomainError("conflict", "Another payment page for this was opened at the same moment. Use that one.");
  }
  return { orderId, checkoutUrl: session.url };
}

function sessionParams(
  { plan }: Placement,
  page: CheckoutPage,
  orderId: OrderId,
  customer: string,
): Stripe.Checkout.SessionCreateParams {
  const description = `${plan.name} on CareerCenter`;
  const at = (path: string) => absolute(env().BASE_URL, path);
  const payment = {
    mode: "payment" as const,
    // Stripe makes no invoice of money that is only held.
    ...(page.money === "hold"
      ? { allowed_payment_method_types: ["card" as const] }
      : { invoice_creation: { enabled: true, invoice_data: { description, metadata: { order: orderId } } } }),
    payment_intent_data: {
      capture_method: page.money === "hold" ? ("manual" as const) : ("automatic" as const),
      metadata: { order: orderId },
      description,
    },
  };
  const monthly = {
    mode: "subscription" as const,
    // Stripe would call a plan active while a bank's money is on its way for days.
    allowed_payment_method_types: ["card" as const],
    subscription_data: { description, metadata: { order: orderId } },
  };
  return {
    ...(page.money === "monthly" ? monthly : payment),
    customer,
    client_reference_id: orderId,
    metadata: { order: orderId },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: plan.currency,
          unit_amount: plan.price_cents,
          // On top of the price, whatever the account's own default is: the order's amount is the one before tax.
          ...(env().STRIPE_TAX && { tax_behavior: "exclusive" as const }),
          ...(page.money === "monthly" && { recurring: { interval: "month" as const } }),
          product_data: { name: page.itemName },
        },
      },
    ],
    allow_promotion_codes: true,
    ...(env().STRIPE_TAX && {
      automatic_tax: { enabled: true },
      customer_update: { address: "auto", name: "auto" },
      billing_address_collection: "required",
    }),
    success_url: at(page.returnPath(orderId)),
    cancel_url: at(page.leftPath(orderId)),
  };
}

/** @throws DomainError `conflict` when the plan's price is not the one that the buyer saw. */
export function requireSeenPrice(plan: PlanRow, seenCents: number): void {
  if (plan.price_cents !== seenCents)
    throw new DomainError(
      "conflict",
      `${plan.name} costs ${formatMoney(plan.price_cents)} by now: the price changed since you opened this page. Nothing was charged.`,
    );
}

/** Makes sure that nobody pays on an order's page any more. @returns the order: it may have been paid just before. */
export async function closeCheckout(db: Db, orderId: OrderId): Promise<OrderRow> {
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
 * Does `work` at Stripe for somebody who waits for its page.
 * @throws DomainError `unavailable` when Stripe does not answer or refuses: nothing is owed then.
 */
export async function atCheckout<Done>(about: Record<string, string>, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    log.warn({ ...about, error: error.type, code: error.code }, "checkout could not be opened");
    throw new DomainError(
      "unavailable",
      "The payment page could not be opened just now. Nothing was charged. Try again in a minute.",
    );
  }
}

/**
 * The employer's customer at Stripe, made at the first purchase; two at once keep one (unique row). Receipts go to the
 * member who buys first.
 */
async function ensureCustomer(db: Db, { employerId, employerName, accountId }: Placement): Promise<string> {
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
