import type { Updateable } from "kysely";
import type { TaskTable } from "#db/schema/tasks.ts";
import { later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { TaskId } from "~/platform/ids.ts";
import { fromJsonText } from "~/platform/json-text.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { errorText } from "./error-text.ts";
import { backOff, LEASE, LONGEST_RUN, MAX_ATTEMPTS, type TaskKind, type TaskPayloads } from "./task.ts";

/** One handler a kind. `taskId` is the same at every attempt, for keys that must not change from one to the next. */
export type TaskHandlers = {
  [Kind in TaskKind]: (db: Db, payload: TaskPayloads[Kind], taskId: TaskId) => Promise<void>;
};

type ClaimedTask = { id: TaskId; kind: string; payload: string; attempts: number };

/**
 * Runs the tasks that are due, one after the other, until none is left or `most` have run.
 * @returns how many ran. A task that fails is tried again later; one whose kind nobody handles fails too.
 */
export async function runDueTasks(db: Db, handlers: TaskHandlers, most = 100): Promise<number> {
  for (let ran = 0; ran < most; ran++) {
    const task = await claimTask(db);
    if (!task) return ran;
    await runTask(db, handlers, task);
  }
  return most;
}

/**
 * Takes the task that has waited longest. The lease lets another worker take over when this one dies; the attempt is
 * counted at the claim, so a task that kills its worker dies as well in the end.
 */
async function claimTask(db: Db): Promise<ClaimedTask | undefined> {
  return transact(db, async (trx) => {
    const at = now();
    const task = await trx
      .selectFrom("task")
      .select(["id", "kind", "payload", "attempts"])
      .where("state", "=", "queued")
      .where("run_at", "<=", at)
      .where((where) => where.or([where("locked_until", "is", null), where("locked_until", "<", at)]))
      .orderBy("run_at")
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!task) return undefined;
    const attempts = task.attempts + 1;
    await trx
      .updateTable("task")
      .set({ attempts, locked_until: later(at, LEASE) })
      .where("id", "=", task.id)
      .execute();
    return { ...task, attempts };
  });
}

async function runTask(db: Db, handlers: TaskHandlers, task: ClaimedTask): Promise<void> {
  const lease = keepLease(db, task);
  try {
    const handler = (
      handlers as Record<string, ((db: Db, payload: never, taskId: TaskId) => Promise<void>) | undefined>
    )[task.kind];
    if (!handler) throw new Error(`No handler for tasks of kind ${task.kind}`);
    await handler(db, fromJsonText<never>(task.payload), task.id);
    await finishTask(db, task, { state: "done", finished_at: now(), last_error: null });
  } catch (error) {
    const dead = task.attempts >= MAX_ATTEMPTS;
    const last_error = errorText(error);
    log.error({ task: task.kind, id: task.id, attempts: task.attempts, dead, error: last_error }, "task failed");
    await finishTask(db, task, {
      state: dead ? "dead" : "queued",
      run_at: later(now(), backOff(task.attempts)),
      last_error,
      finished_at: dead ? now() : null,
    });
  } finally {
    clearInterval(lease);
  }
}

/** Prolongs the lease while the task runs, so that nobody else takes it over; not for ever, should it hang. */
function keepLease(db: Db, task: ClaimedTask): NodeJS.Timeout {
  const givenUp = Date.now() + LONGEST_RUN;
  const timer = setInterval(() => {
    if (Date.now() > givenUp) return clearInterval(timer);
    updateClaimed(db, task, { locked_until: later(now(), LEASE) }).catch((error: unknown) =>
      log.warn({ id: task.id, error: errorText(error) }, "the lease of a task could not be prolonged"),
    );
  }, LEASE / 4);
  return timer.unref();
}

async function finishTask(db: Db, task: ClaimedTask, set: Updateable<TaskTable>): Promise<void> {
  await updateClaimed(db, task, { ...set, locked_until: null });
}

/** Only while the claim is this worker's: one that stood still past its lease changes nothing of the next one's. */
async function updateClaimed(db: Db, task: ClaimedTask, set: Updateable<TaskTable>): Promise<void> {
  await db
    .updateTable("task")
    .set(set)
    .where("id", "=", task.id)
    .where("state", "=", "queued")
    .where("attempts", "=", task.attempts)
    .execute();
}

/** What the health page says of the outbox: tasks that wait, the seconds the oldest is overdue, and the dead ones. */
export async function taskHealth(db: Db): Promise<{ queued: number; overdueSeconds: number; dead: number }> {
  const at = now();
  const [queued, dead] = await Promise.all([
    db
      .selectFrom("task")
      .select((select) => [select.fn.countAll<number>().as("count"), select.fn.min("run_at").as("oldest")])
      .where("state", "=", "queued")
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("task")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("state", "=", "dead")
      .executeTakeFirstOrThrow(),
  ]);
  const oldest = queued.oldest as Date | null;
  return {
    queued: Number(queued.count),
    overdueSeconds: oldest ? Math.max(0, Math.round((at.getTime() - oldest.getTime()) / 1_000)) : 0,
    dead: Number(dead.count),
  };
}
