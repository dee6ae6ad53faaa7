import type { Db } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId } from "~/platform/ids.ts";
import { cursorText, type ApplicationCursor } from "./application.ts";
import {
  findApplicationForSeeker,
  listApplicationEvents,
  listApplicationsOfAccount,
} from "./application.queries.server.ts";

export { findApplicationToJob } from "./application.queries.server.ts";

/** Rows of a page of applications. */
const PAGE = 25;

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
