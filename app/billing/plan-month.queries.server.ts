import type { Db, Trx } from "~/platform/database.server.ts";
import type { SubscriptionId } from "~/platform/ids.ts";
import { takenCents } from "./reversal.ts";

const monthOf = (db: Db | Trx, id: SubscriptionId) =>
  db
    .selectFrom("order")
    .select(["id", "total_cents"])
    .where("subscription_id", "=", id)
    .where("state", "in", ["captured", "no_cost"])
    .orderBy("period_end", "desc")
    .limit(1);
const refundsOf = (db: Db | Trx) => db.selectFrom("refund").select(["state", "amount_cents"]);
const disputesOf = (db: Db | Trx) => db.selectFrom("dispute").select(["state", "amount_cents"]);

type Money = Parameters<typeof takenCents>;
const isAllTaken = (...money: Money) =>
  (money[0].total_cents ?? 0) > 0 && takenCents(...money) >= money[0].total_cents!;

/** What the newest month that was paid for a plan came to, in cents. */
export async function findMonthCents(db: Db, id: SubscriptionId): Promise<number | undefined> {
  return (await monthOf(db, id).executeTakeFirst())?.total_cents ?? undefined;
}

/**
 * Whether all the money of the newest month that was paid for a plan was given back, or is disputed: the plan then works
 * for nobody until it is won back or the next month is paid. A month that cost nothing has no money to take.
 */
export async function isMonthTaken(db: Db | Trx, id: SubscriptionId): Promise<boolean> {
  const month = await monthOf(db, id).executeTakeFirst();
  if (!month) return false;
  const [refunds, disputes] = await Promise.all([
    refundsOf(db).where("order_id", "=", month.id).execute(),
    disputesOf(db).where("order_id", "=", month.id).execute(),
  ]);
  return isAllTaken(month, refunds, disputes);
}

/**
 * The same for whoever acts by it. Locking reads know what was committed after the transaction began, and a refund is
 * written under its order's lock, so none comes in between.
 */
export async function lockMonth(trx: Trx, id: SubscriptionId): Promise<{ taken: boolean }> {
  const month = await monthOf(trx, id).forUpdate().executeTakeFirst();
  if (!month) return { taken: false };
  const refunds = await refundsOf(trx).where("order_id", "=", month.id).forUpdate().execute();
  const disputes = await disputesOf(trx).where("order_id", "=", month.id).forUpdate().execute();
  return { taken: isAllTaken(month, refunds, disputes) };
}
