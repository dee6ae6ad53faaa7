/**
 * The form in which an employer writes a job, as it was typed: texts, whatever they say. A draft keeps exactly this, so
 * that nothing typed is lost; judge-post-form.server.ts makes a job's content of it. No I/O.
 */
import { MAX_QUESTIONS } from "./screening.ts";

/** A row of a list that grows; `id` tells it from its neighbours while rows come and go. */
export type GroupRow = { id?: string; how?: string; level?: string; codes?: string[]; add?: string; inLieu?: string };
export type PlaceRow = { id?: string; text?: string };
export type ExperienceFormRow = { id?: string; years?: string; in?: string };
export type ToolRow = { id?: string; code?: string; level?: string };
export type ProductionFormRow = { id?: string; amount?: string; recordType?: string; period?: string };

/** Texts of every kind of question; only those of its `kind` count. `choices` are one a line, `accepted` some of them. */
export type QuestionRow = {
  id?: string;
  text?: string;
  hint?: string;
  kind?: string;
  required?: string;
  expects?: string;
  choices?: string;
  accepted?: string[];
  least?: string;
  most?: string;
};

export type PostForm = {
  title?: string;
  functions?: string[];
  settings?: string[];
  specialties?: string[];
  types?: string[];
  mode?: string;
  places?: PlaceRow[];
  reach?: string;
  states?: string[];
  usOnly?: string;
  body?: string;

  payMin?: string;
  payMax?: string;
  payUnit?: string;
  chartsPerHour?: string;
  perks?: string[];

  groups?: GroupRow[];
  noCredential?: string;
  apprentice?: string;
  experience?: ExperienceFormRow[];

  codeSets?: string[];
  ehrs?: ToolRow[];
  encoders?: ToolRow[];
  production?: ProductionFormRow[];
  accuracy?: string;
  auditMethod?: string;
  downtime?: string;
  test?: string;
  testMinutes?: string;
  testPaid?: string;
  aiShare?: string;
  schedule?: string;
  scheduleNote?: string;

  apply?: string;
  applyUrl?: string;
  applyEmail?: string;
  questions?: QuestionRow[];
};
export type PostFieldName = keyof PostForm;

/** The steps that hold fields, in their order; `review` comes last and holds none. */
export const fillSteps = ["job", "pay", "who", "work", "apply"] as const;
export type FillStep = (typeof fillSteps)[number];
export const postSteps = [...fillSteps, "review"] as const;
export type PostStep = (typeof postSteps)[number];

export const stepLabels: Record<PostStep, string> = {
  job: "The job",
  pay: "Pay",
  who: "Who may apply",
  work: "The work",
  apply: "How to apply",
  review: "Read it through",
};

type Kind = "text" | "list" | { row: Record<string, "text" | "list"> };
const tool: Kind = { row: { id: "text", code: "text", level: "text" } };

/** What each field is made of, and the step that asks for it; in the order of the pages. */
export const postFields: Record<PostFieldName, { step: FillStep; kind: Kind }> = {
  title: { step: "job", kind: "text" },
  functions: { step: "job", kind: "list" },
  types: { step: "job", kind: "list" },
  settings: { step: "job", kind: "list" },
  specialties: { step: "job", kind: "list" },
  mode: { step: "job", kind: "text" },
  places: { step: "job", kind: { row: { id: "text", text: "text" } } },
  reach: { step: "job", kind: "text" },
  states: { step: "job", kind: "list" },
  usOnly: { step: "job", kind: "text" },
  body: { step: "job", kind: "text" },

  payUnit: { step: "pay", kind: "text" },
  payMin: { step: "pay", kind: "text" },
  payMax: { step: "pay", kind: "text" },
  chartsPerHour: { step: "pay", kind: "text" },
  perks: { step: "pay", kind: "list" },

  groups: {
    step: "who",
    kind: { row: { id: "text", how: "text", level: "text", codes: "list", add: "text", inLieu: "text" } },
  },
  noCredential: { step: "who", kind: "text" },
  apprentice: { step: "who", kind: "text" },
  experience: { step: "who", kind: { row: { id: "text", years: "text", in: "text" } } },

  codeSets: { step: "work", kind: "list" },
  ehrs: { step: "work", kind: tool },
  encoders: { step: "work", kind: tool },
  production: { step: "work", kind: { row: { id: "text", amount: "text", recordType: "text", period: "text" } } },
  accuracy: { step: "work", kind: "text" },
  auditMethod: { step: "work", kind: "text" },
  downtime: { step: "work", kind: "text" },
  test: { step: "work", kind: "text" },
  testMinutes: { step: "work", kind: "text" },
  testPaid: { step: "work", kind: "text" },
  aiShare: { step: "work", kind: "text" },
  schedule: { step: "work", kind: "text" },
  scheduleNote: { step: "work", kind: "text" },

  apply: { step: "apply", kind: "text" },
  applyUrl: { step: "apply", kind: "text" },
  applyEmail: { step: "apply", kind: "text" },
  questions: {
    step: "apply",
    kind: {
      row: {
        id: "text",
        text: "text",
        hint: "text",
        kind: "text",
        required: "text",
        expects: "text",
        choices: "text",
        accepted: "list",
        least: "text",
        most: "text",
      },
    },
  },
};

