import type { Insertable, Selectable } from "kysely";
import type { ImportPostingTable, ImportRowTable } from "#db/schema/imports.ts";
import type { FormChange } from "~/jobs/import/compare-forms.ts";
import type { JobState } from "~/jobs/job.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { EmployerId, ImportRunId, ImportSourceId, JobId } from "~/platform/ids.ts";
import { fromJsonText } from "~/platform/json-text.ts";
import type { ImportOutcome, ImportRow } from "./import.ts";

export type PostingRecord = Selectable<ImportPostingTable>;

/** Writes rows of a report. */
export async function insertRows(trx: Trx, rows: Insertable<ImportRowTable>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500)
    await trx
      .insertInto("import_row")
      .values(rows.slice(at, at + 500))
      .execute();
}

/** A page of a run's report, by number after `after`; only one outcome where one is given. */
export async function listRows(
  db: Db,
  runId: ImportRunId,
  page: { outcome?: ImportOutcome; after?: number; limit: number },
): Promise<ImportRow[]> {
  let query = db
    .selectFrom("import_row as row")
    .leftJoin("job", "job.id", "row.job_id")
    .leftJoin("account", "account.id", "row.by_account_id")
    .select(["row.number", "row.outcome", "row.title", "row.reason", "row.changes", "row.job_id"])
    .select(["job.state as job_state", "account.name as by_name"])
    .where("row.run_id", "=", runId)
    .where("row.number", ">", page.after ?? 0)
    .orderBy("row.number")
    .limit(page.limit);
  if (page.outcome) query = query.where("row.outcome", "=", page.outcome);
  const rows = await query.execute();
  return rows.map((row) => ({
    number: row.number,
    outcome: row.outcome,
    title: row.title,
    reason: row.reason,
    changes: row.changes ? fromJsonText<FormChange[]>(row.changes) : [],
    jobId: row.job_id,
    jobState: row.job_state as JobState | null,
    by: row.by_name,
  }));
}

/** What is known of a posting of the employer's imports, locked until the transaction ends. */
export async function lockPosting(
  trx: Trx,
  employerId: EmployerId,
  sourceKey: string,
): Promise<PostingRecord | undefined> {
  return trx
    .selectFrom("import_posting")
    .selectAll()
    .where("employer_id", "=", employerId)
    .where("source_key", "=", sourceKey)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertPosting(trx: Trx, posting: Insertable<ImportPostingTable>): Promise<void> {
  await trx.insertInto("import_posting").values(posting).execute();
}

export async function updatePosting(
  trx: Trx,
  posting: Pick<PostingRecord, "employer_id" | "source_key">,
  set: Partial<Pick<PostingRecord, "title" | "hash" | "form" | "run_id" | "number" | "updated_at">>,
): Promise<void> {
  await trx
    .updateTable("import_posting")
    .set(set)
    .where("employer_id", "=", posting.employer_id)
    .where("source_key", "=", posting.source_key)
    .execute();
}

/** States in which a job still stands for something, so that its vanishing at the source matters. */
const standing = [
  "draft",
  "submitted",
  "changes_requested",
  "approved",
  "payment_needed",
  "live",
  "suspended",
] as const;

/** The source's postings that the run did not name, whose job is not over. */
export async function listUnseen(
  trx: Trx,
  sourceId: ImportSourceId,
  runId: ImportRunId,
  limit: number,
): Promise<{ title: string; jobId: JobId; state: JobState }[]> {
  return trx
    .selectFrom("import_posting as posting")
    .innerJoin("job", "job.id", "posting.job_id")
    .select(["posting.title", "job.id as jobId", "job.state"])
    .where("posting.source_id", "=", sourceId)
    .where("posting.run_id", "!=", runId)
    .where("job.state", "in", standing)
    .orderBy("job.id")
    .limit(limit)
    .execute();
}

/** Whether a row of the run was refused for this reason. */
export async function isRowRefusedFor(trx: Trx, runId: ImportRunId, reason: string): Promise<boolean> {
  const row = await trx
    .selectFrom("import_row")
    .select("number")
    .where("run_id", "=", runId)
    .where("outcome", "=", "refused")
    .where("reason", "=", reason)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The greatest number of a row of the run; 0 where it has none. */
export async function lastRowNumber(trx: Trx, runId: ImportRunId): Promise<number> {
  const { last } = await trx
    .selectFrom("import_row")
    .select((select) => select.fn.max("number").as("last"))
    .where("run_id", "=", runId)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}
