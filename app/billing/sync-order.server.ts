import "./billing.tasks.ts";
import type Stripe from "stripe";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { OrderId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import {
  findBillingCustomer,
  getOrder,
  insertFulfilment,
  lockBillingCustomer,
  raiseSyncVersion,
  updateOrder,
  type OrderRow,
} from "./order.queries.server.ts";
import { rightHandlers } from "./right-handlers.server.ts";
import { stripe } from "./stripe-client.server.ts";

/** What Stripe says of an order at one moment. */
type Truth =
  | { kind: "open" }
  | { kind: "expired" }
  | { kind: "no-cost" }
  | { kind: "authorized"; paymentIntent: string; captureBefore: Date | null }
  | { kind: "captured"; paymentIntent: string }
  | { kind: "cancelled"; paymentIntent: string; lapsed: boolean }
  /** The session is complete, but its card is neither authorized nor refused yet. */
  | { kind: "pending" };

/** How often a fetch that was overtaken by another one is repeated before the task's own retry takes over. */
const ATTEMPTS = 5;

/**
 * The only way that money becomes a right (BILLING.md): reads what Stripe says of the order now and makes our tables
 * agree, together with what the right does to the job. Webhooks, the return page, the reconciler and staff all call it;
 * once, twice or fifty times at the same moment has one effect. A slow fetch never overwrites a newer one: the customer's
 * version has moved by then.
 * @throws Stripe's errors when it cannot be reached; Error when what it says does not belong to the order.
 */
export async function syncOrder(db: Db, orderId: OrderId): Promise<OrderRow> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const order = await getOrder(db, orderId);
    // Without a session no browser was ever sent to pay for it.
    if (!order.stripe_session) return order;
    const customer = await findBillingCustomer(db, order.employer_id);
    if (!customer) throw new Error(`Order ${orderId} has a session but its employer has no customer`);
    const truth = await readTruth(order, customer.stripe_customer);
    const written = await transact(db, async (trx) => {
      const locked = await lockBillingCustomer(trx, order.employer_id);
      if (locked?.sync_version !== customer.sync_version) return false;
      await applyTruth(trx, await getOrder(trx, orderId), truth);
      await raiseSyncVersion(trx, order.employer_id);
      return true;
    });
    if (written) return getOrder(db, orderId);
  }
  throw new DomainError("unavailable", "Many changes came at once. They will be sorted out within a minute.");
}

/** @throws Error when the session is another customer's, or its price is not the order's: forged or mixed up. */
async function readTruth(order: OrderRow, customer: string): Promise<Truth> {
  const session = await stripe().checkout.sessions.retrieve(order.stripe_session!, {
    expand: ["payment_intent.latest_charge"],
  });
  const belongs =
    session.client_reference_id === order.id &&
    idOf(session.customer) === customer &&
    session.currency === order.currency &&
    session.amount_subtotal === order.amount_cents;
  if (!belongs) throw new Error(`The checkout session of order ${order.id} is not what was ordered`);
  if (session.status === "open") return { kind: "open" };
  if (session.status === "expired") return { kind: "expired" };
  if (session.payment_status === "no_payment_required") return { kind: "no-cost" };
  const intent = session.payment_intent;
  if (!intent || typeof intent === "string") return { kind: "pending" };
  switch (intent.status) {
    case "requires_capture":
      if (intent.amount_capturable !== session.amount_total)
        throw new Error(`Order ${order.id} is authorized for another amount`);
      return { kind: "authorized", paymentIntent: intent.id, captureBefore: captureBefore(intent) };
    case "succeeded":
      return { kind: "captured", paymentIntent: intent.id };
    case "canceled":
      return { kind: "cancelled", paymentIntent: intent.id, lapsed: intent.cancellation_reason === "automatic" };
    default:
      return { kind: "pending" };
  }
}

const idOf = (reference: string | { id: string } | null) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

function captureBefore(intent: Stripe.PaymentIntent): Date | null {
  const charge = intent.latest_charge;
  const seconds =
    charge && typeof charge !== "string" ? charge.payment_method_details?.card?.capture_before : undefined;
  return seconds ? new Date(seconds * 1_000) : null;
}

async function applyTruth(trx: Trx, order: OrderRow, truth: Truth): Promise<void> {
  switch (truth.kind) {
    case "open":
    case "pending":
      return updateOrder(trx, order.id, {});
    case "expired":
      return order.state === "open" ? move(trx, order, { state: "expired" }) : undefined;
    case "no-cost":
      if (order.state !== "open") return;
      await move(trx, order, { state: "no_cost" });
      return grant(trx, order.id);
    case "authorized":
      if (order.state !== "open") return updateOrder(trx, order.id, {});
      await move(trx, order, {
        state: "authorized",
        stripe_payment_intent: truth.paymentIntent,
        capture_before: truth.captureBefore,
      });
      return grant(trx, order.id);
    case "captured":
      if (order.state === "open") {
        await move(trx, order, { state: "authorized", stripe_payment_intent: truth.paymentIntent });
        await grant(trx, order.id);
      }
      if (order.state !== "open" && order.state !== "authorized") return;
      await move(trx, await getOrder(trx, order.id), { state: "captured", intent: null });
      if (await insertFulfilment(trx, `capture:${order.id}`, order.id))
        await rightHandlers().captured(trx, await getOrder(trx, order.id));
      return;
    case "cancelled": {
      if (order.state !== "open" && order.state !== "authorized") return;
      const asked = order.intent === "cancel";
      await move(trx, order, {
        state: truth.lapsed && !asked ? "lapsed" : "cancelled",
        stripe_payment_intent: truth.paymentIntent,
        intent: null,
      });
      if (!asked && order.state === "authorized") await rightHandlers().lost(trx, await getOrder(trx, order.id));
    }
  }
}

/**
 * Hands the right to the job. Where it has no place any more (another order was quicker, the job is gone) the money goes
 * back: nothing is ever paid twice.
 */
async function grant(trx: Trx, orderId: OrderId): Promise<void> {
  if (!(await insertFulfilment(trx, `authorize:${orderId}`, orderId))) return;
  const order = await getOrder(trx, orderId);
  try {
    if (order.intent === "cancel" && order.state === "authorized")
      throw new DomainError("conflict", "The order was cancelled meanwhile.");
    await rightHandlers().authorized(trx, order);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await updateOrder(trx, orderId, { intent: "cancel", failure: error.message });
    await enqueueTask(trx, "order.settle", { orderId });
  }
}

async function move(trx: Trx, order: OrderRow, set: Parameters<typeof updateOrder>[2]): Promise<void> {
  await updateOrder(trx, order.id, set);
  await recordAudit(trx, {
    actor: system,
    action: `order.${set.state}`,
    subject: { kind: "order", id: order.id },
    detail: { from: order.state, at: now().toISOString() },
  });
}
