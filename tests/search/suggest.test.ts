import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { DAY, freezeClock, now } from "~/platform/clock.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { parseCriteria, toSearchParams } from "~/search/criteria.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import type { JobDocument } from "~/search/job-document.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { NameIndex } from "~/search/name-index.server.ts";
import { fitName, nameWords } from "~/search/name-words.ts";
import { suggest } from "~/search/suggest.server.ts";
import type { Suggestion } from "~/search/suggestion.ts";
import { states } from "~/vocabulary/states.ts";
import { document, jobId, JOBS, NOON } from "./arbitrary-search.ts";
import { makeDocument } from "./make-document.ts";

afterEach(() => freezeClock());

function boardOf(...jobs: Parameters<typeof makeDocument>[0][]): LiveIndex {
  const index = new LiveIndex();
  for (const job of jobs) index.put(makeDocument(job));
  return index;
}

const words = (index: LiveIndex, text: string, limit = 8) => suggest(index, "q", text, limit);
const labels = (suggestions: readonly Suggestion[]) => suggestions.map(({ label }) => label);
const titles = (index: LiveIndex, text: string) => labels(words(index, text).filter(({ kind }) => kind === "title"));

/** How many jobs a suggestion leads to. */
function follow(index: LiveIndex, { params }: Suggestion): number {
  const { criteria, ignored } = parseCriteria(new URLSearchParams(params));
  expect(ignored).toEqual([]);
  const place = criteria.place ? resolvePlace(criteria.place, "search") : null;
  expect(place?.kind).not.toBe("unresolved");
  return findJobs(index, criteria, place, 1, now().getTime()).total;
}

describe("what is offered while words are typed", () => {
  it("are titles, found by any of their words, the most frequent first", () => {
    const index = boardOf(
      { title: "Structural Heart Coder" },
      { title: "Inpatient Coder" },
      { title: "Inpatient Coder" },
      { title: "Inpatient Auditor" },
    );
    expect(titles(index, "inp")).toEqual(["Inpatient Coder", "Inpatient Auditor"]);
    expect(titles(index, "heart")).toEqual(["Structural Heart Coder"]);
    expect(titles(index, "HEART COD")).toEqual(["Structural Heart Coder"]);
    expect(titles(index, "coder heart")).toEqual([]);
    expect(titles(index, "npatient")).toEqual([]);
  });

  it("takes spellings of one title together, and shows the usual one", () => {
    const index = boardOf(
      { title: "CODER – Café" },
      { title: "Coder (cafe)" },
      { title: "Coder, Café" },
      { title: "Coder, Café" },
    );
    expect(titles(index, "cod")).toEqual(["Coder, Café"]);
    expect(titles(index, "CAFÉ")).toEqual(["Coder, Café"]);
  });

  it("puts what is called so before what begins so, and that before what has a word that begins so", () => {
    const index = boardOf(
      { title: "Senior Auditor" },
      { title: "Senior Auditor" },
      { title: "Auditor of charts" },
      { title: "Auditor" },
    );
    expect(titles(index, "auditor")).toEqual(["Auditor", "Auditor of charts", "Senior Auditor"]);
  });

  it("are credentials by code, name, older code and status, leading to the facet", () => {
    const index = boardOf({ facets: { credential: ["cpc", "coc"], apprentice: ["welcome"] } });
    const cpc = {
      kind: "credential",
      label: "CPC",
      detail: "Certified Professional Coder",
      params: { credential: "cpc" },
      jobs: 1,
    };
    expect(words(index, "cpc")[0]).toEqual(cpc);
    expect(words(index, "professional coder")).toEqual([cpc]);
    expect(
      words(boardOf({ title: "Professional coder II", facets: { credential: ["cpc"] } }), "professional co"),
    ).toMatchObject([{ label: "CPC" }, { kind: "title" }]);
    expect(words(index, "cpc-h")).toMatchObject([{ params: { credential: "coc" } }]);
    expect(words(index, "cpc-a")).toMatchObject([{ params: { apprentice: "welcome" } }]);
  });

  it("are values of the other facets, by what else the field calls them", () => {
    const index = boardOf({
      facets: { setting: ["ed-facility"], function: ["risk-adjustment"], mode: ["remote"], codeset: ["icd-10-cm"] },
    });
    expect(words(index, "emergency ro")).toMatchObject([{ kind: "setting", label: "ED facility" }]);
    expect(words(index, "hcc")).toMatchObject([{ kind: "function", label: "Risk adjustment (HCC)" }]);
    expect(words(index, "work from")).toMatchObject([{ kind: "mode", label: "Remote" }]);
    expect(words(index, "icd10")).toMatchObject([{ kind: "codeset", label: "ICD-10-CM" }]);
    expect(words(index, "dental")).toEqual([]);
    // A name of its own stands before a synonym that begins so.
    expect(labels(words(boardOf({ facets: { codeset: ["ncci"], credential: ["coc"] } }), "co"))).toEqual([
      "COC",
      "NCCI",
    ]);
  });

  it("are employers, leading to theirs alone, under the name they have now", () => {
    const job = makeDocument({ employer: { slug: "mercy", name: "Mercy Health" } });
    const index = boardOf(job, { employer: { slug: "mercy-2", name: "Mercy Health" } });
    expect(words(index, "health")).toMatchObject([
      { kind: "employer", label: "Mercy Health", params: { employer: "mercy" }, jobs: 1 },
      { kind: "employer", label: "Mercy Health", params: { employer: "mercy-2" }, jobs: 1 },
    ]);
    index.put({ ...job, employer: { slug: "mercy", name: "Grace" } });
    expect(words(index, "mercy")).toMatchObject([{ params: { employer: "mercy-2" } }]);
    expect(words(index, "grace").slice(0, 1)).toMatchObject([{ params: { employer: "mercy" } }]);
  });

  it("are places, a few, once a city can be told", () => {
    const index = boardOf({ title: "Coder" });
    expect(words(index, "columbus")).toMatchObject([
      { kind: "place", label: "Columbus, OH", params: { place: "Columbus, OH" }, jobs: null },
      { kind: "place" },
    ]);
    expect(words(index, "78701")).toMatchObject([{ kind: "place", label: "Austin, TX 78701" }]);
    expect(words(index, "zu")).toEqual([]);
  });

  it("leave no sort of them out for another's sake", () => {
    const facets = { credential: ["cpc", "coc", "ccs", "cca", "cic", "crc"], function: ["coder", "compliance"] };
    const index = boardOf(
      { title: "Coder", facets, employer: { slug: "cedar", name: "Cedar" } },
      { title: "Chart auditor" },
    );
    const kinds = words(index, "c").map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["credential", "title", "employer"]));
    expect(kinds).toHaveLength(8);
    // Where there is room the rest comes too.
    expect(words(index, "c", 20).filter(({ kind }) => kind === "credential" || kind === "function")).toHaveLength(8);
  });

  it("go with the last job that has them, and with its expiry", () => {
    const last = makeDocument({ title: "Dental auditor", employer: { slug: "solace", name: "Solace" } });
    const index = boardOf(last);
    expect(labels(words(index, "solace"))).toEqual(["Solace"]);
    index.remove(last.id);
    expect(words(index, "solace")).toEqual([]);
    expect(words(index, "dental aud")).toEqual([]);
    index.put(last);
    expect(titles(index, "dental aud")).toEqual(["Dental auditor"]);
    freezeClock(new Date(last.listedUntil + 1));
    expect(titles(index, "dental aud")).toEqual([]);
  });
});

