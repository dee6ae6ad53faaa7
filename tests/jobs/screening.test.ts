import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { questionSchema } from "~/jobs/job-content-schema.ts";
import { draftChanges } from "~/jobs/draft-changes.ts";
import { editRows, rowDeed } from "~/jobs/edit-post-rows.ts";
import { formFromContent } from "~/jobs/form-from-content.ts";
import { judgePostForm, judgeStep } from "~/jobs/judge-post-form.server.ts";
import type { QuestionRow } from "~/jobs/post-form.ts";
import {
  ANSWER_LENGTH,
  MAX_CHOICES,
  MAX_QUESTIONS,
  answerWords,
  askedOf,
  expectationWords,
  hasExpectation,
  judgeAnswer,
  meetsExpectation,
  sameQuestions,
  type ScreeningQuestion,
} from "~/jobs/screening.ts";
import { plainContent } from "#tests/support/plain-content.ts";
import { aFullForm } from "./post-form-factory.ts";

const asking = { text: "Do you code facility charts now?", hint: null, required: true };
const yesNo = (expects: "yes" | "no" | null = "yes"): ScreeningQuestion => ({ ...asking, kind: "yes-no", expects });
const choice = (accepted: string[] = ["Epic"]): ScreeningQuestion => ({
  ...asking,
  kind: "choice",
  choices: ["Epic", "Cerner", "Neither"],
  accepted,
});
const years = (least: number | null, most: number | null = null): ScreeningQuestion => ({
  ...asking,
  kind: "number",
  least,
  most,
});
const words: ScreeningQuestion = { ...asking, kind: "text" };

const line = fc.stringMatching(/^[A-Za-z][a-z ]{2,30}[a-z]$/);
const asked = fc.record({ text: line, hint: fc.option(line), required: fc.boolean() });
const amount = fc.integer({ min: 0, max: 99_999 }).map((number) => number / 4);
const someChoices = fc.uniqueArray(line, {
  minLength: 2,
  maxLength: MAX_CHOICES,
  selector: (label) => label.toLowerCase(),
});
const anyQuestion: fc.Arbitrary<ScreeningQuestion> = fc.oneof(
  fc.tuple(asked, fc.constantFrom("yes" as const, "no" as const, null)).map(([more, expects]) => ({ ...more, kind: "yes-no" as const, expects })),
  fc.tuple(asked, someChoices, fc.nat()).map(([more, choices, bits]) => ({
    ...more,
    kind: "choice" as const,
    choices,
    accepted: choices.filter((_, index) => (bits >> index) & 1),
  })),
  fc.tuple(asked, fc.option(amount), fc.option(amount)).map(([more, one, other]) => ({
    ...more,
    kind: "number" as const,
    least: one !== null && other !== null ? Math.min(one, other) : one,
    most: one !== null && other !== null ? Math.max(one, other) : other,
  })),
  asked.map((more) => ({ ...more, kind: "text" as const })),
); // prettier-ignore

describe("an expectation", () => {
  test("is met or not, where there is one and an answer", () => {
    expect(meetsExpectation(yesNo("yes"), "yes")).toBe(true);
    expect(meetsExpectation(yesNo("no"), "yes")).toBe(false);
    expect(meetsExpectation(choice(), "Epic")).toBe(true);
    expect(meetsExpectation(choice(), "Neither")).toBe(false);
    expect(meetsExpectation(years(3), "3")).toBe(true);
    expect(meetsExpectation(years(3), "2.5")).toBe(false);
    expect(meetsExpectation(years(null, 40), "40.5")).toBe(false);
    expect(meetsExpectation(years(3, 5), "4")).toBe(true);
  });

  test("is nobody's mark where nothing is expected, or nothing was answered", () => {
    expect(meetsExpectation(yesNo(null), "no")).toBeNull();
    expect(meetsExpectation(choice([]), "Neither")).toBeNull();
    expect(meetsExpectation(years(null), "0")).toBeNull();
    expect(meetsExpectation(yesNo("yes"), null)).toBeNull();
  });

  test("is never attached to a text, which only people read", () => {
    expect(hasExpectation(words)).toBe(false);
    expect(meetsExpectation(words, "anything")).toBeNull();
  });

  test("reads as the employer would say it", () => {
    expect(expectationWords(yesNo("yes"))).toBe("Yes");
    expect(expectationWords(choice(["Epic", "Cerner"]))).toBe("Epic or Cerner");
    expect(expectationWords(years(3))).toBe("at least 3");
    expect(expectationWords(years(null, 1_200))).toBe("at most 1,200");
    expect(expectationWords(years(3, 5))).toBe("from 3 to 5");
    expect(expectationWords(years(5, 5))).toBe("5");
    expect(expectationWords(words)).toBeNull();
  });

  test("has words exactly where it exists, and they fit the database", () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const said = expectationWords(question);
        expect(said !== null).toBe(hasExpectation(question));
        expect((said ?? "").length).toBeLessThanOrEqual(1_500);
      }),
    );
  });
});

