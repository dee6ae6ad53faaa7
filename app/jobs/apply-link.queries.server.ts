import { sql } from "kysely";
import type { ApplyLinkTable } from "#db/schema/jobs.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { HOUR, later, now } from "~/platform/clock.ts";
import type { LinkState } from "./apply-link.ts";

/** Where a job takes applications, if that is an address of the web: its own, else the source's that an import names. */
const address = sql<string | null>`case
  when revision.apply_kind = 'url' then revision.apply_address
  when revision.apply_kind = 'board' and job.origin = 'import' then job.source_url
end`;

function selectLive(db: Db | Trx) {
  return db
    .selectFrom("job")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .leftJoin("apply_link as link", "link.job_id", "job.id")
    .where("job.state", "=", "live")
    .where("job.expires_at", ">", now())
    .where(address, "is not", null);
}

/** The live jobs whose address is due to be looked at or was never: those longest overdue first. */
export async function listLinksDue(db: Db, limit: number): Promise<{ jobId: JobId; url: string }[]> {
  const rows = await selectLive(db)
    .select(["job.id as jobId", address.as("url")])
    .where((where) => where.or([where("link.job_id", "is", null), where("link.next_check_at", "<=", now())]))
    .orderBy("link.next_check_at")
    .orderBy("job.id")
    .limit(limit)
    .execute();
  return rows.map(({ jobId, url }) => ({ jobId, url: url! }));
}

/** The address of a live job, and what is known of it. */
export async function findLink(db: Db | Trx, jobId: JobId) {
  const row = await selectLive(db)
    .select([address.as("address"), "link.url", "link.state", "link.found", "link.failures"])
    .select(["link.failing_since as failingSince", "link.checked_at as checkedAt"])
    .where("job.id", "=", jobId)
    .executeTakeFirst();
  return row && { ...row, address: row.address! };
}

/** Writes what is known of an address now. */
export async function putLink(trx: Trx, link: ApplyLinkTable): Promise<void> {
  const { job_id, ...set } = link;
  await trx
    .insertInto("apply_link")
    .values({ job_id, ...set })
    .onDuplicateKeyUpdate(set)
    .execute();
}

/** Forgets what is known of a job's address, so that it is looked at anew. */
export async function deleteLink(trx: Trx, jobId: JobId): Promise<void> {
  await trx.deleteFrom("apply_link").where("job_id", "=", jobId).execute();
}

const LATE = 2 * HOUR;

/** How many addresses of live jobs stand how, when one was last looked at, and how many are late by two hours. */
export async function countLinks(db: Db) {
  const [rows, due] = await Promise.all([
    db
      .selectFrom("apply_link as link")
      .innerJoin("job", "job.id", "link.job_id")
      .select((select) => [
        "link.state",
        select.fn.countAll<number>().as("count"),
        select.fn.max("link.checked_at").as("last"),
      ])
      .where("job.state", "=", "live")
      .groupBy("link.state")
      .execute(),
    db
      .selectFrom("apply_link")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("next_check_at", "<", later(now(), -LATE))
      .executeTakeFirstOrThrow(),
  ]);
  const moments = rows.flatMap(({ last }) => (last ? [last.getTime()] : []));
  return {
    counts: new Map<LinkState, number>(rows.map((row) => [row.state, Number(row.count)])),
    last: moments.length ? new Date(Math.max(...moments)) : null,
    late: Number(due.count),
  };
}

/** The addresses that are gone or seem to be, the latest looked at first; at most `limit`. */
export async function listBadLinks(db: Db, limit: number) {
  return db
    .selectFrom("apply_link as link")
    .innerJoin("job", "job.id", "link.job_id")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .select(["job.id as jobId", "revision.title", "employer.name as employerName", "link.state", "link.found"])
    .select(["link.failures", "link.failing_since as failingSince", "link.checked_at as checkedAt"])
    .where("job.state", "=", "live")
    .where((where) => where.or([where("link.state", "in", ["failing", "dead"]), where("link.found", "=", "home")]))
    .orderBy("link.checked_at", "desc")
    .limit(limit)
    .execute();
}
