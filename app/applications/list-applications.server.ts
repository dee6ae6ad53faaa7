import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, EmployerId } from "~/platform/ids.ts";
import { cursorText, type ApplicationCursor } from "./application.ts";
import {
  countStatesOfAccount,
  findApplicationForSeeker,
  listApplicationEvents,
  listApplicationsOfAccount,
} from "./application.queries.server.ts";
import { countAway, listAway } from "./away/away.queries.server.ts";
import { readReplyRecordOfDay } from "./read-reply-record.server.ts";
import { newestFirst, trackerViews, type Tracked, type TrackerView } from "./tracked.ts";

export { findApplicationToJob } from "./application.queries.server.ts";

/** Rows of a page of applications. */
const PAGE = 25;

/**
 * A page of what the seeker applied to, on the board and, by their own word, away from it; newest first. `next` is the
 * cursor of the following page, if there is one.
 */
export async function pageOfApplications(
  db: Db,
  accountId: AccountId,
  after?: ApplicationCursor,
  view: TrackerView = "all",
): Promise<{ rows: Tracked[]; next?: string }> {
  const { states } = trackerViews[view];
  const limit = PAGE + 1;
  const [board, away] = await Promise.all([
    view === "away" ? [] : listApplicationsOfAccount(db, accountId, { after, limit, states }),
    view === "all" || view === "away" ? listAway(db, accountId, { after, limit }) : [],
  ]);
  const rows = [
    ...board.map((row): Tracked => ({ kind: "board", ...row })),
    ...away.map((row): Tracked => ({ kind: "away", changedAt: row.createdAt, ...row })),
  ].sort(newestFirst);
  const shown = rows.slice(0, PAGE);
  if (rows.length <= PAGE) return { rows };
  const last = shown[PAGE - 1]!;
  return { rows: shown, next: cursorText({ at: last.createdAt, id: last.id }) };
}

/** How many rows each view of the tracker has. */
export async function countTracked(db: Db, accountId: AccountId): Promise<Record<TrackerView, number>> {
  const [states, away] = await Promise.all([countStatesOfAccount(db, accountId), countAway(db, accountId)]);
  const count = (view: "open" | "ended") =>
    trackerViews[view].states.reduce((sum, state) => sum + (states.get(state) ?? 0), 0);
  const [open, ended] = [count("open"), count("ended")];
  return { all: open + ended + away, open, ended, away };
}

/** In how many days each of these employers answers, at the median; those with too few applications to say are left out. */
export async function readReplyDays(db: Db, employerIds: readonly EmployerId[]): Promise<Record<string, number>> {
  const days: Record<string, number> = {};
  for (const id of new Set(employerIds)) {
    const record = await readReplyRecordOfDay(db, id, now());
    if (record?.medianDays != null) days[id] = record.medianDays;
  }
  return days;
}

/** The seeker's own application and its history. The names of the employer's people stay with the employer. */
export async function readOwnApplication(db: Db, accountId: AccountId, id: ApplicationId) {
  const application = await findApplicationForSeeker(db, accountId, id);
  if (!application) return undefined;
  const events = await listApplicationEvents(db, id);
  return { application, events: events.map(({ actorName: _, ...event }) => event) };
}
