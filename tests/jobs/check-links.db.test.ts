import http, { type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { afterLook, DEAD_AFTER, signOf } from "~/jobs/apply-link.ts";
import { listBadLinks } from "~/jobs/check-links.server.ts";
import { confirmJob } from "~/jobs/manage-job.server.ts";
import { DAY, freezeClock, HOUR, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type * as fetching from "~/platform/fetch-public.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { loader as deskJob } from "~/routes/employer/job.tsx";
import { loader as jobPage } from "~/routes/jobs/job.tsx";
import { loader as apiJobs } from "~/routes/machine/api-jobs.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { anyJob } from "~/search/criteria.ts";
import { schedule, taskHandlers } from "~/task-handlers.server.ts";
import { runDueTasks } from "~/tasks/run-tasks.server.ts";
import { enqueueScheduled } from "~/tasks/schedule.server.ts";
import { auditOf } from "#tests/employers/desk.ts";
import { mails } from "#tests/employers/kept-mail.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";
import { ask } from "#tests/support/ask-route.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("#tests/employers/kept-mail.ts")).keepingMail(original<object>),
);
/** The employers' sites all stand on this machine, at one port; `gone.hospital` is no host, `dark.hospital` asks nobody. */
vi.mock("~/platform/fetch-public.server.ts", async (original) => {
  const real = await original<typeof fetching>();
  const trust: fetching.FetchOptions["trust"] = {
    resolve: async (name) => {
      if (name === "dark.hospital") throw new Error("no answer");
      return name === "gone.hospital" ? [] : ["127.0.0.1"];
    },
    mayConnect: (address, at) => address === "127.0.0.1" && at === port,
  };
  return {
    ...real,
    probePublic: (url: string, options: fetching.FetchOptions) => real.probePublic(url, { ...options, trust }),
  };
});

const db = database();
const start = now();
const ours = schedule.filter(({ kind }) => kind === "job.check-links");
let port = 0;
let site: RequestListener;
let asked: string[] = [];
const server = http.createServer((request, response) => {
  asked.push(`${request.method} ${request.url} ${request.headers["user-agent"]}`);
  site(request, response);
});
let employerId: EmployerId, ownerId: AccountId;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await jobSearch().stop();
});
beforeEach(async () => {
  freezeClock(start);
  for (const table of ["task", "apply_link"] as const) await db.deleteFrom(table).execute();
  await db.updateTable("job").set({ state: "closed" }).where("state", "=", "live").execute();
  ({ employerId, ownerId } = await anEmployer());
  mails.length = 0;
  asked = [];
  answer(200);
});
afterEach(() => freezeClock());

const answer = (status: number, headers: http.OutgoingHttpHeaders = {}) =>
  (site = (_, response) => void response.writeHead(status, headers).end("x".repeat(100_000)));
const aJob = async (path = "/jobs/1", host = `work.hospital:${port}`) => {
  const job = await aLiveJob(employerId, { apply: { kind: "url", url: `http://${host}${path}` } });
  await db.deleteFrom("task").execute();
  return job;
};
const link = (jobId: JobId) => db.selectFrom("apply_link").selectAll().where("job_id", "=", jobId).executeTakeFirst();
const job = (jobId: JobId) => db.selectFrom("job").selectAll().where("id", "=", jobId).executeTakeFirstOrThrow();
const listed = async () => {
  await jobSearch().whole;
  await jobSearch().catchUp();
  const own = await db.selectFrom("job").select("id").where("employer_id", "=", employerId).execute();
  const { items } = await jobSearch().search(anyJob(), { limit: 100 });
  return items.map(({ id }) => id).filter((found) => own.some(({ id }) => id === found));
};

