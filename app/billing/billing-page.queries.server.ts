import { sql } from "kysely";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId, Id, OrderId } from "~/platform/ids.ts";
import { disputeOf, refundedCents } from "./reversal.queries.server.ts";

/** A line of an employer's ledger of credits with what caused it. */
export type LedgerLine = Awaited<ReturnType<typeof listLedgerLines>>[number];

/** Lines of the ledger, newest first; `before` is the last one already shown. */
export async function listLedgerLines(
  db: Db,
  employerId: EmployerId,
  options: { before?: Id<"credit">; limit: number },
) {
  let query = db
    .selectFrom("credit_ledger as line")
    .leftJoin("term", "term.id", "line.term_id")
    .leftJoin("job_revision as revision", "revision.id", "term.revision_id")
    .leftJoin("order", "order.id", "line.order_id")
    .select([
      "line.id",
      "line.kind",
      "line.delta",
      "line.shortfall",
      "line.note",
      "line.created_at as at",
      "line.order_id as orderId",
      "order.plan_name as planName",
      "term.job_id as jobId",
      "revision.title as jobTitle",
    ])
    .where("line.employer_id", "=", employerId)
    .orderBy("line.id", "desc")
    .limit(options.limit);
  if (options.before) query = query.where("line.id", "<", options.before);
  return query.execute();
}

/** The credits that all lines up to and with `line` add up to; of all lines without it. */
export async function balanceAt(db: Db, employerId: EmployerId, line?: Id<"credit">): Promise<number> {
  let query = db
    .selectFrom("credit_ledger")
    .select((select) => select.fn.sum<number | null>("delta").as("balance"))
    .where("employer_id", "=", employerId);
  if (line) query = query.where("id", "<=", line);
  return Number((await query.executeTakeFirstOrThrow()).balance ?? 0);
}

/** The credits that are held for jobs in review and for extensions: neither spent nor returned yet. */
export async function countHeldCredits(db: Db, employerId: EmployerId): Promise<number> {
  const { held } = await db
    .selectFrom("credit_ledger")
    .select(
      sql<number | null>`sum(case kind when 'hold' then 1 when 'spend' then -1 when 'return' then -1 end)`.as("held"),
    )
    .where("employer_id", "=", employerId)
    .executeTakeFirstOrThrow();
  return Number(held ?? 0);
}

/** An employer's order as a line. */
export type OrderLine = Awaited<ReturnType<typeof listOrderLines>>[number];

/** An employer's orders, newest first; `before` is the last one already shown. */
export async function listOrderLines(db: Db, employerId: EmployerId, options: { before?: OrderId; limit: number }) {
  let query = db
    .selectFrom("order")
    .leftJoin("job_revision as revision", "revision.id", "order.revision_id")
    .select([
      "order.id",
      "order.kind",
      "order.plan_name as planName",
      "order.state",
      "order.amount_cents",
      "order.total_cents",
      "order.created_at as at",
      "order.job_id as jobId",
      "order.period_start as periodStart",
      "order.period_end as periodEnd",
      "revision.title as jobTitle",
    ])
    .select((where) => [refundedCents(where).as("refundedCents"), disputeOf(where).as("disputeState")])
    .where("order.employer_id", "=", employerId)
    .orderBy("order.id", "desc")
    .limit(options.limit);
  if (options.before) query = query.where("order.id", "<", options.before);
  return query.execute();
}

/** Credits that refunds and disputes took back and that were used already. */
export async function sumShortfall(db: Db, employerId: EmployerId): Promise<number> {
  const { sum } = await db
    .selectFrom("credit_ledger")
    .select((of) => of.fn.sum<number | null>("shortfall").as("sum"))
    .where("employer_id", "=", employerId)
    .executeTakeFirstOrThrow();
  return Number(sum ?? 0);
}

/** The codes of what an employer bought whose money is on its way from a bank. */
export async function listPlansOnTheirWay(db: Db, employerId: EmployerId): Promise<Set<string>> {
  const rows = await db
    .selectFrom("order")
    .select("plan_code")
    .distinct()
    .where("employer_id", "=", employerId)
    .where("state", "=", "processing")
    .limit(50)
    .execute();
  return new Set(rows.map((row) => row.plan_code));
}
