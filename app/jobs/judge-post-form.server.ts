import { z } from "zod";
import { formatList } from "~/ui/format.ts";
import { isStateCode } from "~/vocabulary/states.ts";
import { suggestCredentials } from "~/vocabulary/suggest-credentials.ts";
import {
  apprenticeAnswers,
  employmentTypes,
  payUnits,
  perks,
  productionPeriods,
  schedules,
  workModes,
} from "~/vocabulary/terms.ts";
import type { Vocabulary } from "~/vocabulary/vocabulary.ts";
import { codeSets, ehrs, encoders, functions, settings, specialties } from "~/vocabulary/work.ts";
import { renderBody } from "./import/clean-body.ts";
import { credentialGroupSchema, jobContentSchema } from "./job-content-schema.ts";
import { BODY_LENGTH, TITLE_LENGTH, type JobContent, type JobLocation } from "./job-content.ts";
import { judgeQuestion } from "./judge-question.ts";
import { placeOfText } from "./place-of-text.server.ts";
import { parseMoney, parseNumber } from "./post-amounts.ts";
import { guessedPieces } from "./post-offers.ts";
import {
  fieldsOfStep,
  fillSteps,
  rowLimits,
  type FillStep,
  type PostErrors,
  type PostFieldName,
  type PostForm,
  type RowField,
} from "./post-form.ts";

type Issue = { path: PropertyKey[]; message: string };
/** `value` is undefined where nothing usable was typed; rows that are right stand beside rows that are not. */
type Judged<Value> = { value: Value | undefined; issues: Issue[] };
type Judge<Value> = (raw: unknown, name: string) => Judged<Value>;

function by<Value>(schema: z.ZodType<Value>): Judge<Value> {
  return (raw) => {
    const result = schema.safeParse(raw ?? "");
    return result.success
      ? { value: result.data, issues: [] }
      : { value: undefined, issues: result.error.issues.map(({ path, message }) => ({ path, message })) };
  };
}

/** Rows in which nothing was typed do not count; the others are judged one by one, each error under its own row. */
function byRows<Value>(field: RowField, schema: z.ZodType<Value>, cells: readonly string[]): Judge<Value[]> {
  return (raw) => {
    const value: Value[] = [];
    const issues: Issue[] = [];
    for (const [index, row] of (Array.isArray(raw) ? raw : []).entries()) {
      if (cells.every((cell) => !String(row?.[cell] ?? "").trim())) continue;
      const result = schema.safeParse(row);
      if (result.success) value.push(result.data);
      else for (const { path, message } of result.error.issues) issues.push({ path: [index, ...path], message });
    }
    if (value.length > rowLimits[field]) issues.push({ path: [], message: `Use at most ${rowLimits[field]} rows` });
    return { value: value.slice(0, rowLimits[field]), issues };
  };
}

const list = <Code extends string>(vocabulary: Vocabulary<Code>, least?: string, most = 20) =>
  z.preprocess(
    (raw) => (Array.isArray(raw) ? raw : []),
    z
      .array(z.enum(vocabulary.codes, "This is not one of the choices"))
      .min(least ? 1 : 0, least)
      .max(most, `Choose at most ${most}`),
  );
/** A choice of a vocabulary whose `not-stated` is not open to an employer. */
const stated = <Code extends string>(vocabulary: Vocabulary<Code>, message: string) =>
  z.enum(vocabulary.codes, message).refine((code) => code !== ("not-stated" as Code), message);
const line = (most: number) => z.string().trim().max(most, `Use at most ${most} characters`);
const optionalLine = (most: number) => line(most).transform((text) => text || null);
const yesNo = z.string().transform((text) => (text === "yes" ? true : text === "no" ? false : null));
const on = z.string().transform((text) => text === "on");

