import { sql } from "kysely";
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

/** How many tasks of each kind wait and how, and how many were done since `since` or are dead. */
export async function countByKind(db: Db, at: Date, since: Date) {
  const [waiting, ended] = await Promise.all([
    db
      .selectFrom("task")
      .select((select) => [
        "kind",
        select.fn.countAll<number>().as("queued"),
        sql<number>`sum(locked_until >= ${at})`.as("running"),
        sql<number>`sum(attempts > 0 and last_error is not null)`.as("failing"),
        sql<Date | null>`min(case when run_at <= ${at} then run_at end)`.as("oldest"),
      ])
      .where("state", "=", "queued")
      .groupBy("kind")
      .execute(),
    db
      .selectFrom("task")
      .select((select) => ["kind", "state", select.fn.countAll<number>().as("count")])
      .where((where) =>
        where.or([where("state", "=", "dead"), where.and([where("state", "=", "done"), where("run_at", ">=", since)])]),
      )
      .groupBy(["kind", "state"])
      .execute(),
  ]);
  return { waiting, ended };
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

/** The tasks that failed and will be tried again, the next ones first; at most `limit`. */
export async function listFailingTasks(db: Db, limit: number) {
  return db
    .selectFrom("task")
    .select(["id", "kind", "attempts", "last_error", "run_at"])
    .where("state", "=", "queued")
    .where("last_error", "is not", null)
    .orderBy("run_at")
    .limit(limit)
    .execute();
}

/** Has a task that failed tried at once instead of later. @returns its kind; undefined when it waits no more. */
export async function hastenQueued(db: Db, id: TaskId): Promise<string | undefined> {
  const { numUpdatedRows } = await db
    .updateTable("task")
    .set({ run_at: now() })
    .where("id", "=", id)
    .where("state", "=", "queued")
    .where("last_error", "is not", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return undefined;
  return (await db.selectFrom("task").select("kind").where("id", "=", id).executeTakeFirst())?.kind;
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
