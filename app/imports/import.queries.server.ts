import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { ImportRunTable, ImportSourceTable } from "#db/schema/imports.ts";
import { isFeedFormat } from "~/jobs/import/feed-formats.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { EmployerId, ImportRunId, ImportSourceId } from "~/platform/ids.ts";
import type { ImportRun, ImportSource } from "./import.ts";

export type SourceRecord = Selectable<ImportSourceTable>;
export type RunRecord = Selectable<ImportRunTable>;

/** A source as the pages know it. */
export function sourceOf(row: SourceRecord): ImportSource {
  return {
    id: row.id,
    employerId: row.employer_id,
    name: row.name,
    url: row.url,
    format: isFeedFormat(row.format) ? row.format : null,
    anyWork: row.any_work === 1,
    schedule: row.schedule,
    nextRunAt: row.next_run_at,
    failures: row.failures,
    version: row.version,
  };
}

/** A run as the pages know it. */
export function runOf(row: RunRecord): ImportRun {
  return {
    id: row.id,
    state: row.state,
    cause: row.cause,
    origin: row.origin,
    format: isFeedFormat(row.format) ? row.format : null,
    total: row.rows_total,
    done: row.rows_done,
    counts: {
      made: row.made,
      updated: row.updated,
      unchanged: row.unchanged,
      left_alone: row.left_alone,
      refused: row.refused,
      gone: row.gone,
    },
    complete: row.is_complete === 1,
    reason: row.reason,
    at: row.created_at,
    endedAt: row.ended_at,
  };
}

/** The employer's sources, the oldest first; `MOST_SOURCES` bounds them. */
export async function listSources(db: Db | Trx, employerId: EmployerId): Promise<SourceRecord[]> {
  return db
    .selectFrom("import_source")
    .selectAll()
    .where("employer_id", "=", employerId)
    .orderBy("id")
    .limit(100)
    .execute();
}

/** The newest run of each source. */
export async function listLastRuns(
  db: Db,
  sourceIds: readonly ImportSourceId[],
): Promise<Map<ImportSourceId, RunRecord>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("import_run")
    .selectAll()
    .where("id", "in", (from) =>
      from
        .selectFrom("import_run as other")
        .select((select) => select.fn.max("other.id").as("id"))
        .where("other.source_id", "in", sourceIds)
        .groupBy("other.source_id"),
    )
    .execute();
  return new Map(rows.map((row) => [row.source_id, row]));
}

/** A source of the employer. */
export async function findSource(
  db: Db | Trx,
  employerId: EmployerId,
  sourceId: ImportSourceId,
): Promise<SourceRecord | undefined> {
  return db
    .selectFrom("import_source")
    .selectAll()
    .where("id", "=", sourceId)
    .where("employer_id", "=", employerId)
    .executeTakeFirst();
}

/** A source, for what runs in the background. */
export async function findSourceById(db: Db | Trx, sourceId: ImportSourceId): Promise<SourceRecord | undefined> {
  return db.selectFrom("import_source").selectAll().where("id", "=", sourceId).executeTakeFirst();
}

/** A source, locked until the transaction ends. */
export async function lockSource(trx: Trx, sourceId: ImportSourceId): Promise<SourceRecord | undefined> {
  return trx.selectFrom("import_source").selectAll().where("id", "=", sourceId).forUpdate().executeTakeFirst();
}

