import type {
  BillingDiscount,
  InvoiceLineRow,
  InvoiceRow,
  SubscriptionItemRow,
  SubscriptionRow,
} from "../billing-rows.ts";
import { invalidRequest } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { getPrice } from "../resources/prices.ts";
import { getSubscription, serializeSubscription } from "../resources/subscription-objects.ts";
import { emit } from "../webhook-events.ts";
import { money } from "../checkout/totals.ts";
import { draftInvoice, endUnpaid, newLine } from "./invoices.ts";
import { periodEnd } from "./periods.ts";

/** A subscription whose first payment failed waits 23 hours for it (https://docs.stripe.com/billing/subscriptions/overview). */
const incompleteSeconds = 23 * 3_600;

type NewSubscription = Pick<SubscriptionRow, "customer"> &
  Partial<
    Pick<
      SubscriptionRow,
      | "automaticTax"
      | "cancelAt"
      | "cancelAtPeriodEnd"
      | "defaultPaymentMethod"
      | "description"
      | "discount"
      | "metadata"
      | "saveDefaultPaymentMethod"
      | "trialEnd"
    >
  > & { items: { price: string; quantity: number; metadata?: Record<string, string> }[] };

/** How often a price recurs. @throws StripeApiError for a price that does not. */
export function recurringOf(tx: Reader, price: string, param: string) {
  const { recurring } = getPrice(tx, price, param);
  if (recurring) return recurring;
  throw invalidRequest(
    `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
    { param },
  );
}

/** @throws StripeApiError where the prices are of several currencies or intervals, which the sandbox does not mix. */
export function checkItems(tx: Reader, items: { price: string }[], param: string) {
  const kinds = new Set(
    items.map((item) => {
      const { interval, intervalCount } = recurringOf(tx, item.price, param);
      return `${getPrice(tx, item.price).currency} ${intervalCount} ${interval}`;
    }),
  );
  if (kinds.size > 1) {
    throw invalidRequest(
      "All prices of a subscription must have one currency and one interval in the Stripe sandbox.",
      {
        param,
      },
    );
  }
}

/** Makes a subscription, incomplete until its first invoice is paid. Its periods begin now. Nobody is told yet. */
export function createSubscription(moment: Moment, { items, ...given }: NewSubscription): SubscriptionRow {
  const { tx, now } = moment;
  const first = items[0]?.price ?? "";
  const { cancelAtPeriodEnd = false, trialEnd = null } = given;
  // A trial is the first period, and the periods that are paid begin when it ends.
  const end = trialEnd ?? periodEnd(now, recurringOf(tx, first, "items"), now);
  const row: SubscriptionRow = tx.put("subscription", {
    id: newId("sub"),
    created: now,
    status: "incomplete",
    currency: getPrice(tx, first).currency,
    items: items.map((item) => ({
      id: newId("si", 14),
      created: now,
      price: item.price,
      quantity: item.quantity,
      metadata: item.metadata ?? {},
      periodStart: now,
      periodEnd: end,
    })),
    anchor: trialEnd ?? now,
    endedAt: null,
    cancellation: { comment: null, feedback: null, reason: cancelAtPeriodEnd ? "cancellation_requested" : null },
    defaultPaymentMethod: null,
    description: null,
    discount: null,
    latestInvoice: null,
    automaticTax: false,
    saveDefaultPaymentMethod: "off",
    told: false,
    metadata: {},
    ...given,
    trialEnd,
    cancelAtPeriodEnd,
    cancelAt: cancelAtPeriodEnd ? end : (given.cancelAt ?? null),
    canceledAt: cancelAtPeriodEnd || given.cancelAt ? now : null,
  });
  return row;
}

/** Tells that a subscription was made, as it is after its first invoice was tried. */
export function tellCreated(moment: Moment, id: string) {
  const { tx } = moment;
  const row = tx.put("subscription", { ...getSubscription(tx, id), told: true });
  emit(moment, "customer.subscription.created", serializeSubscription(tx, row));
}

/** Changes a subscription and tells what changed; a change of nothing is silent. */
export function changeSubscription(
  moment: Moment,
  before: SubscriptionRow,
  change: Partial<SubscriptionRow>,
): SubscriptionRow {
  const row = moment.tx.put("subscription", { ...before, ...change });
  tellChanged(moment, before, row);
  return row;
}

function tellChanged(moment: Moment, before: SubscriptionRow, after: SubscriptionRow) {
  const [was, is] = [serializeSubscription(moment.tx, before), serializeSubscription(moment.tx, after)];
  if (after.told && JSON.stringify(was) !== JSON.stringify(is)) emit(moment, "customer.subscription.updated", is, was);
}

/** Ends a subscription now. What was invoiced stays owed, but is not charged by itself any more. */
export function cancelSubscription(
  moment: Moment,
  before: SubscriptionRow,
  cancellation: Partial<SubscriptionRow["cancellation"]> = {},
): SubscriptionRow {
  const { tx, now } = moment;
  for (const invoice of tx.list("invoice")) {
    if (invoice.subscription === before.id && (invoice.status === "draft" || invoice.status === "open"))
      tx.put("invoice", { ...invoice, autoAdvance: false, finalizesAt: null, nextAttempt: null });
  }
  const row = tx.put("subscription", {
    ...before,
    status: "canceled",
    canceledAt: before.canceledAt ?? now,
    endedAt: now,
    cancellation: { ...before.cancellation, reason: "cancellation_requested", ...cancellation },
  });
  emit(moment, "customer.subscription.deleted", serializeSubscription(tx, row));
  return row;
}

/** Gives up on a first payment that never came: the subscription never began, and its invoice is void. */
export function expireIncomplete(moment: Moment, before: SubscriptionRow): SubscriptionRow {
  const { tx, now } = moment;
  const invoice = before.latestInvoice === null ? undefined : tx.get("invoice", before.latestInvoice);
  if (invoice?.status === "open") endUnpaid(moment, invoice, "void");
  return changeSubscription(moment, before, { status: "incomplete_expired", endedAt: now });
}

/** When an incomplete subscription expires. */
export const incompleteUntil = (row: SubscriptionRow) => row.created + incompleteSeconds;

/** The lines of a subscription's present periods; a trial costs nothing. */
export function periodLines(tx: Reader, items: SubscriptionItemRow[], trial = false): InvoiceLineRow[] {
  return items.map((item) => {
    const price = getPrice(tx, item.price);
    const name = tx.get("product", price.product)?.name ?? "Subscription";
    const every = `${money(price.unitAmount, price.currency)} / ${price.recurring?.interval ?? "month"}`;
    return newLine(
      {
        amount: trial ? 0 : price.unitAmount * item.quantity,
        description: trial ? `Trial period for ${name}` : `${item.quantity} × ${name} (at ${every})`,
        price: item.price,
        quantity: item.quantity,
        subscriptionItem: item.id,
        metadata: {},
      },
      { start: item.periodStart, end: item.periodEnd },
    );
  });
}

/** The draft of a subscription's invoice for its present periods; the subscription points to it. */
export function invoicePeriod(
  moment: Moment,
  subscription: SubscriptionRow,
  given: {
    billingReason: InvoiceRow["billingReason"];
    autoAdvance: boolean;
    origin: string;
    /** False leaves the periods themselves out: only what is pending is invoiced. */
    periods?: boolean;
    /** The subscription before whatever made this invoice due, for the event that tells of the change. */
    was?: SubscriptionRow;
  },
): InvoiceRow {
  const { tx } = moment;
  const [item] = subscription.items;
  const first = given.billingReason === "subscription_create";
  const invoice = draftInvoice(moment, {
    customer: subscription.customer,
    currency: subscription.currency,
    subscription,
    withPendingItems: true,
    lines: given.periods === false ? [] : periodLines(tx, subscription.items, first && subscription.trialEnd !== null),
    discount: discountFor(moment, subscription),
    automaticTax: subscription.automaticTax,
    billingReason: given.billingReason,
    autoAdvance: given.autoAdvance,
    periodStart: item?.periodStart ?? moment.now,
    periodEnd: (first ? item?.periodStart : item?.periodEnd) ?? moment.now,
    origin: given.origin,
  });
  const now = tx.put("subscription", { ...getSubscription(tx, subscription.id), latestInvoice: invoice.id });
  tellChanged(moment, given.was ?? subscription, now);
  return invoice;
}

/** The discount of the next invoice. A coupon for once is used up by the first one. */
function discountFor({ tx, now }: Moment, { discount, id }: SubscriptionRow): BillingDiscount | null {
  if (!discount || (discount.end !== null && discount.end <= now)) return null;
  const once = tx.get("coupon", discount.coupon)?.duration === "once";
  const used = tx.list("invoice").some((row) => row.subscription === id && row.discount?.id === discount.id);
  return once && used ? null : discount;
}
