import { describe, expect, test } from "vitest";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { compareContents } from "~/moderation/compare-contents.server.ts";
import { plainContent } from "#tests/support/plain-content.ts";

const years: ScreeningQuestion = {
  text: "Years of facility coding?",
  hint: null,
  required: true,
  kind: "number",
  least: 3,
  most: null,
};
const why: ScreeningQuestion = { text: "Why this team?", hint: null, required: false, kind: "text" };
const compare = (before: ScreeningQuestion[], after: ScreeningQuestion[]) =>
  compareContents(plainContent({ questions: before }), plainContent({ questions: after }));

describe("what a moderator reads of changed questions", () => {
  test("is each question that differs, with what is asked for", () => {
    expect(compare([years], [{ ...years, least: 5 }, why]).changes).toEqual([
      {
        field: "Question 1",
        before: "Years of facility coding? (a number, required, asked for: at least 3)",
        after: "Years of facility coding? (a number, required, asked for: at least 5)",
      },
      { field: "Question 2", before: "Not asked", after: "Why this team? (a few words, optional)" },
    ]);
  });

  test("is one word where they are the same", () => {
    const { changes, unchanged } = compare([years, why], [years, why]);
    expect(changes).toEqual([]);
    expect(unchanged).toContain("Questions");
  });
});
