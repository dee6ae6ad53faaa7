import fc from "fast-check";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import { DAY, freezeClock } from "~/platform/clock.ts";
import type { JobDocument } from "~/search/job-document.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { SnapshotReader, writeSnapshot } from "~/search/snapshot-file.server.ts";
import { criteria, document, jobId, JOBS, NOON } from "./arbitrary-search.ts";
import { holdAgainstScan } from "./hold-against-scan.ts";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), "index-"))));
afterAll(() => rm(folder, { recursive: true }));

/** What a process that starts from the snapshot of another has. */
async function savedAndRestored(index: LiveIndex): Promise<LiveIndex> {
  const file = path.join(folder, "snapshot");
  await writeSnapshot(file, async (to) => {
    await index.save(to);
    await to.end(null);
  });
  return (await SnapshotReader.open(file, (reader) => LiveIndex.restore(reader)))!;
}

afterEach(() => freezeClock());

type Change = { put: JobDocument } | { remove: number } | { wait: number };

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 12, arbitrary: document.map((put) => ({ put })) },
  { weight: 2, arbitrary: fc.nat(JOBS - 1).map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 8 }).map((quarters) => ({ wait: (quarters * DAY) / 4 })) },
);

describe("a search of the live index", () => {
  it("answers whatever was changed and asked as a scan of all jobs does", () => {
    return fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 10, maxLength: 160 }),
        fc.array(criteria, { minLength: 4, maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (changes, searches, limit, restarts) => {
          let at = NOON;
          freezeClock(new Date(at));
          let index = new LiveIndex();
          const jobs = new Map<string, JobDocument>();
          // Twice, since the second half of the changes meets what was asked after the first.
          const half = changes.length >>> 1;
          for (const part of [changes.slice(0, half), changes.slice(half)]) {
            for (const made of part) {
              if ("put" in made) {
                jobs.set(made.put.id, made.put);
                index.put(made.put);
              } else if ("remove" in made) {
                jobs.delete(jobId(made.remove));
                index.remove(jobId(made.remove));
              } else {
                at += made.wait;
                freezeClock(new Date(at));
              }
            }
            if (restarts) index = await savedAndRestored(index);
            for (const search of searches) holdAgainstScan(index, [...jobs.values()], search, limit, at);
          }
        },
      ),
      { numRuns: 80 },
    );
  }, 240_000);

  it("does so on a board that outgrew its first sets", () => {
    freezeClock(new Date(NOON));
    const index = new LiveIndex();
    const jobs = fc.sample(document, { numRuns: 900, seed: 7 }).map((job, at) => ({ ...job, id: jobId(at) }));
    for (const job of jobs) index.put(job);
    for (const search of fc.sample(criteria, { numRuns: 15, seed: 7 })) holdAgainstScan(index, jobs, search, 100, NOON);
  }, 60_000);

  it("does so on one of several blocks of texts and facets, before and after a restart", async () => {
    freezeClock(new Date(NOON));
    const words = "coder audits charts daily inpatient risk adjustment query physician ".repeat(6);
    const jobs = fc.sample(document, { numRuns: 3_000, seed: 11 }).map((job, at) => ({
      ...job,
      id: jobId(at),
      body: `${job.body} ${words.slice(at % 60)}`,
    }));
    const index = new LiveIndex();
    for (const job of jobs) index.put(job);
    for (const job of jobs.filter((_, at) => at % 3 === 0)) index.remove(job.id);
    const left = jobs.filter((_, at) => at % 3 !== 0);
    const restarted = await savedAndRestored(index);
    const more = jobs.slice(0, 200);
    for (const search of fc.sample(criteria, { numRuns: 4, seed: 11 })) holdAgainstScan(index, left, search, 500, NOON);
    for (const job of more) restarted.put(job);
    const now = [...left.filter((job) => !more.includes(job)), ...more];
    for (const search of fc.sample(criteria, { numRuns: 4, seed: 12 }))
      holdAgainstScan(restarted, now, search, 500, NOON);
  }, 60_000);
});
