import { parseId, type CandidateId, type JobId } from "~/platform/ids.ts";
import { tickable, type ChoiceFacet } from "~/profiles/profile.ts";
import { credentials } from "~/vocabulary/credentials.ts";
import { stateCodes, stateName } from "~/vocabulary/states.ts";
import { settings, specialties } from "~/vocabulary/work.ts";

/** The facets of which any number may be chosen: any of one facet's, and every facet's. */
export const candidateFacets = [
  "credential",
  "setting",
  "specialty",
  "home",
  "state",
  "ehr",
  "encoder",
  "function",
  "mode",
  "type",
] as const;
export type CandidateFacet = (typeof candidateFacets)[number];

export const facetLabels: Record<CandidateFacet, string> = {
  credential: "Credential",
  setting: "Experience in a setting",
  specialty: "Experience in a specialty",
  home: "Lives in",
  state: "May work in",
  ehr: "EHR",
  encoder: "Encoder",
  function: "Function",
  mode: "Work mode",
  type: "Employment",
};

/** The value of a credential held with apprentice status: `cpc-a`. */
export const apprenticeValue = (code: string) => `${code}-a`;

const ofState = stateCodes.map((code) => ({ code, label: stateName(code) }));
const ofChoice = (facet: ChoiceFacet) => tickable[facet];

/** What may be chosen of each facet, in the order of the page. */
export const facetOptions: Record<CandidateFacet, readonly { code: string; label: string }[]> = {
  credential: credentials.flatMap(({ code, label, apprenticeStatus }) => [
    { code, label },
    ...(apprenticeStatus ? [{ code: apprenticeValue(code), label: apprenticeStatus }] : []),
  ]),
  setting: settings.entries,
  specialty: specialties.entries,
  home: ofState,
  state: ofState,
  ehr: ofChoice("ehr"),
  encoder: ofChoice("encoder"),
  function: ofChoice("function"),
  mode: ofChoice("mode"),
  type: ofChoice("type"),
};

/** More years than any choice asks for. */
const MOST_YEARS = 20;

/**
 * What an employer looks for. `years`: so many in one chosen setting and in one chosen specialty, or in any where none is
 * chosen. `pay`: the most that the person asks for, in cents an hour (a year is 2,080 hours); who did not say is found.
 * `job`: only who qualifies for it; `near` adds who lacks one thing.
 */
export type CandidateFilter = {
  facets: Readonly<Record<CandidateFacet, readonly string[]>>;
  years: number | null;
  pay: number | null;
  job: JobId | null;
  near: boolean;
};

/** Nothing asked. */
export const everybody: CandidateFilter = {
  facets: {
    credential: [],
    setting: [],
    specialty: [],
    home: [],
    state: [],
    ehr: [],
    encoder: [],
    function: [],
    mode: [],
    type: [],
  },
  years: null,
  pay: null,
  job: null,
  near: false,
};

/** Reads an address; whatever is not a choice of ours is left out, as if nobody had asked. */
export function parseCandidateFilter(search: URLSearchParams): CandidateFilter {
  const facets = { ...everybody.facets };
  for (const facet of candidateFacets) {
    const asked = new Set(search.getAll(facet));
    if (asked.size) facets[facet] = facetOptions[facet].map(({ code }) => code).filter((code) => asked.has(code));
  }
  const years = /^[1-9]\d?$/.exec(search.get("years") ?? "")?.[0];
  const job = parseId<"job">(search.get("job")) ?? null;
  return {
    facets,
    years: years && Number(years) <= MOST_YEARS ? Number(years) : null,
    pay: parsePay(search.get("pay")),
    job,
    near: job !== null && search.get("near") === "1",
  };
}

function parsePay(text: string | null): number | null {
  const amount = /^\s*\$?\s*(\d{1,3}(?:\.\d{1,2})?)\s*$/.exec(text ?? "")?.[1];
  const cents = Math.round(Number(amount ?? 0) * 100);
  return cents > 0 ? cents : null;
}

/** A choice as the address says it: `[name, value]`. */
type Field = [name: string, value: string];

/** The filter as fields of an address. */
export function filterFields({ facets, years, pay, job, near }: CandidateFilter): Field[] {
  return [
    ...candidateFacets.flatMap((facet) => facets[facet].map((code): Field => [facet, code])),
    ...(years === null ? [] : [["years", String(years)] satisfies Field]),
    ...(pay === null ? [] : [["pay", (pay / 100).toFixed(2).replace(/\.00$/, "")] satisfies Field]),
    ...(job === null ? [] : [["job", job] satisfies Field]),
    ...(near ? [["near", "1"] satisfies Field] : []),
  ];
}

/**
 * The place in a list after which a page begins: a candidate that was shown, of a job's candidates with the rank of their
 * outcome. Not when their profile was changed, by which the list is ordered: the moment might be recognized.
 */
export type CandidateCursor = { rank: number; id: CandidateId };

/** Writes a cursor for an address. */
export function cursorText({ rank, id }: CandidateCursor): string {
  return `${rank}.${id}`;
}

/** Reads a cursor; undefined for anything else. */
export function parseCursor(text: string | null): CandidateCursor | undefined {
  const [, rank, name] = /^(\d)\.(\w{22})$/.exec(text ?? "") ?? [];
  const id = parseId<"candidate">(name);
  return rank !== undefined && id ? { rank: Number(rank), id } : undefined;
}
