import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CredentialDemand, JobDemands } from "~/profiles/demands.ts";
import { outcomes } from "~/profiles/outcome.ts";
import { qualify } from "~/profiles/qualify.ts";
import type { Standing } from "~/profiles/standing.ts";
import { arbitraryDemands, arbitraryStanding, experienceYears, heldCredential, TODAY } from "./arbitrary-profile.ts";
import { naiveQualify } from "./naive-qualify.ts";

/** `CPC`, `CPC-A`, `CCS until 2026-11-21`: what a person has. */
function have(text: string): Standing["credentials"] {
  return text
    .split(", ")
    .filter(Boolean)
    .map((one) => {
      const [label = "", expiresOn = null] = one.split(" until ");
      const apprentice = /^(CPC|COC)-A$/.test(label);
      return { code: label.replace(/-A$/, "").toLowerCase(), apprentice, expiresOn };
    });
}

/** `CPC or CCS`, `CPC and CRC`, `prefers CRC`: one group each; `: 2 years` behind it is taken in lieu. */
function ask(...texts: string[]): CredentialDemand[] {
  return texts.map((text) => {
    const [rule = "", inLieu = null] = text.split(": ");
    const level = rule.startsWith("prefers ") ? "preferred" : "required";
    const how = rule.includes(" and ") ? "all" : "any";
    return {
      how,
      level,
      inLieu,
      codes: rule
        .replace("prefers ", "")
        .toLowerCase()
        .split(/ and | or /),
    };
  });
}

const edFacility = (years: number) => ({ years, countedIn: "setting" as const, code: "ed-facility" });
const emergency = (years: number) => ({ years, countedIn: "specialty" as const, code: "emergency" });
const inpatient = (years: number) => ({ years, countedIn: "setting" as const, code: "inpatient-facility" });

/** Lives in Ohio, moves nowhere, has nothing. */
const nobody: Standing = {
  credentials: [],
  practicode: false,
  experience: [],
  homeState: "oh",
  commutes: [],
  moves: [],
};
/** Remote, open to all states, no apprentices, no years. */
const plain: JobDemands = {
  groups: [],
  apprentice: "no",
  mode: "remote",
  stateReach: "all",
  states: [],
  places: [],
  experience: [],
};
const me = (credentials: string, more: Partial<Standing> = {}): Standing => ({
  ...nobody,
  credentials: have(credentials),
  ...more,
});
const job = (groups: string[] | null, more: Partial<JobDemands> = {}): JobDemands => ({
  ...plain,
  groups: groups && ask(...groups),
  ...more,
});
const onlyIn = (...states: string[]) => ({ stateReach: "only" as const, states });
const allBut = (...states: string[]) => ({ stateReach: "except" as const, states });
const onSite = (...places: (string | null)[]) => ({
  mode: "on-site" as const,
  stateReach: "not-stated" as const,
  places,
});
const silent: Partial<JobDemands> = { apprentice: "not-stated", stateReach: "not-stated", experience: null };

type Case = [what: string, me: Standing, job: JobDemands, outcome: (typeof outcomes)[number], says: string];

