import { sql, type Expression, type SqlBool } from "kysely";
import { DAY, later } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, EmployerId, JobId } from "~/platform/ids.ts";
import { statesInPlay, WAITING_DAYS, type ApplicantFilter, type ApplicantSort, type ShownState } from "./applicant-filter.ts"; // prettier-ignore
import type { ApplicationState } from "./application.ts";

/** Whom a filter is for, and when. */
export type Viewer = { accountId: AccountId; at: Date };

function selectApplicants(db: Db | Trx, jobId: JobId) {
  return db
    .selectFrom("application")
    .leftJoin("application_assignee as held", "held.application_id", "application.id")
    .where("application.job_id", "=", jobId)
    .where("application.state", "<>", "unconfirmed");
}

const likeText = (words: string) => `%${words.replace(/[\\%_]/g, "\\$&")}%`;

/** The applicants of the job that fit the filter, whatever state it names. */
function selectFitting(db: Db, jobId: JobId, filter: ApplicantFilter, viewer: Viewer) {
  const { words, rating, whose, answers, waiting } = filter;
  let query = selectApplicants(db, jobId);
  if (words) query = query.where("application.name", "like", likeText(words));
  if (rating === "none") query = query.where("application.rating", "is", null);
  else if (rating) query = query.where("application.rating", ">=", rating);
  if (whose === "none") query = query.where("held.account_id", "is", null);
  else if (whose) query = query.where("held.account_id", "=", whose === "me" ? viewer.accountId : whose);
  if (answers) query = query.where(outside, answers === "outside" ? ">" : "=", 0);
  if (waiting) query = query.where(isWaiting(viewer.at));
  return query;
}

/** How many answers lie outside what the employer asked for. */
const outside = sql<number>`(select count(*) from application_answer as answer
  where answer.application_id = application.id and answer.meets = 0)`;

const isWaiting = (at: Date) =>
  sql<SqlBool>`application.state in ('received', 'reviewed') and application.created_at < ${later(at, -WAITING_DAYS * DAY)}`;

/** How many of the applicants that fit are in each state. */
export async function countFitting(
  db: Db,
  jobId: JobId,
  filter: ApplicantFilter,
  viewer: Viewer,
): Promise<Map<ApplicationState, number>> {
  const rows = await selectFitting(db, jobId, filter, viewer)
    .select((select) => ["application.state", select.fn.countAll<number>().as("count")])
    .groupBy("application.state")
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

/**
 * Of those in play: how many nobody has rated, how many are the viewer's, how many wait, and how many answered as the
 * employer asked for (undefined where it asked for nothing).
 */
export async function countViews(db: Db, jobId: JobId, viewer: Viewer) {
  const asks = await db
    .selectFrom("application_answer as answer")
    .innerJoin("application", "application.id", "answer.application_id")
    .select("answer.position")
    .where("application.job_id", "=", jobId)
    .where("answer.expected", "is not", null)
    .limit(1)
    .executeTakeFirst();
  const count = (condition: Expression<SqlBool>) => sql<number>`coalesce(sum(${condition}), 0)`;
  const row = await selectApplicants(db, jobId)
    .select([
      count(sql`application.rating is null`).as("unrated"),
      count(sql`held.account_id <=> ${viewer.accountId}`).as("mine"),
      count(isWaiting(viewer.at)).as("waiting"),
      (asks ? count(sql`${outside} = 0`) : sql<number>`0`).as("fine"),
    ])
    .where("application.state", "in", [...statesInPlay])
    .executeTakeFirstOrThrow();
  return {
    unrated: Number(row.unrated),
    mine: Number(row.mine),
    waiting: Number(row.waiting),
    fine: asks && Number(row.fine),
  };
}

/** Where a row stands in the order of a list. */
export type Place = { id: ApplicationId; createdAt: Date; rating: number | null };

const keys: Record<ApplicantSort, (place: Place) => [Expression<unknown>, unknown][]> = {
  new: ({ createdAt, id }) => [[sql`application.created_at`, createdAt], [sql`application.id`, id]], // prettier-ignore
  old: ({ createdAt, id }) => [[sql`application.created_at`, createdAt], [sql`application.id`, id]], // prettier-ignore
  rating: ({ rating, createdAt, id }) => [
    [sql`coalesce(application.rating, 0)`, rating ?? 0],
    [sql`application.created_at`, createdAt],
    [sql`application.id`, id],
  ],
};

/** Whether a row comes behind `place` where each key of the sort goes in the direction of `sign`. */
function beyond(sort: ApplicantSort, place: Place, sign: "<" | ">"): Expression<SqlBool> {
  const compare = sql.raw(sign);
  return keys[sort](place).reduceRight<Expression<SqlBool>>(
    (rest, [key, value]) => sql<SqlBool>`(${key} ${compare} ${value} or (${key} = ${value} and ${rest}))`,
    sql<SqlBool>`false`,
  );
}

/**
 * The applicants that fit the filter, in its order, with whose they are. `after` and `before` are rows already shown;
 * with `before` the nearest comes first.
 */
export async function listFitting(
  db: Db,
  jobId: JobId,
  filter: ApplicantFilter,
  viewer: Viewer,
  page: { states: readonly ShownState[]; limit: number; after?: Place; before?: Place },
) {
  const { states, limit, after, before } = page;
  const downwards = (filter.sort === "old") === Boolean(before);
  const direction = downwards ? "desc" : "asc";
  let query = selectFitting(db, jobId, filter, viewer)
    .leftJoin("account as holder", "holder.id", "held.account_id")
    .select([
      "application.id",
      "application.name",
      "application.state",
      "application.version",
      "application.rating",
      "application.created_at as createdAt",
      "application.updated_at as changedAt",
      "holder.name as holder",
      outside.as("outside"),
    ])
    .where("application.state", "in", [...states]);
  if (filter.sort === "rating") query = query.orderBy(sql`coalesce(application.rating, 0)`, direction);
  const place = after ?? before;
  if (place) query = query.where(beyond(filter.sort, place, downwards ? "<" : ">"));
  const rows = await query
    .orderBy("application.created_at", direction)
    .orderBy("application.id", direction)
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, outside: Number(row.outside) }));
}
export type Applicant = Awaited<ReturnType<typeof listFitting>>[number];

