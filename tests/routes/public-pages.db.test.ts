import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { system } from "~/audit/record-audit.server.ts";
import { createEmployer } from "~/employers/create-employer.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { lockJob } from "~/jobs/job.queries.server.ts";
import { unpackCards, unpackContent } from "~/jobs/components/packed-jobs.ts";
import { moveJob } from "~/jobs/move-job.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { loader as employerLoader } from "~/routes/jobs/employer.tsx";
import { loader as jobLoader } from "~/routes/jobs/job.tsx";
import { loader as searchLoader } from "~/routes/jobs/search.tsx";
import { loader as homeLoader } from "~/routes/pages/home.tsx";
import { jobSearch } from "~/search/job-search.server.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";

const context: AppLoadContext = { clientAddress: "192.0.2.1", requestId: "test", nonce: "test" };
const request = (path: string) => new Request(new URL(path, "http://localhost:3000"));

/** What a loader answers: its data and status, or the response it throws. */
async function outcome<T>(work: Promise<{ data: T; init: ResponseInit | null }>) {
  const answer = await work.catch((thrown: unknown) => thrown);
  if (answer instanceof Response)
    return { status: answer.status, location: answer.headers.get("Location"), data: null };
  if (answer instanceof Error) throw answer;
  const { data, init } = answer as { data: T; init: ResponseInit | null };
  return { status: init?.status ?? 200, location: null, data };
}
const showJob = (slug: string) => outcome(jobLoader({ request: request(`/jobs/${slug}`), params: { slug }, context }));
const showEmployer = (slug: string, query = "") =>
  outcome(employerLoader({ request: request(`/employers/${slug}${query}`), params: { slug }, context }));
const search = (query: string) => outcome(searchLoader({ request: request(`/jobs${query}`), params: {}, context }));

let employerId: EmployerId;
let ownerId: AccountId;
beforeAll(async () => {
  ({ employerId, ownerId } = await anEmployer("Lakemont Regional"));
});
afterAll(() => jobSearch().stop());

const aJob = async (more: Parameters<typeof aLiveJob>[1] = {}) => {
  const job = await aLiveJob(employerId, more);
  await jobSearch().catchUp();
  return job;
};
const update = (jobId: JobId, set: { confirmed_at?: Date; expires_at?: Date }) =>
  transact(database(), async (trx) => {
    await trx.updateTable("job").set(set).where("id", "=", jobId).execute();
    jobChanged(trx, jobId);
  }).then(() => jobSearch().catchUp());
const move = (jobId: JobId, to: "suspended" | "rejected") =>
  transact(database(), async (trx) => {
    const job = await lockJob(trx, jobId);
    await moveJob(trx, job!, { to, actor: system, action: `job.${to}` });
  }).then(() => jobSearch().catchUp());

describe("the page of a job", () => {
  test("a listed job answers 200 with its markup, and search engines may list it", async () => {
    const { slug, jobId } = await aJob();
    const { status, data } = await showJob(slug);
    expect(status).toBe(200);
    expect(data?.shown).toMatchObject({ status: "listed", head: { id: jobId } });
    expect(data?.posting).toMatchObject({ "@type": "JobPosting", url: `http://localhost:3000/jobs/${slug}` });
    expect(unpackContent(data!.shown!.content)).not.toHaveProperty("bodySource");
  });

  test("old words in the address lead to the job's own, for good", async () => {
    const { slug, jobId } = await aJob();
    expect(await showJob(`what-it-was-called-once-${jobId}`)).toMatchObject({ status: 301, location: `/jobs/${slug}` });
    expect(await showJob(jobId)).toMatchObject({ status: 301 });
  });

  test.each(["filled", "closed", "expired"] as const)(
    "a %s job answers 410 to everybody, still reads, and has no markup",
    async (to) => {
      const { slug, jobId } = await aJob();
      const other = await aJob();
      await transact(database(), (trx) => endJob(trx, jobId, to, system));
      await jobSearch().catchUp();
      const { status, data } = await showJob(slug);
      expect(status).toBe(410);
      expect(data?.shown).toMatchObject({ status: "over" });
      expect(data?.posting).toBeUndefined();
      const similar = unpackCards(data!.similar)!.map((card) => card.to);
      expect(similar).toContain(`/jobs/${other.slug}`);
      expect(similar).not.toContain(`/jobs/${slug}`);
    },
  );

  test("a job past its time is over before any task has said so", async () => {
    const { slug, jobId } = await aJob();
    await update(jobId, { expires_at: later(now(), -1) });
    expect(await showJob(slug)).toMatchObject({ status: 410, data: { shown: { status: "over" } } });
  });

  test("a job nobody confirmed for 14 days is not over: it warns, and has no markup", async () => {
    const { slug, jobId } = await aJob();
    await update(jobId, { confirmed_at: later(now(), -14 * DAY) });
    const { status, data } = await showJob(slug);
    expect(status).toBe(200);
    expect(data?.shown).toMatchObject({ status: "unconfirmed" });
    expect(data?.posting).toBeUndefined();
  });

  test("of a job that was taken down nothing is told again", async () => {
    const { slug, jobId } = await aJob({ title: "Work from home, pay first" });
    await move(jobId, "suspended");
    const suspended = await showJob(slug);
    expect(suspended.status).toBe(410);
    expect(suspended.data?.shown).toBeNull();
    expect(JSON.stringify({ ...suspended.data, canonical: "" })).not.toContain("pay first");
    await move(jobId, "rejected");
    expect((await showJob(slug)).status).toBe(410);
  });

  test("an imported listing has no markup", async () => {
    const { slug } = await aJob({ origin: "import", sourceUrl: "https://jobs.example/1" });
    expect(await showJob(slug)).toMatchObject({ status: 200, data: { posting: undefined } });
  });

  test("a draft, an unknown id and nonsense are the same 404", async () => {
    const { jobId } = await aJob();
    await database().updateTable("job").set({ posted_at: null, state: "draft" }).where("id", "=", jobId).execute();
    for (const slug of [`coder-${jobId}`, `coder-${"2".repeat(22)}`, "nope", "", "x".repeat(5_000), "../etc/passwd"])
      expect(await showJob(slug), slug.slice(0, 40)).toMatchObject({ status: 404 });
  });
});