// prettier-ignore
const credentialCases: Case[] = [
  ["the one that is asked for", me("CPC"), job(["CPC"]), "qualified", "Asks for CPC; you have CPC."],
  ["another one", me("CPC"), job(["CIRCC"]), "one-missing", "Asks for CIRCC; you have CPC."],
  ["none", me(""), job(["CPC"]), "one-missing", "Asks for CPC; your profile names no credential."],
  ["one of several that would do", me("CCS"), job(["CPC or CCS or COC"]), "qualified", "Asks for CPC, CCS or COC; you have CCS."],
  ["two of several that would do", me("CCS, CPC"), job(["CPC or CCS"]), "qualified", "Asks for CPC or CCS; you have CCS and CPC."],
  ["none of several that would do is one thing", me("CRC"), job(["CPC or CCS or COC"]), "one-missing", "Asks for CPC, CCS or COC; you have CRC."],
  ["all of several", me("CPC, CRC"), job(["CPC and CRC"]), "qualified", "Asks for CPC and CRC; you have CPC and CRC."],
  ["one short of all", me("CPC"), job(["CPC and CRC"]), "one-missing", "Asks for CPC and CRC; you have CPC."],
  ["two short of all", me("CPC"), job(["CPC and CRC and CIRCC"]), "not-eligible", "Asks for CPC, CRC and CIRCC; you have CPC."],
  ["both groups", me("CCS, CIRCC"), job(["CPC or CCS or COC", "CIRCC"]), "qualified", "Asks for CIRCC; you have CIRCC."],
  ["one group of two", me("CCS"), job(["CPC or CCS or COC", "CIRCC"]), "one-missing", "Asks for CIRCC; you have CCS."],
  ["no group of two", me("RHIT"), job(["CPC or CCS", "CIRCC"]), "not-eligible", "Asks for CIRCC; you have RHIT."],
  ["a preference is no demand", me("CPC"), job(["CPC", "prefers CRC"]), "qualified", "Prefers CRC; you have CPC."],
  ["a preference that is fulfilled", me("CPC, CRC"), job(["CPC", "prefers CRC"]), "qualified", "Prefers CRC; you have CRC."],
  ["only a preference: none is required", me("CCS"), job(["prefers CPC"]), "qualified", "Requires no credential."],
  ["a preference for several", me("CCS"), job(["CCS", "prefers CDIP and CCDS"]), "qualified", "Prefers CDIP and CCDS; you have CCS."],
  ["more credentials than are told over", me("CPB, CRC, CEMC, CUC"), job(["CPC"]), "one-missing", "Asks for CPC; yours are others."],
  ["what is taken in lieu is quoted, not judged", me("", { experience: [inpatient(9)] }), job(["CCS: 5 years inpatient"]), "one-missing", "Asks for CCS; your profile names no credential. It takes instead: “5 years inpatient”."],
  ["in lieu of two is one thing", me(""), job(["CCS and CDIP: RN license"]), "one-missing", "Asks for CCS and CDIP; your profile names no credential. It takes instead: “RN license”."],
  ["who has it needs nothing in lieu", me("CCS"), job(["CCS: 5 years inpatient"]), "qualified", "Asks for CCS; you have CCS."],
  ["the job does not say", me("CPC"), job(null), "qualified", "Does not say whether it asks for a credential."],
  ["asks for none, new people welcome", me(""), job([], { apprentice: "welcome" }), "qualified", "Requires no credential."],
];

// prettier-ignore
const tierCases: Case[] = [
  ["a specialty credential implies no core one", me("CIRCC"), job(["CPC"]), "one-missing", "Asks for CPC; you have CIRCC."],
  ["a core credential implies no associate one", me("CCS"), job(["CCA"]), "one-missing", "Asks for CCA; you have CCS."],
  ["an administrator is no technician", me("RHIA"), job(["RHIT"]), "one-missing", "Asks for RHIT; you have RHIA."],
  ["CCS-P is not CCS", me("CCS-P"), job(["CCS"]), "one-missing", "Asks for CCS; you have CCS-P."],
  ["CPC-P is not CPC", me("CPC-P"), job(["CPC"]), "one-missing", "Asks for CPC; you have CPC-P."],
  ["one that is no longer granted still counts", me("CPC-P"), job(["CPC or CPC-P"]), "qualified", "Asks for CPC or CPC-P; you have CPC-P."],
  ["a billing credential is full where none is required", me("CPB"), job([]), "qualified", "Takes no apprentices; you have CPB."],
];

