import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { takeTypedCredentials } from "~/jobs/edit-post-rows.ts";
import { offerValue, takeOffer } from "~/jobs/post-offers.ts";
import { meetsRule, payReadBack, ruleExample } from "~/jobs/read-back.ts";
import { readPlace } from "~/jobs/read-places.server.ts";
import { credentials } from "~/vocabulary/credentials.ts";
import { regions } from "~/vocabulary/regions.ts";
import { stateCodes } from "~/vocabulary/states.ts";
import { suggestCredentials } from "~/vocabulary/suggest-credentials.ts";

describe("a credential rule is explained by example", () => {
  const any = (...codes: string[]) => ({ how: "any", level: "required", codes });
  const all = (...codes: string[]) => ({ how: "all", level: "required", codes });
  const preferred = (...codes: string[]) => ({ how: "any", level: "preferred", codes });
  test.each([
    [[any("cpc", "ccs")], "Any one of them is enough."],
    [[all("cpc", "circc")], "All of them are needed: CPC alone is not enough."],
    [[any("cpc", "ccs"), any("coc", "cic")], "Somebody with CPC and COC meets it; somebody with CPC alone does not."],
    [[any("cpc", "ccs"), any("cpc", "cic")], "Somebody with CPC meets it."],
    [[preferred("cdip")], "Nobody is turned away for lacking it."],
    [
      [any("cpc"), { ...any("coc"), inLieu: "5 years" }],
      "Somebody with CPC and COC meets it; somebody with CPC alone does not, unless what you name may stand in for the rest.",
    ],
    [[any("cpc")], undefined],
    [[], undefined],
    [[{ how: "any" }], undefined],
  ])("%j", (groups, words) => {
    expect(ruleExample(groups)).toBe(words);
  });

  test("whoever holds everything meets every rule, and who meets one group too few does not", () => {
    const codes = credentials.map(({ code }) => code);
    const group = fc.record({
      how: fc.constantFrom("any", "all"),
      level: fc.constant("required"),
      codes: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), (groups) => {
        expect(meetsRule(groups, codes)).toBe(true);
        expect(meetsRule(groups, [])).toBe(false);
      }),
    );
  });
});

describe("a range is read back with what is derived from it", () => {
  const words = (form: Parameters<typeof payReadBack>[0]) => payReadBack(form);
  test("an hour is said as a year, a year and a chart as an hour", () => {
    expect(words({ payMin: "33.50", payMax: "41", payUnit: "hour" })).toEqual({
      reads: "$33.50–$41.00 an hour",
      derived: "$69,680–$85,280 for a full-time year of 2,080 hours. Only your own figure is shown.",
    });
    expect(words({ payMin: "62,400", payMax: "83,200", payUnit: "year" })?.derived).toContain("$30.00–$40.00 an hour");
    const chart = { payMin: "2.50", payMax: "3", payUnit: "chart" };
    expect(words({ ...chart, chartsPerHour: "12" })?.derived).toContain(
      "$30.00–$36.00 an hour, from your 12 charts an hour",
    );
    expect(words(chart)?.derived).toContain("once you say how many charts");
    expect(words({ ...chart, payUnit: "project" })?.derived).toContain("No hourly range");
  });
  test("what is no range yet is not read back", () => {
    for (const form of [
      {},
      { payMin: "x", payMax: "3", payUnit: "hour" },
      { payMin: "5", payMax: "4", payUnit: "hour" },
      { payMin: "1", payMax: "2" },
    ])
      expect(words(form)).toBeUndefined();
  });
});

