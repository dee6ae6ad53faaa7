import { DAY, HOUR, later, now, SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { ImportSourceId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { endRun } from "./end-run.server.ts";
import { readSettingsNow } from "~/settings/read-settings.server.ts";
import {
  countOldRuns,
  deleteOldRuns,
  findOpenRun,
  listDueSources,
  listHangingRuns,
  lockSource,
  updateSource,
} from "./import.queries.server.ts";
import { nextRun } from "./next-run.ts";
import { startRun } from "./start-import.server.ts";

/** Sources that one round starts. */
const ROUND = 50;
/** Between two runs of a round, so that slow addresses do not hold the mails up one after the other. */
const APART = 20 * SECOND;
/** A task that failed for good, or was lost: no honest run rests so long. */
const HANGING = 12 * HOUR;

/** Starts the runs whose time has come, each once however many workers look. A repeating task calls it. */
export async function startDueImports(db: Db): Promise<void> {
  for (const [index, sourceId] of (await listDueSources(db, ROUND)).entries())
    await startIfDue(db, sourceId, later(now(), index * APART));
}

async function startIfDue(db: Db, sourceId: ImportSourceId, runAt: Date): Promise<void> {
  await transact(db, async (trx) => {
    const source = await lockSource(trx, sourceId);
    const at = now();
    if (!source?.next_run_at || source.next_run_at > at) return;
    await updateSource(trx, sourceId, { next_run_at: nextRun(source.schedule, at) });
    if (await findOpenRun(trx, sourceId)) return;
    await startRun(trx, source, { cause: "schedule", accountId: null, fileId: null, origin: source.url, runAt });
  });
}

/** Ends runs that hang, and forgets reports of long ago. A repeating task calls it. */
export async function sweepImports(db: Db): Promise<void> {
  for (const runId of await listHangingRuns(db, later(now(), -HANGING), ROUND))
    await transact(db, (trx) =>
      endRun(trx, runId, { state: "refused", reason: "The import broke off. Start it again." }),
    );
  const days = (await readSettingsNow(db))["retention.imports"];
  await deleteOldRuns(db, later(now(), -days * DAY), ROUND);
}

/** How many reports a retention of `days` would delete now, counted up to `most`. */
export function countErasableRuns(db: Db, days: number, most: number): Promise<number> {
  return countOldRuns(db, later(now(), -days * DAY), most);
}
