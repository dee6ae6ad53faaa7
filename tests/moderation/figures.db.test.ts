import { sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { monthsUntil, waitWords } from "~/moderation/figures.ts";
import { figuresCsv, readFigures } from "~/moderation/read-figures.server.ts";
import { HOUR, later } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";

const db = database();
const until = new Date("2026-11-22T00:00:00.000Z");

/** Decisions of a month, each after so many hours. */
async function decided(decision: "approve" | "reject", at: string, hours: (number | null)[]): Promise<void> {
  await db.connection().execute(async (one) => {
    await sql`set foreign_key_checks = 0`.execute(one);
    for (const wait of hours) {
      const created = new Date(at);
      await sql`insert into moderation_decision (id, job_id, revision_id, moderator_id, decision, reason, asked_at, created_at)
        values (${newId()}, 'j', 'r', 'm', ${decision}, '', ${wait === null ? null : later(created, -wait * HOUR)}, ${created})`.execute(
        one,
      );
    }
    await sql`set foreign_key_checks = 1`.execute(one);
  });
}
afterEach(() => sql`truncate table moderation_decision`.execute(db));

describe("the public figures", () => {
  test("say that there is no data before there is any", async () => {
    expect(await readFigures(db, until)).toEqual({
      until,
      months: [],
      waiting: null,
      reports: null,
      replies: null,
      unconfirmed: null,
      deadLinks: null,
    });
  });

  test("tell nothing that fewer than five cases are behind", async () => {
    await decided("approve", "2026-10-05", [1, 1, 1, 1]);
    const { months, waiting } = await readFigures(db, until);
    expect(months, "from the first decision on").toHaveLength(2);
    expect(months[0]).toEqual({ month: "2026-10", approve: null, request_changes: null, reject: null, all: null });
    expect(waiting).toBeNull();
    expect(figuresCsv(await readFigures(db, until))).toContain("2026-10,,,,");
  });

  test("count decisions by month and kind, and how long they took: the middle one, nine of ten, within the promise", async () => {
    await decided("approve", "2026-10-05", [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await decided("reject", "2026-11-21", [8 * 24]);
    // Of another year, of today, and of a time before it was kept.
    await decided("approve", "2025-11-05", [1, 1, 1, 1, 1]);
    await decided("approve", "2026-11-22", [1, 1, 1, 1, 1]);
    await decided("approve", "2026-09-01", [null, null, null, null, null]);
    const { months, waiting } = await readFigures(db, until);
    expect(months.map(({ all }) => all)).toEqual([5, 9, null]);
    expect(months[1]).toMatchObject({ approve: 9, reject: null });
    expect(waiting).toEqual({ cases: 10, medianHours: 5, ninetiethHours: 9, withinPromise: 90 });
  });

  test("tell how many reports came, how many cases were upheld, and how long they took", async () => {
    const outcomes = ["dismissed", "dismissed", "correction", "suspended", "rejected", "banned", "acted"] as const;
    for (const [index, outcome] of outcomes.entries()) {
      const decided_at = new Date("2026-11-01");
      const since = { created_at: later(decided_at, -(index + 1) * HOUR), updated_at: decided_at };
      const about = { kind: "employer" as const, severity: 1, reports: 1, reporters: 1, version: 1 };
      await db
        .insertInto("report_case")
        .values({ id: newId<"report-case">(), ...about, ...since, state: "decided", outcome, decided_at })
        .execute();
    }
    expect((await readFigures(db, until)).reports).toEqual({ received: 0, decided: 7, upheld: 5, medianHours: 4 });
  });
});

test("the months before one are counted over the turn of the year, and a wait is said in the unit that says most", () => {
  expect(monthsUntil(new Date("2026-02-28T23:59:59Z"), 4)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
  expect([0.4, 1, 1.4, 30, 48, 100].map(waitWords)).toEqual([
    "less than an hour",
    "1 hour",
    "1 hour",
    "30 hours",
    "2 days",
    "4 days",
  ]);
});
