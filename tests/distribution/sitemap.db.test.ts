import { beforeAll, describe, expect, test } from "vitest";
import { listSitemapEntries, listSitemapParts } from "~/distribution/list-sitemap.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";

const jobs: { jobId: JobId; slug: string }[] = [];
const set = (jobId: JobId, columns: { confirmed_at?: Date; expires_at?: Date }) =>
  database().updateTable("job").set(columns).where("id", "=", jobId).execute();

beforeAll(async () => {
  for (const name of ["First Hospital", "Second Hospital", "Third Hospital"]) {
    const { employerId } = await anEmployer(name);
    jobs.push(await aLiveJob(employerId), await aLiveJob(employerId));
  }
  const { employerId } = await anEmployer("Only Old Jobs");
  const expired = await aLiveJob(employerId);
  await set(expired.jobId, { expires_at: later(now(), -1) });
  const unconfirmed = await aLiveJob(employerId);
  await set(unconfirmed.jobId, { confirmed_at: later(now(), -14 * DAY) });
  await aLiveJob(employerId, { origin: "import", sourceUrl: "https://jobs.example/1" });
});

/** Every address of the parts of one kind, part by part. */
async function readParts(kind: string, size: number): Promise<string[][]> {
  const names = (await listSitemapParts(database(), size)).filter((name) => name.split("-")[0] === kind);
  return Promise.all(
    names.map(async (name) => (await listSitemapEntries(database(), name, size))!.map(({ path }) => path)),
  );
}

describe("the sitemap", () => {
  const expected = () => jobs.map(({ slug }) => `/jobs/${slug}`).sort();

  test("has every listed job that an employer posted, and nothing else", async () => {
    const [part, ...more] = await readParts("jobs", 100);
    expect([...part!].sort()).toEqual(expected());
    expect(more).toEqual([]);
  });

  test.each([1, 2, 4, 5, 6])("cut at %i, its parts hold each address once, and none is empty", async (size) => {
    const parts = await readParts("jobs", size);
    expect(parts.flat().sort()).toEqual(expected());
    for (const part of parts) expect(part.length).toBeGreaterThan(0);
    expect(parts).toHaveLength(Math.ceil(6 / size));
    expect((await readParts("employers", size)).flat().sort()).toEqual([
      "/employers/first-hospital",
      "/employers/second-hospital",
      "/employers/third-hospital",
    ]);
  });

  test("a lastmod is the moment the job was last written", async () => {
    const at = new Date("2026-03-04T05:06:07.000Z");
    await database().updateTable("job").set({ updated_at: at }).where("id", "=", jobs[0]!.jobId).execute();
    const entries = await listSitemapEntries(database(), "jobs");
    expect(entries?.find(({ path }) => path.endsWith(jobs[0]!.jobId))?.changedAt).toEqual(at);
  });

  test("knows no other parts", async () => {
    for (const part of ["", "job", "jobs-", "jobs-nope", "employers-1", "accounts", "pages-x"])
      expect(await listSitemapEntries(database(), part), part).toBeUndefined();
  });
});
