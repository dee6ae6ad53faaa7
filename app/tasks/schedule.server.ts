import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { enqueueTask } from "./enqueue-task.server.ts";
import type { TaskKind, TaskPayloads } from "./task.ts";

/** A task that repeats: one for each stretch of `every` milliseconds since the epoch, however many workers there are. */
export type Scheduled = { [Kind in TaskKind]: { kind: Kind; payload: TaskPayloads[Kind]; every: number } }[TaskKind];

/** Enqueues what the schedule asks for the present stretch; what is already there is left alone. */
export async function enqueueScheduled(db: Db, schedule: readonly Scheduled[]): Promise<void> {
  for (const { kind, payload, every } of schedule) {
    const stretch = Math.floor(now().getTime() / every);
    await enqueueTask(db, kind, payload, { dedupeKey: `schedule:${kind}:${stretch}` });
  }
}
