import type { Insertable } from "kysely";
import type { WebProcessTable } from "#db/schema/platform.ts";
import { DAY, HOUR, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";

/** Writes how a web process is now. */
export async function putWebProcess(db: Db, row: Insertable<WebProcessTable>): Promise<void> {
  const { id, host, number, started_at, ...set } = row;
  await db
    .insertInto("web_process")
    .values({ id, host, number, started_at, ...set })
    .onDuplicateKeyUpdate(set)
    .execute();
}

/** The web processes of the last hour, on all machines; at most 100. */
export async function listWebProcesses(db: Db) {
  return db
    .selectFrom("web_process")
    .selectAll()
    .where("seen_at", ">=", later(now(), -HOUR))
    .orderBy("seen_at", "desc")
    .limit(100)
    .execute();
}

/** Forgets the processes that ended more than a day ago. */
export async function deleteGoneProcesses(db: Db): Promise<void> {
  await db.deleteFrom("web_process").where("seen_at", "<", later(now(), -DAY)).limit(1_000).execute();
}