// prettier-ignore
const expiryCases: Case[] = [
  ["expired yesterday", me("CPC until 2026-11-21"), job(["CPC"]), "one-missing", "Asks for CPC; your CPC expired on November 21, 2026."],
  ["expires today", me("CPC until 2026-11-22"), job(["CPC"]), "qualified", "Asks for CPC; you have CPC."],
  ["expires later", me("CPC until 2027-03-31"), job(["CPC"]), "qualified", "Asks for CPC; you have CPC."],
  ["one expired, another that would do", me("CPC until 2026-01-31, CCS"), job(["CPC or CCS"]), "qualified", "Asks for CPC or CCS; you have CCS."],
  ["one expired of all", me("CPC until 2026-01-31, CRC"), job(["CPC and CRC"]), "one-missing", "Asks for CPC and CRC; your CPC expired on January 31, 2026."],
  ["an expired other one", me("CRC until 2026-01-31"), job(["CPC"]), "one-missing", "Asks for CPC; what you have has expired."],
  ["an expired apprentice credential", me("CPC-A until 2026-01-31"), job(["CPC"], { apprentice: "welcome" }), "one-missing", "Asks for CPC; your CPC-A expired on January 31, 2026."],
  ["all expired where none is required", me("CPC until 2026-01-31"), job([]), "one-missing", "Takes no apprentices; your profile names no valid credential."],
];

// prettier-ignore
const apprenticeCases: Case[] = [
  ["CPC-A, welcome", me("CPC-A"), job(["CPC"], { apprentice: "welcome" }), "qualified", "Welcomes apprentices; you have CPC-A."],
  ["CPC-A, none taken", me("CPC-A"), job(["CPC"]), "one-missing", "Takes no apprentices; you have CPC-A."],
  ["COC-A, none taken", me("COC-A"), job(["CPC or COC"]), "one-missing", "Takes no apprentices; you have COC-A."],
  ["CPC-A without Practicode", me("CPC-A"), job(["CPC"], { apprentice: "with-practicode" }), "one-missing", "Takes apprentices with Practicode or an externship; you have CPC-A, and neither of them."],
  ["CPC-A with Practicode", me("CPC-A", { practicode: true }), job(["CPC"], { apprentice: "with-practicode" }), "qualified", "Takes apprentices with Practicode or an externship; you have done one."],
  ["CPC-A, the job does not say", me("CPC-A"), job(["CPC"], { apprentice: "not-stated" }), "not-stated", "Does not say whether it takes apprentices; you have CPC-A."],
  ["a full CPC, the job does not say", me("CPC"), job(["CPC"], { apprentice: "not-stated" }), "qualified", "Asks for CPC; you have CPC."],
  ["CPC-A beside a full one that would do", me("CPC-A, CCS"), job(["CPC or CCS"]), "qualified", "Asks for CPC or CCS; you have CPC-A and CCS."],
  ["CPC-A beside a full one that would not", me("CPC-A, CRC"), job(["CPC"]), "one-missing", "Takes no apprentices; you have CPC-A."],
  ["CPC-A of two, the other missing", me("CPC-A"), job(["CPC and CRC"]), "not-eligible", "Takes no apprentices; you have CPC-A."],
  ["CPC-A where another is asked for", me("CPC-A"), job(["CCS"], { apprentice: "welcome" }), "one-missing", "Asks for CCS; you have CPC-A."],
  ["CCA is no CCS, however welcome", me("CCA"), job(["CCS"], { apprentice: "welcome" }), "one-missing", "Asks for CCS; you have CCA."],
  ["CCA by its name", me("CCA"), job(["CCA or CPC"]), "qualified", "Asks for CCA or CPC; you have CCA."],
  ["CCA, no credential required, none taken", me("CCA"), job([]), "one-missing", "Takes no apprentices; you have CCA."],
  ["CPC-A, no credential required, welcome", me("CPC-A"), job([], { apprentice: "welcome" }), "qualified", "Welcomes apprentices; you have CPC-A."],
  ["no credential, none taken: worse than none it is not", me(""), job([]), "one-missing", "Takes no apprentices; your profile names no valid credential."],
  ["no credential and the rule not stated, welcome", me(""), job(null, { apprentice: "welcome" }), "not-stated", "Welcomes apprentices; your profile names no valid credential."],
  ["apprentice status of what has none says nothing", { ...nobody, credentials: [{ code: "ccs", apprentice: true, expiresOn: null }] }, job(["CCS"]), "qualified", "Asks for CCS; you have CCS."],
];