const number = (least: number, most: number, what: string, whole = true) =>
  z.string().transform((text, context) => {
    const value = parseNumber(text);
    if (value !== undefined && value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
    const kind = whole ? "a whole number" : "a number";
    context.addIssue({ code: "custom", message: `${what} must be ${kind} from ${least} to ${most}.${typed(text)}` });
    return z.NEVER;
  });
const optional = <Value>(schema: z.ZodType<Value, string>) =>
  z.preprocess((raw) => (typeof raw === "string" && raw.trim() ? raw : null), schema.nullable());
const typed = (text: string) => (text.trim() ? ` You typed “${text.trim().slice(0, 40)}”.` : "");

const money = (message: string) =>
  z.string().transform((text, context) => {
    const cents = parseMoney(text);
    if (cents !== undefined && cents > 0 && cents <= 200_000_000) return cents;
    context.addIssue({
      code: "custom",
      message: text.trim() ? `Write an amount such as 28, 33.50 or 68,000.${typed(text)}` : message,
    });
    return z.NEVER;
  });

const level = z.enum(["required", "preferred"]).catch("required");
const tool = <Code extends string>(vocabulary: Vocabulary<Code>) =>
  z.object({ code: z.enum(vocabulary.codes, "Choose a system, or remove the row"), level });

const place = z.object({
  text: line(200).transform((text, context): JobLocation => {
    const answer = placeOfText(text);
    if ("location" in answer) return answer.location;
    context.addIssue({ code: "custom", message: answer.problem });
    return z.NEVER;
  }),
});

const group = z
  .object({
    how: z.enum(["any", "all"]).catch("any"),
    level,
    codes: z.array(z.string()).default([]),
    add: z.string().default(""),
    inLieu: z.string().trim().max(300, "Use at most 300 characters").default(""),
  })
  .transform(({ add, inLieu, ...rest }, context) => {
    if (add.trim())
      context.addIssue({
        code: "custom",
        path: ["add"],
        message: `The board does not know “${add.trim().slice(0, 40)}”.${meant(add)} Write a code such as RHIT, or empty the field.`,
      });
    const checked = credentialGroupSchema.safeParse({ ...rest, inLieu: inLieu || null });
    if (checked.success) return checked.data;
    for (const { message } of checked.error.issues) context.addIssue({ code: "custom", path: ["add"], message });
    return z.NEVER;
  });

/** ` Did you mean CRC or CCC?`, where something near is known. */
function meant(add: string): string {
  const labels = guessedPieces(add).flatMap((piece) => suggestCredentials(piece).map(({ label }) => label));
  return labels.length ? ` Did you mean ${formatList([...new Set(labels)].slice(0, 4), "or")}?` : "";
}

const countedIn = "Choose the setting or specialty in which the years count";
const experience = z
  .object({ years: number(0, 40, "Years"), in: z.string(countedIn).default("") })
  .transform(({ years, in: text }, context) => {
    const [kind, code] = text.split(":");
    if (kind === "setting" && settings.has(code)) return { years, countedIn: "setting" as const, code };
    if (kind === "specialty" && specialties.has(code)) return { years, countedIn: "specialty" as const, code };
    context.addIssue({ code: "custom", path: ["in"], message: countedIn });
    return z.NEVER;
  });

const production = z.object({
  amount: z.string("Say how many").transform((text, context) => {
    const value = parseNumber(text);
    if (value !== undefined && value > 0 && value <= 99_999) return value;
    context.addIssue({ code: "custom", message: `Say how many, such as 4 or 2.75.${typed(text)}` });
    return z.NEVER;
  }),
  recordType: line(60).min(1, "Say what is counted, for example inpatient charts"),
  period: z.enum(productionPeriods.codes, "Choose the period"),
});

const url = z
  .string()
  .trim()
  .transform((text) => (text && !/^[a-z][a-z\d+.-]*:/i.test(text) ? `https://${text}` : text))
  .pipe(
    z
      .url({
        protocol: /^https?$/,
        hostname: z.regexes.domain,
        error: "Write the whole web address, such as https://www.example.org/apply",
      })
      .max(1_000, "Use at most 1,000 characters"),
  );

const mode = stated(workModes, "Choose where the work is done");
const isRemote = (value: string | undefined) => value === "remote" || value === "remote-after-training";

/** The schema of the post form, a judge a field. What one field says of another is in `crossIssues`. */
const judges = {
  title: by(
    line(TITLE_LENGTH).refine((text) => text.length >= 3, "Write the title of the job, such as Inpatient Coder"),
  ),
  functions: by(list(functions, "Choose at least one")),
  settings: by(list(settings)),
  specialties: by(list(specialties, undefined, 40)),
  types: by(
    list(employmentTypes, "Choose at least one").refine(
      (types) => !types.includes("not-stated"),
      "Choose at least one",
    ),
  ),
  mode: by(mode),
  places: byRows(
    "places",
    place.transform(({ text }) => text),
    ["text"],
  ),
  reach: by(z.enum(["all", "only", "except"]).nullable().catch(null)),
  states: by(z.preprocess((raw) => (Array.isArray(raw) ? raw : []), z.array(z.string().refine(isStateCode)).max(60))),
  usOnly: by(on),
  body: by(
    z
      .string()
      .refine(
        (text) => text.trim().length >= 50,
        "Describe the job in at least 50 characters: the work, the team, what you offer",
      )
      .refine((text) => text.length <= BODY_LENGTH, `Use at most ${BODY_LENGTH.toLocaleString("en-US")} characters`),
  ),
  payMin: by(money("Write the least you pay")),
  payMax: by(money("Write the most you pay; the same amount where pay is fixed")),
  payUnit: by(z.enum(payUnits.codes, "Choose what the pay is for")),
  chartsPerHour: by(optional(number(0.1, 500, "Charts per hour", false))),
  perks: by(list(perks)),
  groups: byRows("groups", group, ["codes", "add", "inLieu"]),
  noCredential: by(on),
  apprentice: by(stated(apprenticeAnswers, "Say whether apprentices may apply; it stands on every card")),
  experience: byRows("experience", experience, ["years", "in"]),
  codeSets: by(list(codeSets)),
  ehrs: byRows("ehrs", tool(ehrs), ["code"]),
  encoders: byRows("encoders", tool(encoders), ["code"]),
  production: byRows("production", production, ["amount", "recordType"]),
  accuracy: by(optional(number(1, 100, "Accuracy", false))),
  auditMethod: by(optionalLine(300)),
  downtime: by(yesNo),
  test: by(yesNo),
  testMinutes: by(optional(number(1, 1_440, "Minutes"))),
  testPaid: by(yesNo),
  aiShare: by(optional(number(0, 100, "The share"))),
  schedule: by(z.enum(schedules.codes).nullable().catch(null)),
  scheduleNote: by(optionalLine(200)),
  apply: by(z.enum(["board", "url", "email"], "Choose how people apply")),
  applyUrl: by(z.string()),
  applyEmail: by(z.string()),
  questions: byRows("questions", judgeQuestion, ["text", "hint", "choices", "least", "most"]),
} satisfies { [Name in PostFieldName]: Judge<unknown> };

export type PostValues = { [Name in PostFieldName]?: ReturnType<(typeof judges)[Name]>["value"] };

/** What one field says of another; `judged` holds what was usable of the step. */
function crossIssues(step: FillStep, judged: PostValues, form: PostForm): [string, string][] {
  const issues: [string, string][] = [];
  if (step === "job") {
    const typedPlaces = (form.places ?? []).some((row) => row.text?.trim());
    if ((judged.mode === "on-site" || judged.mode === "hybrid") && !typedPlaces)
      issues.push(["places[0].text", "Say where people come in: city and state, or a ZIP code"]);
    if (isRemote(judged.mode)) {
      if (!judged.reach) issues.push(["reach", "Say which states a remote person may live in"]);
      else if (judged.reach !== "all" && !judged.states?.length) issues.push(["states", "Choose at least one state"]);
    }
    if (judged.title && form.body?.trim() === judged.title)
      issues.push(["body", "The description must say more than the title"]);
  }
  if (step === "pay") {
    const { payMin, payMax, payUnit, chartsPerHour } = judged;
    if (payMin !== undefined && payMax !== undefined && payMin > payMax)
      issues.push(["payMax", "The most must not be below the least"]);
    if (payUnit === "chart" && chartsPerHour === null)
      issues.push(["chartsPerHour", "Say how many charts an hour you count with, so that seekers can compare"]);
  }
  if (step === "who") {
    const groups = (form.groups ?? []).some((row) => row.codes?.length || row.add?.trim() || row.inLieu?.trim());
    if (!groups && !judged.noCredential)
      issues.push(["noCredential", "Add a credential to a group, or tick that you ask for none"]);
    if (groups && judged.noCredential)
      issues.push(["noCredential", "Untick this, or remove the groups: they contradict each other"]);
  }
  if (step === "work" && judged.test && judged.testMinutes === null)
    issues.push(["testMinutes", "Say how long the test takes, in minutes"]);
  if (step === "apply" && judged.apply === "url") {
    const result = url.safeParse(form.applyUrl ?? "");
    if (!result.success) issues.push(["applyUrl", result.error.issues[0]!.message]);
  }
  if (step === "apply" && judged.apply === "email" && !z.email().max(254).safeParse(form.applyEmail?.trim()).success)
    issues.push(["applyEmail", "Write an e-mail address such as coding-jobs@example.org"]);
  return issues;
}

/** Judges one step of the form. @returns what is usable of it, and what is wrong by the field's name. */
export function judgeStep(form: PostForm, step: FillStep): { values: PostValues; errors: PostErrors } {
  const values: Record<string, unknown> = {};
  const errors: PostErrors = {};
  const note = (name: string, message: string) => {
    const messages = (errors[name] ??= []);
    if (!messages.includes(message)) messages.push(message);
  };
  for (const name of fieldsOfStep(step)) {
    const { value, issues } = judges[name](form[name], name);
    values[name] = value;
    // A field that only another choice calls for may hold anything until then.
    if (name === "chartsPerHour" && form.payUnit !== "chart") continue;
    if ((name === "testMinutes" || name === "testPaid") && form.test !== "yes") continue;
    if (name === "questions" && values.apply !== "board") continue;
    for (const { path, message } of issues) note(nameOf(name, path), message);
  }
  for (const [name, message] of crossIssues(step, values, form)) note(name, message);
  return { values, errors: inPageOrder(errors, step) };
}

/** Errors in the order in which the page asks. */
function inPageOrder(errors: PostErrors, step: FillStep): PostErrors {
  const order = fieldsOfStep(step);
  const place = (name: string) => order.findIndex((field) => name === field || name.startsWith(`${field}[`));
  return Object.fromEntries(Object.entries(errors).sort(([one], [other]) => place(one) - place(other)));
}

/** The name of the control that an issue belongs to: rows by index and cell, everything else the field itself. */
function nameOf(field: string, [index, cell]: PropertyKey[]): string {
  return typeof index === "number" && typeof cell === "string" ? `${field}[${index}].${cell}` : field;
}

/** Judges the whole form. @returns the errors of all steps, and the content where there are none. */
export function judgePostForm(form: PostForm): {
  errors: PostErrors;
  content: JobContent | undefined;
  partial: JobContent;
} {
  const judged = fillSteps.map((step) => judgeStep(form, step));
  const errors: PostErrors = Object.assign({}, ...judged.map((one) => one.errors));
  const partial = contentOf(Object.assign({}, ...judged.map((one) => one.values)), form);
  const content = Object.keys(errors).length === 0 ? jobContentSchema.parse(partial) : undefined;
  return { errors, content, partial };
}

/** The content that the usable values make; what is missing is not stated. */
function contentOf(values: PostValues, form: PostForm): JobContent {
  const remote = isRemote(values.mode);
  const reach = remote ? (values.reach ?? "not-stated") : "not-stated";
  const { payMin, payMax, payUnit } = values;
  const hasPay = payMin !== undefined && payMax !== undefined && payUnit !== undefined && payMin <= payMax;
  return {
    title: values.title ?? form.title?.trim().slice(0, TITLE_LENGTH) ?? "",
    ...renderBody(form.body ?? "", "markdown"),
    functions: values.functions ?? [],
    settings: values.settings ?? [],
    specialties: values.specialties ?? [],
    codeSets: values.codeSets ?? [],
    ehrs: distinct(values.ehrs ?? []),
    encoders: distinct(values.encoders ?? []),
    employmentTypes: values.types ?? [],
    mode: values.mode ?? "not-stated",
    // Of a remote job a place would be read as a place of work.
    locations: values.mode === "remote" ? [] : (values.places ?? []),
    stateReach: reach,
    states: reach === "only" || reach === "except" ? (values.states ?? []) : [],
    usOnly: values.usOnly ?? false,
    pay: hasPay
      ? {
          minCents: payMin,
          maxCents: payMax,
          unit: payUnit,
          chartsPerHour: payUnit === "chart" ? (values.chartsPerHour ?? null) : null,
        }
      : null,
    perks: values.perks ?? [],
    apprentice: values.apprentice ?? "not-stated",
    credentialGroups: values.noCredential ? [] : (values.groups ?? []),
    experience: values.experience ?? [],
    production: values.production ?? [],
    accuracyPercent: values.accuracy ?? null,
    auditMethod: values.auditMethod ?? null,
    downtimePaid: values.downtime ?? null,
    codingTest:
      values.test === true && values.testMinutes
        ? { minutes: values.testMinutes, paid: values.testPaid ?? null }
        : values.test === false
          ? { minutes: 0, paid: null }
          : null,
    aiSharePercent: values.aiShare ?? null,
    schedule: values.schedule ?? null,
    scheduleNote: values.scheduleNote ?? null,
    apply: applyOf(values, form),
    questions: values.apply === "board" ? (values.questions ?? []) : [],
  };
}

function applyOf(values: PostValues, form: PostForm): JobContent["apply"] {
  if (values.apply === "url") return { kind: "url", url: url.safeParse(form.applyUrl ?? "").data ?? "" };
  if (values.apply === "email") return { kind: "email", email: form.applyEmail?.trim() ?? "" };
  return { kind: "board" };
}

/** Each system once, as first named. */
function distinct<Row extends { code: string }>(rows: Row[]): Row[] {
  return rows.filter((row, index) => rows.findIndex((other) => other.code === row.code) === index);
}
