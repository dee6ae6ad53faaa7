import { describe, expect, it } from "vitest";
import type { JobDemands } from "~/profiles/demands.ts";
import { fitWords, partsToChange } from "~/profiles/fit-words.ts";
import { qualify } from "~/profiles/qualify.ts";
import type { Standing } from "~/profiles/standing.ts";

const TODAY = "2026-11-22";
const held = (code: string, apprentice = false) => ({ code, apprentice, expiresOn: null });
const asks = (how: "any" | "all", ...codes: string[]) => ({ how, level: "required" as const, codes, inLieu: null });
const years = (count: number, code = "ed-facility") => ({ years: count, countedIn: "setting" as const, code });

/** A CPC who lives in Ohio, with three years of ED facility. */
const coder: Standing = {
  credentials: [held("cpc")],
  practicode: false,
  experience: [years(3)],
  homeState: "oh",
  commutes: [],
  moves: [],
};
/** Remote, open to all states, asks for CPC or CCS. */
const job: JobDemands = {
  groups: [asks("any", "cpc", "ccs")],
  apprentice: "no",
  mode: "remote",
  stateReach: "all",
  states: [],
  places: [],
  experience: [],
};

const judge = (demands: Partial<JobDemands>, person: Partial<Standing> = {}) =>
  qualify({ ...coder, ...person }, { ...job, ...demands }, TODAY);

describe("a card says", () => {
  it.each<[string, string, Partial<JobDemands>, Partial<Standing>?]>([
    ["ok", "Qualified", {}],
    ["ok", "Qualified; not stated: experience", { experience: null }],
    ["ok", "Qualified; not stated: where one may work and experience", { experience: null, stateReach: "not-stated" }],
    ["missing", "One thing missing: CCS or CIC", { groups: [asks("any", "ccs", "cic")] }],
    ["missing", "One thing missing: CRC", { groups: [asks("all", "cpc", "crc")] }],
    ["missing", "One thing missing: 2 more years of ED facility", { experience: [years(5)] }],
    ["missing", "One thing missing: CPC without apprentice status", {}, { credentials: [held("cpc", true)] }],
    ["missing", "One thing missing: your home state", { stateReach: "only", states: ["ky"] }, { homeState: null }],
    [
      "unsaid",
      "Requirements not stated: whether it takes apprentices",
      { apprentice: "not-stated" },
      { credentials: [held("cpc", true)] },
    ],
    [
      "unsaid",
      "Requirements not stated: credentials and experience",
      { groups: null, apprentice: "not-stated", experience: null },
    ],
    ["refused", "Not eligible: remote, open to Nevada only; you live in Ohio", { stateReach: "only", states: ["nv"] }],
    [
      "refused",
      "Not eligible: on-site in California; you live in Ohio",
      { mode: "on-site", places: ["ca"], groups: [asks("any", "ccs")] },
    ],
    [
      "refused",
      "Not eligible: missing CCS or CIC, and 1 more year of ED facility",
      { groups: [asks("any", "ccs", "cic")], experience: [years(4)] },
    ],
    [
      "refused",
      "Not eligible: missing CCS, CIC, and 3 things more",
      { groups: [asks("all", "ccs", "cic", "crc")], experience: [years(4), years(1, "payer")] },
    ],
  ])("%s: %s", (kind, words, demands, person) => {
    expect(fitWords(judge(demands, person))).toEqual({ kind, words });
  });
});

describe("the parts of the profile that would change an answer", () => {
  it.each<[string, string[], Partial<JobDemands>, Partial<Standing>?]>([
    ["none where all is met", [], {}],
    ["none where the job alone is silent", [], { groups: null, experience: null }],
    ["credentials, for one that is missing or preferred", ["credentials"], { groups: [asks("any", "ccs")] }],
    ["credentials, for apprentice status", ["credentials"], {}, { credentials: [held("cpc", true)] }],
    [
      "the place, and experience",
      ["place", "experience"],
      { stateReach: "only", states: ["nv"], experience: [years(9)] },
    ],
  ])("%s", (_, parts, demands, person) => {
    expect(partsToChange(judge(demands, person).clauses)).toEqual(parts);
  });
});
