import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, JobId } from "~/platform/ids.ts";
import { boardStates, everybody, statesInPlay, type ApplicantFilter, type ShownState } from "./applicant-filter.ts";
import { countFitting, countViews, findPlace, listFitting } from "./applicant.queries.server.ts";
import type { ApplicationState } from "./application.ts";
import { findJobOfMember } from "./application.queries.server.ts";

/** Rows of a page of applicants. */
const PAGE = 25;
/** Cards of a column of the board; the rest is a page of its own. */
const COLUMN = 12;

/** The states that a list of this filter shows. */
export function statesOf({ state }: ApplicantFilter): readonly ShownState[] {
  return state ? [state] : statesInPlay;
}

/**
 * A job of the member's: how many of the applicants that fit the filter are in each state, and how many of everybody are
 * there, in play, and in each view. Undefined for anybody but a member.
 */
export async function readApplicantsOfJob(db: Db, accountId: AccountId, jobId: JobId, filter: ApplicantFilter) {
  const job = await findJobOfMember(db, accountId, jobId);
  if (!job) return undefined;
  const viewer = { accountId, at: now() };
  const [fitting, everyone, views] = await Promise.all([
    countFitting(db, jobId, filter, viewer),
    countFitting(db, jobId, everybody, viewer),
    countViews(db, jobId, viewer),
  ]);
  const all = [...everyone.values()].reduce((sum, count) => sum + count, 0);
  const inPlay = statesInPlay.reduce((sum, state) => sum + (everyone.get(state) ?? 0), 0);
  const counts: Partial<Record<ApplicationState, number>> = Object.fromEntries(fitting);
  return { job, views, all, inPlay, counts };
}

/** Whether the account is a member of the job's employer. */
export async function isMemberForJob(db: Db, accountId: AccountId, jobId: JobId): Promise<boolean> {
  return (await findJobOfMember(db, accountId, jobId)) !== undefined;
}

/** The board: the first applicants of each column that fit. The caller has checked who asks. */
export async function listBoard(db: Db, accountId: AccountId, jobId: JobId, filter: ApplicantFilter) {
  const viewer = { accountId, at: now() };
  return Promise.all(
    boardStates.map(async (state) => ({
      state,
      rows: await listFitting(db, jobId, filter, viewer, { states: [state], limit: COLUMN }),
    })),
  );
}

/**
 * A page of the applicants that fit, in the filter's order; `after` is the last one already shown. The caller has checked
 * who asks. @returns `next`, the id to go on after, if there are more.
 */
export async function pageOfApplicants(
  db: Db,
  accountId: AccountId,
  jobId: JobId,
  filter: ApplicantFilter,
  after?: ApplicationId,
) {
  const place = after && (await findPlace(db, jobId, after));
  const page = { states: statesOf(filter), limit: PAGE + 1, after: place };
  const rows = await listFitting(db, jobId, filter, { accountId, at: now() }, page);
  const shown = rows.slice(0, PAGE);
  return { rows: shown, isFirst: !place, next: rows.length > PAGE ? shown[PAGE - 1]!.id : undefined };
}

/** Who comes before and after an applicant among those that fit the filter. The caller has checked who asks. */
export async function findNeighbours(
  db: Db,
  accountId: AccountId,
  jobId: JobId,
  filter: ApplicantFilter,
  id: ApplicationId,
) {
  const place = await findPlace(db, jobId, id);
  const viewer = { accountId, at: now() };
  const nearest = async (side: "before" | "after") => {
    const page = { states: statesOf(filter), limit: 1, [side]: place };
    const [row] = await listFitting(db, jobId, filter, viewer, page);
    return row && { id: row.id, name: row.name };
  };
  const [before, after] = place ? await Promise.all([nearest("before"), nearest("after")]) : [];
  return { before, after };
}
