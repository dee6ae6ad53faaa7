import type { ExpressionBuilder, Insertable, Selectable, Updateable } from "kysely";
import type { Database } from "#db/schema/index.ts";
import type { DisputeTable, RefundTable } from "#db/schema/billing.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { Id, OrderId } from "~/platform/ids.ts";

export type RefundId = Id<"refund">;
export type RefundRow = Selectable<RefundTable>;
export type DisputeRow = Selectable<DisputeTable>;

/** The states of a refund whose money has left the board. */
export const givenBack = ["pending", "requires_action", "succeeded"] as const;

/** Of an order in a query: the cents that were given back. MySQL sums to text. */
export const refundedCents = (where: ExpressionBuilder<Database, "order">) =>
  where
    .selectFrom("refund")
    .select((of) => of.fn.coalesce(of.fn.sum<number>("refund.amount_cents"), of.lit(0)).as("cents"))
    .whereRef("refund.order_id", "=", "order.id")
    .where("refund.state", "in", givenBack);

/** Of an order in a query: the cents that a dispute withholds, or that were lost in one. */
export const withheldCents = (where: ExpressionBuilder<Database, "order">) =>
  where
    .selectFrom("dispute")
    .select((of) => of.fn.coalesce(of.fn.sum<number>("dispute.amount_cents"), of.lit(0)).as("cents"))
    .whereRef("dispute.order_id", "=", "order.id")
    .where("dispute.state", "in", ["needs_response", "under_review", "lost"]);

/** Of an order in a query: how its newest dispute stands. */
export const disputeOf = (where: ExpressionBuilder<Database, "order">) =>
  where
    .selectFrom("dispute")
    .select("dispute.state")
    .whereRef("dispute.order_id", "=", "order.id")
    .orderBy("dispute.created_at", "desc")
    .limit(1);

/** An order has a handful of refunds and disputes; a page never shows more. */
const MOST = 200;

/** An order's refunds, oldest first; at most 200. */
export async function listRefunds(db: Db | Trx, orderId: OrderId): Promise<RefundRow[]> {
  return db.selectFrom("refund").selectAll().where("order_id", "=", orderId).orderBy("id").limit(MOST).execute();
}

/** An order's disputes, oldest first; at most 200. */
export async function listDisputes(db: Db | Trx, orderId: OrderId): Promise<DisputeRow[]> {
  return db
    .selectFrom("dispute")
    .selectAll()
    .where("order_id", "=", orderId)
    .orderBy("created_at")
    .orderBy("id")
    .limit(MOST)
    .execute();
}

/** @throws NoResultError */
export async function getRefund(db: Db | Trx, id: RefundId): Promise<RefundRow> {
  return db.selectFrom("refund").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The refund, locked until the transaction ends. */
export async function lockRefund(trx: Trx, id: RefundId): Promise<RefundRow | undefined> {
  return trx.selectFrom("refund").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

type NewRefund = Omit<Insertable<RefundTable>, "key_spent" | "tried_at" | "looked_at" | "created_at" | "updated_at">;

/** Keeps a refund, made by us or found at Stripe. @param at when it was made; now by default. */
export async function insertRefund(trx: Trx, refund: NewRefund, at = now()): Promise<void> {
  await trx
    .insertInto("refund")
    .values({ ...refund, key_spent: 0, tried_at: null, looked_at: now(), created_at: at, updated_at: now() })
    .execute();
}

export async function updateRefund(
  trx: Trx | Db,
  id: RefundId,
  set: Omit<Updateable<RefundTable>, "id" | "order_id">,
): Promise<void> {
  await trx
    .updateTable("refund")
    .set({ ...set, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

/** Keeps how a dispute stands. */
export async function putDispute(
  trx: Trx,
  dispute: Pick<DisputeRow, "id" | "order_id" | "amount_cents" | "reason" | "state" | "due_by" | "created_at">,
): Promise<void> {
  const { amount_cents, state, due_by } = dispute;
  const at = now();
  await trx
    .insertInto("dispute")
    .values({ ...dispute, looked_at: at, updated_at: at })
    .onDuplicateKeyUpdate({ amount_cents, state, due_by, updated_at: at })
    .execute();
}

/** The state in which we know a refund or dispute of Stripe's. */
export async function findKnownState(db: Db, object: "refund" | "dispute", id: string): Promise<string | undefined> {
  const row =
    object === "refund"
      ? await db.selectFrom("refund").select("state").where("stripe_refund", "=", id).executeTakeFirst()
      : await db.selectFrom("dispute").select("state").where("id", "=", id).executeTakeFirst();
  return row?.state;
}

/**
 * What a refund or dispute takes of its order's credits by now, all its changes together, and what it could not take
 * since it was used.
 * @returns `moved`: whether it ever took a credit, also one that it gave back.
 * @param fact `refund:<re>` or `dispute:<dp>`, with which the keys of its lines begin.
 */
export async function readTakenCredits(
  db: Db,
  orderId: OrderId,
  fact: string,
): Promise<{ credits: number; shortfall: number; moved: boolean }> {
  const lines = await db
    .selectFrom("credit_ledger")
    .select(["delta", "shortfall", "source_key"])
    .where("order_id", "=", orderId)
    .where("kind", "in", ["refund", "dispute"])
    .execute();
  const own = lines.filter((line) => line.source_key === fact || line.source_key.startsWith(`${fact}:`));
  return {
    credits: -own.reduce((sum, { delta }) => sum + delta, 0) || 0,
    shortfall: own.reduce((sum, line) => sum + line.shortfall, 0),
    moved: own.some(({ delta }) => delta !== 0),
  };
}

/** Notes that an order's refunds and disputes were looked at just now. */
export async function markLookedAt(db: Db, orderId: OrderId): Promise<void> {
  await db.updateTable("refund").set({ looked_at: now() }).where("order_id", "=", orderId).execute();
  await db.updateTable("dispute").set({ looked_at: now() }).where("order_id", "=", orderId).execute();
}

/** The orders with a refund or dispute under way that nobody looked at since `before`, those that waited longest first. */
export async function listUnsettledReversals(db: Db, before: Date, limit: number): Promise<OrderId[]> {
  const refunds = db
    .selectFrom("refund")
    .select(["order_id", "looked_at"])
    .where("state", "in", ["wanted", "pending", "requires_action"])
    .where("looked_at", "<", before);
  const disputes = db
    .selectFrom("dispute")
    .select(["order_id", "looked_at"])
    .where("state", "not in", ["won", "lost", "warning_closed", "prevented"])
    .where("looked_at", "<", before);
  const rows = await refunds.unionAll(disputes).orderBy("looked_at").limit(limit).execute();
  return [...new Set(rows.map((row) => row.order_id))];
}

/** The refunds of an order that an admin wants and Stripe has not confirmed. */
export async function listWantedRefunds(db: Db, orderId: OrderId): Promise<RefundId[]> {
  const rows = await db
    .selectFrom("refund")
    .select("id")
    .where("order_id", "=", orderId)
    .where("state", "=", "wanted")
    .limit(MOST)
    .execute();
  return rows.map((row) => row.id);
}
