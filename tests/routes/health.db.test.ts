import { sql } from "kysely";
import { afterAll, beforeEach, expect, test } from "vitest";
import { database } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { loader } from "~/routes/machine/health.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { markWorkerSeen } from "~/tasks/worker-health.server.ts";
import { holdingJobs } from "#tests/support/database-trouble.ts";
import { writeEmployer, writeJob } from "#tests/search/write-job.ts";

const search = jobSearch();

async function health() {
  const answer = await loader();
  return { code: answer.status, ...(await answer.json()) };
}

beforeEach(() => markWorkerSeen(database()));
afterAll(() => search.stop());

test("the health page says that the index is being rebuilt while the old one answers, and that all is well again", async () => {
  await search.whole;
  const employerId = await writeEmployer(database());
  await transact(database(), (trx) => writeJob(trx, employerId, "Coder"));
  await search.catchUp();
  expect(await health()).toMatchObject({
    code: 200,
    status: "ok",
    process: 1,
    search: { status: "ok", jobs: 1, lagMs: expect.any(Number) },
  });

  // Changes whose rows are gone before they were read.
  const gone = sql`update change_counter set seq = seq + 2`;
  await holdingJobs(async () => {
    await expect
      .poll(health, { timeout: 10_000 })
      .toMatchObject({ code: 503, status: "degraded", search: { status: "rebuilding", jobs: 1 } });
  }, gone);
  await expect.poll(health, { timeout: 10_000 }).toMatchObject({ code: 200, search: { status: "ok", jobs: 1 } });
});

test("it tells a monitor no more than it needs", async () => {
  const { code, ...said } = await health();
  expect(code).toBe(200);
  expect(Object.keys(said)).toEqual(["status", "process", "database", "tasks", "search", "mail", "stripe"]);
  expect(Object.keys(said.search)).toEqual(["status", "jobs", "lagMs"]);
});
