import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { countRow, newFigures } from "~/jobs/import/import-figures.ts";
import { mapPosting, type MappedPosting } from "~/jobs/import/map-posting.server.ts";
import { readFile } from "~/jobs/import/read-file.server.ts";
import type { SourcePosting } from "~/jobs/import/source-posting.ts";

const at = new Date("2026-11-21T12:00:00Z");
const source: SourcePosting = {
  title: "Inpatient Coder",
  employer: "Mercy &amp; Sons",
  employerWebsite: null,
  body: "We need a coder. CCS required.",
  places: ["Dayton, OH"],
  url: "https://jobs.mercy.example/1?utm_source=x",
  identifier: null,
  posted: "2026-11-01",
  validThrough: null,
  types: ["FULL_TIME"],
  remote: null,
  reach: [],
  pay: null,
};
const map = (changes: Partial<SourcePosting> = {}) => mapPosting({ ...source, ...changes }, at);
const taken = (changes: Partial<SourcePosting> = {}): MappedPosting => {
  const mapped = map(changes);
  if ("refused" in mapped) throw new Error(mapped.refused);
  return mapped;
};

describe("a posting becomes a job", () => {
  it("with what it says, and not stated where it says nothing", () => {
    const { content, employer, postedAt } = taken();
    expect(employer).toBe("Mercy & Sons");
    expect(postedAt?.toISOString()).toBe("2026-11-01T00:00:00.000Z");
    expect(content).toMatchObject({
      title: "Inpatient Coder",
      functions: ["coder"],
      settings: ["inpatient-facility"],
      employmentTypes: ["full-time"],
      mode: "not-stated",
      stateReach: "not-stated",
      pay: null,
      apprentice: "not-stated",
      credentialGroups: [{ how: "any", level: "required", codes: ["ccs"] }],
      apply: { kind: "url", url: source.url },
    });
    expect(content.locations).toMatchObject([{ label: "Dayton, OH", city: "Dayton", state: "oh" }]);
  });

  it("at several places, and keeps one it does not know without a point", () => {
    const { content, notes } = taken({ places: ["Austin, TX; Dallas, TX", "Peaks Regional Office", "2 Locations"] });
    expect(content.locations.map((place) => [place.label, place.state])).toEqual([
      ["Austin, TX", "tx"],
      ["Dallas, TX", "tx"],
      ["Peaks Regional Office", null],
    ]);
    expect(notes.join()).toContain("2 Locations");
  });

  it("remote in the states the source names", () => {
    expect(taken({ places: ["Anywhere in the U.S. (remote job), United States"] }).content).toMatchObject({
      mode: "remote",
      stateReach: "all",
    });
    expect(taken({ remote: true, reach: ["Michigan, USA", "Ohio, USA"] }).content).toMatchObject({
      mode: "remote",
      stateReach: "only",
      states: ["mi", "oh"],
    });
    expect(taken({ remote: true }).content).toMatchObject({ mode: "remote", stateReach: "not-stated" });
    expect(taken({ remote: true, body: "This is a hybrid position." }).content.mode).toBe("hybrid");
  });

  it("without the list of other jobs that a scraper took for its text", () => {
    const other =
      "Nurse ManagerlocationsNashville, TNR-44374Medical Coder (CPC)locationsNashville, TNR-49319AuditorlocationsMemphis, TNR-1234";
    const { content, notes } = taken({ body: `We need a coder.\n${other}` });
    expect(content.bodyText).toBe("We need a coder.");
    expect(content.credentialGroups).toEqual([]);
    expect(notes.join()).toContain("other jobs");
  });

  it("whose title is cut at a word, without entities", () => {
    expect(taken({ title: `Coder &amp; Auditor ${"inpatient ".repeat(20)}` }).content.title).toMatch(
      /^Coder & Auditor (inpatient ?)+$/,
    );
  });
});

describe("a posting is refused", () => {
  it.each([
    [
      "when it is no coding work",
      { title: "Registered Nurse", body: "Care for patients." },
      /not a medical coding job/,
    ],
    ["when it is over", { validThrough: "2026-11-20" }, /valid through 2026-11-20/],
    ["when it is abroad", { places: ["Gurugram, India"] }, /outside the United States/],
  ])("%s", (_, changes, reason) => expect(map(changes)).toEqual({ refused: expect.stringMatching(reason) }));

  it("but not on the day through which it is valid", () =>
    expect(map({ validThrough: "2026-11-21" })).toHaveProperty("content"));
});

describe("a posting keeps its identity", () => {
  it("when its words change, and not its number or address", () => {
    const [one, other] = [
      taken(),
      taken({
        title: "Senior Inpatient Coder",
        body: "New words on coding.",
        url: "https://jobs.mercy.example/1?utm_source=other#top",
      }),
    ];
    expect(other.sourceKey).toBe(one.sourceKey);
    expect(other.hash).not.toBe(one.hash);
    expect(taken({ url: "https://jobs.mercy.example/2" }).sourceKey).not.toBe(one.sourceKey);
    expect(taken({ identifier: "Mercy|7" }).sourceKey).not.toBe(one.sourceKey);
  });

  it("and is unchanged while the source says the same, whenever it is read", () => {
    const [one, later] = [
      mapPosting(source, at),
      mapPosting({ ...source, posted: "3d" }, new Date(at.getTime() + 86_400_000)),
    ];
    expect(later).toHaveProperty("hash", (one as MappedPosting).hash);
  });
});

const folder = process.env.JOB_FILES ?? path.resolve(import.meta.dirname, "../../../../shared/data/jobs");
describe.skipIf(!existsSync(folder))("real postings", () => {
  it.each([
    ["coding.jsonld.jsonl", 225, 237],
    ["health-1000.csv", 0, 30],
  ])(
    "of %s are understood",
    async (file, least, most) => {
      const figures = newFigures();
      let count = 0;
      const keys = new Set<string>();
      for await (const row of readFile(path.join(folder, file))) {
        if ("refused" in row) continue;
        const mapped = mapPosting(row.posting, at);
        const content = "refused" in mapped ? null : mapped.content;
        countRow(figures, row.row, row.posting, content);
        if ("refused" in mapped) continue;
        count++;
        keys.add(mapped.sourceKey);
      }
      expect(count).toBeGreaterThanOrEqual(least);
      expect(count).toBeLessThanOrEqual(most);
      expect(keys.size).toBe(count);
      if (figures.credentials.of)
        expect(figures.credentials.found / figures.credentials.of).toBeGreaterThanOrEqual(0.9);
      expect(figures.places.found / figures.places.of).toBeGreaterThanOrEqual(0.9);
    },
    120_000,
  );
});