/** The sources whose time has come, the longest overdue first; none of a banned employer's. */
export async function listDueSources(db: Db, limit: number): Promise<ImportSourceId[]> {
  const rows = await db
    .selectFrom("import_source")
    .innerJoin("employer", "employer.id", "import_source.employer_id")
    .select("import_source.id")
    .where("next_run_at", "<=", now())
    .where("employer.banned_at", "is", null)
    .orderBy("next_run_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export async function insertSource(trx: Trx, source: Insertable<ImportSourceTable>): Promise<void> {
  await trx.insertInto("import_source").values(source).execute();
}

export async function updateSource(
  trx: Trx,
  sourceId: ImportSourceId,
  set: Omit<Updateable<ImportSourceTable>, "id" | "employer_id">,
): Promise<void> {
  await trx
    .updateTable("import_source")
    .set({ ...set, updated_at: now() })
    .where("id", "=", sourceId)
    .execute();
}

/** Deletes a source with its runs, their rows and what it knew; its drafts stay. */
export async function deleteSource(trx: Trx, sourceId: ImportSourceId): Promise<void> {
  await trx.deleteFrom("import_source").where("id", "=", sourceId).execute();
}

/** @throws the driver's duplicate error while another run of the source is open. */
export async function insertRun(trx: Trx, run: Insertable<ImportRunTable>): Promise<void> {
  await trx.insertInto("import_run").values(run).execute();
}

export async function findRun(db: Db | Trx, runId: ImportRunId): Promise<RunRecord | undefined> {
  return db.selectFrom("import_run").selectAll().where("id", "=", runId).executeTakeFirst();
}

/** A run, locked until the transaction ends. */
export async function lockRun(trx: Trx, runId: ImportRunId): Promise<RunRecord | undefined> {
  return trx.selectFrom("import_run").selectAll().where("id", "=", runId).forUpdate().executeTakeFirst();
}

/** The source's run that is not over. */
export async function findOpenRun(db: Db | Trx, sourceId: ImportSourceId): Promise<RunRecord | undefined> {
  return db.selectFrom("import_run").selectAll().where("open_source_id", "=", sourceId).executeTakeFirst();
}

/** The source's newest runs. */
export async function listRuns(db: Db, sourceId: ImportSourceId, limit: number): Promise<RunRecord[]> {
  return db
    .selectFrom("import_run")
    .selectAll()
    .where("source_id", "=", sourceId)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

export async function updateRun(
  trx: Db | Trx,
  runId: ImportRunId,
  set: Omit<Updateable<ImportRunTable>, "id" | "source_id">,
): Promise<void> {
  await trx
    .updateTable("import_run")
    .set({ ...set, updated_at: now() })
    .where("id", "=", runId)
    .execute();
}

/** Runs that are open, and that nothing has touched since `before`. */
export async function listHangingRuns(db: Db, before: Date, limit: number): Promise<ImportRunId[]> {
  const rows = await db
    .selectFrom("import_run")
    .select("id")
    .where("state", "in", ["waiting", "importing"])
    .where("updated_at", "<", before)
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Forgets the source's runs beyond its newest `kept`, at most 100 of them. */
export async function deleteRunsBeyond(trx: Trx, sourceId: ImportSourceId, kept: number): Promise<void> {
  const old = await trx
    .selectFrom("import_run")
    .select("id")
    .where("source_id", "=", sourceId)
    .where("open_source_id", "is", null)
    .orderBy("id", "desc")
    .limit(100)
    .offset(kept)
    .execute();
  for (const { id } of old) await trx.deleteFrom("import_run").where("id", "=", id).execute();
}

/** The runs that ended before `before`, except each source's newest. */
function selectOldRuns(db: Db, before: Date, limit: number) {
  return db
    .selectFrom("import_run as run")
    .select("run.id")
    .where("run.ended_at", "<", before)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("import_run as newer")
          .select(sql`1`.as("one"))
          .whereRef("newer.source_id", "=", "run.source_id")
          .whereRef("newer.id", ">", "run.id"),
      ),
    )
    .limit(limit);
}

/** Forgets them, at most `limit`. */
export async function deleteOldRuns(db: Db, before: Date, limit: number): Promise<void> {
  for (const { id } of await selectOldRuns(db, before, limit).execute())
    await db.deleteFrom("import_run").where("id", "=", id).execute();
}

/** How many there are, counted up to `most`. */
export async function countOldRuns(db: Db, before: Date, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(selectOldRuns(db, before, most).as("old"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}