/** Two workers, as two processes, do what is due at a moment; they stay until a host's pauses are over. */
async function workersAt(at: Date): Promise<void> {
  for (const wait of [0, 5 * MINUTE]) {
    freezeClock(later(at, wait));
    const worker = async () => {
      if (wait === 0) await enqueueScheduled(db, ours);
      await runDueTasks(db, taskHandlers);
    };
    await Promise.all([worker(), worker()]);
    await runDueTasks(db, taskHandlers);
  }
}
/** Days pass, hour by hour. */
async function pass(hours: number, from = now()): Promise<void> {
  for (let hour = 0; hour <= hours; hour += 4) await workersAt(later(from, hour * HOUR));
}

describe("the address where a job takes applications", () => {
  test("is asked once a day for its head, by who we are, and stays in the lists while it answers", async () => {
    const { jobId } = await aJob();
    await pass(48, start);
    expect(asked).toEqual(Array(3).fill("HEAD /jobs/1 CareerCenter-LinkCheck/1.0 (+http://localhost:3000)"));
    expect(await link(jobId)).toMatchObject({ state: "ok", found: "200", failures: 0 });
    expect(await listed()).toEqual([jobId]);
  });

  test("that is gone for two days takes the job out of every list, and its employer is asked once", async () => {
    const { jobId, slug } = await aJob();
    answer(404);
    await pass(44, start);
    expect(await link(jobId)).toMatchObject({ state: "failing", found: "404" });
    expect(await listed(), "not before two days are over").toEqual([jobId]);
    await pass(16, later(start, 48 * HOUR));
    expect(await link(jobId)).toMatchObject({ state: "dead", failures: 4 });
    expect(await listed()).toEqual([]);
    expect(await job(jobId)).toMatchObject({ state: "live", confirmed_at: null });
    const api = await apiJobs({
      request: new Request("http://localhost:3000/api/v1/jobs"),
      params: {},
      context: { clientAddress: "", requestId: "", nonce: "" },
    });
    expect(JSON.stringify(await api.json())).not.toContain(slug);
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining("Nobody can apply to your job")]);
    expect((await auditOf(jobId)).filter((action) => action === "job.dead-link")).toHaveLength(1);
    expect(await listBadLinks(db, 10)).toMatchObject([{ jobId, state: "dead", found: "404" }]);
    const { data } = await ask(deskJob, ownerId, `/employer/jobs/${jobId}`, { jobId });
    expect(data).toMatchObject({ link: { state: "dead", found: "404" } });
    const page = await ask(jobPage, ownerId, `/jobs/${slug}`, { slug });
    expect(page.status).toBe(200);
    expect(JSON.stringify(page.data)).toContain('"status":"unconfirmed"');
    await pass(96);
    expect(mails, "one mail, however long it lasts").toHaveLength(1);

    await confirmJob(db, ownerId, jobId);
    expect(await listed()).toEqual([jobId]);
    answer(200);
    await workersAt(later(now(), 6 * HOUR));
    expect(await link(jobId)).toMatchObject({ state: "ok", failures: 0 });
  });

  test("of a host that is no more is gone as well; an imported job is closed, since nobody answers for it", async () => {
    const sourceUrl = "http://gone.hospital/7";
    const { jobId } = await aLiveJob(employerId, { origin: "import", sourceUrl });
    await db.deleteFrom("task").execute();
    await pass(56, start);
    expect(await job(jobId)).toMatchObject({ state: "closed" });
    expect(asked).toEqual([]);
    expect(mails).toEqual([]);
  });

  test.each([403, 429, 503])("that answers %i proves nothing, however long", async (status) => {
    const { jobId } = await aJob();
    answer(status);
    await pass(72, start);
    expect(await link(jobId)).toMatchObject({ state: "unsure", failures: 0, found: String(status) });
    expect(await listed()).toEqual([jobId]);
  });

  test("that cannot be reached, is silent to the name servers, or is no public one proves nothing", async () => {
    const jobs = [await aJob("/", "work.hospital:1"), await aJob("/", "dark.hospital"), await aJob("/", "10.0.0.1")];
    await pass(72, start);
    for (const { jobId } of jobs) expect(await link(jobId)).toMatchObject({ state: "unsure", found: "refused" });
    expect((await listed()).sort()).toEqual(jobs.map(({ jobId }) => jobId).sort());
  });

  test("of a name that is kept for examples is never asked for", async () => {
    const { jobId } = await aJob("/", `jobs.lakemont.example:${port}`);
    await pass(8, start);
    expect(asked).toEqual([]);
    expect(await link(jobId)).toMatchObject({ state: "unsure", found: "reserved" });
  });

  test("is asked with GET where HEAD is not known, and a good answer in between begins the count anew", async () => {
    const { jobId } = await aJob();
    site = (request, response) => void response.writeHead(request.method === "HEAD" ? 404 : 200).end("here");
    await workersAt(start);
    expect(await link(jobId)).toMatchObject({ state: "ok" });
    expect(asked.map((line) => line.split(" ")[0])).toEqual(["HEAD", "GET"]);
    answer(410);
    await pass(40, later(start, DAY));
    expect(await link(jobId)).toMatchObject({ state: "failing" });
    answer(200);
    await pass(16, later(start, DAY + 44 * HOUR));
    expect(await link(jobId)).toMatchObject({ state: "ok", failures: 0, failing_since: null });
  });

  test("that leads to a front page is noted, and counts as an answer", async () => {
    const { jobId } = await aJob();
    site = (request, response) =>
      void (request.url === "/" ? response.writeHead(200) : response.writeHead(302, { Location: "/" })).end();
    await workersAt(start);
    expect(await link(jobId)).toMatchObject({ state: "ok", found: "home" });
    expect(await listBadLinks(db, 10)).toMatchObject([{ jobId, found: "home" }]);
  });

  test("that was changed is another one: what was known of the old one does not count", async () => {
    const { jobId } = await aJob();
    answer(404);
    await pass(44, start);
    await db
      .updateTable("job_revision")
      .set({ apply_address: `http://work.hospital:${port}/jobs/2` })
      .where("job_id", "=", jobId)
      .execute();
    await pass(8, later(start, 48 * HOUR));
    expect(await link(jobId)).toMatchObject({ state: "failing", failures: 1, url: expect.stringContaining("/jobs/2") });
  });

  test("of many jobs of one host are asked one after the other, a few in a round", async () => {
    for (let number = 0; number < 13; number++) await aJob(`/jobs/${number}`);
    await enqueueScheduled(db, ours);
    await runDueTasks(db, taskHandlers);
    const waiting = await db
      .selectFrom("task")
      .select("run_at")
      .where("state", "=", "queued")
      .orderBy("run_at")
      .execute();
    expect(asked).toHaveLength(1);
    expect(waiting.map(({ run_at }) => (run_at.getTime() - start.getTime()) / 1_000)).toEqual(
      Array.from({ length: 9 }, (_, index) => 20 * (index + 1)),
    );
  });
});

test("four looks that find nothing do not make an address dead before two days are over, nor two days with three", () => {
  const gone = { sign: "dead", found: "404" } as const;
  let record = afterLook(undefined, gone, start);
  for (let look = 1; look < 10; look++) record = afterLook(record, gone, later(start, look * HOUR));
  expect(record).toMatchObject({ state: "failing", failures: 10 });
  const late = afterLook({ state: "failing", failures: 2, failingSince: start }, gone, later(start, 9 * DAY));
  expect(late.state).toBe("failing");
  expect(afterLook(late, gone, later(start, 9 * DAY)).state).toBe("dead");
  expect(DEAD_AFTER.time).toBeGreaterThanOrEqual(48 * HOUR);
});

test("a status means what it says of the page, and of nothing else", () => {
  const url = new URL("https://work.hospital/jobs/1");
  expect(signOf(204, url, url).sign).toBe("ok");
  expect([404, 410].map((status) => signOf(status, url, url).sign)).toEqual(["dead", "dead"]);
  expect(
    [400, 401, 403, 405, 408, 429, 500, 502, 503, 999, 100].map((status) => signOf(status, url, url).sign),
  ).toEqual(Array(11).fill("unsure"));
});
