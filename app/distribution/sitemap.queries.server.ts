import { CONFIRMATION_DAYS } from "~/jobs/job.ts";
import { DAY, later } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId, JobId } from "~/platform/ids.ts";

/** The listed jobs that employers posted, as DOMAIN.md says listed. */
function selectListed(db: Db, at: Date) {
  return db
    .selectFrom("job")
    .where("job.state", "=", "live")
    .where("job.origin", "=", "employer")
    .where("job.expires_at", ">", at)
    .where("job.confirmed_at", ">", later(at, -CONFIRMATION_DAYS * DAY));
}

/** The slugs of listed jobs by id, from behind `after`, and when each was last written to. */
export async function listListedJobs(
  db: Db,
  { at, after, limit }: { at: Date; after?: JobId; limit: number },
): Promise<{ id: JobId; slug: string; updated_at: Date }[]> {
  let query = selectListed(db, at).select(["job.id", "job.slug", "job.updated_at"]).orderBy("job.id").limit(limit);
  if (after) query = query.where("job.id", ">", after);
  return query.execute();
}

/** The id of the listed job that is `place` places behind `after`, or undefined where fewer are left. */
export async function findJobAt(
  db: Db,
  { at, after, place }: { at: Date; after?: JobId; place: number },
): Promise<JobId | undefined> {
  let query = selectListed(db, at)
    .select("job.id")
    .orderBy("job.id")
    .limit(1)
    .offset(place - 1);
  if (after) query = query.where("job.id", ">", after);
  return (await query.executeTakeFirst())?.id;
}

/** The employers that have a listed job, by id, and when they or one of those jobs last changed. */
export async function listHiringEmployers(
  db: Db,
  { at, after, limit }: { at: Date; after?: EmployerId; limit: number },
): Promise<{ id: EmployerId; slug: string; employer_changed: Date; job_changed: Date }[]> {
  let query = selectListed(db, at)
    .innerJoin("employer", "employer.id", "job.employer_id")
    .select(["employer.id", "employer.slug", "employer.updated_at as employer_changed"])
    .select((select) => select.fn.max("job.updated_at").as("job_changed"))
    .groupBy(["employer.id", "employer.slug", "employer.updated_at"])
    .orderBy("employer.id")
    .limit(limit);
  if (after) query = query.where("employer.id", ">", after);
  return query.execute();
}
