import { diffWordsWithSpace } from "diff";
import {
  codingTestWords,
  employmentWords,
  experienceWords,
  locationWords,
  payWords,
  placeWords,
  productionWords,
} from "~/jobs/components/job-words.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { questionWords, type ScreeningQuestion } from "~/jobs/screening.ts";
import { formatList } from "~/ui/format.ts";
import { credentialLabel } from "~/vocabulary/credentials.ts";
import { apprenticeAnswers, perks, schedules } from "~/vocabulary/terms.ts";
import type { Vocabulary } from "~/vocabulary/vocabulary.ts";
import { codeSets, ehrs, encoders, functions, settings, specialties } from "~/vocabulary/work.ts";

/** A field whose words differ between two revisions. */
export type FieldChange = { field: string; before: string; after: string };

/** A stretch of text that both revisions have, or only the older or the newer one. */
export type TextPart = { kind: "same" | "removed" | "added"; text: string };

const NOT_STATED = "Not stated";
const NOT_ASKED = "Not asked";
const list = (words: readonly string[]) => words.join(", ") || NOT_STATED;
/** Choices in the order of their names: the order in which they were ticked says nothing. */
const labels = (vocabulary: Vocabulary, codes: readonly string[]) =>
  list(codes.map((code) => vocabulary.label(code)).sort());
const leveled = (vocabulary: Vocabulary, entries: readonly { code: string; level: string }[]) =>
  list(entries.map(({ code, level }) => `${vocabulary.label(code)} (${level})`).sort());

/** The fields of a job in the order of its page, each in the words that a reader sees. */
const fields: readonly [name: string, words: (content: JobContent) => string][] = [
  ["Title", (content) => content.title],
  [
    "Pay",
    (content) =>
      payWords(content.pay) + (content.pay?.chartsPerHour ? `, ${content.pay.chartsPerHour} charts an hour` : ""),
  ],
  ["Extras", (content) => labels(perks, content.perks)],
  ["Employment", employmentWords],
  ["Where", (content) => [placeWords(content), ...content.locations.map(locationWords)].join("; ")],
  ["States", (content) => list(content.states.map((state) => state.toUpperCase()))],
  ["Credential rule", credentialWords],
  ["Apprentices", (content) => apprenticeAnswers.label(content.apprentice)],
  ["Experience", (content) => list(content.experience.map(experienceWords))],
  ["Function", (content) => labels(functions, content.functions)],
  ["Setting", (content) => labels(settings, content.settings)],
  ["Specialty", (content) => labels(specialties, content.specialties)],
  ["Code sets", (content) => labels(codeSets, content.codeSets)],
  ["EHR", (content) => leveled(ehrs, content.ehrs)],
  ["Encoder", (content) => leveled(encoders, content.encoders)],
  [
    "Production and quality",
    (content) => [productionWords(content) ?? NOT_STATED, content.auditMethod ?? ""].filter(Boolean).join("; "),
  ],
  ["Coding test", (content) => codingTestWords(content.codingTest) ?? NOT_STATED],
  [
    "AI-assisted",
    (content) => (content.aiSharePercent === null ? NOT_STATED : `${content.aiSharePercent} % of charts`),
  ],
  [
    "Schedule",
    (content) =>
      list([content.schedule ? schedules.label(content.schedule) : "", content.scheduleNote ?? ""].filter(Boolean)),
  ],
  ["Work in the United States only", (content) => (content.usOnly ? "Yes" : "No")],
  [
    "Apply address",
    (content) =>
      content.apply.kind === "board"
        ? "On the board"
        : content.apply.kind === "url"
          ? content.apply.url
          : content.apply.email,
  ],
];

function credentialWords(content: JobContent): string {
  return list(
    content.credentialGroups.map(({ how, level, codes, inLieu }) => {
      const names = formatList(codes.map(credentialLabel), how === "any" ? "or" : "and");
      return `${names}${level === "preferred" ? " preferred" : ""}${inLieu ? `, in lieu: ${inLieu}` : ""}`;
    }),
  );
}

/** The questions one by one where they differ, so that a changed one is not lost among the others. */
function questionRows(before: readonly ScreeningQuestion[], after: readonly ScreeningQuestion[]): FieldChange[] {
  const [one, other] = [before.map(questionWords), after.map(questionWords)];
  if (one.join("\n") === other.join("\n")) return [{ field: "Questions", before: "", after: "" }];
  return Array.from({ length: Math.max(one.length, other.length) }, (_, index) => ({
    field: `Question ${index + 1}`,
    before: one[index] ?? NOT_ASKED,
    after: other[index] ?? NOT_ASKED,
  }));
}

/** What differs between two revisions, field by field in the page's order, and which fields say the same. */
export function compareContents(
  before: JobContent,
  after: JobContent,
): { changes: FieldChange[]; unchanged: string[] } {
  const rows = [
    ...fields.map(([field, words]) => ({ field, before: words(before), after: words(after) })),
    ...questionRows(before.questions, after.questions),
  ];
  const differs = (row: FieldChange) => row.before !== row.after;
  return { changes: rows.filter(differs), unchanged: rows.filter((row) => !differs(row)).map((row) => row.field) };
}

/**
 * The newer text with what went and what came, word by word. Undefined when nothing differs.
 * A text that was written anew is told as one removed and one added, so that comparing takes no longer than 300 ms.
 */
export function compareTexts(before: string, after: string): TextPart[] | undefined {
  if (before === after) return undefined;
  const parts = diffWordsWithSpace(before, after, { timeout: 300 });
  if (!parts)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return parts.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
