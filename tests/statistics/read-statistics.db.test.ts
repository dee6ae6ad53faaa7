import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contextFrom } from "#tests/support/ask-route.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { loader as csvOfJob } from "~/routes/employer/job-statistics-csv.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { utcDay } from "~/statistics/days.ts";
import { readEmployerStatistics, readJobCsv, readJobStatistics } from "~/statistics/read-statistics.server.ts";
import type { Source } from "~/statistics/source.ts";
import type { Counts } from "~/statistics/statistics.ts";

const db = database();
const today = utcDay(now());

let employerId: EmployerId;
let ownerId: AccountId;
let jobId: JobId;

beforeAll(async () => {
  await jobSearch().whole;
});

beforeEach(async () => {
  ({ employerId, ownerId } = await anEmployer());
  ({ jobId } = await postedBefore(40, employerId));
});

/** A job that went live so many days ago and is live still. */
async function postedBefore(days: number, employer: EmployerId, title = "Inpatient coder") {
  const job = await aLiveJob(employer, { title });
  await db
    .updateTable("job")
    .set({ posted_at: later(now(), -days * DAY) })
    .where("id", "=", job.jobId)
    .execute();
  return job;
}

async function count(id: JobId, ago: number, source: Source, counts: Partial<Counts>) {
  const row = { views: 0, clicks: 0, applies: 0, ...counts };
  await db
    .insertInto("job_day")
    .values({ job_id: id, day: today - ago, source, ...row })
    .execute();
}

describe("a job's statistics", () => {
  test("are by day, with the days on which nothing was, and by source, within the span", async () => {
    await count(jobId, 0, "google", { views: 3, clicks: 1 });
    await count(jobId, 2, "google", { views: 2 });
    await count(jobId, 2, "search", { views: 4, clicks: 2 });
    await count(jobId, 8, "search", { views: 100 });
    const found = await readJobStatistics(db, ownerId, jobId, "7");
    const { days, sources, total } = found!.statistics;
    expect(days.map(({ views }) => views)).toEqual([0, 0, 0, 0, 6, 0, 3]);
    expect(sources).toEqual([
      { source: "google", views: 5, clicks: 1, applies: 0 },
      { source: "search", views: 4, clicks: 2, applies: 0 },
    ]);
    expect(total).toEqual({ views: 9, clicks: 3, applies: 0 });
    expect((await readJobStatistics(db, ownerId, jobId, "30"))!.statistics.total.views).toBe(109);
  });

  test("count the applications themselves, and say of how many the source is not known", async () => {
    await anApplication(jobId);
    await anApplication(jobId);
    await count(jobId, 0, "indeed", { views: 1, applies: 1 });
    const { statistics } = (await readJobStatistics(db, ownerId, jobId, "7"))!;
    expect(statistics.total.applies).toBe(2);
    expect(statistics.days.at(-1)).toMatchObject({ views: 1, applies: 2 });
    expect(statistics.appliesUnknown).toBe(1);
    expect(statistics.sources).toEqual([{ source: "indeed", views: 1, clicks: 0, applies: 1 }]);
  });

  test("of its term begin with the day on which that began", async () => {
    await db
      .updateTable("term")
      .set({ starts_at: later(now(), -11 * DAY) })
      .where("job_id", "=", jobId)
      .execute();
    const { statistics } = (await readJobStatistics(db, ownerId, jobId, "term"))!;
    expect(statistics.range).toEqual({ from: today - 11, to: today });
  });

  test("belong to its employer: for anybody else they do not exist", async () => {
    const { ownerId: stranger } = await anEmployer("Northgate");
    for (const account of [stranger, await anAccount(), await anAccount({ staffRole: "admin" })]) {
      expect(await readJobStatistics(db, account, jobId, "30")).toBeUndefined();
      expect(await readJobCsv(db, account, jobId, "30")).toBeUndefined();
      expect(await readEmployerStatistics(db, account, employerId, "30")).toBeUndefined();
    }
  });
});

