import {
  HOURS_A_YEAR,
  type ApprenticeAnswer,
  type EmploymentType,
  type PayUnit,
  type Perk,
  type ProductionPeriod,
  type Schedule,
  type StateReach,
  type WorkMode,
} from "~/vocabulary/terms.ts";
import type { CodeSet, Ehr, Encoder, JobFunction, Setting, Specialty } from "~/vocabulary/work.ts";
import type { ScreeningQuestion } from "./screening.ts";

export type Level = "required" | "preferred";

/** Several credentials joined by one word: *any of* {CPC, CCS}, or *all of* {CIRCC}. Groups are joined by "and". */
export type CredentialGroup = { how: "any" | "all"; level: Level; codes: string[]; inLieu: string | null };

/** Years counted in a setting or specialty, never in the air (DOMAIN.md). */
export type ExperienceRow = { years: number } & (
  { countedIn: "setting"; code: Setting } | { countedIn: "specialty"; code: Specialty }
);

/** For example 4 inpatient charts per hour; stated by the employer, never filled in by the board. */
export type ProductionRow = { amount: number; recordType: string; period: ProductionPeriod };

/** `label` is what the source or the employer wrote; the other fields are what the geocoder made of it. */
export type JobLocation = {
  label: string;
  city: string | null;
  /** Two letters, lower case. */
  state: string | null;
  zip: string | null;
  latitude: number | null;
  longitude: number | null;
};

/** In cents of a US dollar. `chartsPerHour` is the employer's statement and belongs to the unit `chart` only. */
export type Pay = { minCents: number; maxCents: number; unit: PayUnit; chartsPerHour: number | null };

export type Apply = { kind: "board" } | { kind: "url"; url: string } | { kind: "email"; email: string };

/**
 * Everything a job says about itself; one revision holds one of these. Where a source did not say, the value is null, an
 * empty list or `not-stated`, and is never guessed.
 */
export type JobContent = {
  title: string;
  /** Markdown from an employer, HTML or Markdown from a source; as it was given. */
  bodySource: string;
  /** Sanitized. */
  bodyHtml: string;
  /** The words of the body, for search and feeds. */
  bodyText: string;
  functions: JobFunction[];
  settings: Setting[];
  specialties: Specialty[];
  codeSets: CodeSet[];
  ehrs: { code: Ehr; level: Level }[];
  encoders: { code: Encoder; level: Level }[];
  employmentTypes: EmploymentType[];
  mode: WorkMode;
  locations: JobLocation[];
  /** The reach of a remote job; `not-stated` for the others. */
  stateReach: StateReach;
  /** The states of `only` and `except`; two letters, lower case. */
  states: string[];
  usOnly: boolean;
  pay: Pay | null;
  perks: Perk[];
  apprentice: ApprenticeAnswer;
  credentialGroups: CredentialGroup[];
  experience: ExperienceRow[];
  production: ProductionRow[];
  accuracyPercent: number | null;
  auditMethod: string | null;
  downtimePaid: boolean | null;
  /** Null where nothing was said; 0 minutes where there is no test. */
  codingTest: { minutes: number; paid: boolean | null } | null;
  aiSharePercent: number | null;
  schedule: Schedule | null;
  scheduleNote: string | null;
  apply: Apply;
  /** Asked of everybody who applies on the board; none where applications go elsewhere. */
  questions: ScreeningQuestion[];
};

/** Bounds of the texts, in characters; the database's columns are as wide. */
export const TITLE_LENGTH = 120;
export const BODY_LENGTH = 20_000;
export const MAX_LOCATIONS = 10;
export const MAX_GROUPS = 5;

/** Pay as dollars an hour, and whether the board computed it (then it is labelled so, and never put in markup). */
export type EffectiveHourly = { minCents: number; maxCents: number; derived: boolean };

/**
 * The pay an hour that a range comes to (DOMAIN.md): a year is 2,080 hours, a chart counts where charts per hour is
 * stated; per-encounter and project pay have none.
 */
export function effectiveHourly(pay: Pay | null): EffectiveHourly | null {
  switch (pay?.unit) {
    case "hour":
      return { minCents: pay.minCents, maxCents: pay.maxCents, derived: false };
    case "year":
      return {
        minCents: Math.round(pay.minCents / HOURS_A_YEAR),
        maxCents: Math.round(pay.maxCents / HOURS_A_YEAR),
        derived: true,
      };
    case "chart":
      return pay.chartsPerHour === null
        ? null
        : {
            minCents: Math.round(pay.minCents * pay.chartsPerHour),
            maxCents: Math.round(pay.maxCents * pay.chartsPerHour),
            derived: true,
          };
    default:
      return null;
  }
}

/**
 * The states whose residents may take the job: the reach of a remote one, the places of the others (DOMAIN.md,
 * `state=oh`). `"all"` where every state is open; an empty list where nothing is known.
 */
export function openStates(
  content: Pick<JobContent, "mode" | "stateReach" | "states" | "locations">,
  allStates: readonly string[],
): "all" | string[] {
  const places = [...new Set(content.locations.flatMap((place) => place.state ?? []))];
  if (content.mode !== "remote" && content.mode !== "remote-after-training") return places;
  switch (content.stateReach) {
    case "all":
      return "all";
    case "only":
      return content.states;
    case "except":
      return allStates.filter((state) => !content.states.includes(state));
    case "not-stated":
      return [];
  }
}
