import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import "~/billing/billing.tasks.ts";
import "~/jobs/job.tasks.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type TaskId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { retryTask } from "~/tasks/retry-task.server.ts";
import { runDueTasks, taskHealth, type TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { enqueueScheduled } from "~/tasks/schedule.server.ts";
import { backOff, LEASE, MAX_ATTEMPTS } from "~/tasks/task.ts";
import { deleteDoneTasks } from "~/tasks/task.queries.server.ts";
import { taskHandlers } from "~/task-handlers.server.ts";
import { anAccount } from "#tests/support/accounts.ts";

const db = database();
const ran: string[] = [];
let work: (eventId: string) => Promise<void> = async () => {};

/** The kind `stripe.event` stands for any: its payload is one text. */
const handlers: TaskHandlers = {
  ...taskHandlers,
  "stripe.event": async (_, { eventId }) => {
    ran.push(eventId);
    await work(eventId);
  },
};

beforeEach(async () => {
  await db.deleteFrom("task").execute();
  ran.length = 0;
  work = async () => {};
});
afterEach(() => {
  freezeClock();
  vi.useRealTimers();
});

const enqueue = (eventId: string, options: { dedupeKey?: string; runAt?: Date } = {}) =>
  enqueueTask(db, "stripe.event", { eventId }, options);
const tasks = () => db.selectFrom("task").selectAll().orderBy("id").execute();
const pass = (milliseconds: number) => freezeClock(later(now(), milliseconds));

describe("the outbox", () => {
  test("holds nothing of a transaction that was rolled back", async () => {
    const rolledBack = transact(db, async (trx) => {
      await enqueueTask(trx, "stripe.event", { eventId: "a" });
      throw new Error("no");
    });
    await expect(rolledBack).rejects.toThrow("no");
    expect(await runDueTasks(db, handlers)).toBe(0);
  });

  test("runs what is due, what has waited longest first, and each task once", async () => {
    await enqueue("second", { runAt: later(now(), -1_000) });
    await enqueue("first", { runAt: later(now(), -2_000) });
    await enqueue("later", { runAt: later(now(), MINUTE) });
    expect(await runDueTasks(db, handlers)).toBe(2);
    expect(await runDueTasks(db, handlers)).toBe(0);
    expect(ran).toEqual(["first", "second"]);
  });

  test("never gives one task to two workers", async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => enqueue(String(index))));
    let running = 0;
    let most = 0;
    work = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
    };
    const workers = Array.from({ length: 4 }, () => runDueTasks(db, handlers));
    await Promise.all(workers);
    while ((await runDueTasks(db, handlers)) > 0);
    expect([...ran].sort()).toEqual(Array.from({ length: 40 }, (_, index) => String(index)).sort());
    expect(most).toBeGreaterThan(1);
  });

  test("takes a key only once, however many ask at the same moment", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => enqueue(String(index), { dedupeKey: "one" })));
    await runDueTasks(db, handlers);
    expect(ran).toHaveLength(1);
    await enqueue("again", { dedupeKey: "one" });
    expect(await runDueTasks(db, handlers)).toBe(0);
  });

  test("refuses a key that is too long rather than taking two for one", async () => {
    await expect(enqueue("a", { dedupeKey: "k".repeat(200) })).rejects.toThrow("dedupe_key");
  });
});

describe("a worker that dies", () => {
  /** A worker claims the task and is never heard of again. */
  async function claimAndDie() {
    work = () => new Promise(() => {});
    vi.useFakeTimers({ toFake: ["setInterval"] });
    void runDueTasks(db, handlers);
    await vi.waitUntil(() => ran.length > 0);
    work = async () => {};
  }

  test("between the commit and the sending leaves the task to another, after the lease", async () => {
    await enqueue("mail");
    await claimAndDie();
    expect(await runDueTasks(db, handlers)).toBe(0);
    pass(LEASE + 1);
    expect(await runDueTasks(db, handlers)).toBe(1);
    expect(ran).toEqual(["mail", "mail"]);
    expect(await tasks()).toMatchObject([{ state: "done", attempts: 2 }]);
  });

  test("for a while and comes back changes nothing of what the next one did", async () => {
    await enqueue("slow");
    let comeBack = (_: Error) => {};
    work = () => new Promise((_, reject) => (comeBack = reject));
    vi.useFakeTimers({ toFake: ["setInterval"] });
    const slow = runDueTasks(db, handlers, 1);
    await vi.waitUntil(() => ran.length > 0);
    work = async () => {};
    pass(LEASE + 1);
    await runDueTasks(db, handlers);
    comeBack(new Error("too late"));
    await slow;
    expect(await tasks()).toMatchObject([{ state: "done", attempts: 2, last_error: null }]);
  });

  test("does not lose a task that only takes long: the living prolong their lease", async () => {
    await enqueue("long");
    let finish = () => {};
    work = () => new Promise((resolve) => (finish = resolve));
    vi.useFakeTimers({ toFake: ["setInterval"] });
    const long = runDueTasks(db, handlers, 1);
    await vi.waitUntil(() => ran.length > 0);
    const [before] = await tasks();
    for (let quarter = 0; quarter < 8; quarter++) {
      pass(LEASE / 4);
      const due = later(now(), LEASE).getTime();
      vi.advanceTimersByTime(LEASE / 4);
      await vi.waitUntil(async () => (await tasks())[0]!.locked_until!.getTime() === due);
      expect(await runDueTasks(db, handlers)).toBe(0);
    }
    expect((await tasks())[0]!.locked_until!.getTime()).toBeGreaterThan(before!.locked_until!.getTime());
    finish();
    await long;
    expect(await tasks()).toMatchObject([{ state: "done", attempts: 1 }]);
  });
});

