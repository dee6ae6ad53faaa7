import { lintPay, lintRule } from "./lint/lint-figures.ts";
import { lintQuestions } from "./lint/lint-questions.ts";
import { hints, lintScam } from "./lint/lint-scam.ts";
import { lintText } from "./lint/lint-text.ts";
import { lintTitle } from "./lint/lint-title.ts";
import { lintWork } from "./lint/lint-work.ts";
import { lintWording } from "./lint/lint-wording.ts";
import type { LintFinding, Linted, LintRule, Words } from "./lint/finding.ts";

export type { LintFinding, LintRule } from "./lint/finding.ts";

/** What of the scam rules is said in other words already. */
const saidBy: Partial<Record<LintRule, readonly LintRule[]>> = {
  "scam-payment": ["scam-charge", "scam-price", "scam-amount"],
  fees: ["scam-charge", "scam-price", "scam-amount"],
  "scam-charge": ["scam-price", "scam-amount"],
  "scam-price": ["scam-amount"],
  "scam-chat": ["scam-text"],
};

/**
 * What would help the job or worries a moderator: remarks only, nothing is refused for them. Unlawful words come first,
 * then what reads as a fraud, then what would read better.
 */
export function lintJob(content: Linted, employerName: string): LintFinding[] {
  return lintWords(content, employerName).filter(({ rule }) => !hints.has(rule));
}

/** As `lintJob`, with what only a moderator is told. */
export function lintWords(content: Linted, employerName: string): LintFinding[] {
  const body: Words[] = [{ step: "job", text: content.bodyText }];
  const words: Words[] = [
    { step: "job", text: content.title },
    ...body,
    { step: "work", text: [content.scheduleNote, content.auditMethod].filter(Boolean).join("\n") },
    { step: "who", text: content.credentialGroups.map((group) => group.inLieu ?? "").join("\n") },
  ];
  const questions: Words = {
    step: "apply",
    text: content.questions
      .flatMap((question) => [
        question.text,
        question.hint ?? "",
        ...(question.kind === "choice" ? question.choices : []),
      ])
      .join("\n"),
  };
  const link: Words = { step: "apply", text: content.apply.kind === "url" ? content.apply.url : "" };
  const places: Words = { step: "job", text: content.locations.map(({ label }) => label).join("\n") };
  const found = [
    ...lintWording(words),
    ...lintWork(words),
    ...lintQuestions(content.questions),
    ...lintScam([...words, questions, places, link]),
    ...lintTitle(content.title, employerName),
    ...lintPay(content),
    ...lintRule(content),
    ...lintText(content, body),
  ];
  const said = new Set(found.flatMap(({ rule }) => saidBy[rule] ?? []));
  return found.filter(({ rule }) => !said.has(rule));
}
