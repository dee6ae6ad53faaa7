import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";

const NAME = "worker_seen_at";

/** Notes that a worker lives, for the health page. */
export async function markWorkerSeen(db: Db): Promise<void> {
  const value = now().toISOString();
  await db.insertInto("board_setting").values({ name: NAME, value }).onDuplicateKeyUpdate({ value }).execute();
}

/** The seconds since a worker was last seen; null when none ever was. */
export async function workerSeenSecondsAgo(db: Db): Promise<number | null> {
  const row = await db.selectFrom("board_setting").select("value").where("name", "=", NAME).executeTakeFirst();
  return row ? Math.max(0, Math.round((now().getTime() - Date.parse(row.value)) / 1_000)) : null;
}
