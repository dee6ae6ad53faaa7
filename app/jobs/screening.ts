/**
 * The questions that a job asks of everybody who applies on the board. The employer may attach an expectation to an
 * answer that can be compared; an answer outside it is marked for the employer and decides nothing, and the seeker never
 * sees the expectation. No I/O.
 */
import { formatList, formatNumber } from "~/ui/format.ts";
import { vocabulary, type CodeOf } from "~/vocabulary/vocabulary.ts";
import { parseNumber } from "./post-amounts.ts";

export const questionKinds = vocabulary({
  "yes-no": "Yes or no",
  choice: "One of several choices",
  number: "A number",
  text: "A few words",
});
export type QuestionKind = CodeOf<typeof questionKinds>;

/** Bounds; texts in characters, as wide as the database's columns. */
export const MAX_QUESTIONS = 10;
export const QUESTION_LENGTH = 200;
export const HINT_LENGTH = 200;
export const MAX_CHOICES = 12;
export const CHOICE_LENGTH = 100;
export const ANSWER_LENGTH = 2_000;
/** The largest number that can be answered or expected; what `parseNumber` reads of nine digits. */
export const MAX_NUMBER = 999_999_999;

type Asking = {
  text: string;
  /** A line of explanation under the question. */
  hint: string | null;
  required: boolean;
};

/** A question as the seeker sees it. */
export type AskedQuestion = Asking &
  ({ kind: "yes-no" } | { kind: "choice"; choices: string[] } | { kind: "number" } | { kind: "text" });

/** A question as the employer wrote it, with what is expected of its answer. A text is read by people only. */
export type ScreeningQuestion = Asking &
  (
    | { kind: "yes-no"; expects: YesNo | null }
    /** `accepted` are some of `choices`; none where any will do. */
    | { kind: "choice"; choices: string[]; accepted: string[] }
    /** Both bounds belong to what is expected; null is open. */
    | { kind: "number"; least: number | null; most: number | null }
    | { kind: "text" }
  );
export type YesNo = "yes" | "no";

/** Whether the employer expects something of the answer. */
export function hasExpectation(question: ScreeningQuestion): boolean {
  switch (question.kind) {
    case "yes-no":
      return question.expects !== null;
    case "choice":
      return question.accepted.length > 0;
    case "number":
      return question.least !== null || question.most !== null;
    case "text":
      return false;
  }
}

/** What is expected, for the employer: `Yes`, `Epic or Cerner`, `at least 3`, `from 3 to 5`. Null where nothing is. */
export function expectationWords(question: ScreeningQuestion): string | null {
  switch (question.kind) {
    case "yes-no":
      return question.expects && answerWords("yes-no", question.expects);
    case "choice":
      return question.accepted.length > 0 ? formatList(question.accepted, "or") : null;
    case "number": {
      const { least, most } = question;
      if (least !== null && most !== null)
        return least === most ? formatNumber(least) : `from ${formatNumber(least)} to ${formatNumber(most)}`;
      if (least !== null) return `at least ${formatNumber(least)}`;
      return most === null ? null : `at most ${formatNumber(most)}`;
    }
    case "text":
      return null;
  }
}

/**
 * Whether an answer, as `judgeAnswer` gives it, is what the employer asked for. Null where nothing was expected or nothing
 * answered: neither is a mark against anybody.
 */
export function meetsExpectation(question: ScreeningQuestion, answer: string | null): boolean | null {
  if (answer === null || !hasExpectation(question)) return null;
  switch (question.kind) {
    case "yes-no":
      return answer === question.expects;
    case "choice":
      return question.accepted.includes(answer);
    case "number": {
      const number = Number(answer);
      return (
        (question.least === null || number >= question.least) && (question.most === null || number <= question.most)
      );
    }
    case "text":
      return null;
  }
}

/** An answer as it is kept (`yes`, a choice, plain digits, a text; null for none), or what is wrong with it. */
export type JudgedAnswer = { answer: string | null; problem?: undefined } | { problem: string };

/** Judges what a seeker typed or chose; empty is no answer. */
export function judgeAnswer(question: AskedQuestion, typed: string): JudgedAnswer {
  const text = typed.replace(/\r\n?/g, "\n").trim();
  if (text === "") return question.required ? { problem: missing[question.kind] } : { answer: null };
  switch (question.kind) {
    case "yes-no":
      return text === "yes" || text === "no" ? { answer: text } : { problem: missing["yes-no"] };
    case "choice":
      return question.choices.includes(text) ? { answer: text } : { problem: "Choose one of the answers" };
    case "number": {
      const number = parseNumber(text);
      return number === undefined
        ? { problem: `Write a number, such as 3 or 2.5. You typed “${text.slice(0, 40)}”.` }
        : { answer: String(number) };
    }
    case "text":
      return text.length > ANSWER_LENGTH
        ? { problem: `Use at most ${formatNumber(ANSWER_LENGTH)} characters` }
        : { answer: text };
  }
}

const missing: Record<QuestionKind, string> = {
  "yes-no": "Answer yes or no",
  choice: "Choose an answer",
  number: "Write a number",
  text: "Write an answer",
};

/** A kept answer in words: `Yes`, `1,200`, or the text itself. */
export function answerWords(kind: QuestionKind, answer: string): string {
  if (kind === "yes-no") return answer === "yes" ? "Yes" : "No";
  return kind === "number" ? formatNumber(Number(answer)) : answer;
}

/** The question without what is expected: all that a seeker's page may get. */
export function askedOf({ text, hint, required, ...rest }: ScreeningQuestion): AskedQuestion {
  const asking = { text, hint, required };
  return rest.kind === "choice" ? { ...asking, kind: "choice", choices: rest.choices } : { ...asking, kind: rest.kind };
}

/** Whether a seeker who read `one` has read `other`: the same questions, whatever is expected of the answers. */
export function sameQuestions(one: readonly ScreeningQuestion[], other: readonly ScreeningQuestion[]): boolean {
  return JSON.stringify(one.map(askedOf)) === JSON.stringify(other.map(askedOf));
}

/** The choices of a text that holds one a line. */
export function choicesOf(lines: string): string[] {
  return lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A question with all that belongs to it, on one line: `Do you live in Ohio? (yes or no, required, asked for: Yes)`. */
export function questionWords(question: ScreeningQuestion): string {
  const expected = expectationWords(question);
  const facts = [
    question.kind === "choice"
      ? `one of: ${question.choices.join("; ")}`
      : questionKinds.label(question.kind).toLowerCase(),
    question.required ? "required" : "optional",
    ...(question.hint ? [`hint: ${question.hint}`] : []),
    ...(expected ? [`asked for: ${expected}`] : []),
  ];
  return `${question.text} (${facts.join(", ")})`;
}
