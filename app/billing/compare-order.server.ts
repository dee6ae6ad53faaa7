import type Stripe from "stripe";
import type { Db } from "~/platform/database.server.ts";
import { log } from "~/platform/log.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { formatMoney } from "~/ui/format.ts";
import { agreed } from "./assert-billing-stripe.server.ts";
import { orderStateLabels } from "./order.ts";
import type { OrderRow } from "./order.queries.server.ts";
import { readReversals, type Reversals } from "./read-reversals.server.ts";
import { listDisputes, listRefunds } from "./reversal.queries.server.ts";
import { disputeStateLabel, isGivenBack } from "./reversal.ts";
import { stripe } from "./stripe-client.server.ts";

/** One fact of an order as it stands in our tables and at Stripe. */
export type Comparison = { what: string; ours: string; stripes: string; agree: boolean };

const NOTHING = "Nothing";

/**
 * Holds an order against Stripe as it says now, for an admin to see both. It changes nothing.
 * @returns undefined where Stripe does not answer, or the order never reached it.
 */
export async function compareOrder(db: Db, order: OrderRow): Promise<Comparison[] | undefined> {
  if (!order.stripe_session && !order.stripe_payment_intent) return undefined;
  try {
    const [session, intent, reversals] = await Promise.all([
      order.stripe_session ? stripe().checkout.sessions.retrieve(order.stripe_session) : undefined,
      order.stripe_payment_intent
        ? stripe().paymentIntents.retrieve(order.stripe_payment_intent, { expand: ["latest_charge"] })
        : undefined,
      order.stripe_payment_intent ? readReversals(order.stripe_payment_intent) : undefined,
    ]);
    return [
      ...(session ? [page(order, session)] : []),
      payment(order, intent),
      ...(intent ? [amount(order, intent)] : []),
      ...(order.state === "captured" && reversals ? await reversed(db, order, reversals) : []),
    ];
  } catch (error) {
    log.warn({ order: order.id, error: errorText(error) }, "the order could not be held against Stripe");
    return undefined;
  }
}

function page(order: OrderRow, session: Stripe.Checkout.Session): Comparison {
  const open = order.state === "open";
  return {
    what: "Payment page",
    ours: open ? "open" : "closed",
    stripes: `${session.status ?? "unknown"}, ${session.payment_status}`,
    agree: open === (session.status === "open"),
  };
}

function payment(order: OrderRow, intent: Stripe.PaymentIntent | undefined): Comparison {
  const agree = intent
    ? agreed[order.state]?.includes(intent.status) !== false
    : !agreed[order.state] || order.total_cents === 0 || order.stripe_invoice !== null;
  return {
    what: "Payment",
    ours: orderStateLabels[order.state],
    stripes: intent?.status.replaceAll("_", " ") ?? (order.stripe_invoice ? "invoice paid without a charge" : NOTHING),
    agree,
  };
}

function amount(order: OrderRow, intent: Stripe.PaymentIntent): Comparison {
  const ours = order.total_cents ?? order.amount_cents;
  return {
    what: "Amount",
    ours: formatMoney(ours),
    stripes: formatMoney(intent.amount),
    agree: ours === intent.amount,
  };
}

async function reversed(db: Db, order: OrderRow, there: Reversals): Promise<Comparison[]> {
  const sum = (rows: readonly { state: Parameters<typeof isGivenBack>[0]; amount_cents: number }[]) =>
    rows.filter((row) => isGivenBack(row.state)).reduce((cents, row) => cents + row.amount_cents, 0);
  const [refunds, disputes] = await Promise.all([listRefunds(db, order.id), listDisputes(db, order.id)]);
  const [oursGone, stripesGone] = [sum(refunds), sum(there.refunds)];
  const states = (rows: readonly { state: string }[]) =>
    rows.map((row) => disputeStateLabel(row.state)).join("; ") || NOTHING;
  return [
    {
      what: "Given back",
      ours: formatMoney(oursGone),
      stripes: formatMoney(stripesGone),
      agree: oursGone === stripesGone,
    },
    {
      what: "Disputes",
      ours: states(disputes),
      stripes: states(there.disputes),
      agree: states(disputes) === states(there.disputes),
    },
  ];
}
