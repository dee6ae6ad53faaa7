import type { JobId } from "~/platform/ids.ts";
import type { JobContent } from "../job-content.ts";
import type { FillStep } from "../post-form.ts";

/**
 * What a remark is about: `help` makes the job better read, `law` says that words may be unlawful in an advertisement,
 * `scam` that they read as a fraud does.
 */
export type Concern = "help" | "law" | "scam";

export type LintRule =
  | "title-pay"
  | "title-date"
  | "title-code"
  | "title-company"
  | "title-shout"
  | "title-vague"
  | "pay-wide"
  | "pay-unit"
  | "rule-narrow"
  | "contact-free-mail"
  | "body-contact"
  | "body-short"
  | "body-shout"
  | "mode-contradicts"
  | "states-contradict"
  | "wording-age"
  | "wording-sex"
  | "wording-origin"
  | "wording-citizenship"
  | "wording-race"
  | "wording-religion"
  | "wording-family"
  | "wording-health"
  | "wording-record"
  | "unpaid-work"
  | "fees"
  | ScamCode
  | QuestionRule;

/** What a moderator weighs; see scam-score.ts. */
export type ScamCode =
  | "scam-payment"
  | "scam-charge"
  | "scam-price"
  | "scam-amount"
  | "scam-overpayment"
  | "scam-mule"
  | "scam-task"
  | "scam-chat"
  | "scam-text"
  | "scam-link"
  | "scam-access"
  | "scam-bypass"
  | "scam-hire"
  | "scam-promise"
  | "scam-business"
  | "scam-urgency"
  | "scam-identity"
  | "scam-credential"
  | "scam-billing"
  | "scam-anyone"
  | "scam-vague"
  | "scam-wording"
  | "contact-look-alike"
  | "contact-other-domain"
  | "pay-entry-high"
  | "pay-outlier"
  | "twin-elsewhere"
  | "twin-own";

/** What screening questions must not ask for (lint-questions.ts). */
export type QuestionRule =
  | "question-age"
  | "question-sex"
  | "question-family"
  | "question-religion"
  | "question-origin"
  | "question-health"
  | "question-identity"
  | "question-bank"
  | "question-pay-history"
  | "question-record";

/**
 * A remark that helps and refuses nothing. `step` is where the employer can act on it; `passages` are the words it is
 * about, as they stand in the job.
 */
export type LintFinding = {
  rule: LintRule;
  concern: Concern;
  step: FillStep;
  title: string;
  text: string;
  passages: string[];
  /** The job that has the same text. */
  twin?: JobId;
  /** What it adds to the score where that differs from case to case; else what its rule weighs (scam-score.ts). */
  weight?: number;
};

/** What the rules read of a job. */
export type Linted = Pick<
  JobContent,
  | "title"
  | "bodyText"
  | "pay"
  | "credentialGroups"
  | "apply"
  | "mode"
  | "stateReach"
  | "scheduleNote"
  | "auditMethod"
  | "questions"
  | "locations"
>;

/** Words that an employer typed, and the step where they stand. */
export type Words = { step: FillStep; text: string };

/** A rule that is known by its words. A sentence in which `unless` is found is not meant. */
export type WordRule = {
  rule: LintRule;
  concern: Concern;
  title: string;
  text: string;
  says: readonly RegExp[];
  unless?: RegExp;
  /** Whether the words found at `index` are refused by what stands around them; `before` ends where the sentence begins. */
  excused?: (sentence: string, index: number, length: number, before: string) => boolean;
  /** What no pattern alone can tell: finds it in a sentence, knowing the words before. */
  saysAfter?: (sentence: string, before: string) => RegExpExecArray | undefined;
};

const MOST_PASSAGES = 3;

/** The sentences of `text`; a line ends one, `U.S.` does not. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])(?<!\b[A-Z]\.[A-Z]\.)\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
}

/** Words in which an employer says that it does not tell people apart: they name what other rules look for. */
export const equalOpportunity =
  /\b(?:without regard to|regardless of|irrespective of|not discriminate|discrimination|equal[- ](?:employment[- ])?opportunity|eeo|protected (?:veterans?|class|classes|characteristics?|status|by law)|all qualified applicants)\b/i;

/** What `rule` finds in `words`: at most one finding a step, with its first passages. */
export function findWords(rule: WordRule, words: readonly Words[]): LintFinding[] {
  const byStep = new Map<FillStep, string[]>();
  for (const { step, text } of words) {
    let before = "";
    for (const sentence of sentencesOf(text)) {
      const match = matchOf(rule, sentence, before);
      before = `${before} ${sentence}`.slice(-BEFORE);
      if (!match) continue;
      const passages = byStep.get(step) ?? [];
      byStep.set(step, passages);
      const passage = quote(sentence, match.index, match[0].length);
      if (passages.length < MOST_PASSAGES && !passages.includes(passage)) passages.push(passage);
    }
  }
  const { rule: code, concern, title, text } = rule;
  return [...byStep].map(([step, passages]) => ({ rule: code, concern, step, title, text, passages }));
}

function matchOf(rule: WordRule, text: string, before: string): RegExpExecArray | undefined {
  // Patterns stop at a full stop; the point of $39.95 is none.
  const sentence = text.replace(/(?<=\d)\.(?=\d)/g, ",");
  // `Regardless of the note` is no word on equal opportunity.
  if (rule.concern !== "scam" && equalOpportunity.test(sentence)) return undefined;
  if (!rule.unless?.test(sentence))
    for (const pattern of rule.says) {
      const match = pattern.exec(sentence);
      if (match && !rule.excused?.(sentence, match.index, match[0].length, before)) return match;
    }
  return rule.saysAfter?.(sentence, before);
}

/** How much of a sentence is quoted, and how much before it is known, in characters. */
const QUOTE = 140;
const BEFORE = 200;

/** The words around a match, cut between words. */
export function quote(sentence: string, index: number, length: number): string {
  if (sentence.length <= QUOTE) return sentence;
  const around = Math.max(0, Math.floor((QUOTE - length) / 2));
  const from = index <= around ? 0 : sentence.indexOf(" ", index - around) + 1;
  const end = index + Math.min(length, QUOTE) + around;
  const to = end >= sentence.length ? sentence.length : Math.max(sentence.lastIndexOf(" ", end), index + 1);
  const start = from > index ? index : from;
  return `${start > 0 ? "…" : ""}${sentence.slice(start, to)}${to < sentence.length ? "…" : ""}`;
}

/** A finding of a rule that is no `WordRule`. */
export function finding(
  rule: LintRule,
  step: FillStep,
  title: string,
  text: string,
  more: { concern?: Concern; passages?: string[]; twin?: JobId | undefined; weight?: number } = {},
): LintFinding {
  const { concern = "help", passages = [], twin, weight } = more;
  return { rule, concern, step, title, text, passages, ...(twin && { twin }), ...(weight && { weight }) };
}
