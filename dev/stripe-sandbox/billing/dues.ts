import type { SubscriptionRow } from "../billing-rows.ts";
import type { Due, Moment, Reader } from "../moment.ts";
import { getInvoice } from "../resources/invoice-objects.ts";
import { getPrice } from "../resources/prices.ts";
import { getSubscription } from "../resources/subscription-objects.ts";
import { charge, finalize, methodFor } from "./collect.ts";
import { periodEnd } from "./periods.ts";
import { cancelSubscription, expireIncomplete, incompleteUntil, invoicePeriod } from "./subscriptions.ts";

/** What happens by itself to subscriptions and invoices by then. */
export function billingDues(tx: Reader, by: number): Due[] {
  return [...subscriptionDues(tx, by), ...invoiceDues(tx, by)];
}

function subscriptionDues(tx: Reader, by: number): Due[] {
  return tx.list("subscription").flatMap((row): Due[] => {
    const at = nextTurn(row);
    if (at === undefined || at > by) return [];
    const run = (moment: Moment) => {
      const now = getSubscription(moment.tx, row.id);
      if (nextTurn(now) === at) turn(moment, now);
    };
    return [{ at, run }];
  });
}

const nextTurn = (row: SubscriptionRow): number | undefined => {
  if (row.status === "incomplete") return incompleteUntil(row);
  if (row.status === "canceled" || row.status === "incomplete_expired") return undefined;
  const end = row.items[0]?.periodEnd ?? Infinity;
  return Math.min(end, row.cancelAt ?? Infinity);
};

function turn(moment: Moment, row: SubscriptionRow) {
  if (row.status === "incomplete") expireIncomplete(moment, row);
  else if (row.cancelAt !== null && row.cancelAt <= moment.now) cancelSubscription(moment, row);
  else renew(moment, row);
}

/** Begins the next period: an invoice for it, finalized and charged an hour later. An unpaid subscription is only invoiced. */
function renew(moment: Moment, before: SubscriptionRow) {
  const { tx } = moment;
  const items = before.items.map((item) => {
    const { recurring } = getPrice(tx, item.price);
    if (!recurring) return item;
    return { ...item, periodStart: item.periodEnd, periodEnd: periodEnd(before.anchor, recurring, item.periodEnd) };
  });
  const latest = before.latestInvoice === null ? undefined : getInvoice(tx, before.latestInvoice);
  const status = before.status === "trialing" ? "active" : before.status;
  const row = tx.put("subscription", { ...before, items, status });
  invoicePeriod(moment, row, {
    billingReason: "subscription_cycle",
    autoAdvance: before.status !== "unpaid",
    origin: latest?.origin ?? "",
    was: before,
  });
}

function invoiceDues(tx: Reader, by: number): Due[] {
  return tx.list("invoice").flatMap((row): Due[] => {
    const at = row.status === "draft" ? row.finalizesAt : row.status === "open" ? row.nextAttempt : null;
    if (at === null || at > by) return [];
    const run = (moment: Moment) => {
      const now = getInvoice(moment.tx, row.id);
      if (now.status === "draft" && now.finalizesAt === at) advance(moment, row.id);
      else if (now.status === "open" && now.nextAttempt === at) charge(moment, now, methodFor(moment.tx, now));
    };
    return [{ at, run }];
  });
}

/** Finalizes a draft and charges it, unless the customer is sent the invoice to pay. */
function advance(moment: Moment, id: string) {
  const row = finalize(moment, getInvoice(moment.tx, id));
  if (row.status === "open" && row.collectionMethod === "charge_automatically")
    charge(moment, row, methodFor(moment.tx, row));
}
