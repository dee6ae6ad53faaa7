import type { Selectable, Updateable } from "kysely";
import type { BillingCustomerTable, OrderTable, PlanTable } from "#db/schema/billing.ts";
import { acts } from "~/employers/acting-member.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, OrderId } from "~/platform/ids.ts";
import { refundedCents, withheldCents } from "./reversal.queries.server.ts";

export type OrderRow = Selectable<OrderTable>;
export type PlanRow = Selectable<PlanTable>;
export type BillingCustomerRow = Selectable<BillingCustomerTable>;

/** The packs on sale, the smallest first; at most 20. */
export async function listPacks(db: Db): Promise<PlanRow[]> {
  return db
    .selectFrom("plan")
    .selectAll()
    .where("kind", "=", "pack")
    .where("active", "=", 1)
    .orderBy("credits")
    .limit(20)
    .execute();
}

/** The monthly plans on sale, the cheapest first; at most 20. */
export async function listMonthlyPlans(db: Db): Promise<PlanRow[]> {
  return db
    .selectFrom("plan")
    .selectAll()
    .where("kind", "=", "subscription")
    .where("active", "=", 1)
    .orderBy("price_cents")
    .limit(20)
    .execute();
}

/** The plan that is sold under `code`. @throws NoResultError when it is not. */
export async function getActivePlan(db: Db | Trx, code: string): Promise<PlanRow> {
  return db.selectFrom("plan").selectAll().where("code", "=", code).where("active", "=", 1).executeTakeFirstOrThrow();
}

/** The plan that is sold under `code`, if it is. */
export async function findActivePlan(db: Db, code: string): Promise<PlanRow | undefined> {
  return db.selectFrom("plan").selectAll().where("code", "=", code).where("active", "=", 1).executeTakeFirst();
}

