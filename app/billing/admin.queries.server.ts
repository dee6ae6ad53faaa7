import { sql, type ExpressionBuilder } from "kysely";
import type { Database } from "#db/schema/index.ts";
import { DAY, later } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { parseId, type AccountId, type EmployerId, type OrderId } from "~/platform/ids.ts";
import { parseReceiptNumber } from "./order-words.ts";
import type { AdminEmployerFilter, OrderNarrowing } from "./admin-orders.ts";
import type { PlanRow } from "./order.queries.server.ts";
import { disputeOf, givenBack, refundedCents } from "./reversal.queries.server.ts";

/** The employers whose orders a name finds; more words find fewer. */
const MOST_EMPLOYERS = 500;

type Where = ExpressionBuilder<Database, "order">;

/** `%` and `_` of what was typed are letters, not wildcards. */
const containing = (words: string) => `%${words.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;

/** A line of the admin's list of orders. */
export type AdminOrderLine = Awaited<ReturnType<typeof searchOrders>>[number];

/** All orders that `words` and `narrowed` leave, newest first; `before` is the last one already shown. */
export async function searchOrders(
  db: Db,
  page: { words: string; narrowed?: OrderNarrowing; before?: OrderId; limit: number },
) {
  const { words, narrowed = {}, before, limit } = page;
  const { state: filter, kind, from, to } = narrowed;
  let query = db
    .selectFrom("order")
    .innerJoin("employer", "employer.id", "order.employer_id")
    .select([
      "order.id",
      "order.kind",
      "order.plan_name as planName",
      "order.state",
      "order.amount_cents",
      "order.total_cents",
      "order.created_at as at",
      "order.employer_id as employerId",
      "employer.name as employerName",
    ])
    .select((where) => [refundedCents(where).as("refundedCents"), disputeOf(where).as("disputeState")])
    .orderBy("order.id", "desc")
    .limit(limit);
  if (before) query = query.where("order.id", "<", before);
  if (filter === "refunded")
    query = query.where("order.id", "in", (select) =>
      select.selectFrom("refund").select("refund.order_id").where("refund.state", "in", givenBack),
    );
  else if (filter === "disputed")
    query = query.where("order.id", "in", (select) => select.selectFrom("dispute").select("dispute.order_id"));
  else if (filter) query = query.where("order.state", "=", filter);
  if (kind) query = query.where("order.kind", "=", kind);
  if (from) query = query.where("order.created_at", ">=", new Date(from));
  if (to) query = query.where("order.created_at", "<", later(new Date(to), DAY));
  const named = words ? await whereNamed(db, words) : undefined;
  if (named) query = query.where(named);
  return query.execute();
}

/**
 * An order's, employer's or job's id, a receipt's number, an id of Stripe's, the address of whoever ordered, or a part of
 * the employer's name.
 */
async function whereNamed(db: Db, words: string) {
  const id = parseId<"order">(words);
  const receipt = parseReceiptNumber(words);
  if (id)
    return (where: Where) =>
      where.or([
        where("order.id", "=", id),
        where("order.employer_id", "=", id as string as EmployerId),
        where("order.job_id", "=", id as string as NonNullable<Database["order"]["job_id"]>),
      ]);
  if (receipt !== undefined)
    return (where: Where) =>
      where(
        "order.id",
        "in",
        where.selectFrom("receipt").select("receipt.order_id").where("receipt.number", "=", receipt),
      );
  if (/^[a-z]{2,6}_[\x21-\x7e]+$/.test(words))
    return (where: Where) =>
      where.or([
        where("order.stripe_session", "=", words),
        where("order.stripe_payment_intent", "=", words),
        where("order.stripe_invoice", "=", words),
        where(
          "order.subscription_id",
          "in",
          where
            .selectFrom("subscription_mirror")
            .select("subscription_mirror.id")
            .where("stripe_subscription", "=", words),
        ),
        where(
          "order.id",
          "in",
          where.selectFrom("refund").select("refund.order_id").where("stripe_refund", "=", words),
        ),
        where("order.id", "in", where.selectFrom("dispute").select("dispute.order_id").where("dispute.id", "=", words)),
        where(
          "order.employer_id",
          "in",
          where.selectFrom("billing_customer").select("employer_id").where("stripe_customer", "=", words),
        ),
      ]);
  if (/^\S+@\S+$/.test(words))
    return (where: Where) =>
      where(
        "order.created_by",
        "in",
        where.selectFrom("account").select("account.id").where("account.email", "=", words.toLowerCase()),
      );
  const employers = await db
    .selectFrom("employer")
    .select("id")
    .where("name", "like", containing(words))
    .limit(MOST_EMPLOYERS)
    .execute();
  const ids = employers.map((row) => row.id);
  return (where: Where) => (ids.length ? where("order.employer_id", "in", ids) : where.lit(false));
}

/** An order with its employer, job and customer, for the admin's page. */
export async function findAdminOrder(db: Db, id: OrderId) {
  return db
    .selectFrom("order")
    .innerJoin("employer", "employer.id", "order.employer_id")
    .leftJoin("job", "job.id", "order.job_id")
    .leftJoin("job_revision as revision", "revision.id", "order.revision_id")
    .leftJoin("billing_customer as customer", "customer.employer_id", "order.employer_id")
    .leftJoin("receipt", "receipt.order_id", "order.id")
    .selectAll("order")
    .select([
      "employer.name as employerName",
      "job.state as jobState",
      "revision.title as jobTitle",
      "customer.stripe_customer as stripeCustomer",
      "receipt.number as receiptNumber",
      "receipt.balance_cents as balanceCents",
    ])
    .select((where) =>
      where.selectFrom("term").select("term.state").whereRef("term.order_id", "=", "order.id").limit(1).as("termState"),
    )
    .where("order.id", "=", id)
    .executeTakeFirst();
}

/** The lines that an order wrote into the ledger of credits, oldest first; at most 200. */
export async function listLinesOfOrder(db: Db, orderId: OrderId) {
  return db
    .selectFrom("credit_ledger")
    .select(["id", "kind", "delta", "shortfall", "source_key as sourceKey", "created_at as at"])
    .where("order_id", "=", orderId)
    .orderBy("id")
    .limit(200)
    .execute();
}

/** The names of these accounts. */
export async function listNames(db: Db, ids: AccountId[]): Promise<Map<AccountId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("account").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** An employer as the admin's list shows it. */
export type AdminEmployerLine = Awaited<ReturnType<typeof searchEmployers>>[number];

/**
 * The employers whose name, website or verified domain holds `words`, or whose id begins with them, newest first; `before`
 * is the last one already shown.
 */
export async function searchEmployers(
  db: Db,
  page: { words: string; filter?: AdminEmployerFilter; before?: EmployerId; limit: number },
) {
  const { words, filter, before, limit } = page;
  let query = db
    .selectFrom("employer")
    .select(["employer.id", "employer.name", "employer.verification", "employer.created_at as at"])
    .select((where) =>
      where
        .selectFrom("credit_ledger")
        .select((of) => of.fn.coalesce(of.fn.sum<number>("delta"), of.lit(0)).as("sum"))
        .whereRef("credit_ledger.employer_id", "=", "employer.id")
        .as("credits"),
    )
    .orderBy("employer.id", "desc")
    .limit(limit);
  if (before) query = query.where("employer.id", "<", before);
  const id = parseId<"employer">(words);
  if (id) query = query.where("employer.id", "=", id);
  else if (words)
    query = query.where((where) =>
      where.or([
        where("employer.name", "like", containing(words)),
        where("employer.website", "like", containing(words)),
        where("employer.verified_domain", "like", containing(words)),
        ...(/^[1-9A-HJ-NP-Za-km-z]{8,22}$/.test(words)
          ? [where("employer.id", "like", `${words}%` as EmployerId)]
          : []),
      ]),
    );
  if (filter === "verified") query = query.where("employer.verification", "<>", "unverified");
  if (filter === "unverified") query = query.where("employer.verification", "=", "unverified");
  if (filter === "banned") query = query.where("employer.banned_at", "is not", null);
  if (filter === "imported") query = query.where("employer.source_key", "is not", null);
  return query.execute();
}

/** An employer by its id. */
export async function findEmployer(db: Db, id: EmployerId) {
  return db.selectFrom("employer").select(["id", "name"]).where("id", "=", id).executeTakeFirst();
}

/** Whether the order has a receipt. */
export async function hasReceipt(trx: Trx, orderId: OrderId): Promise<boolean> {
  const row = await trx
    .selectFrom("receipt")
    .select("order_id")
    .where("order_id", "=", orderId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the ledger has a line under this key. Call `lockCredits` before any other read. */
export async function hasLine(trx: Trx, sourceKey: string): Promise<boolean> {
  const row = await trx.selectFrom("credit_ledger").select("id").where("source_key", "=", sourceKey).executeTakeFirst();
  return row !== undefined;
}

/** Every plan, those on sale first; at most 100. */
export async function listAllPlans(db: Db): Promise<PlanRow[]> {
  return db
    .selectFrom("plan")
    .selectAll()
    .orderBy("active", "desc")
    .orderBy(sql`field(kind, 'single', 'upgrade', 'pack', 'subscription')`)
    .orderBy("credits")
    .orderBy("code")
    .limit(100)
    .execute();
}

/** A plan, on sale or not. */
export async function findPlan(db: Db, code: string): Promise<PlanRow | undefined> {
  return db.selectFrom("plan").selectAll().where("code", "=", code).executeTakeFirst();
}

/** The plan, locked until the transaction ends. */
export async function lockPlan(trx: Trx, code: string): Promise<PlanRow | undefined> {
  return trx.selectFrom("plan").selectAll().where("code", "=", code).forUpdate().executeTakeFirst();
}

/** The other plans of this kind that are on sale. */
export async function countOthersOnSale(trx: Trx, plan: Pick<PlanRow, "code" | "kind">): Promise<number> {
  const { count } = await trx
    .selectFrom("plan")
    .select((of) => of.fn.countAll<number>().as("count"))
    .where("kind", "=", plan.kind)
    .where("active", "=", 1)
    .where("code", "<>", plan.code)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Writes what an admin changed of a plan. */
export async function updatePlan(
  trx: Trx,
  code: string,
  set: Pick<PlanRow, "name" | "price_cents" | "credits" | "term_days" | "active">,
): Promise<void> {
  await trx.updateTable("plan").set(set).where("code", "=", code).execute();
}
