import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { claimDemo, emptyUnfinishedDemo, markDemo, NotADemo } from "#db/seeds/claim-demo.ts";
import { refreshDemo } from "#db/seeds/refresh-demo.ts";
import { seedDemo } from "#db/seeds/seed-demo.ts";
import { DEMO_PASSWORD, demoSignIns } from "#db/seeds/demo-sign-ins.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { findAccountByEmail } from "~/accounts/account.queries.server.ts";
import { isPassword } from "~/accounts/password.server.ts";
import { findStoredResume } from "~/applications/kept/show-kept.server.ts";
import { countTracked } from "~/applications/list-applications.server.ts";
import { pageOfSaved } from "~/applications/saved/save-job.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { demandsOf } from "~/jobs/job-demands.ts";
import { isListed } from "~/jobs/job.ts";
import { listListedJobs } from "~/jobs/list-listed-jobs.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { qualify } from "~/profiles/qualify.ts";
import { findAsker } from "~/profiles/show-profile.server.ts";
import { anyJob } from "~/search/criteria.ts";
import { LiveJobSearch } from "~/search/job-search.server.ts";

const db = database();
const today = new Date();
const setBoard = (value: string | undefined) =>
  value === undefined
    ? db.deleteFrom("board_setting").where("name", "=", "board").execute()
    : db.insertInto("board_setting").values({ name: "board", value }).onDuplicateKeyUpdate({ value }).execute();