/** @throws NoResultError */
export async function getOrder(db: Db | Trx, id: OrderId): Promise<OrderRow> {
  return db.selectFrom("order").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** Reads the order and locks it until the transaction ends. @throws NoResultError */
export async function lockOrder(trx: Trx, id: OrderId): Promise<OrderRow> {
  return trx.selectFrom("order").selectAll().where("id", "=", id).forUpdate().executeTakeFirstOrThrow();
}

/** The order, if the account is a member of the employer that placed it. */
export async function findOrderForMember(db: Db, accountId: AccountId, id: OrderId): Promise<OrderRow | undefined> {
  return db
    .selectFrom("order")
    .innerJoin("member", "member.employer_id", "order.employer_id")
    .selectAll("order")
    .where("order.id", "=", id)
    .where("member.account_id", "=", accountId)
    .where(acts)
    .executeTakeFirst();
}

/** The order that a Checkout session or a payment intent of Stripe's belongs to. */
export async function findOrderByStripe(
  db: Db,
  object: { session: string } | { paymentIntent: string },
): Promise<OrderRow | undefined> {
  const query = db.selectFrom("order").selectAll();
  return "session" in object
    ? query.where("stripe_session", "=", object.session).executeTakeFirst()
    : query.where("stripe_payment_intent", "=", object.paymentIntent).executeTakeFirst();
}

/** A job's orders, newest first; at most 50. */
export async function listOrdersOfJob(db: Db | Trx, jobId: JobId): Promise<OrderRow[]> {
  return db.selectFrom("order").selectAll().where("job_id", "=", jobId).orderBy("id", "desc").limit(50).execute();
}

/** An employer's orders of one plan whose page is open or whose money is on its way; at most 50. */
export async function listPendingOrders(db: Db, employerId: EmployerId, planCode: string): Promise<OrderRow[]> {
  return db
    .selectFrom("order")
    .selectAll()
    .where("employer_id", "=", employerId)
    .where("plan_code", "=", planCode)
    .where("state", "in", ["open", "processing"])
    .limit(50)
    .execute();
}

/** An employer's orders that may still change at Stripe, oldest first; at most 500. */
export async function listOpenOrders(db: Db, employerId: EmployerId): Promise<Pick<OrderRow, "id" | "state">[]> {
  return db
    .selectFrom("order")
    .select(["id", "state"])
    .where("employer_id", "=", employerId)
    .where("state", "in", ["open", "processing", "authorized"])
    .orderBy("id")
    .limit(500)
    .execute();
}

/** The orders that may still change at Stripe and were not looked at since `before`, oldest first. */
export async function listUnsettledOrders(
  db: Db,
  before: Date,
  limit: number,
): Promise<Pick<OrderRow, "id" | "stripe_session" | "created_at">[]> {
  return db
    .selectFrom("order")
    .select(["id", "stripe_session", "created_at"])
    .where("state", "in", ["open", "processing", "authorized"])
    .where("updated_at", "<", before)
    .orderBy("updated_at")
    .limit(limit)
    .execute();
}

export async function insertOrder(
  trx: Trx,
  order: Pick<
    OrderRow,
    | "id"
    | "employer_id"
    | "plan_code"
    | "plan_name"
    | "kind"
    | "credits"
    | "job_id"
    | "revision_id"
    | "amount_cents"
    | "currency"
    | "term_days"
    | "created_by"
  >,
): Promise<void> {
  const at = now();
  await trx
    .insertInto("order")
    .values({
      ...order,
      total_cents: null,
      state: "open",
      intent: null,
      failure: null,
      stripe_session: null,
      stripe_payment_intent: null,
      checkout_url: null,
      capture_before: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

export async function updateOrder(
  trx: Trx | Db,
  id: OrderId,
  set: Omit<Updateable<OrderTable>, "id" | "updated_at">,
): Promise<void> {
  await trx
    .updateTable("order")
    .set({ ...set, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

/** Keeps the Checkout session of an order that nobody closed meanwhile. @returns false when somebody did. */
export async function keepSession(db: Db, id: OrderId, session: { id: string; url: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("order")
    .set({ stripe_session: session.id, checkout_url: session.url, updated_at: now() })
    .where("id", "=", id)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Closes an open order that has no session yet: no browser was sent to pay for it. */
export async function expireUnopenedOrder(db: Db, id: OrderId): Promise<void> {
  await db
    .updateTable("order")
    .set({ state: "expired", updated_at: now() })
    .where("id", "=", id)
    .where("state", "=", "open")
    .where("stripe_session", "is", null)
    .execute();
}

/**
 * The captured orders of a single post that pay for no term that is held, live or over, those of an upgrade that was never
 * shown, and were not given back and are not disputed: money to give back. An act in Stripe's own Dashboard brings this
 * about, or a job that ended in the moment of the charge.
 */
export async function countStrandedOrders(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("order")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("state", "=", "captured")
    .where((where) =>
      where.or([
        where.and([
          where("kind", "=", "single"),
          where.not(
            where.exists(
              where
                .selectFrom("term")
                .select("term.id")
                .whereRef("term.order_id", "=", "order.id")
                .where("term.state", "<>", "released"),
            ),
          ),
        ]),
        where.and([where("kind", "in", ["upgrade", "extension"]), where("failure", "is not", null)]),
      ]),
    )
    .where((where) => where("total_cents", ">", where(refundedCents(where), "+", withheldCents(where))))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The employer's customer at Stripe. */
export async function findBillingCustomer(
  db: Db | Trx,
  employerId: EmployerId,
): Promise<BillingCustomerRow | undefined> {
  return db.selectFrom("billing_customer").selectAll().where("employer_id", "=", employerId).executeTakeFirst();
}

export async function insertBillingCustomer(db: Db, employerId: EmployerId, stripeCustomer: string): Promise<void> {
  await db
    .insertInto("billing_customer")
    .values({ employer_id: employerId, stripe_customer: stripeCustomer, sync_version: 0, created_at: now() })
    .onDuplicateKeyUpdate({ employer_id: employerId })
    .execute();
}

/** Locks the employer's customer and reads its version: whoever writes what Stripe said holds this lock. */
export async function lockBillingCustomer(trx: Trx, employerId: EmployerId): Promise<BillingCustomerRow | undefined> {
  return trx
    .selectFrom("billing_customer")
    .selectAll()
    .where("employer_id", "=", employerId)
    .forUpdate()
    .executeTakeFirst();
}

export async function raiseSyncVersion(trx: Trx, employerId: EmployerId): Promise<void> {
  await trx
    .updateTable("billing_customer")
    .set((eb) => ({ sync_version: eb("sync_version", "+", 1) }))
    .where("employer_id", "=", employerId)
    .execute();
}

/** Records that a fact of money had its effect. @returns false when it had it before. */
export async function insertFulfilment(trx: Trx, sourceKey: string, orderId: OrderId): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("fulfilment")
    .ignore()
    .values({ source_key: sourceKey, order_id: orderId, created_at: now() })
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** When a fact of money had its effect. */
export async function findFulfilled(trx: Trx, sourceKey: string): Promise<Date | undefined> {
  const row = await trx
    .selectFrom("fulfilment")
    .select("created_at")
    .where("source_key", "=", sourceKey)
    .executeTakeFirst();
  return row?.created_at;
}
