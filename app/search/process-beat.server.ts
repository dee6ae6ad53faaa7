import os from "node:os";
import { now, SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { Id } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { webProcess } from "~/platform/siblings.server.ts";
import type { FollowerState } from "./follow-changes.server.ts";
import { putWebProcess } from "./web-process.queries.server.ts";

export { deleteGoneProcesses, listWebProcesses } from "./web-process.queries.server.ts";

const EVERY = 10 * SECOND;

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
  await putWebProcess(db, { id, host: os.hostname().slice(0, 60), number: webProcess(), started_at, ...set });
}
