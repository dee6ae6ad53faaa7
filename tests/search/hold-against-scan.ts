import { expect } from "vitest";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { withAfter, type JobCriteria } from "~/search/criteria.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import type { JobDocument } from "~/search/job-document.ts";
import type { Droppable } from "~/search/job-search.ts";
import type { LiveIndex } from "~/search/live-index.server.ts";
import { scanJobs } from "./scan-jobs.ts";

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

/** Expects every page of a search of the index to be what a scan of its jobs, those that lapsed among them, finds. */
export function holdAgainstScan(
  index: LiveIndex,
  jobs: readonly JobDocument[],
  { criteria, place }: { criteria: JobCriteria; place: PlaceAnswer | null },
  limit: number,
  at: number,
): void {
  expect(index.size).toBe(jobs.filter((job) => job.listedUntil > at).length);
  const sort = criteria.sort === "distance" && place?.kind !== "point" ? "match" : criteria.sort;
  const expected = scanJobs(jobs, { ...criteria, sort }, place, at);
  const pages = readPages(index, criteria, place, limit, at);
  expect(pages.flatMap((page) => page.items.map((item) => item.id))).toEqual(expected.ids);
  for (const page of pages) expect(page.total).toBe(expected.ids.length);
  for (const page of pages) expect(page.facets).toEqual(expected.facets);
  for (const page of pages.slice(0, -1)) expect(page.items).toHaveLength(limit);
  expect([...pages[0]!.droppable].sort(byChoice)).toEqual([...(expected.droppable as Droppable[])].sort(byChoice));
}

function byChoice(a: Droppable, b: Droppable): number {
  const key = ({ choice, ...rest }: Droppable) => choice + JSON.stringify(rest);
  return key(a) < key(b) ? -1 : 1;
}
