import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accountTasks } from "~/accounts/account.tasks.server.tsx";
import { billingTasks } from "~/billing/billing.tasks.server.tsx";
import { countErasable } from "~/admin/count-erasable.server.ts";
import { DAY, freezeClock, later } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { changeSetting } from "~/settings/change-setting.server.ts";
import type { DaysName } from "~/settings/settings.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { outboxTasks } from "~/tasks/task.tasks.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { anEmployer } from "#tests/support/application-factories.ts";

const db = database();
const start = new Date("2026-11-22T12:00:00Z");
const atDay = (day: number) => freezeClock(later(start, day * DAY));

let admin: AccountId;
beforeEach(async () => {
  freezeClock(start);
  await db.deleteFrom("setting").execute();
  await db.deleteFrom("task").execute();
  await db.deleteFrom("stripe_event").execute();
  admin = await anAccount({ staffRole: "admin" });
});
afterEach(async () => {
  freezeClock();
  await db.deleteFrom("setting").execute();
});

const set = (name: DaysName, days: number) => changeSetting(db, { name, value: String(days), seen: 0, adminId: admin });

describe("accounts that were never confirmed", () => {
  const exists = async (id: AccountId) =>
    (await db.selectFrom("account").select("id").where("id", "=", id).executeTakeFirst()) !== undefined;
  const sweep = () => accountTasks["account.sweep"](db);

  test("are deleted after the set time, and those that were confirmed, or hold something, are not", async () => {
    const stale = await anAccount({ confirmed: false });
    const confirmed = await anAccount();
    const { ownerId: member } = await anEmployer();
    await db.updateTable("account").set({ email_verified_at: null }).where("id", "=", member).execute();
    await set("retention.unconfirmed-accounts", 14);
    atDay(13);
    await sweep();
    expect(await exists(stale)).toBe(true);
    atDay(15);
    const fresh = await anAccount({ confirmed: false });
    expect((await countErasable(db, "retention.unconfirmed-accounts", 14)).count).toBe(1);
    await sweep();
    expect([await exists(stale), await exists(fresh), await exists(confirmed), await exists(member)]).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  test("a suspended one stays, so that its address cannot sign up anew", async () => {
    const id = await anAccount({ confirmed: false });
    await db.updateTable("account").set({ suspended_at: start }).where("id", "=", id).execute();
    atDay(300);
    await sweep();
    expect(await exists(id)).toBe(true);
  });
});

test("messages of Stripe's go when they were dealt with and are old; what failed stays", async () => {
  const event = (id: string, status: "done" | "failed" | "stored") => ({
    id,
    type: "charge.updated",
    payload: "{}",
    status,
    attempts: 1,
    next_attempt_at: null,
    last_error: null,
    received_at: start,
    processed_at: start,
  });
  await db
    .insertInto("stripe_event")
    .values([event("evt_done", "done"), event("evt_failed", "failed"), event("evt_stored", "stored")])
    .execute();
  const left = async () =>
    (await db.selectFrom("stripe_event").select("id").orderBy("id").execute()).map((row) => row.id);
  atDay(399);
  await billingTasks["billing.sweep-events"](db);
  expect(await left()).toHaveLength(3);
  atDay(401);
  expect((await countErasable(db, "retention.stripe-events", 400)).count).toBe(1);
  await billingTasks["billing.sweep-events"](db);
  expect(await left()).toEqual(["evt_failed", "evt_stored"]);
});

test("tasks that are done are forgotten after the set time, never before 30 days", async () => {
  await enqueueTask(db, "task.sweep", {}, { dedupeKey: "a" });
  await db.updateTable("task").set({ state: "done", finished_at: start }).execute();
  const left = () => db.selectFrom("task").select("id").execute();
  await set("retention.tasks", 60);
  atDay(59);
  await outboxTasks["task.sweep"](db);
  expect(await left()).toHaveLength(1);
  atDay(61);
  expect((await countErasable(db, "retention.tasks", 60)).count).toBe(1);
  await outboxTasks["task.sweep"](db);
  expect(await left()).toHaveLength(0);
});
