/** A second opinion on candidate search: reads every person's facts, one by one, in plain code. */
import { candidateFacets, type CandidateFacet, type CandidateFilter } from "~/candidates/candidate-filter.ts";
import type { CandidateProfile } from "~/candidates/candidate.ts";

export type NaivePerson = {
  profile: CandidateProfile;
  visibility: "hidden" | "applied" | "verified";
  suspended: boolean;
  confirmed: boolean;
  blocks: boolean;
  belongs: boolean;
};

/** Whether an organization may find the person at all. */
export function mayBeFound(person: NaivePerson): boolean {
  return person.visibility === "verified" && person.confirmed && !person.suspended && !person.blocks && !person.belongs;
}

/** Whether what the person says is what is looked for. */
export function fits({ profile }: NaivePerson, filter: CandidateFilter, today: string): boolean {
  return (
    candidateFacets.every((facet) => {
      const wanted = filter.facets[facet];
      return wanted.length === 0 || wanted.some((code) => has(profile, facet, code, filter.years, today));
    }) &&
    hasYears(profile, filter) &&
    (filter.pay === null || profile.pay === null || hourly(profile.pay) <= filter.pay)
  );
}

function has(profile: CandidateProfile, facet: CandidateFacet, code: string, years: number | null, today: string) {
  switch (facet) {
    case "credential":
      return profile.credentials.some(
        (held) =>
          (held.apprentice ? `${held.code}-a` : held.code) === code &&
          (held.expiresOn === null || held.expiresOn >= today),
      );
    case "setting":
    case "specialty":
      return profile.experience.some(
        (row) => row.countedIn === facet && row.code === code && row.years >= (years ?? 0),
      );
    case "home":
      return profile.homeState === code;
    case "state":
      return (
        profile.moves === "anywhere" ||
        profile.homeState === code ||
        profile.commutes.includes(code) ||
        profile.moves.includes(code)
      );
    default:
      return profile.choices[facet].includes(code);
  }
}

function hasYears({ experience }: CandidateProfile, { years, facets }: CandidateFilter): boolean {
  if (years === null || facets.setting.length || facets.specialty.length) return true;
  return experience.some((row) => row.years >= years);
}

const hourly = ({ minCents, unit }: NonNullable<CandidateProfile["pay"]>) =>
  unit === "hour" ? minCents : minCents / 2_080;
