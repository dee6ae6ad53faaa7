/**
 * Writes the search index to DATA_DIR, so that a web process starts in seconds where it would build for minutes. Reads all
 * of it from the database each time: a snapshot made of another would keep for ever what one of them missed. Does
 * nothing where the last is still good, or the board so small that it is built as fast.
 */
import { openDatabase } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { log } from "~/platform/log.server.ts";
import { ChangeFollower } from "./follow-changes.server.ts";
import { isFresh, saveIndex, snapshotPath } from "./index-snapshot.server.ts";
import { hasLiveJobs } from "./search.queries.server.ts";

/** A smaller board is built in a few seconds. */
const WORTH_SAVING = 10_000;

// Its parent is gone, or ends.
for (const end of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(end, () => process.exit(0));

const db = openDatabase(env().DATABASE_URL, { connections: 2 });
try {
  if (!(await isFresh(snapshotPath())) && (await hasLiveJobs(db, WORTH_SAVING))) {
    const began = performance.now();
    const follower = new ChangeFollower(() => db);
    await follower.catchUp();
    const written = await saveIndex(snapshotPath(), follower.standing);
    log.info({ written, ms: Math.round(performance.now() - began) }, "The search index is saved");
  }
} catch (error) {
  log.error({ err: error }, "The search index could not be saved");
  process.exitCode = 1;
}
await db.destroy();
process.disconnect?.();
