import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { freezeClock, now } from "~/platform/clock.ts";
import { withoutDropped } from "~/search/components/result-notes.tsx";
import { dropWords } from "~/search/components/search-words.ts";
import { anyJob, parseCriteria } from "~/search/criteria.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { criteria, document, NOON } from "./arbitrary-search.ts";
import { makeDocument } from "./make-document.ts";

afterEach(() => freezeClock());

function boardOf(...titles: string[]): LiveIndex {
  const index = new LiveIndex();
  for (const title of titles) index.put(makeDocument({ title }));
  return index;
}

function whatToDrop(index: LiveIndex, query: string): Record<string, number> {
  const asked = parseCriteria(new URLSearchParams(query)).criteria;
  const { droppable } = findJobs(index, asked, null, 20, now().getTime());
  return Object.fromEntries(droppable.map((drop) => [dropWords(asked, drop, {}), drop.count]));
}

describe("a search that finds nothing", () => {
  it("says what each word alone is worth, the most first", () => {
    const index = boardOf("Remote auditor", "Remote auditor", "Inpatient auditor", "Biller");
    expect(Object.entries(whatToDrop(index, "q=remote+inpatient+auditor"))).toEqual([
      ["Without “remote inpatient auditor”", 4],
      ["Without “inpatient”", 2],
      ["Without “remote”", 1],
    ]);
  });

  it("names phrases whole, and what was excluded as allowed", () => {
    const index = boardOf("Risk adjustment coder", "Remote biller");
    expect(whatToDrop(index, 'q="risk+adjustment"+biller')).toMatchObject({
      "Without “risk adjustment”": 1,
      "Without “biller”": 1,
    });
    expect(whatToDrop(index, "q=biller+-remote")).toEqual({
      "Without “biller -remote”": 2,
      "Allowing “remote”": 1,
      "Without “biller”": 1,
    });
    expect(whatToDrop(index, 'q=biller+-"remote+biller"')["Allowing “remote biller”"]).toBe(1);
  });

  it("counts the rest as it is read: dropping what stands between joins a synonym", () => {
    const index = boardOf("HCC coder");
    expect(whatToDrop(index, "q=risk+zebra+adjustment")["Without “zebra”"]).toBe(1);
  });

  it("leaves a single word to the choice it is", () => {
    const index = boardOf("Coder");
    expect(whatToDrop(index, "q=zebra")).toEqual({ "Without “zebra”": 1 });
    expect(whatToDrop(index, "q=zebra+-+%26")).toEqual({ "Without “zebra - &”": 1 });
  });

  it("keeps the other choices while a word is dropped", () => {
    const index = boardOf("Coder");
    expect(whatToDrop(index, "q=coder+zebra&setting=dental")).toEqual({});
    expect(whatToDrop(index, "q=coder+zebra&posted=30")).toEqual({
      "Without “coder zebra”": 1,
      "Without “zebra”": 1,
    });
  });

  it("leads, whatever was asked, to a search with exactly the jobs it promised", () => {
    freezeClock(new Date(NOON));
    const index = new LiveIndex();
    for (const job of fc.sample(document, { numRuns: 60, seed: 3 })) index.put(job);
    let promised = 0;
    fc.assert(
      fc.property(criteria, ({ criteria: asked, place }) => {
        for (const drop of findJobs(index, asked, place, 1, NOON).droppable) {
          const rest = withoutDropped(asked, drop);
          expect(findJobs(index, rest, rest.place ? place : null, 1, NOON).total).toBe(drop.count);
          promised++;
        }
      }),
      { numRuns: 400 },
    );
    expect(promised).toBeGreaterThan(0);
  });

  it("answers twenty words no job has like any search", () => {
    const index = boardOf(...Array.from({ length: 70 }, (_, at) => `Coder ${at}`));
    const q = Array.from({ length: 20 }, (_, at) => `zebra${at}`).join(" ");
    expect(findJobs(index, { ...anyJob(), q }, null, 20, now().getTime()).droppable).toEqual([
      { choice: "q", count: 70 },
    ]);
  });
});
