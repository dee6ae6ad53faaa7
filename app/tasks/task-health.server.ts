import { sql } from "kysely";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { TaskId } from "~/platform/ids.ts";

/** The tasks of one kind: those that wait, run now, failed and will be tried again, died, and were done within a day. */
export type KindHealth = {
  kind: string;
  queued: number;
  running: number;
  failing: number;
  dead: number;
  doneToday: number;
  /** When the one that has waited longest was due; null when none is. */
  oldestDue: Date | null;
};

/** How the tasks are by kind, those in trouble first. Reads what waits and what is dead, and a day of what was done. */
export async function healthByKind(db: Db): Promise<KindHealth[]> {
  const at = now();
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
        where.or([
          where("state", "=", "dead"),
          where.and([where("state", "=", "done"), where("run_at", ">=", later(at, -DAY))]),
        ]),
      )
      .groupBy(["kind", "state"])
      .execute(),
  ]);
  const kinds = new Set([...waiting, ...ended].map(({ kind }) => kind));
  const ofState = (kind: string, state: "dead" | "done") =>
    Number(ended.find((row) => row.kind === kind && row.state === state)?.count ?? 0);
  return [...kinds]
    .map((kind) => {
      const row = waiting.find((one) => one.kind === kind);
      return {
        kind,
        queued: Number(row?.queued ?? 0),
        running: Number(row?.running ?? 0),
        failing: Number(row?.failing ?? 0),
        dead: ofState(kind, "dead"),
        doneToday: ofState(kind, "done"),
        oldestDue: row?.oldest ? new Date(row.oldest) : null,
      };
    })
    .sort((one, other) => other.dead - one.dead || other.failing - one.failing || (one.kind < other.kind ? -1 : 1));
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
