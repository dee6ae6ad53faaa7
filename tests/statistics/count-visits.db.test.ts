import { beforeEach, describe, expect, test } from "vitest";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { answerTo } from "#tests/support/ask-route.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";
import { countPage } from "~/http/count-page.server.ts";
import { finishJob } from "~/jobs/manage-job.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { loader as applyAway } from "~/routes/applications/apply-away.tsx";
import { action as seen } from "~/routes/jobs/seen.ts";
import { visitBuffer } from "~/statistics/count-visit.server.ts";
import { utcDay } from "~/statistics/days.ts";
import { sweepVisits } from "~/statistics/sweep-visits.server.ts";
import { VisitBuffer, type Visit } from "~/statistics/visit-buffer.server.ts";
import { writeVisits } from "~/statistics/write-visits.server.ts";

const db = database();
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

let employerId: EmployerId;
let ownerId: AccountId;
let jobId: JobId;
let slug: string;

beforeEach(async () => {
  await visitBuffer().flush();
  ({ employerId, ownerId } = await anEmployer());
  ({ jobId, slug } = await aLiveJob(employerId, { apply: { kind: "url", url: "https://jobs.lakemont.example/1" } }));
});

/** A document request as the server has it when it has answered. */
function document(more: { url?: string; method?: string; headers?: Record<string, string>; address?: string } = {}) {
  const { url = `/jobs/${slug}`, method = "GET", headers = {}, address = "192.0.2.1" } = more;
  const socket = { remoteAddress: address };
  return { url, method, headers: { "user-agent": FIREFOX, ...headers }, socket };
}

async function countsOf(id: JobId) {
  await visitBuffer().flush();
  const rows = await db.selectFrom("job_day").selectAll().where("job_id", "=", id).orderBy("source").execute();
  return rows.map(({ source, views, clicks, applies }) => ({ source, views, clicks, applies }));
}
const views = async (id = jobId) => (await countsOf(id)).reduce((sum, row) => sum + row.views, 0);
const cookieOf = async (account: AccountId) => (await requestAs(account, "/", {})).headers.get("Cookie") ?? "";

describe("a view of a job's page", () => {
  test("is one person's on one day, by where they came from", async () => {
    countPage(document({ headers: { referer: "http://localhost:3000/jobs?q=coder" } }), 200);
    countPage(document(), 200);
    countPage(document({ address: "192.0.2.2", headers: { referer: "https://www.google.com/" } }), 304);
    expect(await countsOf(jobId)).toEqual([
      { source: "google", views: 1, clicks: 0, applies: 0 },
      { source: "search", views: 1, clicks: 0, applies: 0 },
    ]);
  });

  test("is not what robots, prefetches, HEAD requests, data requests and other answers are", async () => {
    countPage(document({ headers: { "user-agent": GOOGLEBOT } }), 200);
    countPage(document({ headers: { "sec-purpose": "prefetch" } }), 200);
    countPage(document({ method: "HEAD" }), 200);
    countPage(document({ url: `/jobs/${slug}.data` }), 200);
    countPage(document({ url: `/jobs/${slug}/apply` }), 200);
    countPage(document({ url: "/jobs?q=coder" }), 200);
    for (const status of [301, 404, 410, 500]) countPage(document(), status);
    expect(await countsOf(jobId)).toEqual([]);
  });

  test("is not a look of the job's own employer, nor of staff; another employer's is", async () => {
    const moderator = await anAccount({ staffRole: "moderator" });
    const other = (await anEmployer("Northgate")).ownerId;
    for (const [at, account] of [ownerId, moderator, other].entries())
      countPage(document({ address: `192.0.2.${at}`, headers: { cookie: await cookieOf(account) } }), 200);
    expect(await views()).toBe(1);
  });

  test("counts when the page is shown, where it was fetched before the click", async () => {
    const request = new Request(`http://localhost:3000/jobs/${slug}/seen?from=%2Fjobs%3Fq%3Dcpc`, {
      method: "POST",
      headers: { "user-agent": FIREFOX },
    });
    expect((await answerTo(seen, request, { slug }, "192.0.2.9")).status).toBe(204);
    expect(await countsOf(jobId)).toEqual([{ source: "search", views: 1, clicks: 0, applies: 0 }]);
    // The document of the same person, loaded again, is the same view.
    countPage(document({ address: "192.0.2.9" }), 200);
    expect(await views()).toBe(1);
  });

  test("of a page that was loaded before the click, or by a shared cache, is told with the site that led to it", async () => {
    const told = new URLSearchParams({ referrer: "https://www.bing.com/" });
    const request = new Request(`http://localhost:3000/jobs/${slug}/seen?${told}`, {
      method: "POST",
      headers: { "user-agent": FIREFOX, referer: `http://localhost:3000/jobs/${slug}` },
    });
    await answerTo(seen, request, { slug }, "192.0.2.9");
    expect(await countsOf(jobId)).toEqual([{ source: "bing", views: 1, clicks: 0, applies: 0 }]);
  });

  test("of a job that is gone stops nobody else's from being counted", async () => {
    countPage(document({ url: `/jobs/coder-${newId<"job">()}` }), 200);
    countPage(document(), 200);
    expect(await views()).toBe(1);
  });
});