/** The lists of rows that the form's buttons grow and shrink, and how many rows each may have. */
export const rowLimits = {
  places: 10,
  groups: 5,
  experience: 10,
  ehrs: 9,
  encoders: 9,
  production: 10,
  questions: MAX_QUESTIONS,
} as const;
export type RowField = keyof typeof rowLimits;

const fieldNames = Object.keys(postFields) as PostFieldName[];

/** The names of a step's fields. */
export function fieldsOfStep(step: FillStep): PostFieldName[] {
  return fieldNames.filter((name) => postFields[name].step === step);
}

/** The part of `form` that a step asks for. */
export function partOf(form: PostForm, step: FillStep): PostForm {
  return pick(form, fieldsOfStep(step));
}

/** `form` with a step's part replaced as a whole: what was unticked or removed is gone. */
export function withPart(form: PostForm, step: FillStep, part: PostForm): PostForm {
  return {
    ...pick(
      form,
      fieldNames.filter((name) => postFields[name].step !== step),
    ),
    ...partOf(part, step),
  };
}

function pick(form: PostForm, names: readonly PostFieldName[]): PostForm {
  return Object.fromEntries(names.filter((name) => form[name] !== undefined).map((name) => [name, form[name]]));
}

/** Rows beyond this are not read: no page of ours makes them, and a hostile index must not make a huge list. */
const MOST_ROWS = 20;
const MOST_CHOICES = 100;

/**
 * Reads a step's fields out of a posted form, by the names `title`, `experience[0].years`, `groups[1].codes`. Unknown
 * names are passed over; nothing is judged. Rows keep their order, without gaps.
 */
export function readPart(step: FillStep, posted: FormData): PostForm {
  const part: Record<string, unknown> = {};
  const rows = new Map<string, Record<string, string | string[]>[]>();
  for (const [name, value] of posted) {
    if (typeof value !== "string") continue;
    const text = value.replace(/\r\n?/g, "\n");
    const [, field = "", index, cell = ""] = /^([a-zA-Z]+)(?:\[(\d{1,2})\]\.([a-zA-Z]+))?$/.exec(name) ?? [];
    if (!isField(field) || postFields[field].step !== step) continue;
    const { kind } = postFields[field];
    if (typeof kind === "string") {
      if (index === undefined) add(part, field, kind, text);
    } else if (index !== undefined && Object.hasOwn(kind.row, cell) && Number(index) < MOST_ROWS) {
      const list = rows.get(field) ?? [];
      rows.set(field, list);
      add((list[Number(index)] ??= {}), cell, kind.row[cell]!, text);
    }
  }
  for (const [field, list] of rows) part[field] = list.filter(Boolean);
  return part as PostForm;
}

function add(into: Record<string, unknown>, name: string, kind: "text" | "list", text: string) {
  if (kind === "text") {
    if (text !== "") into[name] = text;
    return;
  }
  const list = (into[name] ??= []) as string[];
  if (text !== "" && list.length < MOST_CHOICES && !list.includes(text)) list.push(text);
}

function isField(name: string): name is PostFieldName {
  return Object.hasOwn(postFields, name);
}

/** What is wrong with a form, by the field's name (`experience[1].years`); the messages stand beside the fields. */
export type PostErrors = Record<string, string[]>;

/** The step whose field an error belongs to. */
export function stepOfError(name: string): FillStep {
  const field = name.replace(/[[.].*$/s, "");
  return isField(field) ? postFields[field].step : "job";
}

const errorLabels: Partial<Record<PostFieldName, string>> = {
  title: "Title",
  functions: "Function",
  types: "Employment type",
  mode: "Where the work is done",
  places: "Place",
  reach: "States",
  states: "States",
  body: "Description",
  payMin: "Least",
  payMax: "Most",
  payUnit: "Unit",
  chartsPerHour: "Charts per hour",
  groups: "Credential group",
  noCredential: "Credential rule",
  apprentice: "Apprentices",
  experience: "Experience",
  ehrs: "EHR",
  encoders: "Encoder",
  production: "Production",
  accuracy: "Accuracy",
  auditMethod: "Audit method",
  testMinutes: "Coding test",
  aiShare: "AI share",
  scheduleNote: "Schedule",
  apply: "How to apply",
  applyUrl: "Address of your form",
  applyEmail: "E-mail",
  questions: "Question",
};

/** The field of an error in words: `Title`, `Experience, row 2`, `Credential group 1`. */
export function errorLabel(name: string): string {
  const [, field = "", index] = /^([a-zA-Z]+)(?:\[(\d+)\])?/.exec(name) ?? [];
  const label = (isField(field) && errorLabels[field]) || "This form";
  if (index === undefined) return label;
  return field === "groups" || field === "places" || field === "questions"
    ? `${label} ${Number(index) + 1}`
    : `${label}, row ${Number(index) + 1}`;
}

/** The id of a field's control on the page: `experience[1].years` is `experience-1-years`. */
export function fieldId(name: string): string {
  return name.replace(/[^a-zA-Z0-9]+/g, "-").replace(/-$/, "");
}