const countOf = async (table: "job" | "account" | "application" | "change_feed") => {
  const row = await db
    .selectFrom(table)
    .select(sql<number>`count(*)`.as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
};
const jobsOf = () => db.selectFrom("job").selectAll().orderBy("id").execute();

describe("the seed keeps its hands off what is no demo", () => {
  it("refuses a board that is marked as real", async () => {
    await setBoard("real");
    await expect(claimDemo(db)).rejects.toThrow(NotADemo);
    await setBoard(undefined);
  });

  it("refuses a board with people in it that nobody called a demo, and does not mark it", async () => {
    const id = await anAccount();
    await expect(claimDemo(db)).rejects.toThrow(/not marked as a demo/);
    expect(await db.selectFrom("board_setting").selectAll().where("name", "=", "board").execute()).toEqual([]);
    await db.deleteFrom("account").where("id", "=", id).execute();
  });
});

describe("a small demo", () => {
  beforeAll(async () => {
    expect(await claimDemo(db)).toBeUndefined();
    await seedDemo(db, "small", today, () => undefined);
  }, 60_000);

  it("has a seeker whose profile fits some jobs, and the search says of each what qualify says of its content", async () => {
    const seeker = (await findAccountByEmail(db, "seeker@demo.example"))!;
    const asker = (await findAsker(db, seeker.id))!;
    const search = new LiveJobSearch(() => db);
    await search.catchUp();
    const { items, outcomes, total } = await search.search({ ...anyJob(), sort: "fit" }, { limit: 100, asker });
    await search.stop();
    expect(items.length).toBe(Math.min(100, total));
    const jobs = await listListedJobs(
      db,
      items.map(({ id }) => id),
    );
    const day = now().toISOString().slice(0, 10);
    for (const { id, outcome } of items) {
      const { content, origin } = jobs.find((job) => job.id === id)!;
      expect(qualify(asker.standing, demandsOf(content, origin), day).outcome).toBe(outcome);
    }
    for (const outcome of ["qualified", "one-missing", "not-eligible"] as const)
      expect(outcomes![outcome]).toBeGreaterThan(0);
  });

  it("has kept what its seeker sends, so that the next application takes one click, and shows saved jobs and one away", async () => {
    const seeker = (await findAccountByEmail(db, "seeker@demo.example"))!;
    expect(await findStoredResume(db, seeker.id)).toBeDefined();
    const saved = (await pageOfSaved(db, seeker.id)).rows;
    expect(new Set(saved.map(({ status }) => status))).toEqual(new Set(["listed", "over"]));
    expect(await countTracked(db, seeker.id)).toMatchObject({ away: 1 });
  });

  it("holds reports that wait, one by two people, and one that was decided", async () => {
    const cases = await db
      .selectFrom("report_case")
      .select(["kind", "state", "reporters", "outcome"])
      .orderBy("id")
      .execute();
    expect(cases.map(({ kind, state, reporters }) => `${kind} ${state} ${reporters}`).sort()).toEqual([
      ...["job decided 1", "job open 1", "job open 2", "takedown open 1"],
    ]);
    expect(cases.find(({ state }) => state === "decided")?.outcome).toBe("dismissed");
  });

  it("holds an import with rows of every outcome", async () => {
    const rows = await db.selectFrom("import_row").select("outcome").orderBy("run_id").orderBy("number").execute();
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      ...["made", "made", "made", "refused"],
      ...["updated", "left_alone", "refused", "made", "gone"],
    ]);
  });

  it("holds jobs in every stage, and lists the live ones", async () => {
    const jobs = await jobsOf();
    const live = jobs.filter((job) => job.state === "live");
    expect(live).toHaveLength(60);
    expect(
      live.every((job) =>
        isListed({ state: job.state, expiresAt: job.expires_at, confirmedAt: job.confirmed_at }, now()),
      ),
    ).toBe(true);
    for (const state of ["draft", "submitted", "changes_requested", "filled", "closed", "expired", "rejected"])
      expect(jobs.filter((job) => job.state === state).length).toBeGreaterThan(0);
  });

  it("shows how many people looked at the jobs of the last 30 days, and where those who applied came from", async () => {
    const counts = await db.selectFrom("job_day").selectAll().execute();
    const day = Math.floor(today.getTime() / DAY);
    expect(counts.every((row) => row.day > day - 30 && row.day <= day && row.views >= row.clicks)).toBe(true);
    const live = (await jobsOf()).filter((job) => job.state === "live");
    expect(new Set(counts.map((row) => row.job_id)).size).toBeGreaterThan(live.length / 2);
    const recent = await db
      .selectFrom("application")
      .select("id")
      .where("created_at", ">=", new Date((day - 29) * DAY))
      .execute();
    expect(counts.reduce((sum, row) => sum + row.applies, 0)).toBe(recent.length);
  });

  it("lets each of its sign-ins in", async () => {
    for (const { email } of demoSignIns) {
      const account = await findAccountByEmail(db, email);
      expect(account?.email_verified_at).not.toBeNull();
      expect(await isPassword(account?.password_hash, DEMO_PASSWORD)).toBe(true);
    }
  });

  it("mails nobody", async () => {
    const waiting = await db.selectFrom("task").select("kind").where("state", "=", "queued").execute();
    expect(waiting).toEqual([]);
  });

  it("has an audit log that names nobody and says nothing that anybody wrote", async () => {
    const lines = await db.selectFrom("audit").select(["subject_id", "detail"]).execute();
    expect(lines.length).toBeGreaterThan(500);
    const values = new Set(
      lines.flatMap((line) => [line.subject_id, ...Object.values(JSON.parse(line.detail) as Record<string, unknown>)]),
    );
    const people = await db.selectFrom("account").select(["email", "name"]).execute();
    const employers = await db.selectFrom("employer").select("name").execute();
    const titles = await db.selectFrom("job_revision").select("title").execute();
    const reasons = await db.selectFrom("moderation_decision").select("reason").where("reason", "<>", "").execute();
    for (const row of [...people, ...employers, ...titles, ...reasons])
      for (const words of Object.values(row)) expect(values.has(words), words).toBe(false);
    const text = JSON.stringify([...values]);
    expect(text).not.toContain("@");
    expect(text).not.toMatch(/\s/);
  });

  it("decided over many months, each time with when it was asked", async () => {
    const decisions = await db.selectFrom("moderation_decision").select(["asked_at", "created_at"]).execute();
    expect(decisions.length).toBeGreaterThan(20);
    for (const { asked_at, created_at } of decisions) expect(asked_at! < created_at).toBe(true);
  });

  it("is dated to the day it was made and knows its own rows", async () => {
    const mark = await claimDemo(db);
    expect(mark?.dated).toEqual(today);
    for (const { id } of await jobsOf()) expect(id > mark!.first && id < mark!.last).toBe(true);
  });

  it("changes nothing when it is made again on the same day", async () => {
    const before = { jobs: await jobsOf(), feed: await countOf("change_feed") };
    expect(await refreshDemo(db, (await claimDemo(db))!, later(today, DAY / 2))).toEqual({ days: 0, jobs: 0 });
    expect({ jobs: await jobsOf(), feed: await countOf("change_feed") }).toEqual(before);
  });
});

