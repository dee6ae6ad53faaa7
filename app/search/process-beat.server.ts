import os from "node:os";
import { DAY, later, now, SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { Id } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { webProcess } from "~/platform/siblings.server.ts";
import type { FollowerState } from "./follow-changes.server.ts";

const EVERY = 10 * SECOND;
/** A process that was not heard of for so long is taken for gone, in milliseconds. */
export const PROCESS_GONE = 3 * EVERY;

type Searching = { state: FollowerState; jobs: number; lagMs: number };

/** Says every ten seconds, for the health page, how this web process and its search are. */
export function beatForHealth(db: () => Db, id: Id<"process">, search: Searching): void {
  const startedAt = now();
  const beat = () =>
    beatOnce(db(), id, startedAt, search).catch((error: unknown) =>
      log.debug({ error: error instanceof Error ? error.name : "unknown" }, "the process could not say that it lives"),
    );
  void beat();
  setInterval(beat, EVERY).unref();
}

/** Writes one beat of a process. */
export async function beatOnce(db: Db, id: Id<"process">, started_at: Date, search: Searching): Promise<void> {
  const set = {
    search_state: search.state,
    jobs: search.jobs,
    // Before the first build there is no lag to tell.
    lag_ms: Number.isFinite(search.lagMs) ? Math.min(search.lagMs, 2 ** 32 - 1) : null,
    seen_at: now(),
  };
  await db
    .insertInto("web_process")
    .values({ id, host: os.hostname().slice(0, 60), number: webProcess(), started_at, ...set })
    .onDuplicateKeyUpdate(set)
    .execute();
}

/** The web processes of the last hour, on all machines; at most 100. */
export async function listWebProcesses(db: Db) {
  return db
    .selectFrom("web_process")
    .selectAll()
    .where("seen_at", ">=", later(now(), -DAY / 24))
    .orderBy("seen_at", "desc")
    .limit(100)
    .execute();
}

/** Forgets the processes that ended more than a day ago. */
export async function forgetGoneProcesses(db: Db): Promise<void> {
  await db.deleteFrom("web_process").where("seen_at", "<", later(now(), -DAY)).limit(1_000).execute();
}
