import type Stripe from "stripe";
import { SECOND } from "~/platform/clock.ts";
import { env } from "~/platform/env.server.ts";
import type { Bill, BoughtPlan } from "./plan-truth.ts";
import type { OrderRow } from "./order.queries.server.ts";
import { stripe } from "./stripe-client.server.ts";

/** What Stripe says of an order at one moment. */
export type Truth =
  /** The session is open, or complete while its card is neither authorized nor refused yet. */
  | { kind: "waiting" }
  | { kind: "expired" }
  | { kind: "no-cost"; bill: Bill; bought?: BoughtPlan }
  /** A bank payment is under way, its account confirmed or not; it arrives or comes back days later. */
  | { kind: "processing"; paymentIntent: string; totalCents: number }
  | { kind: "authorized"; paymentIntent: string; totalCents: number; captureBefore: Date | null }
  /** An invoice may be paid without an intent: outside of Stripe, or out of the customer's balance there. */
  | { kind: "captured"; paymentIntent: string | null; bill: Bill; bought?: BoughtPlan }
  /** The bank refused to give the money. */
  | { kind: "refused"; paymentIntent: string; message: string }
  | { kind: "released"; paymentIntent: string; lapsed: boolean };

/**
 * Reads what Stripe says of an order now. Taxes and promotions may change what it comes to; the price before both must be
 * the order's.
 * @throws Error when the session is another customer's, or not what was ordered: forged or mixed up; Stripe's errors.
 */
export async function readTruth(order: OrderRow, customer: string): Promise<Truth> {
  const session = await stripe().checkout.sessions.retrieve(order.stripe_session!, {
    expand: ["payment_intent.latest_charge", "invoice", "discounts.promotion_code"],
  });
  const belongs =
    session.mode === "payment" &&
    session.client_reference_id === order.id &&
    idOf(session.customer) === customer &&
    session.currency === order.currency &&
    session.amount_subtotal === order.amount_cents &&
    session.livemode === /^(sk|rk)_live_/.test(env().STRIPE_SECRET_KEY ?? "");
  if (!belongs) throw new Error(`The checkout session of order ${order.id} is not what was ordered`);
  if (session.status === "open") return { kind: "waiting" };
  if (session.status === "expired") return { kind: "expired" };
  if (session.payment_status === "no_payment_required") return { kind: "no-cost", bill: billOf(session) };
  const intent = session.payment_intent;
  if (!intent || typeof intent === "string") return { kind: "waiting" };
  return truthOfIntent(order, session, intent);
}

function truthOfIntent(order: OrderRow, session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent): Truth {
  const paymentIntent = intent.id;
  const bill = billOf(session);
  switch (intent.status) {
    case "requires_capture":
      if (order.kind === "pack") throw new Error(`Order ${order.id} is authorized, though it is paid at once`);
      if (intent.amount_capturable !== bill.totalCents)
        throw new Error(`Order ${order.id} is authorized for another amount`);
      return {
        kind: "authorized",
        paymentIntent,
        totalCents: bill.totalCents,
        captureBefore: captureBefore(intent),
      };
    case "succeeded":
      if (intent.amount_received !== bill.totalCents) throw new Error(`Order ${order.id} is paid with another amount`);
      return { kind: "captured", paymentIntent, bill };
    case "processing":
      return { kind: "processing", paymentIntent, totalCents: bill.totalCents };
    case "requires_action":
      // Nobody comes back to this page: the owner of a bank account confirms it by mail (micro-deposits), then it is paid.
      return order.kind === "pack"
        ? { kind: "processing", paymentIntent, totalCents: bill.totalCents }
        : { kind: "waiting" };
    case "canceled":
      return { kind: "released", paymentIntent, lapsed: intent.cancellation_reason === "automatic" };
    case "requires_payment_method":
      return {
        kind: "refused",
        paymentIntent,
        message: intent.last_payment_error?.message ?? "The bank refused the payment.",
      };
    default:
      return { kind: "waiting" };
  }
}

function billOf(session: Stripe.Checkout.Session): Bill {
  const [discount] = session.discounts ?? [];
  const code = discount?.promotion_code;
  const invoice = session.invoice && typeof session.invoice !== "string" ? session.invoice : null;
  const paidAt = invoice?.status_transitions.paid_at;
  return {
    totalCents: session.amount_total ?? 0,
    discountCents: session.total_details?.amount_discount ?? 0,
    taxCents: session.total_details?.amount_tax ?? 0,
    // Stripe takes nothing from the balance for a single payment, only for the invoices of a plan.
    balanceCents: 0,
    promotionCode: code && typeof code !== "string" ? code.code : null,
    invoiceUrl: invoice?.hosted_invoice_url ?? null,
    paidAt: paidAt ? new Date(paidAt * SECOND) : null,
  };
}

const idOf = (reference: string | { id: string } | null) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

function captureBefore(intent: Stripe.PaymentIntent): Date | null {
  const charge = intent.latest_charge;
  const seconds =
    charge && typeof charge !== "string" ? charge.payment_method_details?.card?.capture_before : undefined;
  return seconds ? new Date(seconds * SECOND) : null;
}