describe("a credential that the board does not know is answered with what may be meant", () => {
  test.each([
    ["CRCC", ["CRC"]],
    ["RIHT", ["RHIT"]],
    ["CPCP", ["CPC-P"]],
    ["risk adjustment", ["CRC"]],
    ["inpatient", ["CIC"]],
    ["Cardiology", ["CCC"]],
  ])("%s", (typed, labels) => {
    expect(suggestCredentials(typed).map(({ label }) => label)).toEqual(expect.arrayContaining(labels));
  });
  test.each(["", "x", "forklift licence", "RN BSN"])("%j is none of ours", (typed) => {
    expect(suggestCredentials(typed)).toEqual([]);
  });
  test("the full name is known, codes are taken one by one, and an unknown name stays whole", () => {
    const take = (add: string) => takeTypedCredentials({ groups: [{ add }] }).groups;
    expect(take("Certified Professional Coder")).toEqual([{ codes: ["cpc"] }]);
    expect(take("CPC ccs, RHIT or rhia")).toEqual([{ codes: ["cpc", "ccs", "rhit", "rhia"] }]);
    expect(take("CPC, forklift licence")).toEqual([{ codes: ["cpc"], add: "forklift licence" }]);
  });
});

describe("what is offered is taken with one button", () => {
  test("the credential that was meant", () => {
    const part = { groups: [{ id: "1", codes: ["cpc"], add: "CRCC, nothing" }] };
    const op = offerValue({ kind: "credential", index: 0, piece: 0, code: "crc" });
    expect(takeOffer(part, op)).toEqual({
      part: { groups: [{ id: "1", codes: ["cpc", "crc"], add: "nothing" }] },
      focus: "groups-0-add",
    });
  });
  test("the place that was meant", () => {
    const part = { places: [{ id: "1", text: "Springfield" }] };
    const op = offerValue({ kind: "place", index: 0, label: "Springfield, MO" });
    expect(takeOffer(part, op)?.part.places).toEqual([{ id: "2", text: "Springfield, MO" }]);
  });
  test("a region is taken whole and left whole, and other states stay", () => {
    const taken = takeOffer({ states: ["tx"] }, offerValue({ kind: "region", region: "northeast", all: true }))!.part;
    expect(taken.states).toEqual(["tx", "ct", "me", "ma", "nh", "nj", "ny", "pa", "ri", "vt"].sort(byStates("tx")));
    const left = takeOffer(taken, offerValue({ kind: "region", region: "northeast", all: false }))!;
    expect(left).toEqual({ part: { states: ["tx"] }, focus: "region-northeast-none" });
  });
  test("what is no offer, or is offered for a row that is gone, changes nothing", () => {
    for (const op of [
      "",
      "add:groups",
      "place:7:Austin, TX",
      "credential:0:0:zzz",
      "region:moon:all",
      "region:west:some",
    ])
      expect(takeOffer({ places: [], groups: [{}] }, op)).toBeUndefined();
  });
  test("every state stands in one region", () => {
    expect(regions.flatMap((region) => region.states).sort()).toEqual([...stateCodes].sort());
  });
});

describe("a place is answered with what the board made of it", () => {
  // The gazetteer takes its time to load, once.
  beforeAll(() => void readPlace("Austin, TX"), 60_000);

  test("a city, a ZIP code and a county are said as what they are", () => {
    expect(readPlace("Austin, TX")).toMatchObject({ found: true, words: "The city of Austin, Texas." });
    expect(readPlace("43215")).toMatchObject({
      found: true,
      words: expect.stringContaining("ZIP code 43215") as string,
    });
    expect(readPlace("Travis County, TX").words).toContain("miles around its middle");
  });
  test("a name that many cities have is offered with its states", () => {
    const reading = readPlace("Springfield");
    expect(reading.found).toBe(false);
    expect(reading.options).toContain("Springfield, MO");
  });
  test("what cannot be found says so", () => {
    expect(readPlace("Nowhereville, ZZ")).toMatchObject({ found: false });
    expect(readPlace("Nowhereville, ZZ").words).toMatch(/cannot find|know/);
  });
});

/** The states in the order of every list, after those of `first`. */
function byStates(first: string) {
  const place = (code: string) => (code === first ? -1 : stateCodes.findIndex((state) => state === code));
  return (one: string, other: string) => place(one) - place(other);
}
