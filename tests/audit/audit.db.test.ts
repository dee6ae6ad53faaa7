import { beforeAll, describe, expect, test } from "vitest";
import "~/billing/billing.tasks.ts";
import { byAccount, recordAudit, system } from "~/audit/record-audit.server.ts";
import { showAudit } from "~/moderation/show-board.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type Id } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { action } from "~/routes/admin/health.tsx";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";

const db = database();
const context = { clientAddress: "", requestId: "", nonce: "" };
const subject = (id: string) => ({ kind: "board", id }) as const;
let admin: AccountId;

beforeAll(async () => {
  admin = await anAccount({ staffRole: "admin", name: "Walter Nakai" });
});

/** Presses a button of the admin's page. @returns the status of the answer. */
async function press(as: AccountId, fields: Record<string, string>): Promise<number> {
  const init = { method: "POST", body: new URLSearchParams(fields) };
  const request = await requestAs(as, "/admin/health", init);
  const answer: unknown = await action({ request, params: {}, context }).catch((thrown: unknown) => thrown);
  return answer instanceof Response ? answer.status : (answer as { init: { status: number } }).init.status;
}

describe("the audit log", () => {
  test("tells nothing of what was rolled back", async () => {
    const rolledBack = transact(db, async (trx) => {
      await recordAudit(trx, { actor: system, action: "test.lost", subject: subject("lost") });
      throw new Error("no");
    });
    await expect(rolledBack).rejects.toThrow("no");
    expect(await db.selectFrom("audit").select("id").where("action", "=", "test.lost").execute()).toEqual([]);
  });

  test("is read newest first, by pages that neither repeat nor skip while new lines come", async () => {
    const write = (id: number) =>
      transact(db, (trx) =>
        recordAudit(trx, { actor: byAccount(admin), action: "test.line", subject: subject(String(id)) }),
      );
    for (let id = 0; id < 120; id++) await write(id);
    const read: string[] = [];
    let before: Id<"audit"> | undefined;
    do {
      const page = await showAudit(db, before);
      read.push(...page.entries.filter((line) => line.action === "test.line").map((line) => line.subject_id));
      before = page.next;
      await write(1_000);
    } while (before);
    expect(read).toEqual(Array.from({ length: 120 }, (_, index) => String(119 - index)));
    const [newest] = (await showAudit(db, undefined)).entries;
    expect(newest).toMatchObject({ actor: "Walter Nakai", actor_kind: "account" });
  });
});

describe("an admin's act", () => {
  test("to try a dead task again is done once, and told", async () => {
    await enqueueTask(db, "stripe.event", { eventId: "evt_dead" });
    await db.updateTable("task").set({ state: "dead", attempts: 12, finished_at: now() }).execute();
    const { id } = await db.selectFrom("task").select("id").executeTakeFirstOrThrow();
    expect(await press(admin, { act: "retry-task", id })).toBe(302);
    expect(await press(admin, { act: "retry-task", id })).toBe(409);
    expect(await db.selectFrom("task").select(["state", "attempts"]).where("id", "=", id).execute()).toEqual([
      { state: "queued", attempts: 0 },
    ]);
    const lines = await db.selectFrom("audit").select("actor_account_id").where("action", "=", "task.retry").execute();
    expect(lines).toEqual([{ actor_account_id: admin }]);
  });

  test("to process a failed event again is done and told; one that is done is left alone", async () => {
    const event = { type: "charge.refunded", payload: "{}", attempts: 3, received_at: now() };
    await db
      .insertInto("stripe_event")
      .values([
        { ...event, id: "evt_failed", status: "failed", last_error: "no" },
        { ...event, id: "evt_done", status: "done" },
      ])
      .execute();
    expect(await press(admin, { act: "retry-event", id: "evt_failed" })).toBe(302);
    expect(await press(admin, { act: "retry-event", id: "evt_done" })).toBe(409);
    const queued = await db.selectFrom("task").select("payload").where("payload", "like", "%evt_failed%").execute();
    expect(queued).toHaveLength(1);
  });

  test("is not there for a moderator, and refuses what is none", async () => {
    const moderator = await anAccount({ staffRole: "moderator" });
    expect(await press(moderator, { act: "retry-event", id: "evt_failed" })).toBe(404);
    expect(await press(admin, { act: "drop-everything", id: newId() })).toBe(400);
    expect(await press(admin, { act: "retry-task", id: "' or 1" })).toBe(409);
  });
});