describe("a demo after some days", () => {
  const DAYS = 5;
  const next = later(today, DAYS * DAY + DAY / 3);
  let before: Awaited<ReturnType<typeof jobsOf>>;
  let byHand: JobId;
  let byTime: JobId;
  let made: JobId;

  beforeAll(async () => {
    before = await jobsOf();
    const live = before.filter((job) => job.state === "live");
    [byHand, byTime] = [live[0]!.id, live[1]!.id];
    await transact(db, (trx) => endJob(trx, byHand, "closed", system));
    await transact(db, (trx) => endJob(trx, byTime, "expired", system));
    // Both happened after the day to which the demo is dated, and one job was posted by hand.
    for (const id of [byHand, byTime])
      await db
        .updateTable("job")
        .set({ over_at: later(today, 2 * DAY) })
        .where("id", "=", id)
        .execute();
    await db
      .updateTable("term")
      .set({ ends_at: later(today, 2 * DAY) })
      .where("job_id", "in", [byHand, byTime])
      .execute();
    made = "zzzzzzzzzzzzzzzzzzzzzz" as JobId;
    await db
      .insertInto("job")
      .values({ ...live[2]!, id: made, slug: "by-hand" })
      .execute();
    await refreshDemo(db, (await claimDemo(db))!, next);
  });

  const jobAt = async (id: JobId) => (await jobsOf()).find((job) => job.id === id)!;

  it("is as fresh as on the first: every date of the seed's jobs moved by whole days", async () => {
    for (const job of await jobsOf()) {
      const was = before.find(({ id }) => id === job.id);
      if (!was || job.id === byHand || job.id === byTime) continue;
      for (const name of ["posted_at", "expires_at", "confirmed_at", "over_at", "created_at"] as const)
        expect([name, job[name]]).toEqual([name, was[name] && later(was[name], DAYS * DAY)]);
    }
    expect((await claimDemo(db))!.dated).toEqual(later(today, DAYS * DAY));
  });

  it("has live again what only the calendar had ended", async () => {
    const job = await jobAt(byTime);
    expect([job.state, job.over_at]).toEqual(["live", null]);
    const term = await db.selectFrom("term").selectAll().where("job_id", "=", byTime).executeTakeFirstOrThrow();
    expect([term.state, term.ends_at]).toEqual(["live", job.expires_at]);
  });

  it("leaves what people did and added at its own moment", async () => {
    expect((await jobAt(byHand)).state).toBe("closed");
    expect((await jobAt(byHand)).over_at).toEqual(later(today, 2 * DAY));
    expect((await jobAt(made)).posted_at).toEqual(
      before.find((job) => job.state === "live" && job.id !== byHand && job.id !== byTime)!.posted_at,
    );
  });

  it("has its counts on days that moved with it", async () => {
    const last = await db
      .selectFrom("job_day")
      .select((select) => select.fn.max("day").as("day"))
      .executeTakeFirstOrThrow();
    expect(last.day).toBe(Math.floor(today.getTime() / DAY) + DAYS);
  });

  it("tells the followers of the change feed about each of its jobs", async () => {
    const mark = (await claimDemo(db))!;
    const posted = (await jobsOf()).filter((job) => job.posted_at && job.id > mark.first && job.id < mark.last);
    const { last } = await db
      .selectFrom("change_feed")
      .select((select) => select.fn.max("seq").as("last"))
      .executeTakeFirstOrThrow();
    const told = await db
      .selectFrom("change_feed")
      .select("job_id")
      .where("seq", ">", Number(last) - posted.length)
      .execute();
    expect(new Set(told.map((row) => row.job_id))).toEqual(new Set(posted.map((job) => job.id)));
  });

  it("moves once for a day, however often it is started", async () => {
    expect(await refreshDemo(db, (await claimDemo(db))!, next)).toEqual({ days: 0, jobs: 0 });
  });
});

describe("a demo whose making was cut short", () => {
  it("is emptied and made anew", async () => {
    await db.updateTable("board_setting").set({ value: "making" }).where("name", "=", "demo-state").execute();
    expect(await claimDemo(db)).toBeUndefined();
    await emptyUnfinishedDemo(db);
    expect(await countOf("account")).toBe(0);
    expect(await countOf("job")).toBe(0);
  });

  it("is the only thing that is ever emptied", async () => {
    await transact(db, (trx) => markDemo(trx, { first: "1", last: "2", dated: today }));
    await expect(emptyUnfinishedDemo(db)).rejects.toThrow(NotADemo);
  });

  it("is not what somebody only calls a demo", async () => {
    await db.deleteFrom("board_setting").where("name", "=", "demo-state").execute();
    await anAccount();
    await expect(claimDemo(db)).rejects.toThrow(NotADemo);
  });
});
