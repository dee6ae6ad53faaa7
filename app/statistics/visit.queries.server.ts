import { sql } from "kysely";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { Id, JobId } from "~/platform/ids.ts";
import type { Visit } from "./visit-buffer.server.ts";

/**
 * Of these pairs of a session (its hash) and a job, those whose account is staff or a member of the job's employer, as
 * `session job`. At most 1,000 pairs.
 */
export async function listInsidePairs(
  db: Db,
  pairs: readonly { session: string; jobId: JobId }[],
): Promise<Set<string>> {
  if (pairs.length === 0) return new Set();
  const rows = await db
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .innerJoin("job", (join) => join.onTrue())
    .leftJoin("member", (join) =>
      join.onRef("member.account_id", "=", "account.id").onRef("member.employer_id", "=", "job.employer_id"),
    )
    .select(["session.id_hash as session", "job.id as jobId"])
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple("session.id_hash", "job.id"),
        "in",
        pairs.map(({ session, jobId }) => tuple(session, jobId)),
      ),
    )
    // The pairs alone lead through no key: every session would be held against every job of the board.
    .where("session.id_hash", "in", [...new Set(pairs.map(({ session }) => session))])
    .where("job.id", "in", [...new Set(pairs.map(({ jobId }) => jobId))])
    .where("session.expires_at", ">", now())
    .where((where) =>
      where.or([where("account.staff_role", "is not", null), where("member.account_id", "is not", null)]),
    )
    .execute();
  return new Set(rows.map(({ session, jobId }) => `${session} ${jobId}`));
}

/** Writes down who was there; whoever is written down already stays as they are. */
export async function insertVisits(trx: Trx, visits: readonly Visit[], batch: Id<"batch">): Promise<void> {
  await trx
    .insertInto("job_visit")
    .ignore()
    .values(
      visits.map(({ visitor, kind, jobId, day, source }) => ({ visitor, kind, job_id: jobId, day, source, batch })),
    )
    .execute();
}

/**
 * Sums up the rows that `batch` wrote of these visitors, of jobs that are still there. What somebody did counts for the
 * source of their look at the job that day, where there was one.
 */
export async function sumBatch(trx: Trx, visitors: readonly string[], batch: Id<"batch">) {
  const source = sql<string>`coalesce(first.source, visit.source)`;
  const sum = (kind: string) => sql<number>`sum(visit.kind = ${kind})`;
  return trx
    .selectFrom("job_visit as visit")
    .innerJoin("job", "job.id", "visit.job_id")
    .leftJoin("job_visit as first", (join) =>
      join.onRef("first.visitor", "=", "visit.visitor").on("first.kind", "=", "view"),
    )
    .select([
      "visit.job_id",
      "visit.day",
      source.as("source"),
      sum("view").as("views"),
      sum("click").as("clicks"),
      sum("apply").as("applies"),
    ])
    .where("visit.visitor", "in", visitors)
    .where("visit.batch", "=", batch)
    .groupBy(["visit.job_id", "visit.day", source])
    .orderBy("visit.job_id")
    .orderBy("visit.day")
    .orderBy(source)
    .execute();
}

/** Adds the counts to those of their days. */
export async function addToDays(trx: Trx, rows: Awaited<ReturnType<typeof sumBatch>>): Promise<void> {
  if (rows.length === 0) return;
  const added = (column: "views" | "clicks" | "applies") =>
    sql<number>`${sql.ref(column)} + values(${sql.ref(column)})`;
  await trx
    .insertInto("job_day")
    .values(rows.map((row) => ({ ...row, views: +row.views, clicks: +row.clicks, applies: +row.applies })))
    .onDuplicateKeyUpdate({ views: added("views"), clicks: added("clicks"), applies: added("applies") })
    .execute();
}

/** Deletes at most `limit` rows of days before `day`. @returns how many. */
export async function deleteVisitsBefore(db: Db, day: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("job_visit")
    .where("day", "<", day)
    .orderBy("day")
    .limit(limit)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