describe("an answer", () => {
  test("is required or not, in words for its kind", () => {
    expect(judgeAnswer(yesNo(), "")).toEqual({ problem: "Answer yes or no" });
    expect(judgeAnswer(choice(), " ")).toEqual({ problem: "Choose an answer" });
    expect(judgeAnswer({ ...words, required: false }, " \n ")).toEqual({ answer: null });
  });

  test("is one of what was offered", () => {
    expect(judgeAnswer(yesNo(), "perhaps")).toEqual({ problem: "Answer yes or no" });
    expect(judgeAnswer(choice(), "Meditech")).toEqual({ problem: "Choose one of the answers" });
    expect(judgeAnswer(choice(), "Cerner")).toEqual({ answer: "Cerner" });
  });

  test("in numbers is read as people write it", () => {
    expect(judgeAnswer(years(3), "1,200")).toEqual({ answer: "1200" });
    expect(judgeAnswer(years(3), "2.50")).toEqual({ answer: "2.5" });
    expect(judgeAnswer(years(3), "95 %")).toEqual({ answer: "95" });
    expect(judgeAnswer(years(3), "three")).toHaveProperty("problem");
    expect(judgeAnswer(years(3), "-1")).toHaveProperty("problem");
    expect(answerWords("number", "1200")).toBe("1,200");
  });

  test("in words is bounded", () => {
    expect(judgeAnswer(words, "x".repeat(ANSWER_LENGTH))).toHaveProperty("answer");
    expect(judgeAnswer(words, "x".repeat(ANSWER_LENGTH + 1))).toEqual({ problem: "Use at most 2,000 characters" });
  });

  test("that is kept reads as itself, whatever was typed", () => {
    fc.assert(
      fc.property(anyQuestion, fc.oneof(fc.string(), fc.constantFrom("yes", "no"), amount.map(String)), (question, typed) => {
        const judged = judgeAnswer(askedOf(question), typed);
        if (judged.problem !== undefined || judged.answer === null) return;
        expect(judgeAnswer(askedOf(question), judged.answer)).toEqual(judged);
      }),
    ); // prettier-ignore
  });

  test("is outside a range exactly when it is below the least or above the most", () => {
    fc.assert(
      fc.property(fc.option(amount), fc.option(amount), amount, (least, most, number) => {
        fc.pre(least !== null || most !== null);
        const outside = (least !== null && number < least) || (most !== null && number > most);
        expect(meetsExpectation(years(least, most), String(number))).toBe(!outside);
      }),
    );
  });
});

describe("what a seeker gets", () => {
  test("holds nothing of what is expected", () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const shown = askedOf(question);
        for (const secret of ["expects", "accepted", "least", "most"]) expect(shown).not.toHaveProperty(secret);
      }),
    );
  });

  test("is the same question when only the expectation changed, and another when a word did", () => {
    expect(sameQuestions([years(3)], [years(5)])).toBe(true);
    expect(sameQuestions([choice([])], [choice(["Cerner"])])).toBe(true);
    expect(sameQuestions([years(3)], [{ ...years(3), text: "Years of inpatient coding?" }])).toBe(false);
    expect(sameQuestions([years(3)], [{ ...years(3), required: false }])).toBe(false);
    expect(sameQuestions([years(3), words], [words, years(3)])).toBe(false);
    expect(sameQuestions([], [words])).toBe(false);
  });
});

