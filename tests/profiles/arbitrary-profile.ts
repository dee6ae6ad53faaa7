import fc from "fast-check";
import type { JobDemands } from "~/profiles/demands.ts";
import type { Standing } from "~/profiles/standing.ts";
import { apprenticeAnswers, stateReaches, workModes } from "~/vocabulary/terms.ts";

export const TODAY = "2026-11-22";
/** Few values, so that what a person has and what a job asks for often meet. */
const codes = ["cpc", "coc", "cca", "ccs", "crc", "circc"];
const states = ["oh", "ky", "pa", "ca", "nv"];
const dates = [null, "2026-11-21", TODAY, "2027-03-31"];
const fields = [
  { countedIn: "setting", code: "ed-facility" },
  { countedIn: "setting", code: "inpatient-facility" },
  { countedIn: "specialty", code: "emergency" },
] as const;

const few = (values: readonly string[], maxLength = 3) => fc.uniqueArray(fc.constantFrom(...values), { maxLength });
const years = fc
  .tuple(fc.constantFrom(...fields), fc.integer({ min: 0, max: 4 }))
  .map(([field, count]) => ({ ...field, years: count }));

export const heldCredential = fc.record({
  code: fc.constantFrom(...codes),
  apprentice: fc.boolean(),
  expiresOn: fc.constantFrom(...dates),
});
export const experienceYears = years;

/** Any person, with what qualification reads of a profile. */
export const arbitraryStanding: fc.Arbitrary<Standing> = fc.record({
  credentials: fc.array(heldCredential, { maxLength: 4 }),
  practicode: fc.boolean(),
  experience: fc.array(years, { maxLength: 3 }),
  homeState: fc.constantFrom(null, ...states),
  commutes: few(states, 2),
  moves: fc.oneof(fc.constant("anywhere" as const), few(states, 2)),
});

/** Any job, with what it says about who may have it. */
export const arbitraryDemands: fc.Arbitrary<JobDemands> = fc.record({
  groups: fc.option(
    fc.array(
      fc.record({
        how: fc.constantFrom("any" as const, "all" as const),
        level: fc.constantFrom("required" as const, "preferred" as const),
        codes: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 }),
        inLieu: fc.constantFrom(null, null, "3 years of coding"),
      }),
      { maxLength: 3 },
    ),
    { freq: 5 },
  ),
  apprentice: fc.constantFrom(...apprenticeAnswers.codes),
  mode: fc.constantFrom(...workModes.codes),
  stateReach: fc.constantFrom(...stateReaches.codes),
  states: few(states),
  places: fc.array(fc.constantFrom(null, ...states, ...states), { maxLength: 3 }),
  experience: fc.option(fc.array(years, { maxLength: 2 }), { freq: 5 }),
});
