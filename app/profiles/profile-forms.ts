/** The forms of a profile. Apart from profile.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { idSchema } from "~/platform/id-schema.ts";
import { credentials } from "~/vocabulary/credentials.ts";
import { parseStateList, stateCodes, type StateCode } from "~/vocabulary/states.ts";
import { settings, specialties } from "~/vocabulary/work.ts";
import { factTick, type ProfileFact } from "./profile-fact.ts";
import { tickable, tickName, visibilities, type ChoiceFacet, type ProfilePart } from "./profile.ts";

const seen = z.coerce.number().int().nonnegative();
const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");
const anyCredential = z.enum(credentials.map(({ code }) => code) as [string, ...string[]], "Choose a credential");

/** The codes of a facet that a form ticked. */
export function tickedOf(form: Record<string, unknown>, facet: ChoiceFacet): string[] {
  return tickable[facet].map(({ code }) => code).filter((code) => form[tickName(facet, code)] === "on");
}

/**
 * The facts of a résumé that a form ticked, as `factTick` names them; what the vocabularies do not have is passed over.
 */
export function acceptedFacts(form: FormData): ProfileFact[] {
  const years = [
    ...settings.codes.map((code) => ({ countedIn: "setting" as const, code: code as string })),
    ...specialties.codes.map((code) => ({ countedIn: "specialty" as const, code: code as string })),
  ];
  const possible: ProfileFact[] = [
    ...credentials.flatMap(({ code }) =>
      [false, true].map((apprentice) => ({ kind: "credential" as const, code, apprentice })),
    ),
    ...(["ehr", "encoder"] as const).flatMap((facet) =>
      tickable[facet].map(({ code }) => ({ kind: "tool" as const, facet, code })),
    ),
    ...years.map((row) => ({
      kind: "experience" as const,
      ...row,
      years: wholeYears(form.get(factTick({ kind: "experience", ...row, years: 0 }).name)),
    })),
  ];
  return possible.filter((fact) => {
    const { name, value } = factTick(fact);
    return form.get(name) === value && (fact.kind !== "experience" || fact.years > 0);
  });
}

const wholeYears = (text: unknown) =>
  typeof text === "string" && /^[1-9]\d?$/.test(text) ? Math.min(60, Number(text)) : 0;

/** A day that there is: `2027-03-31`. */
const day = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "Write the day as 2027-03-31")
  .refine((text) => {
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  }, "There is no such day")
  .refine((text) => text >= "1990-01-01" && text < "2100-01-01", "Choose a year from 1990 to 2099");

const fieldCodes = [
  ...settings.codes.map((code) => `setting:${code}` as const),
  ...specialties.codes.map((code) => `specialty:${code}` as const),
];
/** `setting:ed-facility` → where the years were gained. */
const field = z.enum(fieldCodes as [string, ...string[]], "Choose a setting or specialty").transform((text) => {
  const [countedIn, code] = text.split(":") as ["setting" | "specialty", string];
  return { countedIn, code };
});

const stateList = z
  .string()
  .max(1_000, "Use at most 1,000 characters")
  .optional()
  .transform((text = "", context): StateCode[] => {
    const { states, rest } = parseStateList(text);
    if (rest) {
      const message = `The board does not know “${rest.slice(0, 60)}”. Write states, such as Kentucky, IN`;
      context.addIssue({ code: "custom", message });
    }
    return states;
  });

const amount = z
  .string()
  .trim()
  .regex(/^\$?\s*\d{1,3}(,?\d{3})?(\.\d{1,2})?$/, "Write an amount, such as 31.50 or 68,000")
  .optional()
  .transform((text) => (text ? Math.round(Number(text.replace(/[$,\s]/g, "")) * 100) : null));

/** Everything that a page of the profile may ask for. */
export const profileForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save-credential"),
    seen,
    was: z.string().max(40).optional(),
    code: anyCredential,
    apprentice: ticked,
    number: z
      .string()
      .trim()
      .max(40, "Use at most 40 characters")
      .optional()
      .transform((text) => text || null),
    expiresOn: day.optional().transform((text) => text ?? null),
  }),
  z.object({ intent: z.literal("remove-credential"), seen, code: z.string().max(40) }),
  z.object({ intent: z.literal("save-practicode"), seen, practicode: ticked }),
  z.object({
    intent: z.literal("save-experience"),
    seen,
    field,
    years: z
      .number("Enter whole years")
      .int("Enter whole years")
      .min(1, "Enter at least one whole year")
      .max(60, "Enter at most 60 years"),
  }),
  z.object({ intent: z.literal("remove-experience"), seen, field }),
  z
    .object({
      intent: z.literal("save-place"),
      seen,
      homeState: z
        .enum(stateCodes)
        .optional()
        .transform((state) => state ?? null),
      commutes: stateList,
      moves: z.enum(["nowhere", "anywhere", "states"]),
      movesTo: stateList,
    })
    .refine(({ moves, movesTo }) => moves !== "states" || movesTo.length > 0, {
      path: ["movesTo"],
      message: "Name a state, or choose another answer",
    }),
  z.looseObject({ intent: z.literal("save-tools"), seen }),
  z.looseObject({ intent: z.literal("save-work"), seen, pay: amount, payUnit: z.enum(["hour", "year"]) }),
  z.object({
    intent: z.literal("save-visibility"),
    seen,
    visibility: z.enum(visibilities.codes, "Choose who sees your profile"),
  }),
  z.object({
    intent: z.literal("block"),
    seen,
    employer: z.string("Enter an employer").trim().min(1, "Enter an employer").max(300, "Use at most 300 characters"),
  }),
  z.object({ intent: z.literal("unblock"), seen, employerId: idSchema<"employer">() }),
]);
export type ProfileForm = z.output<typeof profileForm>;

/** The part that a form belongs to, and what is said when it is done. */
export const answered: Record<ProfileForm["intent"], { part: ProfilePart; text: string }> = {
  "save-credential": { part: "credentials", text: "The credential is saved." },
  "remove-credential": { part: "credentials", text: "The credential is removed." },
  "save-practicode": { part: "credentials", text: "Saved." },
  "save-experience": { part: "experience", text: "The years are saved." },
  "remove-experience": { part: "experience", text: "The years are removed." },
  "save-place": { part: "place", text: "Where you work is saved." },
  "save-tools": { part: "tools", text: "Your EHRs and encoders are saved." },
  "save-work": { part: "work", text: "What you look for is saved." },
  "save-visibility": { part: "privacy", text: "Who sees your profile is saved." },
  block: { part: "privacy", text: "This employer never sees your profile." },
  unblock: { part: "privacy", text: "This employer is no longer blocked." },
};