describe("a click away", () => {
  const click = (at: string, headers: Record<string, string> = {}, method = "GET") =>
    answerTo(
      applyAway,
      new Request(`http://localhost:3000/jobs/${at}/apply-away?to=https://evil.example`, {
        method,
        headers: { "user-agent": FIREFOX, ...headers },
      }),
      { slug: at },
      "192.0.2.1",
    );

  test("leads to the job's own address and nowhere else, and counts for the source of the view", async () => {
    countPage(document({ headers: { referer: "https://www.indeed.com/" } }), 200);
    const answer = await click(slug, { referer: `http://localhost:3000/jobs/${slug}` });
    await click(slug);
    expect(answer).toMatchObject({ status: 303, location: "https://jobs.lakemont.example/1" });
    expect(await countsOf(jobId)).toEqual([{ source: "indeed", views: 1, clicks: 1, applies: 0 }]);
  });

  test("writes to the employer where it takes applications by mail", async () => {
    const apply = { kind: "email" as const, email: "jobs@lakemont.example" };
    const job = await aLiveJob(employerId, { title: "Coder & auditor", apply });
    expect((await click(job.slug)).location).toBe("mailto:jobs@lakemont.example?subject=Coder%20%26%20auditor");
  });

  test("of a robot, or only asked about, is led there and not counted", async () => {
    expect((await click(slug, { "user-agent": GOOGLEBOT })).status).toBe(303);
    await click(slug, {}, "HEAD");
    expect(await countsOf(jobId)).toEqual([]);
  });

  test("is answered 410 when the job is over, and 404 when it never was", async () => {
    await finishJob(db, ownerId, jobId, "filled");
    expect((await click(slug)).status).toBe(410);
    expect((await click(`coder-${newId<"job">()}`)).status).toBe(404);
    expect(await countsOf(jobId)).toEqual([]);
  });

  test("of a job that is applied to here leads to its form", async () => {
    const job = await aLiveJob(employerId);
    expect((await click(job.slug)).location).toBe(`/jobs/${job.slug}/apply`);
  });
});

describe("counting is exact", () => {
  const visitsOf = (people: number) => {
    const buffer = new VisitBuffer({ write: async () => undefined, now: Date.now, seed: "one machine" });
    return Array.from({ length: people }, (_, at): Visit => ({
      ...buffer.begin("view", jobId, `person ${at}`, FIREFOX)!,
      source: "direct",
      session: undefined,
    }));
  };

  test("over two processes that see the same 1,200 people and write at once", async () => {
    await Promise.all([writeVisits(db, visitsOf(1_200)), writeVisits(db, visitsOf(1_200))]);
    expect(await views()).toBe(1_200);
  });

  test("when a flush is repeated that had been written after all", async () => {
    await writeVisits(db, visitsOf(3));
    await writeVisits(db, visitsOf(4));
    expect(await views()).toBe(4);
  });

  test("of many views at once, while the database is away and when it is back", async () => {
    let away = true;
    const buffer = new VisitBuffer({
      write: (visits) => (away ? Promise.reject(new Error("away")) : writeVisits(db, visits)),
      now: Date.now,
      seed: newId<"seed">(),
    });
    const see = (person: number) => {
      const begun = buffer.begin("view", jobId, `person ${person}`, FIREFOX);
      if (begun) buffer.add({ ...begun, source: "home", session: undefined });
    };
    for (let person = 0; person < 700; person++) see(person % 500);
    await buffer.flush();
    away = false;
    for (let person = 400; person < 600; person++) see(person);
    await buffer.close();
    expect(await views()).toBe(600);
  });
});

test("who was counted is forgotten when the day is over; the counts stay, and go with their job", async () => {
  countPage(document(), 200);
  expect(await views()).toBe(1);
  const left = () => db.selectFrom("job_visit").select("visitor").where("job_id", "=", jobId).execute();
  await sweepVisits(db);
  expect(await left()).toHaveLength(1);
  freezeClock(later(now(), DAY));
  await sweepVisits(db);
  freezeClock();
  expect(await left()).toEqual([]);
  expect(await views()).toBe(1);

  const [draft] = [newId<"job">()];
  const at = now();
  await db
    .insertInto("job")
    .values({
      id: draft,
      employer_id: employerId,
      slug: `a-${draft}`,
      state: "draft",
      version: 1,
      origin: "employer",
      created_at: at,
      updated_at: at,
    }) // prettier-ignore
    .execute();
  await db
    .insertInto("job_day")
    .values({ job_id: draft, day: utcDay(at), source: "direct", views: 1, clicks: 0, applies: 0 })
    .execute();
  await db.deleteFrom("job").where("id", "=", draft).execute();
  expect(await countsOf(draft)).toEqual([]);
});

test("an application is counted by itself, not by a counter", async () => {
  const job = await aLiveJob(employerId);
  await anApplication(job.jobId);
  expect(await countsOf(job.jobId)).toEqual([]);
});
