import { sql } from "kysely";
import { CONFIRMATION_DAYS } from "~/jobs/job.ts";
import { DAY, later } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { Decision } from "./decision.ts";
import { isUpheld } from "./reports/report.ts";

type Stretch = { from: Date; until: Date };

/** The decisions of a stretch by month and kind, but for those that were taken back. */
export async function countDecisionsByMonth(db: Db, { from, until }: Stretch) {
  const month = sql<string>`date_format(created_at, '%Y-%m')`;
  const rows = await db
    .selectFrom("moderation_decision")
    .select((select) => [month.as("month"), "decision", select.fn.countAll<number>().as("count")])
    .where("undone_at", "is", null)
    .where("created_at", ">=", from)
    .where("created_at", "<", until)
    .groupBy([month, "decision"])
    .execute();
  return rows.map((row) => ({ month: row.month, decision: row.decision satisfies Decision, count: Number(row.count) }));
}

const wait = sql<number>`timestampdiff(second, asked_at, created_at)`;
const waited = (db: Db, { from, until }: Stretch) =>
  db
    .selectFrom("moderation_decision")
    .where("asked_at", "is not", null)
    .where("undone_at", "is", null)
    .where("created_at", ">=", from)
    .where("created_at", "<", until);

/** How many decisions of a stretch know when they were asked for, and how many came within so many days. */
export async function countWaits(db: Db, stretch: Stretch, days: number): Promise<{ cases: number; within: number }> {
  const row = await waited(db, stretch)
    .select((select) => [
      select.fn.countAll<number>().as("cases"),
      sql<number | null>`sum(${wait} <= ${days * 86_400})`.as("within"),
    ])
    .executeTakeFirstOrThrow();
  return { cases: Number(row.cases), within: Number(row.within ?? 0) };
}

/** The wait at a place among the waits of a stretch in their order, in seconds. */
export async function findWait(db: Db, stretch: Stretch, place: number): Promise<number> {
  const row = await waited(db, stretch).select(wait.as("wait")).orderBy(wait).limit(1).offset(place).executeTakeFirst();
  return Number(row?.wait ?? 0);
}

/** The live jobs that are out of the lists at `at` since nobody has confirmed them. */
export async function countUnconfirmed(db: Db, at: Date): Promise<number> {
  const { count } = await db
    .selectFrom("job")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("state", "=", "live")
    .where("expires_at", ">", at)
    .where((where) =>
      where.or([where("confirmed_at", "is", null), where("confirmed_at", "<=", later(at, -CONFIRMATION_DAYS * DAY))]),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How often the board did one thing in a stretch, by its own log. */
export async function countDone(db: Db, action: string, { from, until }: Stretch): Promise<number> {
  const { count } = await db
    .selectFrom("audit")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("action", "=", action)
    .where("at", ">=", from)
    .where("at", "<", until)
    .executeTakeFirstOrThrow();
  return Number(count);
}

const caseWait = sql<number>`timestampdiff(second, created_at, decided_at)`;
const decidedCases = (db: Db, { from, until }: Stretch) =>
  db
    .selectFrom("report_case")
    .where("state", "=", "decided")
    .where("decided_at", ">=", from)
    .where("decided_at", "<", until);

/** The cases of reports decided in a stretch, those upheld, and the reports that came in it. */
export async function countCases(db: Db, stretch: Stretch) {
  const [cases, reports] = await Promise.all([
    decidedCases(db, stretch)
      .select((select) => ["outcome", select.fn.countAll<number>().as("count")])
      .groupBy("outcome")
      .execute(),
    db
      .selectFrom("report")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("created_at", ">=", stretch.from)
      .where("created_at", "<", stretch.until)
      .executeTakeFirstOrThrow(),
  ]);
  const sum = (rows: typeof cases) => rows.reduce((all, { count }) => all + Number(count), 0);
  return {
    received: Number(reports.count),
    decided: sum(cases),
    upheld: sum(cases.filter(({ outcome }) => outcome !== null && isUpheld(outcome))),
  };
}

/** How long the case at a place took among the decided ones of a stretch, in seconds. */
export async function findCaseWait(db: Db, stretch: Stretch, place: number): Promise<number> {
  const row = await decidedCases(db, stretch)
    .select(caseWait.as("wait"))
    .orderBy(caseWait)
    .limit(1)
    .offset(place)
    .executeTakeFirst();
  return Number(row?.wait ?? 0);
}
