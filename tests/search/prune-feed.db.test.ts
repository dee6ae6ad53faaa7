import type { Updateable } from "kysely";
import type { TaskTable } from "#db/schema/tasks.ts";
import { afterEach, expect, test } from "vitest";
import { beatOnce, deleteGoneProcesses, listWebProcesses } from "~/search/process-beat.server.ts";
import { FEED_KEPT, pruneFeed, readFeed } from "~/search/prune-feed.server.ts";
import { DAY, freezeClock, HOUR, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { healthByKind, listFailingTasks } from "~/tasks/task-health.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import "~/search/search.tasks.server.ts";

const db = database();
afterEach(() => freezeClock());

test("the feed forgets what is old and passed by all, and keeps the newest changes whatever their age", async () => {
  const at = now();
  const last = FEED_KEPT.rows + 60;
  const job_id = newId<"job">();
  for (let from = 1; from <= last; from += 2_012)
    await db
      .insertInto("change_feed")
      .values(
        Array.from({ length: Math.min(2_012, last - from + 1) }, (_, index) => ({
          seq: from + index,
          job_id,
          // The first 40 are old enough, and so are the newest of all.
          at: later(at, from + index <= 40 || from + index > last - 5 ? -8 * DAY : -6 * DAY),
        })),
      )
      .execute();
  await db.updateTable("change_counter").set({ seq: last }).execute();
  expect(await pruneFeed(db)).toBe(40);
  expect(await pruneFeed(db)).toBe(0);
  expect((await readFeed(db)).rows).toBe(last - 40);
  freezeClock(later(at, 2 * DAY));
  expect(await pruneFeed(db)).toBe(20);
  expect(await readFeed(db)).toMatchObject({ rows: FEED_KEPT.rows });
  freezeClock(later(at, 400 * DAY));
  expect(await pruneFeed(db), "a quiet board's saved index still finds its place").toBe(0);
});

test("each web process says how its search is, and is forgotten a day after its end", async () => {
  const id = newId<"process">();
  const start = now();
  freezeClock(start);
  await beatOnce(db, id, start, { state: "starting", jobs: 0, lagMs: Infinity });
  freezeClock(later(start, 10_000));
  await beatOnce(db, id, start, { state: "ok", jobs: 7, lagMs: 80 });
  expect(await listWebProcesses(db)).toMatchObject([
    { id, search_state: "ok", jobs: 7, lag_ms: 80, started_at: start },
  ]);
  freezeClock(later(start, 2 * HOUR));
  expect(await listWebProcesses(db)).toEqual([]);
  await deleteGoneProcesses(db);
  expect(await db.selectFrom("web_process").select("id").execute()).toHaveLength(1);
  freezeClock(later(start, 2 * DAY));
  await deleteGoneProcesses(db);
  expect(await db.selectFrom("web_process").select("id").execute()).toEqual([]);
});

test("the tasks are counted by kind, those in trouble first", async () => {
  const at = now();
  freezeClock(at);
  await db.deleteFrom("task").execute();
  const set = async (key: string, values: Updateable<TaskTable>) =>
    db.updateTable("task").set(values).where("dedupe_key", "=", key).execute();
  for (const key of ["waits", "runs", "fails", "later", "done", "old"])
    await enqueueTask(db, "search.sweep", {}, { dedupeKey: key });
  await set("waits", { run_at: later(at, -5 * HOUR) });
  await set("runs", { locked_until: later(at, 60_000), attempts: 1 });
  await set("fails", { attempts: 2, last_error: "Error: no", run_at: later(at, HOUR) });
  await set("later", { run_at: later(at, HOUR) });
  await set("done", { state: "done" });
  await set("old", { state: "done", run_at: later(at, -2 * DAY) });
  await db
    .insertInto("task")
    .values({
      ...{ id: newId<"task">(), kind: "job.mail", payload: "{}", state: "dead", run_at: at, attempts: 12 },
      created_at: at,
    })
    .execute();
  expect(await healthByKind(db)).toEqual([
    { kind: "job.mail", queued: 0, running: 0, failing: 0, dead: 1, doneToday: 0, oldestDue: null },
    {
      ...{ kind: "search.sweep", queued: 4, running: 1, failing: 1, dead: 0, doneToday: 1 },
      oldestDue: later(at, -5 * HOUR),
    },
  ]);
  expect(await listFailingTasks(db, 10)).toMatchObject([
    { kind: "search.sweep", attempts: 2, last_error: "Error: no" },
  ]);
});