// prettier-ignore
const stateCases: Case[] = [
  ["remote, all states, home not said", me("CPC", { homeState: null }), job(["CPC"]), "qualified", "Remote, open to all states."],
  ["remote, only Ohio", me("CPC"), job(["CPC"], onlyIn("oh", "pa")), "qualified", "Remote, open to Ohio and Pennsylvania only; you live in Ohio."],
  ["remote, only Texas", me("CPC"), job(["CPC"], onlyIn("tx")), "not-eligible", "Remote, open to Texas only; you live in Ohio."],
  ["remote, only Kentucky: to get there is not to live there", me("CPC", { commutes: ["ky"] }), job(["CPC"], onlyIn("ky")), "not-eligible", "Remote, open to Kentucky only; you live in Ohio."],
  ["remote, only Texas, would move there", me("CPC", { moves: ["tx"] }), job(["CPC"], onlyIn("tx")), "one-missing", "Remote, open to Texas only; you live in Ohio, and would move."],
  ["remote, all but California", me("CPC"), job(["CPC"], allBut("ca", "ny")), "qualified", "Remote, open to all states but California and New York; you live in Ohio."],
  ["remote, all but none", me("CPC", { homeState: null }), job(["CPC"], allBut()), "qualified", "Remote, open to all states."],
  ["remote, only in no state: as good as nothing said", me("CPC"), job(["CPC"], onlyIn()), "qualified", "Remote; does not say in which states one may live."],
  ["remote, all but Ohio", me("CPC"), job(["CPC"], allBut("oh")), "not-eligible", "Remote, open to all states but Ohio; you live in Ohio."],
  ["remote, all but Ohio, would move anywhere", me("CPC", { moves: "anywhere" }), job(["CPC"], allBut("oh")), "one-missing", "Remote, open to all states but Ohio; you live in Ohio, and would move."],
  ["remote, only some, home not said", me("CPC", { homeState: null }), job(["CPC"], onlyIn("oh")), "one-missing", "Remote, open to Ohio only; your profile does not say in which state you live."],
  ["remote, states not stated", me("CPC"), job(["CPC"], { stateReach: "not-stated" }), "qualified", "Remote; does not say in which states one may live."],
  ["remote after training counts as remote", me("CPC"), job(["CPC"], { mode: "remote-after-training", ...onlyIn("tx") }), "not-eligible", "Remote, open to Texas only; you live in Ohio."],
  ["many states are counted", me("CPC"), job(["CPC"], onlyIn("tx", "ca", "ny", "fl", "ga", "nc", "va")), "not-eligible", "Remote, open to 7 states only; you live in Ohio."],
  ["on-site at home", me("CPC"), job(["CPC"], onSite("oh")), "qualified", "On-site in Ohio; you live there."],
  ["hybrid at home", me("CPC"), job(["CPC"], { ...onSite("oh"), mode: "hybrid" }), "qualified", "Hybrid in Ohio; you live there."],
  ["on-site far away", me("CPC"), job(["CPC"], onSite("ca")), "not-eligible", "On-site in California; you live in Ohio."],
  ["on-site across the border", me("CPC"), job(["CPC"], onSite("ky")), "one-missing", "On-site in Kentucky; you live in Ohio, and your profile does not say that you get there."],
  ["on-site across the border, and gets there", me("CPC", { commutes: ["ky"] }), job(["CPC"], onSite("ky")), "qualified", "On-site in Kentucky; you get there from home."],
  ["on-site far away, would move there", me("CPC", { moves: ["ca"] }), job(["CPC"], onSite("ca")), "qualified", "On-site in California; you would move there."],
  ["on-site far away, would move anywhere", me("CPC", { moves: "anywhere" }), job(["CPC"], onSite("ca")), "qualified", "On-site in California; you would move there."],
  ["two places, one of them at home", me("CPC"), job(["CPC"], onSite("ca", "oh")), "qualified", "On-site in Ohio; you live there."],
  ["on-site, home not said", me("CPC", { homeState: null }), job(["CPC"], onSite("oh")), "one-missing", "On-site in Ohio; your profile does not say in which state you live."],
  ["on-site, place not known", me("CPC"), job(["CPC"], onSite(null)), "qualified", "On-site; its place is not known to the board."],
  ["on-site, one far place and one not known", me("CPC"), job(["CPC"], onSite("ca", null)), "qualified", "On-site; its place is not known to the board."],
  ["on-site, no place", me("CPC"), job(["CPC"], onSite()), "qualified", "On-site; its place is not known to the board."],
  ["mode not stated", me("CPC"), job(["CPC"], { mode: "not-stated" }), "qualified", "Does not say whether the work is remote or at a place."],
  ["barred by the state, whatever else is missing", me(""), job(["CPC"], onlyIn("tx")), "not-eligible", "Asks for CPC; your profile names no credential."],
];

