import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { DAY, freezeClock } from "~/platform/clock.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import type { JobDocument } from "~/search/job-document.ts";
import type { Droppable } from "~/search/job-search.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { withAfter, type JobCriteria } from "~/search/criteria.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { criteria, document, jobId, JOBS, NOON } from "./arbitrary-search.ts";
import { scanJobs } from "./scan-jobs.ts";

afterEach(() => freezeClock());

type Change = { put: JobDocument } | { remove: number } | { wait: number };

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 12, arbitrary: document.map((put) => ({ put })) },
  { weight: 2, arbitrary: fc.nat(JOBS - 1).map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 8 }).map((quarters) => ({ wait: (quarters * DAY) / 4 })) },
);

/** Every page of a search, one after another. */
function readPages(index: LiveIndex, asked: JobCriteria, place: PlaceAnswer | null, limit: number, at: number) {
  const pages = [];
  for (let after: string | null = null, more = true; more;) {
    const page = findJobs(index, withAfter(asked, after), place, limit, at);
    pages.push(page);
    after = page.next;
    more = after !== null;
  }
  return pages;
}

describe("a search of the live index", () => {
  it("answers whatever was changed and asked as a scan of all jobs does", () => {
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 10, maxLength: 160 }),
        fc.array(criteria, { minLength: 4, maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        (changes, searches, limit) => {
          let at = NOON;
          freezeClock(new Date(at));
          const index = new LiveIndex();
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
            expect(index.size).toBe([...jobs.values()].filter((job) => job.listedUntil > at).length);
            for (const { criteria: asked, place } of searches) {
              const sort = asked.sort === "distance" && place?.kind !== "point" ? "match" : asked.sort;
              const expected = scanJobs([...jobs.values()], { ...asked, sort }, place, at);
              const pages = readPages(index, asked, place, limit, at);
              expect(pages.flatMap((page) => page.items.map((item) => item.id))).toEqual(expected.ids);
              for (const page of pages) expect(page.total).toBe(expected.ids.length);
              for (const page of pages) expect(page.facets).toEqual(expected.facets);
              for (const page of pages.slice(0, -1)) expect(page.items).toHaveLength(limit);
              expect([...pages[0]!.droppable].sort(byChoice)).toEqual(
                ([...expected.droppable] as Droppable[]).sort(byChoice),
              );
            }
          }
        },
      ),
      { numRuns: 80 },
    );
  }, 120_000);

  it("does so on a board that outgrew its first sets", () => {
    freezeClock(new Date(NOON));
    const index = new LiveIndex();
    const jobs = fc.sample(document, { numRuns: 900, seed: 7 }).map((job, at) => ({ ...job, id: jobId(at) }));
    for (const job of jobs) index.put(job);
    for (const { criteria: asked, place } of fc.sample(criteria, { numRuns: 15, seed: 7 })) {
      const sort = asked.sort === "distance" && place?.kind !== "point" ? "match" : asked.sort;
      const expected = scanJobs(jobs, { ...asked, sort }, place, NOON);
      const found = findJobs(index, asked, place, 100, NOON);
      expect(found.items.map((item) => item.id)).toEqual(expected.ids.slice(0, 100));
      expect(found.total).toBe(expected.ids.length);
      expect(found.facets).toEqual(expected.facets);
    }
  }, 60_000);
});

function byChoice(a: Droppable, b: Droppable): number {
  const key = ({ choice, ...rest }: Droppable) => choice + JSON.stringify(rest);
  return key(a) < key(b) ? -1 : 1;
}
