import { beforeAll, describe, expect, test } from "vitest";
import "~/billing/billing.tasks.ts";
import { byAccount, recordAudit, system, type Actor, type AuditSubject } from "~/audit/record-audit.server.ts";
import { parseAuditFilter, parseAuditKey } from "~/audit/audit-filter.ts";
import { searchAudit } from "~/audit/search-audit.server.ts";
import { freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { loader as csv } from "~/routes/admin/audit-csv.ts";
import { loader as auditPage } from "~/routes/admin/audit.tsx";
import { action } from "~/routes/admin/health.tsx";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { ask } from "#tests/support/ask-route.ts";

const db = database();
const context = { clientAddress: "", requestId: "", nonce: "" };
const all = parseAuditFilter(new URLSearchParams());
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
    // Many of one moment: their ids tell them apart.
    freezeClock(later(now(), 60_000));
    for (let id = 0; id < 120; id++) await write(id);
    const read: string[] = [];
    for (let next: string | undefined = "first"; next;) {
      const page = await searchAudit(db, all, { role: "admin", before: parseAuditKey(next) });
      read.push(...page.lines.filter((line) => line.action === "test.line").map((line) => line.subject_id));
      next = page.next;
      freezeClock(later(now(), 1));
      await write(1_000);
    }
    freezeClock();
    expect(read).toEqual(Array.from({ length: 120 }, (_, index) => String(119 - index)));
    const [newest] = (await searchAudit(db, all, { role: "admin" })).lines;
    expect(newest).toMatchObject({ actor: "Walter Nakai", actor_kind: "account" });
  });

  describe("is searched", () => {
    const employerId = newId<"employer">();
    const jobId = newId<"job">();
    const find = async (at: Record<string, string>, role: "moderator" | "admin" = "admin") =>
      (await searchAudit(db, parseAuditFilter(new URLSearchParams(at)), { role })).lines.map((line) => line.action);
    const write = (action: string, about: AuditSubject, by: Actor = byAccount(admin)) =>
      transact(db, (trx) => recordAudit(trx, { actor: by, action, subject: about }));

    beforeAll(async () => {
      freezeClock(new Date("2024-03-10T23:59:59.999Z"));
      await write("search.one", { kind: "job", id: jobId });
      freezeClock(new Date("2024-03-11T00:00:00.000Z"));
      await write("search.two", { kind: "job", id: jobId }, system);
      await write("search.three", { kind: "employer", id: employerId }, system);
      freezeClock(new Date("2024-03-12T12:00:00.000Z"));
      await write("searching_wide", { kind: "account", id: admin });
      freezeClock();
    });

    test("by who, what, to what, its id and the days", async () => {
      const { email } = await db
        .selectFrom("account")
        .select("email")
        .where("id", "=", admin)
        .executeTakeFirstOrThrow();
      const days = { from: "2024-03-01", until: "2024-03-31" };
      expect(await find({ ...days, who: admin })).toEqual(["searching_wide", "search.one"]);
      expect(await find({ ...days, who: email.toUpperCase() })).toEqual(["searching_wide", "search.one"]);
      expect(await find({ ...days, who: "board" })).toEqual(["search.three", "search.two"]);
      expect(await find({ ...days, who: "nobody@example.org" })).toEqual([]);
      expect(await find({ action: "search." })).toEqual(["search.three", "search.two", "search.one"]);
      expect(await find({ action: "search.t", kind: "job" })).toEqual(["search.two"]);
      expect(await find({ id: jobId })).toEqual(["search.two", "search.one"]);
      expect(await find({ from: "2024-03-11", until: "2024-03-11" })).toEqual(["search.three", "search.two"]);
      expect(await find({ from: "2024-03-12", until: "2024-03-01" })).toEqual([]);
      const { lines } = await searchAudit(db, { ...all, id: employerId }, { role: "admin" });
      expect(await find({ id: lines[0]!.id })).toEqual(["search.three"]);
    });

    test("with hostile words, which are only looked for", async () => {
      for (const words of [
        "%",
        "_",
        "search_one",
        "' or 1=1 -- ",
        "\\",
        "\u0000x",
        "👩‍⚕️",
        "<script>",
        "x".repeat(5_000),
      ])
        for (const name of ["who", "action", "id"])
          expect(await find({ [name]: words }), `${name} ${words}`).toEqual([]);
      expect((await find({ from: "2024-99-99", until: "never", kind: "constructor" })).length).toBeGreaterThan(0);
      expect((await find({ from: "0000-01-01", until: "9999-12-31" })).length).toBeGreaterThan(0);
      expect(parseAuditKey("1.' or 1")).toBeUndefined();
    });

    test("by a moderator only for jobs and employers, whatever is asked for", async () => {
      expect(await find({ action: "search" }, "moderator")).toEqual(["search.three", "search.two", "search.one"]);
      expect(await find({ kind: "account" }, "moderator")).toEqual([]);
      expect(await find({ id: admin }, "moderator")).toEqual([]);
      const moderator = await anAccount({ staffRole: "moderator" });
      expect((await ask(csv, moderator, "/admin/audit.csv", {})).status).toBe(404);
      const { data } = await ask(auditPage, moderator, "/admin/audit?kind=order", {});
      expect(data).toMatchObject({ lines: [] });
      for (const kind of ["account", "application", "board", "order"]) expect(data?.kinds).not.toContain(kind);
    });

    test("and taken away as a spreadsheet of ids, in which nothing is a formula", async () => {
      await write("search.formula", { kind: "board", id: "=cmd|'/c calc'!A1" });
      const answer = await csv({
        request: await requestAs(admin, "/admin/audit.csv?action=search"),
        params: {},
        context,
      });
      expect(answer.headers.get("Content-Disposition")).toMatch(/attachment/);
      const text = await answer.text();
      expect(text).toContain(`${admin},search.one`);
      expect(text).toContain("'=cmd|");
      expect(text).not.toContain("Walter Nakai");
      expect((await find({ action: "audit.export" })).length).toBe(1);
    });
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
