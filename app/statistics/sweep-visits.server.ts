import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { utcDay } from "./days.ts";
import { deleteVisitsBefore } from "./visit.queries.server.ts";

const BATCH = 5_000;

/** Forgets who was counted on the days before today; a visit of midnight may be written a few seconds after it. */
export async function sweepVisits(db: Db): Promise<void> {
  const today = utcDay(now());
  while ((await deleteVisitsBefore(db, today, BATCH)) === BATCH);
}