describe("an organization's statistics", () => {
  test("sum up its jobs, the one that was seen the most first, and nobody else's", async () => {
    const { jobId: second } = await postedBefore(3, employerId, "Auditor");
    const other = await anEmployer("Northgate");
    const { jobId: foreign } = await postedBefore(3, other.employerId);
    await count(jobId, 1, "search", { views: 2 });
    await count(second, 1, "search", { views: 5, clicks: 1 });
    await count(foreign, 1, "search", { views: 90 });
    await anApplication(jobId);
    const found = (await readEmployerStatistics(db, ownerId, employerId, "7"))!;
    expect(found.statistics.total).toEqual({ views: 7, clicks: 1, applies: 1 });
    expect(found.jobs.map(({ title, views, applies }) => ({ title, views, applies }))).toEqual([
      { title: "Auditor", views: 5, applies: 0 },
      { title: "Inpatient coder", views: 2, applies: 1 },
    ]);
  });
});

describe("against similar jobs", () => {
  /** Jobs of other employers that were posted 20 days ago, with so many views in the 30 days. */
  async function similar(views: number[]) {
    await db.updateTable("job").set({ state: "closed" }).where("id", "!=", jobId).execute();
    const others = await anEmployer("Northgate");
    for (const number of views) {
      const { jobId: id } = await postedBefore(19, others.employerId);
      await count(id, 1, "search", { views: number });
    }
    const all = await db.selectFrom("job").select("id").execute();
    await db.transaction().execute(async (trx) => {
      const { seq } = await trx.selectFrom("change_counter").select("seq").executeTakeFirstOrThrow();
      await trx
        .insertInto("change_feed")
        .values(all.map(({ id }, at) => ({ seq: seq + at + 1, job_id: id, at: now() })))
        .execute();
      await trx
        .updateTable("change_counter")
        .set({ seq: seq + all.length })
        .execute();
    });
    await jobSearch().catchUp();
  }

  test("a count a day stands against the median of five or more", async () => {
    await count(jobId, 1, "search", { views: 60 });
    await similar([20, 40, 100, 200, 400]);
    const { comparison } = (await readJobStatistics(db, ownerId, jobId, "30"))!;
    expect(comparison?.views).toEqual({ own: 2, median: 5, jobs: 5 });
    expect(comparison?.responses).toEqual({ kind: "applies", own: 0, median: 0, jobs: 5 });
  });

  test("four are too few, and nothing is guessed", async () => {
    await similar([20, 40, 100, 200]);
    const { comparison } = (await readJobStatistics(db, ownerId, jobId, "30"))!;
    expect(comparison?.views).toEqual({ own: 0, median: null, jobs: 4 });
  });

  test("jobs of the same employer, and those that were posted for less than three days, are not among them", async () => {
    await similar([1, 2, 3, 4]);
    await postedBefore(19, employerId);
    const others = await anEmployer("Eastview");
    await postedBefore(1, others.employerId);
    await jobSearch().catchUp();
    const { comparison } = (await readJobStatistics(db, ownerId, jobId, "30"))!;
    expect(comparison?.views.jobs).toBe(4);
  });

  test("an organization's page has them for each of its jobs", async () => {
    await similar([10, 10, 10, 10, 10]);
    const { jobs } = (await readEmployerStatistics(db, ownerId, employerId, "30"))!;
    expect(jobs[0]?.against).toEqual({ own: 0, median: 0.5, jobs: 5 });
  });
});

describe("the file", () => {
  test("has a line for each day and source, sums up to all applications, and no spreadsheet runs a title", async () => {
    const { jobId: risky } = await postedBefore(5, employerId, '=HYPERLINK("https://evil.example")');
    await count(risky, 1, "search", { views: 3, clicks: 1 });
    await anApplication(risky);
    const request = await requestAs(ownerId, `/employer/jobs/${risky}/statistics.csv?span=7`);
    const answer = await csvOfJob({ request, params: { jobId: risky }, context: contextFrom("192.0.2.1") });
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    const date = (ago: number) => new Date((today - ago) * DAY).toISOString().slice(0, 10);
    const title = `"'=HYPERLINK(""https://evil.example"")"`;
    expect((await answer.text()).replace("\uFEFF", "").split("\r\n")).toEqual([
      "Day (UTC),Job,Job number,Source,Views,Clicks out,Applications",
      `${date(1)},${title},${risky},Search on this board,3,1,0`,
      `${date(0)},${title},${risky},Not known,0,0,1`,
      "",
    ]);
  });
});