// prettier-ignore
const experienceCases: Case[] = [
  ["as many years", me("CPC", { experience: [edFacility(2)] }), job(["CPC"], { experience: [edFacility(2)] }), "qualified", "Asks for 2 years of ED facility; you have 2."],
  ["a year short", me("CPC", { experience: [edFacility(1)] }), job(["CPC"], { experience: [edFacility(2)] }), "one-missing", "Asks for 2 years of ED facility; you have 1."],
  ["no years", me("CPC"), job(["CPC"], { experience: [edFacility(2)] }), "one-missing", "Asks for 2 years of ED facility; your profile names none."],
  ["the emergency specialty is not the ED facility", me("CPC", { experience: [emergency(5)] }), job(["CPC"], { experience: [edFacility(2)] }), "one-missing", "Asks for 2 years of ED facility; your profile names none."],
  ["two rows, both met", me("CPC", { experience: [edFacility(2), inpatient(3)] }), job(["CPC"], { experience: [edFacility(2), inpatient(1)] }), "qualified", "Asks for 1 year of inpatient facility; you have 3."],
  ["two rows, one met", me("CPC", { experience: [edFacility(2)] }), job(["CPC"], { experience: [edFacility(2), inpatient(1)] }), "one-missing", "Asks for 1 year of inpatient facility; your profile names none."],
  ["two rows, none met", me("CPC"), job(["CPC"], { experience: [edFacility(2), inpatient(1)] }), "not-eligible", "Asks for 2 years of ED facility; your profile names none."],
  ["years of one setting are not added up", me("CPC", { experience: [edFacility(1), edFacility(1)] }), job(["CPC"], { experience: [edFacility(2)] }), "one-missing", "Asks for 2 years of ED facility; you have 1."],
  ["no years asked", me("CPC"), job(["CPC"], { experience: [edFacility(0)] }), "qualified", "Asks for no years of ED facility."],
  ["years not stated", me("CPC"), job(["CPC"], { experience: null }), "qualified", "Does not say whether it asks for experience."],
  ["years alone", me("CPC", { experience: [edFacility(2)] }), job(null, { ...silent, experience: [edFacility(2)] }), "qualified", "Asks for 2 years of ED facility; you have 2."],
  ["a credential and years missing", me(""), job(["CPC"], { experience: [edFacility(2)] }), "not-eligible", "Asks for CPC; your profile names no credential."],
];

// prettier-ignore
const silentCases: Case[] = [
  ["a job that says nothing", me("CPC"), job(null, silent), "not-stated", "Does not say whether it asks for a credential."],
  ["a job that says only where", me("CPC"), job(null, { ...silent, ...onlyIn("oh") }), "not-stated", "Remote, open to Ohio only; you live in Ohio."],
  ["a job that says only where, and not here", me("CPC"), job(null, { ...silent, ...onlyIn("tx") }), "not-eligible", "Remote, open to Texas only; you live in Ohio."],
  ["a job that says only its credential", me("CPC"), job(["CPC"], silent), "qualified", "Remote; does not say in which states one may live."],
];

const sections = {
  "a credential rule": credentialCases,
  "credentials that imply others": tierCases,
  "credentials that expire": expiryCases,
  apprentices: apprenticeCases,
  "where the work may be done": stateCases,
  "years of experience": experienceCases,
  "what is not stated": silentCases,
};

