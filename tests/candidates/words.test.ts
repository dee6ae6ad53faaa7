import { describe, expect, it } from "vitest";
import { candidates } from "#db/seeds/seed-profile.ts";
import { facetOptions } from "~/candidates/candidate-filter.ts";
import { viewOf } from "~/candidates/candidate-view.ts";
import { lookWords } from "~/candidates/components/looks.tsx";
import { aboutThem } from "~/candidates/fit-words.ts";
import { lintMessage } from "~/candidates/lint-message.ts";
import { credentials } from "~/vocabulary/credentials.ts";
import { MESSAGE } from "./candidates.ts";

describe("what is told about a candidate", () => {
  it.each([
    ["Requires CPC; you have CPC.", "Requires CPC; they have CPC."],
    [
      "Remote; your profile does not say in which state you live.",
      "Remote; their profile does not say in which state they live.",
    ],
    ["Requires CCS; your CCS expired on March 3, 2026.", "Requires CCS; their CCS has expired."],
    ["In lieu “your 3 years count”; you have none.", "In lieu “your 3 years count”; they have none."],
  ])("turns %j around", (reason, told) => {
    expect(aboutThem(reason)).toBe(told);
  });

  it("holds no number, no day of expiry, and of the last change only the day", () => {
    const view = viewOf(
      {
        ...{ practicode: false, experience: [], homeState: "oh", commutes: [], moves: [], pay: null },
        credentials: [{ code: "cpc", apprentice: true, expiresOn: "2026-01-31" }],
        choices: { ehr: [], encoder: [], function: [], mode: [], type: [] },
        updatedAt: new Date("2026-11-22T13:37:42.123Z"),
      },
      "2026-11-22",
    );
    expect(view).toMatchObject({ credentials: [{ label: "CPC-A", expired: true }], place: "Lives in Ohio" });
    expect(view.updatedOn).toEqual(new Date("2026-11-22T00:00:00Z"));
    expect(JSON.stringify(view)).not.toContain("2026-01-31");
  });

  it("says what a look was", () => {
    expect(lookWords({ appeared: 1, opened: 0 })).toBe("Found you in 1 search");
    expect(lookWords({ appeared: 3, opened: 2 })).toBe("Opened your profile twice, found you in 3 searches");
  });
});

describe("credentials as a facet", () => {
  it("have a value of their own for apprentices, which is no other credential's", () => {
    const values = facetOptions.credential.map(({ code }) => code);
    expect(new Set(values).size).toBe(values.length);
    expect(values).toEqual(expect.arrayContaining(["cpc", "cpc-a", "coc-a"]));
    expect(values.filter((value) => value.endsWith("-a"))).toHaveLength(
      credentials.filter(({ apprenticeStatus }) => apprenticeStatus).length,
    );
  });
});

describe("a message", () => {
  it("of an honest recruiter worries nobody; one that sends a check does", () => {
    expect(lintMessage(MESSAGE)).toEqual([]);
    expect(
      lintMessage("We send you a check. Deposit it, keep 300 dollars and wire the rest to our vendor."),
    ).not.toEqual([]);
  });
});

describe("the demo's candidates", () => {
  it("speak the vocabulary", () => {
    const has = (facet: keyof typeof facetOptions, code: string) =>
      expect(
        facetOptions[facet].map((one) => one.code),
        `${facet} ${code}`,
      ).toContain(code);
    for (const one of candidates) {
      for (const [code, apprentice] of one.credentials) has("credential", apprentice ? `${code}-a` : code);
      for (const [countedIn, code] of one.years) has(countedIn, code);
      for (const facet of ["ehr", "encoder", "mode"] as const) for (const code of one[facet]) has(facet, code);
      has("home", one.home);
      has("function", one.function);
    }
  });
});