describe("the page of an employer", () => {
  test("lists its open jobs, and exists once one of them was published", async () => {
    await createEmployer(database(), ownerId, { name: "Never Posted", website: null, about: "Buy here" });
    expect(await showEmployer("never-posted")).toMatchObject({ status: 404 });
    const { slug } = await aJob();
    const { status, data } = await showEmployer("lakemont-regional");
    expect(status).toBe(200);
    expect(unpackCards(data!.cards)!.map((card) => card.to)).toContain(`/jobs/${slug}`);
    expect(data?.total).toBeGreaterThan(0);
  });

  test("an unknown one is a 404, and a broken page key begins again", async () => {
    expect(await showEmployer("nobody")).toMatchObject({ status: 404 });
    expect(await showEmployer("x".repeat(5_000))).toMatchObject({ status: 404 });
    expect(await showEmployer("lakemont-regional", "?after=nonsense")).toMatchObject({ status: 200 });
  });
});

describe("the search", () => {
  test("empty fields of a form without script are taken out of the address", async () => {
    expect(await search("?q=coder&place=&radius=&pay_min=")).toMatchObject({ status: 302, location: "/jobs?q=coder" });
    expect(await search("?q=&place=")).toMatchObject({ status: 302, location: "/jobs" });
  });

  test("says what it did not understand and keeps what was typed", async () => {
    const { data } = await search("?pay_min=lots&colour=blue&place=Atlantis-on-the-Moon");
    expect(data?.ignored).toEqual(["pay_min=lots", "colour=blue", "place=Atlantis-on-the-Moon"]);
    expect(data?.typed.payMin).toBe("lots");
  });

  test("that finds nothing says which choice to drop, or what each alone would bring", async () => {
    await aJob();
    const one = await search("?credential=cpc&setting=dental");
    expect(one.data).toMatchObject({ total: 0, droppable: [{ choice: "setting" }] });
    const two = await search("?credential=cpc&setting=dental&ehr=vista");
    expect(two.data).toMatchObject({ total: 0, droppable: [], keepable: [{ choice: "credential" }] });
    expect(two.data?.keepable[0]?.count).toBeGreaterThan(0);
  });

  test("a hostile address is an ordinary page", async () => {
    const { status } = await search(
      `?q=${"a".repeat(3_000)}&q=${encodeURIComponent("<script>'\"%00")}&after=../../x&state=${"oh,".repeat(500)}`,
    );
    expect(status).toBe(200);
  });
});

test("the front page counts from the search and takes the price from the plan", async () => {
  const { data } = await outcome(homeLoader({ request: request("/"), params: {}, context }));
  expect(data?.total).toBe(jobSearch().jobs);
  expect(data?.price).toEqual({ priceCents: 19_900, days: 30 });
  expect(data?.ways.find((way) => way.code === "remote")?.count).toBeGreaterThan(0);
});