for (const [name, cases] of Object.entries(sections))
  describe(`qualification by ${name}`, () => {
    it.each(cases)("%s", (_what, person, wanted, outcome, says) => {
      const answer = qualify(person, wanted, TODAY);
      expect(answer.outcome).toBe(outcome);
      expect(answer.clauses.map(({ reason }) => reason)).toContain(says);
      expect(naiveQualify(person, wanted, TODAY)).toBe(outcome);
    });
  });

describe("what is missing", () => {
  // prettier-ignore
  it.each<[string, Standing, JobDemands, string[]]>([
    ["any of some credentials", me(""), job(["CPC or CCS"]), ["CPC or CCS"]],
    ["each of all credentials", me("CPC"), job(["CPC and CRC and CIRCC"]), ["CRC", "CIRCC"]],
    ["something in lieu", me(""), job(["CCS: RN license"]), ["CCS, or what the job takes instead"]],
    ["full status", me("CPC-A"), job(["CPC"]), ["CPC without apprentice status"]],
    ["a full credential", me("CCA"), job([]), ["a full credential"]],
    ["Practicode", me("CPC-A"), job(["CPC"], { apprentice: "with-practicode" }), ["Practicode or an externship"]],
    ["more years", me("CPC", { experience: [edFacility(1)] }), job(["CPC"], { experience: [edFacility(3)] }), ["2 more years of ED facility"]],
    ["all the years", me("CPC"), job(["CPC"], { experience: [inpatient(1)] }), ["1 year of inpatient facility"]],
    ["the home state", me("CPC", { homeState: null }), job(["CPC"], onSite("oh")), ["your home state"]],
    ["a move", me("CPC", { moves: ["tx", "ca"] }), job(["CPC"], onlyIn("tx", "ny")), ["a home in Texas"]],
    ["a move from where it is not open", me("CPC", { moves: "anywhere" }), job(["CPC"], allBut("oh")), ["a home in another state"]],
    ["a way across the border", me("CPC"), job(["CPC"], onSite("ky", "ca")), ["a way to work in Kentucky"]],
  ])("is %s", (_what, person, wanted, gaps) => {
    expect(qualify(person, wanted, TODAY).gaps).toEqual(gaps);
  });
});

describe("qualification", () => {
  it("is what a naive reading of its definition says", () => {
    fc.assert(
      fc.property(arbitraryStanding, arbitraryDemands, (person, wanted) => {
        expect(qualify(person, wanted, TODAY).outcome).toBe(naiveQualify(person, wanted, TODAY));
      }),
      { numRuns: 2_000 },
    );
  });

  it("gives every clause a sentence, and says what is missing exactly where something is", () => {
    fc.assert(
      fc.property(arbitraryStanding, arbitraryDemands, (person, wanted) => {
        const { clauses, gaps, outcome } = qualify(person, wanted, TODAY);
        for (const { reason, judgement, gaps: own } of clauses) {
          expect(reason).toMatch(/^[A-Z].*[.]$/);
          expect(reason).not.toMatch(/undefined|null|\s{2}/);
          expect(own.length > 0).toBe(judgement === "missing");
        }
        if (outcome === "one-missing") expect(gaps).toHaveLength(1);
        if (outcome === "qualified") expect(gaps).toEqual([]);
      }),
    );
  });

  it("is never the worse for having more", () => {
    const more = fc.oneof(
      heldCredential.map((one) => (me: Standing) => ({ ...me, credentials: [...me.credentials, one] })),
      experienceYears.map((row) => (me: Standing) => ({ ...me, experience: [...me.experience, row] })),
      fc.constant((me: Standing) => ({ ...me, practicode: true })),
      fc.constant((me: Standing): Standing => ({ ...me, moves: "anywhere" })),
      fc
        .constantFrom("oh", "ky", "ca")
        .map((state) => (me: Standing) => ({ ...me, commutes: [...me.commutes, state] })),
    );
    fc.assert(
      fc.property(arbitraryStanding, arbitraryDemands, more, (person, wanted, add) => {
        const rank = (one: Standing) => outcomes.indexOf(qualify(one, wanted, TODAY).outcome);
        expect(rank(add(person))).toBeLessThanOrEqual(rank(person));
      }),
      { numRuns: 1_000 },
    );
  });
});
