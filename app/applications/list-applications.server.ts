import type { Db } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, JobId } from "~/platform/ids.ts";
import { applicationChain, cursorText, type ApplicationCursor, type ApplicationState } from "./application.ts";
import {
  countApplicants,
  findApplicationForMember,
  findApplicationForSeeker,
  findJobOfMember,
  listApplicants,
  listApplicationEvents,
  listApplicationsOfAccount,
} from "./application.queries.server.ts";

export { findApplicationToJob } from "./application.queries.server.ts";

/** Rows of a page of applications. */
const PAGE = 25;
/** Cards of a column of the pipeline; the rest is a page of its own. */
const COLUMN = 8;

/** Splits rows that were read one beyond the page into the page and the cursor of the next. */
function pageOf<Row extends { id: ApplicationId; createdAt: Date }>(rows: Row[]): { rows: Row[]; next?: string } {
  if (rows.length <= PAGE) return { rows };
  const shown = rows.slice(0, PAGE);
  const last = shown[PAGE - 1]!;
  return { rows: shown, next: cursorText({ at: last.createdAt, id: last.id }) };
}

/** A page of the seeker's own applications, newest first. `next` is the cursor of the following page, if there is one. */
export async function pageOfApplications(db: Db, accountId: AccountId, after?: ApplicationCursor) {
  return pageOf(await listApplicationsOfAccount(db, accountId, { after, limit: PAGE + 1 }));
}

/** The seeker's own application and its history. The names of the employer's people stay with the employer. */
export async function readOwnApplication(db: Db, accountId: AccountId, id: ApplicationId) {
  const application = await findApplicationForSeeker(db, accountId, id);
  if (!application) return undefined;
  const events = await listApplicationEvents(db, id);
  return { application, events: events.map(({ actorName: _, ...event }) => event) };
}

/** An application to a job of the member's, with its history. Undefined for anybody but a member. */
export async function readApplicant(db: Db, accountId: AccountId, jobId: JobId, id: ApplicationId) {
  const application = await findApplicationForMember(db, accountId, jobId, id);
  return application && { application, events: await listApplicationEvents(db, id) };
}

/** How many applications to a job of the member's are in each state. Undefined for anybody but a member. */
export async function readApplicantsOfJob(db: Db, accountId: AccountId, jobId: JobId) {
  const job = await findJobOfMember(db, accountId, jobId);
  if (!job) return undefined;
  const counts = await countApplicants(db, jobId);
  return { job, counts: (state: ApplicationState) => counts.get(state) ?? 0 };
}

/** The pipeline of a job: the newest applicants of each state of the chain. The caller has checked who asks. */
export async function listPipeline(db: Db, jobId: JobId) {
  return Promise.all(
    applicationChain.map(async (state) => ({ state, rows: await listApplicants(db, jobId, { state, limit: COLUMN }) })),
  );
}

/** A page of the job's applicants in one state, newest first. The caller has checked who asks. */
export async function pageOfApplicants(db: Db, jobId: JobId, state: ApplicationState, after?: ApplicationCursor) {
  return pageOf(await listApplicants(db, jobId, { state, after, limit: PAGE + 1 }));
}
