import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY, freezeClock, now } from "~/platform/clock.ts";
import { anyJob, sorts, withAfter, type Sort } from "~/search/criteria.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { makeDocument } from "./make-document.ts";

const NOON = Date.UTC(2026, 5, 15, 12);
beforeEach(() => freezeClock(new Date(NOON)));
afterEach(() => freezeClock());

const page = (index: LiveIndex, after: string | null, sort: Sort = "match", limit = 3) =>
  findJobs(index, withAfter({ ...anyJob(), sort }, after), null, limit, now().getTime());

const fill = (index: LiveIndex, count: number) => {
  const jobs = Array.from({ length: count }, (_, at) =>
    makeDocument({ postedAt: NOON - (at % 5) * DAY, hourly: { minCents: 1, maxCents: 2_000 + (at % 4) } }),
  );
  for (const job of jobs) index.put(job);
  return jobs;
};

describe("the pages of a search", () => {
  it.each(sorts.filter((sort) => sort !== "distance"))(
    "by %s neither repeat nor skip a job while others come and go",
    (sort) => {
      const index = new LiveIndex();
      const jobs = fill(index, 40);
      const seen: string[] = [];
      const gone = new Set<string>();
      for (let after: string | null = null, turn = 0; turn === 0 || after !== null; turn++) {
        const { items, next } = page(index, after, sort);
        seen.push(...items.map(({ id }) => id));
        after = next;
        index.put(
          makeDocument({ postedAt: NOON - (turn % 6) * DAY, hourly: { minCents: 1, maxCents: 2_000 + (turn % 4) } }),
        );
        const leaving = jobs[turn * 3];
        if (leaving && !seen.includes(leaving.id)) {
          index.remove(leaving.id);
          gone.add(leaving.id);
        }
      }
      expect(new Set(seen).size).toBe(seen.length);
      for (const { id } of jobs) expect(seen.includes(id) || gone.has(id)).toBe(true);
    },
  );

  it("go on in the first page's order when the day changes in between", () => {
    const index = new LiveIndex();
    const jobs = fill(index, 12);
    const first = page(index, null);
    freezeClock(new Date(NOON + DAY));
    const second = page(index, first.next, "match", 50);
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(jobs.map(({ id }) => id).sort());
  });

  it("begin anew, and say so, at a key that is none", () => {
    const index = new LiveIndex();
    fill(index, 5);
    const { next, items } = page(index, null);
    const future = next!.replace(/^m\.\d+/, "m.30000");
    for (const after of ["", "x", "m.1.1.1", "m.1e3.5.22", future, next!.replace("m", "n")])
      expect(page(index, after)).toMatchObject({ items, ignored: [`after=${after}`] });
  });

  it("are empty past the end, with the whole total", () => {
    const index = new LiveIndex();
    fill(index, 3);
    const last = `m.${Math.floor(NOON / DAY)}.-1.${"1".repeat(22)}`;
    expect(page(index, last)).toMatchObject({ total: 3, items: [], next: null });
  });

  it("cannot be ordered by distance from nowhere", () => {
    const index = new LiveIndex();
    fill(index, 3);
    expect(page(index, null, "distance").ignored).toEqual(["sort=distance"]);
  });
});

describe("a listed job", () => {
  it("leaves every answer the moment it is no longer listed", () => {
    const index = new LiveIndex();
    index.put(makeDocument({ listedUntil: NOON + 1_000, facets: { mode: ["remote"] } }));
    const { version } = index;
    freezeClock(new Date(NOON + 999));
    expect(page(index, null).total).toBe(1);
    expect(index.version).toBe(version);
    freezeClock(new Date(NOON + 1_000));
    expect(index.version).toBeGreaterThan(version);
    expect(page(index, null)).toMatchObject({ total: 0, items: [] });
    expect(page(index, null).facets.mode.remote).toBe(0);
    expect(index.size).toBe(0);
  });

  it("stays when it was extended before", () => {
    const index = new LiveIndex();
    const job = makeDocument({ listedUntil: NOON + 1_000 });
    index.put(job);
    index.put({ ...job, listedUntil: NOON + DAY });
    freezeClock(new Date(NOON + 2_000));
    expect(index.size).toBe(1);
  });

  it("is not taken in when it is over already", () => {
    const index = new LiveIndex();
    index.put(makeDocument({ listedUntil: NOON }));
    expect(index.size).toBe(0);
  });
});
