import type { Selectable } from "kysely";
import type { TermTable } from "#db/schema/jobs.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { JobId, OrderId, RevisionId, TermId } from "~/platform/ids.ts";

export type TermRow = Selectable<TermTable>;

/**
 * The one right that pays for a term (BILLING.md). `ref` is unique within its kind, so one right never pays twice: the
 * order, the ledger's spend, the subscription's period, the grant or the import.
 */
export type Right =
  | { kind: "order" | "no_cost_order"; ref: OrderId; orderId: OrderId }
  | { kind: "credit" | "plan" | "grant" | "import"; ref: string };

/** Opens the job's next term in the state `held`. */
export async function insertTerm(
  trx: Trx,
  term: { id: TermId; jobId: JobId; revisionId: RevisionId; days: number; right: Right },
): Promise<void> {
  const { last } = await trx
    .selectFrom("term")
    .select((select) => select.fn.max("number").as("last"))
    .where("job_id", "=", term.jobId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("term")
    .values({
      id: term.id,
      job_id: term.jobId,
      revision_id: term.revisionId,
      number: (last ?? 0) + 1,
      state: "held",
      days: term.days,
      right_kind: term.right.kind,
      right_ref: term.right.ref,
      order_id: "orderId" in term.right ? term.right.orderId : null,
      featured_order_id: null,
      starts_at: null,
      ends_at: null,
      created_at: now(),
    })
    .execute();
}

/** The job's term that is held or live; of a live job the one that runs, not the one that may follow it. */
export async function lockOpenTerm(trx: Trx, jobId: JobId): Promise<TermRow | undefined> {
  return (await lockOpenTerms(trx, jobId))[0];
}

/** The job's terms that are held or live: one, or of a live job the one that runs and the one that follows it. */
export async function lockOpenTerms(trx: Trx, jobId: JobId): Promise<TermRow[]> {
  return selectOpenTerms(trx, jobId).forUpdate().execute();
}

/** The same, as they stand now. */
export async function listOpenTerms(db: Db, jobId: JobId): Promise<TermRow[]> {
  return selectOpenTerms(db, jobId).execute();
}

function selectOpenTerms(db: Db | Trx, jobId: JobId) {
  return db
    .selectFrom("term")
    .selectAll()
    .where("job_id", "=", jobId)
    .where("state", "in", ["held", "live"])
    .orderBy("number");
}

/** The term that the order pays for, whatever became of it, locked. */
export async function lockTermOfOrder(trx: Trx, orderId: OrderId): Promise<TermRow | undefined> {
  return trx.selectFrom("term").selectAll().where("order_id", "=", orderId).forUpdate().executeTakeFirst();
}

/** The job's term that is held or runs, as it stands now, with what the job is. */
export async function findOpenTerm(db: Db, jobId: JobId) {
  return db
    .selectFrom("term")
    .innerJoin("job", "job.id", "term.job_id")
    .selectAll("term")
    .select(["job.state as jobState", "job.origin"])
    .where("term.job_id", "=", jobId)
    .where("term.state", "in", ["held", "live"])
    .orderBy("term.number")
    .limit(1)
    .executeTakeFirst();
}

/** The term that the order features, locked. */
export async function findFeaturedTerm(trx: Trx, orderId: OrderId): Promise<TermRow | undefined> {
  return trx.selectFrom("term").selectAll().where("featured_order_id", "=", orderId).forUpdate().executeTakeFirst();
}

/** The job's term that had begun by then and was not over, locked. */
export async function lockTermAt(trx: Trx, jobId: JobId, at: Date): Promise<TermRow | undefined> {
  return trx
    .selectFrom("term")
    .selectAll()
    .where("job_id", "=", jobId)
    .where("starts_at", "<=", at)
    .where("ends_at", ">=", at)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes a term's state and dates. */
export async function updateTerm(
  trx: Trx,
  termId: TermId,
  set: Partial<Pick<TermRow, "state" | "starts_at" | "ends_at" | "revision_id" | "featured_order_id">>,
): Promise<void> {
  await trx.updateTable("term").set(set).where("id", "=", termId).execute();
}
