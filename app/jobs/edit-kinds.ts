import { sortedJsonText } from "~/platform/json-text.ts";
import { stateName } from "~/vocabulary/states.ts";
import type { JobContent, JobLocation } from "./job-content.ts";

/**
 * What a change of a field in a live job means:
 * - `review`: a moderator approved exactly this, so a change goes back to review (DOMAIN.md: title, body, pay, apply
 *   address, employer; the employer of a job never changes). Extras are part of the pay, as DOMAIN.md lists them there;
 *   questions are free text that every applicant answers;
 * - `at-once`: a fact about the work or the applicant, chosen from our own lists, or a number. It helps seekers to have it
 *   right today, and staff find it in the audit log. The lines of text among them (`freeTexts`) are for a moderator to
 *   read: together they hold thousands of characters, room enough for another job than the one that was approved;
 * - `derived`: made by us from another field, so it says nothing by itself.
 *
 * The type makes a new field of a job fail here until somebody has decided.
 */
const fields: Record<keyof JobContent, { label: string; change: "review" | "at-once" | "derived" }> = {
  title: { label: "Title", change: "review" },
  bodySource: { label: "Description", change: "review" },
  bodyHtml: { label: "Description", change: "derived" },
  bodyText: { label: "Description", change: "derived" },
  pay: { label: "Pay", change: "review" },
  perks: { label: "Extras", change: "review" },
  apply: { label: "Where to apply", change: "review" },
  questions: { label: "Questions", change: "review" },
  functions: { label: "Function", change: "at-once" },
  settings: { label: "Setting", change: "at-once" },
  specialties: { label: "Specialty", change: "at-once" },
  codeSets: { label: "Code sets", change: "at-once" },
  ehrs: { label: "EHR", change: "at-once" },
  encoders: { label: "Encoder", change: "at-once" },
  employmentTypes: { label: "Employment", change: "at-once" },
  mode: { label: "Where the work is done", change: "at-once" },
  locations: { label: "Places", change: "at-once" },
  stateReach: { label: "States", change: "at-once" },
  states: { label: "States", change: "at-once" },
  usOnly: { label: "Work in the United States only", change: "at-once" },
  apprentice: { label: "Apprentices", change: "at-once" },
  credentialGroups: { label: "Credentials", change: "at-once" },
  experience: { label: "Experience", change: "at-once" },
  production: { label: "Production", change: "at-once" },
  accuracyPercent: { label: "Accuracy", change: "at-once" },
  auditMethod: { label: "Audit method", change: "at-once" },
  downtimePaid: { label: "Downtime", change: "at-once" },
  codingTest: { label: "Coding test", change: "at-once" },
  aiSharePercent: { label: "AI-assisted work", change: "at-once" },
  schedule: { label: "Schedule", change: "at-once" },
  scheduleNote: { label: "Schedule", change: "at-once" },
};

const names = Object.keys(fields) as (keyof JobContent)[];

/** What an employer types into a field whose other parts are chosen or counted; null where that is nothing. */
const freeTexts: { [Name in keyof JobContent]?: (value: JobContent[Name]) => (string | null)[] } = {
  locations: (places) => places.map(wordsBesidePlace),
  credentialGroups: (groups) => groups.map(({ inLieu }) => inLieu),
  production: (rows) => rows.map(({ recordType }) => recordType),
  auditMethod: (text) => [text],
  scheduleNote: (text) => [text],
};

/** A place's label, if it says more than the place: of "Apply at …, Columbus, OH" the geocoder needs the end alone. */
function wordsBesidePlace({ label, city, state, zip }: JobLocation): string | null {
  const place = [city, state && stateName(state), state, zip, "usa"];
  const rest = place.reduce<string>((text, part) => (part ? text.replace(part.toLowerCase(), " ") : text), label.toLowerCase()); // prettier-ignore
  return /[\p{L}\p{N}]/u.test(rest) ? label : null;
}

/** Whether an edit writes text into this field that does not stand there yet; leaving some out is no new text. */
function writes<Name extends keyof JobContent>(name: Name, live: JobContent, edited: JobContent): boolean {
  const textsOf = freeTexts[name];
  if (!textsOf) return false;
  const known = textsOf(live[name]);
  return textsOf(edited[name]).some((text) => text !== null && !known.includes(text));
}

/** What an edit changes, as labels: what a moderator has to read again, and what goes live at once. */
export type EditChanges = { review: string[]; atOnce: string[] };

/** What differs between the words that are live and an edit of them. */
export function editChanges(live: JobContent, edited: JobContent): EditChanges {
  const [before, after] = [asTyped(live), asTyped(edited)];
  const changed = names.filter((name) => !isSame(before[name], after[name]));
  const isRead = (name: keyof JobContent) => fields[name].change === "review" || writes(name, live, edited);
  const labels = (which: readonly (keyof JobContent)[]) => new Set(which.map((name) => fields[name].label));
  const review = labels(changed.filter(isRead));
  const atOnce = labels(changed.filter((name) => fields[name].change === "at-once"));
  return { review: [...review], atOnce: [...atOnce].filter((label) => !review.has(label)) };
}

/** A content as its employer typed it: choices have no order, and of a place only its label is theirs. */
function asTyped(content: JobContent): Record<keyof JobContent, unknown> {
  return {
    ...content,
    bodySource: content.bodySource.replace(/\r\n?/g, "\n").trim(),
    locations: content.locations.map(({ label }) => label),
    functions: [...content.functions].sort(),
    settings: [...content.settings].sort(),
    specialties: [...content.specialties].sort(),
    codeSets: [...content.codeSets].sort(),
    employmentTypes: [...content.employmentTypes].sort(),
    perks: [...content.perks].sort(),
    states: [...content.states].sort(),
    ehrs: [...content.ehrs].sort(byCode),
    encoders: [...content.encoders].sort(byCode),
  };
}

const byCode = (one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1);

/** Whether an edit changes nothing. */
export function isUnchanged({ review, atOnce }: EditChanges): boolean {
  return review.length === 0 && atOnce.length === 0;
}

/** Whether two contents say the same; the order of states and keys says nothing. */
export function saysTheSame(one: JobContent, other: JobContent): boolean {
  return isSame({ ...one, states: [...one.states].sort() }, { ...other, states: [...other.states].sort() });
}

function isSame(one: unknown, other: unknown): boolean {
  return sortedJsonText(one) === sortedJsonText(other);
}
