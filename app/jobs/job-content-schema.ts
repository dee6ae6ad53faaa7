import { z } from "zod";
import { credentialByCode } from "~/vocabulary/credentials.ts";
import { isStateCode } from "~/vocabulary/states.ts";
import {
  apprenticeAnswers,
  employmentTypes,
  payUnits,
  perks,
  productionPeriods,
  schedules,
  stateReaches,
  workModes,
} from "~/vocabulary/terms.ts";
import type { Vocabulary } from "~/vocabulary/vocabulary.ts";
import { codeSets, ehrs, encoders, functions, settings, specialties } from "~/vocabulary/work.ts";
import { MAX_GROUPS, MAX_LOCATIONS, TITLE_LENGTH, type JobContent } from "./job-content.ts";
import {
  CHOICE_LENGTH,
  HINT_LENGTH,
  MAX_CHOICES,
  MAX_NUMBER,
  MAX_QUESTIONS,
  QUESTION_LENGTH,
  type ScreeningQuestion,
} from "./screening.ts";

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

const asking = {
  text: text(QUESTION_LENGTH).min(3, "Write the question"),
  hint: optionalText(HINT_LENGTH),
  required: z.boolean(),
};
const choice = text(CHOICE_LENGTH).min(1);
const lower = (label: string) => label.toLowerCase();
const bound = z.number().min(0).max(MAX_NUMBER).nullable();

export const questionSchema = z.discriminatedUnion("kind", [
  z.object({ ...asking, kind: z.literal("yes-no"), expects: z.enum(["yes", "no"]).nullable() }),
  z
    .object({
      ...asking,
      kind: z.literal("choice"),
      choices: z
        .array(choice)
        .min(2, "Write at least two choices, one a line")
        .max(MAX_CHOICES, `Use at most ${MAX_CHOICES} choices`)
        .refine((labels) => new Set(labels.map(lower)).size === labels.length, "Write each choice once"),
      accepted: z.array(choice),
    })
    .refine(({ choices, accepted }) => accepted.every((label) => choices.includes(label)), {
      path: ["accepted"],
      message: "Tick choices of this question",
    }),
  z
    .object({ ...asking, kind: z.literal("number"), least: bound, most: bound })
    .refine(({ least, most }) => least === null || most === null || least <= most, {
      path: ["most"],
      message: "The most must not be below the least",
    }),
  z.object({ ...asking, kind: z.literal("text") }),
]) satisfies z.ZodType<ScreeningQuestion>;

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
  questions: z.array(questionSchema).max(MAX_QUESTIONS),
}) satisfies z.ZodType<JobContent>;
