import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { deleteChanges, findChangeAtEnd, getLastChange } from "./search.queries.server.ts";

/**
 * How long a change stays in the feed, and how many of the newest stay whatever their age. A saved index older than two
 * days is not used (index-snapshot), and a follower reads many times a second, so none is ever behind by as much; if one
 * were, it would find the feed broken and build its index anew from the jobs. The newest stay since a saved index asks
 * for the very change that it stands at, and on a quiet board that one is old.
 */
export const FEED_KEPT = { time: 7 * DAY, rows: 10_000 };

const BATCH = 5_000;
const BATCHES = 20;

/** Forgets the changes that every follower and every saved index has passed; at most 100,000. @returns how many. */
export async function pruneFeed(db: Db): Promise<number> {
  const { last } = await getLastChange(db);
  let pruned = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const deleted = await deleteChanges(
      db,
      { to: last - FEED_KEPT.rows, before: later(now(), -FEED_KEPT.time) },
      BATCH,
    );
    pruned += deleted;
    if (deleted < BATCH) break;
  }
  return pruned;
}

/** How many changes the feed holds, about, from when the oldest is, and when the last one came; reads two rows. */
export async function readFeed(db: Db): Promise<{ rows: number; oldest: Date | null; newest: Date | null }> {
  const [first, last] = await Promise.all([findChangeAtEnd(db, "asc"), findChangeAtEnd(db, "desc")]);
  // The numbers have no holes.
  return {
    rows: first && last ? Number(last.seq) - Number(first.seq) + 1 : 0,
    oldest: first?.at ?? null,
    newest: last?.at ?? null,
  };
}
