import { afterAll, expect, test } from "vitest";
import { listSitemapEntries } from "~/distribution/list-sitemap.server.ts";
import { CONFIRMATION_DAYS } from "~/jobs/job.ts";
import { confirmJob } from "~/jobs/manage-job.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import * as employerPage from "~/routes/jobs/employer.tsx";
import * as home from "~/routes/pages/home.tsx";
import { anyJob } from "~/search/criteria.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { call } from "#tests/employers/desk.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";

afterAll(async () => {
  freezeClock();
  await jobSearch().stop();
});

test("a job that nobody confirms leaves every list at the moment itself, and is back in all with one word", async () => {
  const db = database();
  const start = now();
  freezeClock(start);
  const { employerId, ownerId } = await anEmployer("Quillmark Coding");
  const { jobId, slug } = await aLiveJob(employerId, { title: "Quillmark Coder" });
  const { slug: employer } = await db
    .selectFrom("employer")
    .select("slug")
    .where("id", "=", employerId)
    .executeTakeFirstOrThrow();
  await jobSearch().whole;
  await jobSearch().catchUp();
  const lists = async () => {
    const found = await jobSearch().search(anyJob(), { limit: 10 });
    const suggested = await jobSearch().suggest("quillm", { field: "q", limit: 10 });
    const pages = [
      JSON.stringify((await call(home, undefined, {})).body),
      JSON.stringify((await call(employerPage, undefined, { slug: employer })).body),
      JSON.stringify(await listSitemapEntries(db, "jobs")),
      JSON.stringify(await listSitemapEntries(db, "employers")),
    ];
    const facets = Object.values(found.facets).flatMap((values) => Object.values(values as Record<string, number>));
    return {
      search: found.items.map(({ id }) => id),
      total: found.total,
      counted: facets.some((count) => count > 0),
      suggestedJobs: suggested.reduce((sum, { jobs }) => sum + (jobs ?? 0), 0),
      named: pages.map((page, at) => page.includes(at === 3 ? employer : slug)),
    };
  };
  const before = await lists();
  expect(before).toMatchObject({ search: [jobId], total: 1, counted: true });
  expect(before.named.slice(1)).toEqual([true, true, true]);
  freezeClock(later(start, CONFIRMATION_DAYS * DAY - 1));
  expect((await lists()).search).toEqual([jobId]);
  freezeClock(later(start, CONFIRMATION_DAYS * DAY));
  expect(await lists()).toEqual({
    ...{ search: [], total: 0, counted: false, suggestedJobs: 0 },
    named: [false, false, false, false],
  });
  await confirmJob(db, ownerId, jobId);
  await jobSearch().catchUp();
  expect(await lists()).toEqual(before);
});
