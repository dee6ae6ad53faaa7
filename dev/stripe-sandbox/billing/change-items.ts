import type { SubscriptionItemRow, SubscriptionRow } from "../billing-rows.ts";
import { newId } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { getPrice } from "../resources/prices.ts";
import { charge, finalize, methodFor } from "./collect.ts";
import { addInvoiceItem } from "./items.ts";
import { periodEnd } from "./periods.ts";
import { changeSubscription, invoicePeriod, recurringOf } from "./subscriptions.ts";
import { getSubscription } from "../resources/subscription-objects.ts";

export type ProrationBehavior = "always_invoice" | "create_prorations" | "none";

/** What becomes of one item of a subscription: changed, added (no id) or deleted. */
export interface ItemChange {
  id?: string;
  price?: string;
  quantity?: number;
  metadata?: Record<string, string>;
  deleted?: boolean;
}

/** How items change. */
export interface ItemsChange {
  items: ItemChange[];
  prorationBehavior: ProrationBehavior;
  /** A new period begins now, whatever the prices' interval. */
  resetAnchor: boolean;
  origin: string;
}

/**
 * Changes what a subscription is for. The unused time of what goes and the rest of the period of what comes are set off
 * against each other, to the second. With another interval (or if asked) a new period begins and is invoiced at once.
 */
export function changeItems(moment: Moment, before: SubscriptionRow, change: ItemsChange): SubscriptionRow {
  const { tx, now } = moment;
  const items = itemsAfter(moment, before, change.items);
  const [was, is] = [before, { items }].map(({ items: [first] }) => recurringOf(tx, first?.price ?? "", "items"));
  const restarts = change.resetAnchor || was?.interval !== is?.interval || was?.intervalCount !== is?.intervalCount;
  const prorates = change.prorationBehavior !== "none" && before.status !== "trialing";
  if (prorates) prorate(moment, before, items, restarts);
  const end = is && restarts ? periodEnd(now, is, now) : undefined;
  const row: SubscriptionRow = {
    ...before,
    anchor: restarts ? now : before.anchor,
    items: end === undefined ? items : items.map((item) => ({ ...item, periodStart: now, periodEnd: end })),
  };
  if (!restarts && change.prorationBehavior !== "always_invoice") return changeSubscription(moment, before, row);
  const stored = tx.put("subscription", row);
  const draft = invoicePeriod(moment, stored, {
    billingReason: "subscription_update",
    autoAdvance: true,
    origin: change.origin,
    periods: restarts,
    was: before,
  });
  const invoice = finalize(moment, draft);
  if (invoice.status === "open") charge(moment, invoice, methodFor(tx, invoice));
  return getSubscription(tx, before.id);
}

function itemsAfter({ now }: Moment, before: SubscriptionRow, changes: ItemChange[]): SubscriptionItemRow[] {
  const kept = before.items.flatMap((item) => {
    const change = changes.find((one) => one.id === item.id);
    if (change?.deleted) return [];
    const { price = item.price, quantity = item.quantity, metadata = item.metadata } = change ?? {};
    return [{ ...item, price, quantity, metadata }];
  });
  const [first] = before.items;
  const added = changes
    .filter((change) => change.id === undefined)
    .map((change) => ({
      id: newId("si", 14),
      created: now,
      price: change.price ?? "",
      quantity: change.quantity ?? 1,
      metadata: change.metadata ?? {},
      periodStart: first?.periodStart ?? now,
      periodEnd: first?.periodEnd ?? now,
    }));
  return [...kept, ...added];
}

/** Notes the credit for unused time and the charge for the time that remains, for the next invoice. */
function prorate(moment: Moment, before: SubscriptionRow, after: SubscriptionItemRow[], restarts: boolean) {
  const { tx, now } = moment;
  const same = (a: SubscriptionItemRow, b: SubscriptionItemRow | undefined) =>
    a.price === b?.price && a.quantity === b.quantity && !restarts;
  for (const item of before.items) {
    if (
      same(
        item,
        after.find((one) => one.id === item.id),
      )
    )
      continue;
    note(moment, before, item, -1, `Unused time on ${labelOf(tx, item)} after ${dayOf(now)}`);
  }
  if (restarts) return;
  for (const item of after) {
    if (
      same(
        item,
        before.items.find((one) => one.id === item.id),
      )
    )
      continue;
    note(moment, before, item, 1, `Remaining time on ${labelOf(tx, item)} after ${dayOf(now)}`);
  }
}

function note(moment: Moment, subscription: SubscriptionRow, item: SubscriptionItemRow, sign: 1 | -1, text: string) {
  const { tx, now } = moment;
  const { unitAmount, currency } = getPrice(tx, item.price);
  const share = Math.max(0, item.periodEnd - now) / (item.periodEnd - item.periodStart);
  addInvoiceItem(moment, {
    customer: subscription.customer,
    subscription: subscription.id,
    price: item.price,
    quantity: item.quantity,
    amount: sign * Math.round(unitAmount * item.quantity * share),
    currency,
    description: text,
    proration: true,
    periodStart: now,
    periodEnd: item.periodEnd,
    metadata: {},
  });
}

const labelOf = (tx: Reader, item: SubscriptionItemRow) =>
  `${item.quantity > 1 ? `${item.quantity} × ` : ""}${tx.get("product", getPrice(tx, item.price).product)?.name ?? "the plan"}`;

const dayOf = (seconds: number) =>
  new Date(seconds * 1_000).toLocaleDateString("en-GB", {
    day: "2-digit",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
