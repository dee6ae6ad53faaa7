import { sql, type ExpressionBuilder, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Database } from "#db/schema/index.ts";
import type { SubscriptionMirrorTable } from "#db/schema/billing.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { EmployerId, OrderId, SubscriptionId, TermId } from "~/platform/ids.ts";

/** A plan that was bought here, as Stripe said when it was last asked. */
export type SubscriptionRow = Selectable<SubscriptionMirrorTable>;

/** The most plans of one employer that are looked at; one at a time runs. */
const MOST = 50;

/** Of a job in a query: the name of the plan that its employer has and that is not over. */
export const runningPlanName = (where: ExpressionBuilder<Database, "job">) =>
  where
    .selectFrom("subscription_mirror")
    .select("subscription_mirror.plan_name")
    .whereRef("subscription_mirror.employer_id", "=", "job.employer_id")
    .where("subscription_mirror.over_at", "is", null)
    .orderBy("subscription_mirror.id", "desc")
    .limit(1)
    .as("plan_name");

/** @throws NoResultError */
export async function getSubscription(db: Db | Trx, id: SubscriptionId): Promise<SubscriptionRow> {
  return db.selectFrom("subscription_mirror").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** Reads the plan and locks it until the transaction ends. @throws NoResultError */
export async function lockSubscription(trx: Trx, id: SubscriptionId): Promise<SubscriptionRow> {
  return trx.selectFrom("subscription_mirror").selectAll().where("id", "=", id).forUpdate().executeTakeFirstOrThrow();
}

/** The plan that a subscription of Stripe's is, if it was bought here. */
export async function findSubscriptionByStripe(db: Db, stripeId: string): Promise<SubscriptionRow | undefined> {
  return db
    .selectFrom("subscription_mirror")
    .selectAll()
    .where("stripe_subscription", "=", stripeId)
    .executeTakeFirst();
}

/** An employer's plans, newest first; at most 50. */
export async function listSubscriptions(db: Db | Trx, employerId: EmployerId): Promise<SubscriptionRow[]> {
  return db
    .selectFrom("subscription_mirror")
    .selectAll()
    .where("employer_id", "=", employerId)
    .orderBy("id", "desc")
    .limit(MOST)
    .execute();
}

/**
 * An employer's plans that are not over, newest first, locked until the transaction ends. A locking read: it knows what
 * was committed after the transaction began.
 */
export async function lockRunningSubscriptions(trx: Trx, employerId: EmployerId): Promise<SubscriptionRow[]> {
  return trx
    .selectFrom("subscription_mirror")
    .selectAll()
    .where("employer_id", "=", employerId)
    .where("over_at", "is", null)
    .orderBy("id", "desc")
    .limit(MOST)
    .forUpdate()
    .execute();
}

/**
 * The plans to read again, those that run first, longest untried first: those not tried since `stale`, and those not
 * tried since `pause` that are due to change, their period being over or their renewal refused. Those that are over are
 * read again where they were not tried since `late` and ended after `longAgo`.
 */
export async function listDueSubscriptions(
  db: Db,
  options: { at: Date; stale: Date; pause: Date; late: Date; longAgo: Date; limit: number },
): Promise<SubscriptionRow[]> {
  return (
    db
      .selectFrom("subscription_mirror")
      .selectAll()
      .where((where) =>
        where.or([
          where.and([
            where("over_at", "is", null),
            where("tried_at", "<", options.pause),
            where.or([
              where("tried_at", "<", options.stale),
              where("status", "not in", ["active", "trialing"]),
              where("period_end", "<=", options.at),
              where("cancel_at", "<=", options.at),
            ]),
          ]),
          where.and([where("over_at", ">", options.longAgo), where("tried_at", "<", options.late)]),
        ]),
      )
      // Null, of those that run, comes first.
      .orderBy(sql`over_at is not null`)
      .orderBy("tried_at")
      .limit(options.limit)
      .execute()
  );
}

export async function insertSubscription(trx: Trx, row: Insertable<SubscriptionMirrorTable>): Promise<void> {
  await trx.insertInto("subscription_mirror").values(row).execute();
}

/** Keeps what Stripe says of the plan now, and that it was read now. */
export async function updateSubscription(
  trx: Trx,
  id: SubscriptionId,
  set: Omit<Updateable<SubscriptionMirrorTable>, "id" | "read_at" | "tried_at">,
): Promise<void> {
  const at = now();
  await trx
    .updateTable("subscription_mirror")
    .set({ ...set, read_at: at, tried_at: at })
    .where("id", "=", id)
    .execute();
}

/** Keeps that Stripe is asked about the plan now, whatever comes of it. */
export async function markSubscriptionTried(db: Db, id: SubscriptionId): Promise<void> {
  await db.updateTable("subscription_mirror").set({ tried_at: now() }).where("id", "=", id).execute();
}

/** Writes that the plan pays for a term, once. */
export async function insertPlanUse(
  trx: Trx,
  use: { termId: TermId; subscriptionId: SubscriptionId; until: Date },
): Promise<void> {
  await trx
    .insertInto("plan_use")
    .values({ term_id: use.termId, subscription_id: use.subscriptionId, until: use.until, used_at: now() })
    .execute();
}

/** Those of Stripe's invoices that have an order here. */
export async function listKnownInvoices(db: Db | Trx, invoices: string[]): Promise<Set<string>> {
  if (invoices.length === 0) return new Set();
  const rows = await db.selectFrom("order").select("stripe_invoice").where("stripe_invoice", "in", invoices).execute();
  return new Set(rows.map((row) => row.stripe_invoice!));
}

/** The plans that these subscriptions of Stripe's are. */
export async function listSubscriptionsByStripe(db: Db, stripeIds: string[]): Promise<SubscriptionRow[]> {
  if (stripeIds.length === 0) return [];
  return db.selectFrom("subscription_mirror").selectAll().where("stripe_subscription", "in", stripeIds).execute();
}

/** Those of Stripe's customers that are employers here. */
export async function listKnownCustomers(db: Db, customers: string[]): Promise<Set<string>> {
  if (customers.length === 0) return new Set();
  const rows = await db
    .selectFrom("billing_customer")
    .select("stripe_customer")
    .where("stripe_customer", "in", customers)
    .execute();
  return new Set(rows.map((row) => row.stripe_customer));
}

/** What the orders of these invoices of Stripe's came to, in cents. */
export async function listTotalsOfInvoices(db: Db, invoices: string[]): Promise<Map<string, number | null>> {
  if (invoices.length === 0) return new Map();
  const rows = await db
    .selectFrom("order")
    .select(["stripe_invoice", "total_cents"])
    .where("stripe_invoice", "in", invoices)
    .execute();
  return new Map(rows.map((row) => [row.stripe_invoice!, row.total_cents]));
}

/** Who is told of a plan by mail: the owners and whoever bought it; at most 50. */
export async function listPlanAddresses(db: Db, id: SubscriptionId): Promise<string[]> {
  const rows = await db
    .selectFrom("subscription_mirror as plan")
    .innerJoin("member", "member.employer_id", "plan.employer_id")
    .innerJoin("account", "account.id", "member.account_id")
    .select("account.email")
    .where("plan.id", "=", id)
    .where("account.suspended_at", "is", null)
    .where((where) =>
      where.or([where("member.role", "=", "owner"), where("member.account_id", "=", where.ref("plan.created_by"))]),
    )
    .orderBy("member.created_at")
    .limit(50)
    .execute();
  return rows.map((row) => row.email);
}

/** The orders of plans of an employer whose payment page is open or whose money is on its way; at most 50. */
export async function listPendingPlanOrders(db: Db, employerId: EmployerId): Promise<{ id: OrderId }[]> {
  return pendingPlanOrders(db, employerId).execute();
}

/** Whether an employer has an order of a plan under way, as was committed by now. */
export async function hasPendingPlanOrder(trx: Trx, employerId: EmployerId): Promise<boolean> {
  return (await pendingPlanOrders(trx, employerId).forUpdate().execute()).length > 0;
}

function pendingPlanOrders(db: Db | Trx, employerId: EmployerId) {
  return db
    .selectFrom("order")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("kind", "=", "subscription")
    .where("state", "in", ["open", "processing"])
    .limit(MOST);
}
