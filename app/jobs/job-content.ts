import { z } from "zod";
import { credentialByCode } from "~/vocabulary/credentials.ts";
import { isStateCode } from "~/vocabulary/states.ts";
import {
  apprenticeAnswers,
  employmentTypes,
  HOURS_A_YEAR,
  payUnits,
  perks,
  productionPeriods,
  schedules,
  stateReaches,
  workModes,
  type ApprenticeAnswer,
  type EmploymentType,
  type PayUnit,
  type Perk,
  type ProductionPeriod,
  type Schedule,
  type StateReach,
  type WorkMode,
} from "~/vocabulary/terms.ts";
import type { Vocabulary } from "~/vocabulary/vocabulary.ts";
import {
  codeSets,
  ehrs,
  encoders,
  functions,
  settings,
  specialties,
  type CodeSet,
  type Ehr,
  type Encoder,
  type JobFunction,
  type Setting,
  type Specialty,
} from "~/vocabulary/work.ts";

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
};

/** Bounds of the texts, in characters; the database's columns are as wide. */
export const TITLE_LENGTH = 120;
export const BODY_LENGTH = 20_000;
export const MAX_LOCATIONS = 10;
export const MAX_GROUPS = 5;

const codes = <Code extends string>(vocabulary: Vocabulary<Code>, most = 20) =>
  z
    .array(z.enum(vocabulary.codes))
    .max(most, `Choose at most ${most}`)
    .transform((list) => [...new Set(list)]);
const leveled = <Code extends string>(vocabulary: Vocabulary<Code>) =>
  z.array(z.object({ code: z.enum(vocabulary.codes), level: z.enum(["required", "preferred"]) })).max(20);
const text = (most: number) => z.string().trim().max(most, `Use at most ${most} characters`);
const optionalText = (most: number) => text(most).nullable();
const stateCode = z.string().refine(isStateCode, "This is not a US state");

export const credentialGroupSchema = z.object({
  how: z.enum(["any", "all"]),
  level: z.enum(["required", "preferred"]),
  codes: z
    .array(z.string().refine((code) => credentialByCode(code) !== undefined, "The board does not know this credential"))
    .min(1, "Add at least one credential to this group, or remove the group")
    .max(20, "Use at most 20 credentials in a group"),
  inLieu: optionalText(300),
});

export const experienceSchema = z.discriminatedUnion("countedIn", [
  z.object({ years: z.int().min(0).max(40), countedIn: z.literal("setting"), code: z.enum(settings.codes) }),
  z.object({ years: z.int().min(0).max(40), countedIn: z.literal("specialty"), code: z.enum(specialties.codes) }),
]);

export const productionSchema = z.object({
  amount: z.number().positive("Say how many").max(99_999),
  recordType: text(60).min(1, "Say what is counted, for example inpatient charts"),
  period: z.enum(productionPeriods.codes),
});

export const paySchema = z
  .object({
    minCents: z.int().min(1, "Pay must be above zero").max(200_000_000),
    maxCents: z.int().min(1, "Pay must be above zero").max(200_000_000),
    unit: z.enum(payUnits.codes),
    chartsPerHour: z.number().positive().max(500).nullable(),
  })
  .refine((pay) => pay.minCents <= pay.maxCents, {
    path: ["maxCents"],
    message: "The most must not be below the least",
  });

/**
 * What every revision obeys, whoever wrote it: the bounds and the vocabularies. What an employer must say beyond it
 * (pay, apprentices, a credential rule) is the post form's.
 */
export const jobContentSchema = z.object({
  title: text(TITLE_LENGTH).min(1),
  bodySource: z.string().max(100_000),
  bodyHtml: z.string().max(200_000),
  bodyText: z.string().max(100_000),
  functions: codes(functions),
  settings: codes(settings),
  specialties: codes(specialties, 40),
  codeSets: codes(codeSets),
  ehrs: leveled(ehrs),
  encoders: leveled(encoders),
  employmentTypes: codes(employmentTypes),
  mode: z.enum(workModes.codes),
  locations: z
    .array(
      z.object({
        label: text(200).min(1),
        city: optionalText(100),
        state: stateCode.nullable(),
        zip: z
          .string()
          .regex(/^\d{5}$/)
          .nullable(),
        latitude: z.number().min(-90).max(90).nullable(),
        longitude: z.number().min(-180).max(180).nullable(),
      }),
    )
    .max(MAX_LOCATIONS, `Name at most ${MAX_LOCATIONS} places`),
  stateReach: z.enum(stateReaches.codes),
  states: z.array(stateCode).max(60),
  usOnly: z.boolean(),
  pay: paySchema.nullable(),
  perks: codes(perks),
  apprentice: z.enum(apprenticeAnswers.codes),
  credentialGroups: z.array(credentialGroupSchema).max(MAX_GROUPS),
  experience: z.array(experienceSchema).max(10),
  production: z.array(productionSchema).max(10),
  accuracyPercent: z.number().min(1).max(100).nullable(),
  auditMethod: optionalText(300),
  downtimePaid: z.boolean().nullable(),
  codingTest: z.object({ minutes: z.int().min(0).max(1_440), paid: z.boolean().nullable() }).nullable(),
  aiSharePercent: z.int().min(0).max(100).nullable(),
  schedule: z.enum(schedules.codes).nullable(),
  scheduleNote: optionalText(200),
  apply: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("board") }),
    z.object({ kind: z.literal("url"), url: z.url({ protocol: /^https?$/ }).max(1_000) }),
    z.object({ kind: z.literal("email"), email: z.email().max(254) }),
  ]),
}) satisfies z.ZodType<JobContent>;

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
