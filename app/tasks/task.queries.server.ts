import { later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { TaskId } from "~/platform/ids.ts";

export type DeadTask = {
  id: TaskId;
  kind: string;
  attempts: number;
  last_error: string | null;
  finished_at: Date | null;
};

/** The tasks that failed for good, the newest first; `before` is the id of the last one already shown. */
export async function listDeadTasks(db: Db, options: { before?: TaskId; limit: number }): Promise<DeadTask[]> {
  let query = db
    .selectFrom("task")
    .select(["id", "kind", "attempts", "last_error", "finished_at"])
    .where("state", "=", "dead")
    .orderBy("id", "desc")
    .limit(options.limit);
  if (options.before) query = query.where("id", "<", options.before);
  return query.execute();
}

/** Queues a dead task again, with all its attempts. @returns its kind; undefined when it is not dead any more. */
export async function reviveTask(trx: Trx, id: TaskId): Promise<string | undefined> {
  const task = await trx
    .selectFrom("task")
    .select("kind")
    .where("id", "=", id)
    .where("state", "=", "dead")
    .forUpdate()
    .executeTakeFirst();
  if (!task) return undefined;
  await trx
    .updateTable("task")
    .set({ state: "queued", attempts: 0, run_at: now(), locked_until: null, finished_at: null })
    .where("id", "=", id)
    .execute();
  return task.kind;
}

/** Forgets at most 5,000 tasks that were done more than `age` milliseconds ago. */
export async function deleteDoneTasks(db: Db, age: number): Promise<void> {
  await db
    .deleteFrom("task")
    .where("state", "=", "done")
    .where("run_at", "<", later(now(), -age))
    .limit(5_000)
    .execute();
}

/** The tasks that were done more than `age` milliseconds ago, counted up to `most`. */
export async function countDoneTasks(db: Db, age: number, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom("task")
        .select("id")
        .where("state", "=", "done")
        .where("run_at", "<", later(now(), -age))
        .limit(most)
        .as("old"),
    )
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}