describe("what is offered while a place is typed", () => {
  const place = (text: string, limit = 5) => suggest(boardOf({ facets: { state: ["oh"] } }), "place", text, limit);

  it("is the most populous city that begins so, a state, a ZIP code, or remote work", () => {
    expect(place("aus")[0]).toMatchObject({ kind: "place", label: "Austin, TX" });
    expect(place("ohio")[0]).toMatchObject({ label: "Ohio", params: { place: "Ohio" }, jobs: 1 });
    expect(labels(place("787"))).toContain("Austin, TX 78701");
    expect(place("rem")[0]).toMatchObject({ label: "Remote", params: { place: "Remote" } });
    expect(place("st. l")[0]).toMatchObject({ label: "St. Louis, MO" });
    expect(place("")).toEqual([]);
  });

  it("leads to itself, with as many jobs as it says", () => {
    const index = boardOf(...states.map(({ code }) => ({ facets: { state: [code], mode: ["remote"] } })));
    for (const { name } of states) {
      const state = suggest(index, "place", name, 20).find(({ label }) => label === name)!;
      expect(follow(index, state), name).toBe(state.jobs);
    }
  });
});

type Change = { put: JobDocument } | { remove: number } | { wait: number };
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 12, arbitrary: document.map((put) => ({ put })) },
  { weight: 4, arbitrary: fc.nat(JOBS - 1).map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 8 }).map((quarters) => ({ wait: (quarters * DAY) / 4 })) },
);
const typed = fc.oneof(
  fc.constantFrom(
    ..."c co cod code coder cpc ed em risk-a risk adj café CAFE 3 icd-10 mercy solace the of e/m r remote i inp".split(
      " ",
    ),
  ),
  fc.constantFrom(
    "risk adj",
    "coder c",
    "evaluation and m",
    "mercy cod",
    "emergency department",
    "coder remote in",
    "icd-10-c",
  ),
);

