import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { AlertIndex, type MatchedAlert } from "~/alerts/alert-index.server.ts";
import { DAY, freezeClock } from "~/platform/clock.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { encodeId, type AlertId } from "~/platform/ids.ts";
import { anyJob, forEachFacet } from "~/search/criteria.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { criteria, document, NOON, place } from "#tests/search/arbitrary-search.ts";
import { makeDocument } from "#tests/search/make-document.ts";
import { scanJobs } from "#tests/search/scan-jobs.ts";

const alertId = (number: number): AlertId =>
  encodeId<"alert">(Uint8Array.of(...new Array<number>(14).fill(1), number >> 8, number & 255));

/** Some ask for next to nothing, so that many match. */
const asked = fc.oneof(
  { weight: 3, arbitrary: criteria },
  {
    weight: 1,
    arbitrary: place.map((place: PlaceAnswer | null) => ({ criteria: { ...anyJob(), place: "x" }, place })),
  },
);

const someJobs = fc.uniqueArray(document, { maxLength: 12, selector: ({ id }) => id });

afterEach(() => freezeClock());

describe("a job finds the alerts that match it", () => {
  it("exactly those whose search would find it", { timeout: 30_000 }, () => {
    freezeClock(new Date(NOON));
    let matches = 0;
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 30 }), someJobs, (searches, jobs) => {
        const index = new AlertIndex();
        for (const [at, search] of searches.entries()) index.put({ id: alertId(at), since: 0, ...search });
        const live = new LiveIndex();
        for (const job of jobs) live.put(job);
        const found = jobs.map((job) => new Set(index.match(job, NOON)));
        for (const [at, { criteria, place }] of searches.entries()) {
          const search = { ...criteria, sort: "match" as const };
          const matched = jobs.filter((_, job) => found[job]!.has(alertId(at))).map(({ id }) => id);
          const searched = findJobs(live, search, place, 100, NOON).items.map(({ id }) => id);
          expect(matched.sort(), JSON.stringify({ search, jobs })).toEqual(
            scanJobs(jobs, search, place, NOON).ids.sort(),
          );
          expect(matched).toEqual(searched.sort());
          matches += matched.length;
        }
      }),
      { numRuns: 120 },
    );
    expect(matches).toBeGreaterThan(100);
  });

  it("after alerts came, changed and went as if they had stood so from the start", () => {
    type Step = { number: number; alert: { criteria: MatchedAlert["criteria"]; place: PlaceAnswer | null } | null };
    const step: fc.Arbitrary<Step> = fc.record({ number: fc.nat(9), alert: fc.option(asked, { freq: 3 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), document, (steps, job) => {
        const index = new AlertIndex();
        const standing = new Map<number, MatchedAlert>();
        for (const { number, alert } of steps) {
          const id = alertId(number);
          if (alert) {
            index.put({ id, since: 0, ...alert });
            standing.set(number, { id, since: 0, ...alert });
          } else {
            index.remove(id);
            standing.delete(number);
          }
        }
        const fresh = new AlertIndex();
        for (const alert of standing.values()) fresh.put(alert);
        expect(index.size).toBe(standing.size);
        expect(index.match(job, NOON).sort()).toEqual(fresh.match(job, NOON).sort());
      }),
    );
  });

  it("only those that had begun when it was posted", () => {
    const index = new AlertIndex();
    for (const [at, since] of [NOON - DAY, NOON, NOON + 1].entries())
      index.put({ id: alertId(at), criteria: anyJob(), place: null, since });
    expect(index.match(makeDocument({ postedAt: NOON }), NOON).sort()).toEqual([alertId(0), alertId(1)].sort());
  });

  it("by every choice at once", () => {
    const index = new AlertIndex();
    const facets = forEachFacet((facet) => (facet === "credential" ? ["cpc", "ccs"] : []));
    const search = { ...anyJob(), q: '"risk adjustment" -onsite', facets, payMin: 3_000, employers: ["mercy"] };
    index.put({ id: alertId(1), criteria: search, place: null, since: 0 });
    const job = {
      title: "Risk adjustment coder",
      facets: { credential: ["ccs"] },
      hourly: { minCents: 2_800, maxCents: 3_000 },
    };
    expect(index.match(makeDocument(job), NOON)).toEqual([alertId(1)]);
    expect(index.match(makeDocument({ ...job, body: "On-site? No: onsite." }), NOON)).toEqual([]);
    expect(index.match(makeDocument({ ...job, hourly: { minCents: 2_800, maxCents: 2_999 } }), NOON)).toEqual([]);
    expect(index.match(makeDocument({ ...job, facets: { credential: ["coc"] } }), NOON)).toEqual([]);
    expect(index.match(makeDocument({ ...job, employer: { slug: "solace", name: "Solace" } }), NOON)).toEqual([]);
  });
});
