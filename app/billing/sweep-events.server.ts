import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { readSettingsNow } from "~/settings/read-settings.server.ts";
import { countSettledEvents, deleteSettledEvents } from "./stripe-event.queries.server.ts";

/** How many messages of Stripe's a retention of `days` would delete now, counted up to `most`. */
export function countErasableEvents(db: Db, days: number, most: number): Promise<number> {
  return countSettledEvents(db, later(now(), -days * DAY), most);
}

/** Deletes messages of Stripe's that were dealt with and came longer ago than the setting says. A repeating task calls it. */
export async function sweepEvents(db: Db): Promise<void> {
  const days = (await readSettingsNow(db))["retention.stripe-events"];
  await deleteSettledEvents(db, later(now(), -days * DAY));
}