/** The names of the listed jobs that fit, found by looking at each. */
function scanNames(
  jobs: readonly JobDocument[],
  text: string,
  nameOf: (job: JobDocument) => [label: string, tag: string],
) {
  const names = new Map<string, { words: string[]; tag: string; labels: Map<string, number>; jobs: number }>();
  for (const job of jobs) {
    const [label, tag] = nameOf(job);
    const key = `${tag}\n${nameWords(label).join(" ")}`;
    const name = names.get(key) ?? { words: nameWords(label), tag, labels: new Map<string, number>(), jobs: 0 };
    names.set(key, name);
    name.jobs++;
    name.labels.set(label, (name.labels.get(label) ?? 0) + 1);
  }
  return [...names.values()]
    .flatMap(({ words, tag, labels, jobs }) => {
      const fit = fitName(words, nameWords(text));
      const [label] = [...labels].sort(([a, m], [b, n]) => n - m || (a < b ? 1 : -1))[0]!;
      return fit === undefined ? [] : [{ found: { label, tag, jobs, fit }, key: words.join(" ") }];
    })
    .sort(
      (a, b) =>
        a.found.fit - b.found.fit ||
        b.found.jobs - a.found.jobs ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : a.found.tag < b.found.tag ? -1 : 1),
    )
    .map(({ found }) => found);
}

describe("suggestions, whatever was changed and typed,", () => {
  it("are those of a scan of all jobs, and lead to as many jobs as they say", () => {
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 10, maxLength: 200 }),
        fc.array(typed, { minLength: 3, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (changes, texts, limit) => {
          let at = NOON;
          freezeClock(new Date(at));
          const index = new LiveIndex();
          const jobs = new Map<string, JobDocument>();
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
            const listed = [...jobs.values()].filter((job) => job.listedUntil > at);
            for (const text of texts) {
              const suggestions = suggest(index, "q", text, limit);
              expect(suggestions.length).toBeLessThanOrEqual(limit);
              for (const suggestion of suggestions)
                if (suggestion.jobs !== null) {
                  expect(follow(index, suggestion)).toBe(suggestion.jobs);
                  if (suggestion.kind !== "place") expect(suggestion.jobs).toBeGreaterThan(0);
                }
              const named = listed.filter((job) => nameWords(job.title).length > 0);
              expect(index.titles.find(nameWords(text), limit)).toEqual(
                scanNames(named, text, (job) => [job.title, ""]).slice(0, limit),
              );
              expect(index.employerNames.find(nameWords(text), limit)).toEqual(
                scanNames(listed, text, ({ employer }) => [employer.name, employer.slug]).slice(0, limit),
              );
            }
          }
        },
      ),
      { numRuns: 80 },
    );
  }, 120_000);

  it("cost no memory for names that are gone", () => {
    const names = new NameIndex();
    for (let at = 0; at < 20_000; at++) {
      names.put(at % 100, `Coder of unit ${at % 7_000}`);
      if (at >= 99) names.remove((at + 1) % 100);
      if (at % 1_000 === 999) expect(names.find(["cod"], 200)).toHaveLength(99);
    }
    expect(names.size).toBe(99);
  });

  it("begin with what was typed of them so far", () => {
    const letter = fc.constantFrom(..."abcé-'/& .(3".split(""));
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 30 }), fc.nat(30), (letters, length) => {
        const name = nameWords(letters.join(""));
        const begun = nameWords(letters.slice(0, length).join(""));
        if (begun.length > 0) expect(fitName(name, begun)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });

  it("are given for any text", () => {
    const index = boardOf({ title: '-Coder "remote" - '.repeat(12) }, { title: "\u00ad\u200d“x”" });
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom(
        "x".repeat(1_000_000),
        "c ".repeat(100_000),
        "\ud800",
        "%",
        "__proto__",
        "constructor",
        "ﬃ",
        "İ",
        "-",
        "9".repeat(400),
        "'",
        "c'",
      ),
    );
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom("q" as const, "place" as const),
        fc.constantFrom(8, 0, -1, NaN, 1e9),
        (text, field, limit) => {
          for (const suggestion of suggest(index, field, text, limit)) {
            const params = new URLSearchParams(suggestion.params);
            const { criteria, ignored } = parseCriteria(params);
            expect(ignored).toEqual([]);
            expect(toSearchParams(criteria).toString()).toBe(params.toString());
          }
        },
      ),
      { numRuns: 500 },
    );
    for (const suggestion of words(index, "coder")) expect(follow(index, suggestion)).toBe(1);
  }, 60_000);
});
