import { credentials } from "~/vocabulary/credentials.ts";
import { postFields, type PostFieldName, type PostForm } from "../post-form.ts";

/** What two forms say differently of one field, in words; empty where one says nothing. */
export type FormChange = { label: string; was: string; now: string };

/** Changes that are told, and characters of each side. */
const MOST = 12;
const LONGEST = 160;

const labels: Partial<Record<PostFieldName, string>> = {
  title: "Title",
  functions: "Function",
  types: "Employment type",
  settings: "Setting",
  specialties: "Specialty",
  mode: "Where the work is done",
  places: "Places",
  reach: "State rule",
  states: "States",
  usOnly: "US only",
  body: "Description",
  payMin: "Pay, least",
  payMax: "Pay, most",
  payUnit: "Pay unit",
  perks: "Extras",
  groups: "Credentials",
  apprentice: "Apprentices",
  experience: "Experience",
  codeSets: "Code sets",
  ehrs: "EHR",
  encoders: "Encoder",
  production: "Production",
  accuracy: "Accuracy",
  applyUrl: "Address to apply at",
};

/** What `now` says differently from `was`, field by field in the form's order; at most 12 fields. */
export function compareForms(was: PostForm, now: PostForm): FormChange[] {
  const changes: FormChange[] = [];
  for (const name of Object.keys(postFields) as PostFieldName[]) {
    const [before, after] = [wordsOf(was[name]), wordsOf(now[name])];
    if (before === after) continue;
    const from = name === "body" ? firstDifference(before, after) : 0;
    changes.push({ label: labels[name] ?? name, was: cut(before, from), now: cut(after, from) });
  }
  return changes.slice(0, MOST);
}

const credentialLabels = new Map<string, string>(credentials.map(({ code, label }) => [code, label]));

/** A field's answer as one line; the ids of rows are not an answer. */
function wordsOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(", ");
  if (typeof value === "object")
    return Object.entries(value)
      .filter(([name]) => name !== "id")
      .map(([, inner]) => wordsOf(inner))
      .filter(Boolean)
      .join(" ");
  const text = String(value);
  return credentialLabels.get(text) ?? text;
}

/** Where two texts part, a few words earlier. */
function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  return Math.max(0, one.lastIndexOf(" ", Math.max(0, at - 30)));
}

function cut(text: string, from: number): string {
  const part = text
    .slice(from, from + LONGEST)
    .replace(/\s+/g, " ")
    .trim();
  return `${from > 0 && part ? "… " : ""}${part}${text.length > from + LONGEST ? " …" : ""}`;
}