describe("a task that fails", () => {
  test("is tried again later and later, and is dead after the twelfth time", async () => {
    work = async () => {
      throw new Error("Stripe is out of reach");
    };
    await enqueue("a");
    freezeClock(now());
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      expect(await runDueTasks(db, handlers)).toBe(1);
      const [task] = await tasks();
      expect(task).toMatchObject({ attempts: attempt, state: attempt < MAX_ATTEMPTS ? "queued" : "dead" });
      if (attempt < MAX_ATTEMPTS) {
        expect(task!.run_at.getTime() - now().getTime()).toBe(backOff(attempt));
        expect(await runDueTasks(db, handlers)).toBe(0);
        pass(backOff(attempt));
      }
    }
    pass(100 * backOff(MAX_ATTEMPTS));
    expect(await runDueTasks(db, handlers)).toBe(0);
    expect(await taskHealth(db)).toMatchObject({ dead: 1, queued: 0 });
  });

  test("does not keep the others waiting", async () => {
    work = async (eventId) => {
      if (eventId === "bad") throw new Error("no");
    };
    await enqueue("bad", { runAt: later(now(), -1_000) });
    await enqueue("good");
    expect(await runDueTasks(db, handlers)).toBe(2);
    expect((await tasks()).map((task) => task.state).sort()).toEqual(["done", "queued"]);
  });

  test("keeps no address of a person in its error", async () => {
    work = async () => {
      throw new Error("550 <marisol.vega@example.org>: no such user");
    };
    await enqueue("a");
    await runDueTasks(db, handlers);
    expect((await tasks())[0]!.last_error).toBe("Error: 550 <(address)>: no such user");
  });

  test("of a kind that nobody knows fails, and says so", async () => {
    await enqueue("a");
    await db.updateTable("task").set({ kind: "old.kind" }).execute();
    await runDueTasks(db, handlers);
    expect(await tasks()).toMatchObject([{ state: "queued", last_error: expect.stringContaining("old.kind") }]);
  });

  test("and is dead runs again when an admin says so, once, and the log knows who said it", async () => {
    await enqueue("a");
    const id = (await tasks())[0]!.id;
    await db.updateTable("task").set({ state: "dead", attempts: MAX_ATTEMPTS, finished_at: now() }).execute();
    const admin = await anAccount({ staffRole: "admin" });
    expect(await retryTask(db, id, byAccount(admin))).toBe("stripe.event");
    await expect(retryTask(db, id, byAccount(admin))).rejects.toMatchObject({ code: "conflict" });
    await expect(retryTask(db, newId<"task">() as TaskId, byAccount(admin))).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await runDueTasks(db, handlers)).toBe(1);
    const audit = await db.selectFrom("audit").selectAll().where("action", "=", "task.retry").execute();
    expect(audit).toMatchObject([{ actor_account_id: admin, subject_id: id }]);
  });
});

describe("the schedule", () => {
  const schedule = [{ kind: "job.expire-due", payload: {}, every: MINUTE }] as const;

  test("enqueues a task once a stretch, however many workers there are", async () => {
    freezeClock(new Date("2026-11-21T12:00:10Z"));
    await Promise.all(Array.from({ length: 10 }, () => enqueueScheduled(db, schedule)));
    expect(await tasks()).toHaveLength(1);
    freezeClock(new Date("2026-11-21T12:00:59Z"));
    await enqueueScheduled(db, schedule);
    expect(await tasks()).toHaveLength(1);
    freezeClock(new Date("2026-11-21T12:01:00Z"));
    await enqueueScheduled(db, schedule);
    expect(await tasks()).toHaveLength(2);
  });

  test("forgets what was done long ago, and nothing else", async () => {
    await enqueue("done");
    await runDueTasks(db, handlers);
    await enqueue("queued");
    pass(31 * 24 * 60 * MINUTE);
    await deleteDoneTasks(db, 30 * 24 * 60 * MINUTE);
    expect(await tasks()).toMatchObject([{ state: "queued" }]);
  });
});