describe("questions in the post form", () => {
  const judged = (questions: QuestionRow[], more = {}) => judgePostForm(aFullForm({ questions, ...more }));
  const errors = (row: QuestionRow) => judged([{ text: "How many years?", kind: "number", ...row }]).errors;

  test("become the job's questions, in their order", () => {
    const { content } = judged([
      { text: "Do you live in Ohio?", kind: "yes-no", required: "on", expects: "yes" },
      { text: "Which EHR do you know best?", kind: "choice", choices: "Epic\n\n Cerner \nNeither", accepted: ["Cerner", "gone"] },
      { text: "", hint: "", kind: "yes-no" },
      { text: "Years of facility coding?", hint: "Inpatient or outpatient", kind: "number", least: "3", most: "" },
      { text: "Why this team?", kind: "text", least: "nine" },
    ]); // prettier-ignore
    expect(content?.questions).toEqual([
      { text: "Do you live in Ohio?", hint: null, required: true, kind: "yes-no", expects: "yes" },
      {
        text: "Which EHR do you know best?",
        hint: null,
        required: false,
        kind: "choice",
        choices: ["Epic", "Cerner", "Neither"],
        accepted: ["Cerner"],
      },
      {
        text: "Years of facility coding?",
        hint: "Inpatient or outpatient",
        required: false,
        kind: "number",
        least: 3,
        most: null,
      },
      { text: "Why this team?", hint: null, required: false, kind: "text" },
    ]);
  });

  test("say what is wrong beside the cell", () => {
    expect(errors({ text: "" , hint: "Inpatient" })).toEqual({ "questions[0].text": ["Write the question"] });
    expect(errors({ text: "x".repeat(201) })).toHaveProperty(["questions[0].text"]);
    expect(errors({ hint: "x".repeat(201) })).toHaveProperty(["questions[0].hint"]);
    expect(errors({ least: "three" })).toHaveProperty(["questions[0].least"]);
    expect(errors({ least: "5", most: "3" })).toEqual({ "questions[0].most": ["The most must not be below the least"] });
    expect(errors({ kind: "choice", choices: "Epic" })).toEqual({
      "questions[0].choices": ["Write at least two choices, one a line"],
    });
    expect(errors({ kind: "choice", choices: "Epic\nepic" })).toEqual({
      "questions[0].choices": ["Write each choice once"],
    });
    expect(errors({ kind: "essay" })).toEqual({ "questions[0].kind": ["Choose the kind of answer"] });
    const many = Array.from({ length: MAX_QUESTIONS + 1 }, (_, index) => ({ text: `Question ${index}`, kind: "text" }));
    expect(judged(many).errors).toEqual({ questions: ["Use at most 10 rows"] });
  }); // prettier-ignore

  test("belong to applications on the board: elsewhere they are kept in the draft and asked of nobody", () => {
    const away = judged([{ text: "Years?", kind: "number", least: "three" }], { apply: "email", applyEmail: "jobs@lakemont.example" }); // prettier-ignore
    expect(away.errors).toEqual({});
    expect(away.content?.questions).toEqual([]);
  });

  test("move up and down by a button, and stay where they are at the ends", () => {
    const form = { questions: [{ id: "1", text: "One" }, { id: "2", text: "Two" }, { id: "3", text: "Three" }] }; // prettier-ignore
    const after = (kind: "up" | "down", index: number) =>
      editRows(form, rowDeed({ kind, field: "questions", index }))
        .part.questions?.map(({ id }) => id)
        .join("");
    expect(after("up", 2)).toBe("132");
    expect(after("down", 0)).toBe("213");
    expect(after("up", 0)).toBe("123");
    expect(after("down", 2)).toBe("123");
    expect(editRows(form, "up:questions:2").focus).toBe("questions-1-text");
    expect(editRows(form, "up:questions:77").part).toEqual(form);
  });

  test("differ in words a person can read where two people wrote the draft", () => {
    const theirs = { questions: [{ id: "1", text: "Years?", kind: "number", required: "on" }] };
    const yours = { questions: [{ id: "1", text: "Years of coding?", kind: "number" }] };
    expect(draftChanges(theirs, yours, "apply")).toEqual([
      { field: "Question", theirs: "Years?, number, required", yours: "Years of coding?, number" },
    ]);
  });

  test("read back from the content, they give the same questions", () => {
    fc.assert(
      fc.property(fc.array(anyQuestion, { maxLength: MAX_QUESTIONS }), (questions) => {
        const form = formFromContent(plainContent({ questions }));
        expect(judgeStep(form, "apply")).toMatchObject({ errors: {}, values: { questions } });
        for (const question of questions) expect(questionSchema.parse(question)).toEqual(question);
      }),
    );
  });
});