/** Where an applicant of the job stands in any order. */
export async function findPlace(db: Db, jobId: JobId, id: ApplicationId): Promise<Place | undefined> {
  return selectApplicants(db, jobId)
    .select(["application.id", "application.created_at as createdAt", "application.rating"])
    .where("application.id", "=", id)
    .executeTakeFirst();
}

/** The chosen applicants of the job, by name; ids of other jobs are left out. */
export async function listPicked(db: Db, jobId: JobId, ids: readonly ApplicationId[]) {
  if (ids.length === 0) return [];
  return selectApplicants(db, jobId)
    .select(["application.id", "application.name", "application.state", "application.version"])
    .where("application.id", "in", ids)
    .orderBy("application.name")
    .orderBy("application.id")
    .execute();
}

/** What a spreadsheet shows of the applicants that fit, in the filter's order. */
export async function listForExport(
  db: Db,
  jobId: JobId,
  filter: ApplicantFilter,
  viewer: Viewer,
  { states, limit }: { states: readonly ShownState[]; limit: number },
) {
  const direction = filter.sort === "old" ? "asc" : "desc";
  let query = selectFitting(db, jobId, filter, viewer)
    .innerJoin("file", "file.id", "application.resume_file_id")
    .leftJoin("account as holder", "holder.id", "held.account_id")
    .select([
      "application.id",
      "application.name",
      "application.email",
      "application.state",
      "application.rating",
      "application.created_at as createdAt",
      "application.updated_at as changedAt",
      "application.letter",
      "holder.name as holder",
      "file.name as fileName",
    ])
    .where("application.state", "in", [...states]);
  if (filter.sort === "rating") query = query.orderBy(sql`coalesce(application.rating, 0)`, direction);
  return query.orderBy("application.created_at", direction).orderBy("application.id", direction).limit(limit).execute();
}

export async function updateRating(trx: Trx, id: ApplicationId, rating: number | null): Promise<void> {
  await trx.updateTable("application").set({ rating }).where("id", "=", id).execute();
}

/** Whose the applicant is, with the name. */
export async function findHolder(db: Db | Trx, id: ApplicationId) {
  return db
    .selectFrom("application_assignee as held")
    .innerJoin("account", "account.id", "held.account_id")
    .select(["account.id", "account.name"])
    .where("held.application_id", "=", id)
    .executeTakeFirst();
}

/**
 * Gives the applicant to a member of the employer, or to nobody. @throws the driver's error where there is no such member.
 */
export async function replaceHolder(
  trx: Trx,
  id: ApplicationId,
  holder: { employerId: EmployerId; accountId: AccountId; at: Date } | null,
): Promise<void> {
  await trx.deleteFrom("application_assignee").where("application_id", "=", id).execute();
  if (holder)
    await trx
      .insertInto("application_assignee")
      .values({
        application_id: id,
        employer_id: holder.employerId,
        account_id: holder.accountId,
        created_at: holder.at,
      })
      .execute();
}
