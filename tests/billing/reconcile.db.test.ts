import { beforeEach, describe, expect, test } from "vitest";
import { reconcileBilling } from "~/billing/reconcile-billing.server.ts";
import { handledEventTypes } from "~/billing/reconcile-events.server.ts";
import { DAY, freezeClock, HOUR, later, MINUTE, now, SECOND } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { schedule } from "~/task-handlers.server.ts";
import { enqueueScheduled } from "~/tasks/schedule.server.ts";
import { aPost, jobOf, ordersOf, runTasks, startBilling, type Post } from "./board.ts";

const board = startBilling();

/** One run of the reconciler so much later, and what follows from it. */
async function reconcile(ahead = 4 * MINUTE) {
  freezeClock(later(now(), ahead));
  try {
    return await reconcileBilling(database());
  } finally {
    freezeClock();
    await runTasks(ahead + MINUTE);
  }
}

const setting = (name: string) => database().selectFrom("board_setting").select("value").where("name", "=", name);
const readCursor = async () => {
  const { value } = await setting("reconciler:cursor").executeTakeFirstOrThrow();
  return JSON.parse(value) as { until: number; walk?: { began: number; after: string } };
};
async function setCursor(at: Date) {
  const value = JSON.stringify({ until: Math.floor(at.getTime() / SECOND) });
  await database()
    .insertInto("board_setting")
    .values({ name: "reconciler:cursor", value })
    .onDuplicateKeyUpdate({ value })
    .execute();
}
const forgetCursor = () => database().deleteFrom("board_setting").where("name", "=", "reconciler:cursor").execute();
const eventsAbout = async (post: Post) => {
  const [order] = await ordersOf(post);
  const rows = await database()
    .selectFrom("stripe_event")
    .selectAll()
    .where("payload", "like", `%${order!.id}%`)
    .execute();
  return rows;
};
const fault = (fault: string, path: string, times: number) =>
  board.control("/faults", { kind: "api", fault, method: "GET", path, times });

beforeEach(async () => {
  await board.settled();
  await setCursor(now());
});

describe("the reconciler", () => {
  test("finds within one run what every webhook lost", async () => {
    board.deafen();
    const posts = [await aPost(), await aPost(), await aPost()];
    for (const post of posts) await board.pay(post);
    const run = await reconcile();
    for (const post of posts) expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    expect(run).toMatchObject({ moved: 3, failed: 0, error: null });
    expect(run.events).toBeGreaterThanOrEqual(3);
    expect(run.healedAt).not.toBeNull();
  });

  test("stores a lost event as the webhook would, so that the ordinary task does the work", async () => {
    board.deafen();
    const post = await aPost();
    await board.pay(post);
    await reconcile(0);
    const events = await eventsAbout(post);
    expect(events.map((event) => event.type)).toContain("checkout.session.completed");
    expect(events.every((event) => event.status === "done" || event.status === "ignored")).toBe(true);
    for (const event of events) expect((JSON.parse(event.payload) as { id: string }).id).toBe(event.id);
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("has one effect when the same events come by webhook too, twice, in another order", async () => {
    for (const kind of ["duplicate", "twin", "reorder"])
      await board.control("/faults", { kind: "event", fault: kind, seconds: 1 });
    const post = await aPost();
    await board.pay(post);
    await Promise.all([reconcile(), board.control("/deliveries/flush")]);
    await reconcile();
    await board.settled();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    const terms = await database().selectFrom("term").select("id").where("job_id", "=", post.jobId).execute();
    expect(terms).toHaveLength(1);
  });

  test("asks for no event again that it knows, and finds nothing to heal on a board that hears", async () => {
    const post = await aPost();
    await board.pay(post);
    await board.hearWebhooks();
    await reconcile(0);
    expect(await reconcile(0)).toMatchObject({ events: 0, moved: 0 });
  });

  test("keeps its cursor while Stripe is away, and goes on from there", async () => {
    board.deafen();
    const post = await aPost();
    await board.pay(post);
    const before = await readCursor();
    await fault("server_error", "*", 1_000);
    const run = await reconcile();
    expect(run.error).toMatch(/error/i);
    expect(await readCursor()).toEqual(before);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    await board.control("/faults/clear");
    expect(await reconcile(10 * MINUTE)).toMatchObject({ moved: 1, error: null });
    expect((await readCursor()).until).toBeGreaterThan(before.until);
  }, 60_000);

  test("begins a listing anew when Stripe does not know any more where it stopped", async () => {
    const { until } = await readCursor();
    const value = JSON.stringify({ until, walk: { began: until, after: "evt_forgotten" } });
    await database().updateTable("board_setting").set({ value }).where("name", "=", "reconciler:cursor").execute();
    expect((await reconcile(0)).error).toMatch(/evt_forgotten/);
    expect(await readCursor()).toEqual({ until });
    expect(await reconcile(0)).toMatchObject({ error: null });
  });

  test("reads after a restored backup what was delivered to the database that is gone", async () => {
    const post = await aPost();
    await board.pay(post);
    await board.hearWebhooks();
    const handled: readonly string[] = handledEventTypes;
    const lost = (await eventsAbout(post)).filter((event) => handled.includes(event.type));
    expect(lost.length).toBeGreaterThan(0);
    await database().deleteFrom("stripe_event").execute();
    await setCursor(later(now(), -3 * HOUR));
    expect((await reconcile(0)).events).toBeGreaterThanOrEqual(lost.length);
    expect(await eventsAbout(post)).toHaveLength(lost.length);
  });

  test.each([
    ["older than Stripe's events", () => setCursor(later(now(), -31 * DAY))],
    ["lost", forgetCursor],
  ])("reads every unsettled order again when the cursor is %s", async (_, spoil) => {
    board.deafen();
    const post = await aPost();
    await board.pay(post);
    await spoil();
    expect(await reconcile(0)).toMatchObject({ events: 0, moved: 1 });
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    expect(now().getTime() / SECOND - (await readCursor()).until).toBeLessThan(60);
  });

  test("lets an order that cannot be read keep no other waiting", async () => {
    board.deafen();
    const [bad, good] = [await aPost(), await aPost()];
    await board.pay(bad);
    await board.pay(good);
    const { amount_cents, id } = (await ordersOf(bad))[0]!;
    await database().updateTable("order").set({ amount_cents: 1 }).where("id", "=", id).execute();
    const run = await reconcile();
    expect(run).toMatchObject({ moved: 1, failed: 1 });
    expect(run.error).toMatch(/not what was ordered/);
    expect(await jobOf(good)).toMatchObject({ state: "submitted" });
    await database().updateTable("order").set({ amount_cents }).where("id", "=", id).execute();
    await reconcile(20 * MINUTE);
    expect(await jobOf(bad)).toMatchObject({ state: "submitted" });
  });

  test("runs once a stretch, however many workers there are", async () => {
    freezeClock(later(now(), DAY));
    await Promise.all(Array.from({ length: 4 }, () => enqueueScheduled(database(), schedule)));
    freezeClock();
    const queued = database().selectFrom("task").select("id").where("kind", "=", "billing.reconcile").execute();
    expect(await queued).toHaveLength(1);
    await database().deleteFrom("task").where("kind", "=", "billing.reconcile").execute();
  });
});

test("Stripe filters by twenty types of events at most", () => {
  expect(handledEventTypes.length).toBeLessThanOrEqual(20);
});
