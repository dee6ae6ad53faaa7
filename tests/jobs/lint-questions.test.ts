import { describe, expect, test } from "vitest";
import { lintQuestions } from "~/jobs/lint/lint-questions.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";

const ask = (text: string, hint: string | null = null): ScreeningQuestion => ({
  text,
  hint,
  required: false,
  kind: "text",
});
const rulesOf = (text: string, hint?: string) => lintQuestions([ask(text, hint)]).map(({ rule }) => rule);

describe("what the law or decency forbids is remarked on", () => {
  test.each([
    ["How old are you?", "question-age"],
    ["What is your date of birth?", "question-age"],
    ["DOB", "question-age"],
    ["What year did you graduate high school?", "question-age"],
    ["What is your gender?", "question-sex"],
    ["Male or female?", "question-sex"],
    ["Marital status", "question-family"],
    ["Are you married?", "question-family"],
    ["Are you pregnant?", "question-family"],
    ["Do you have any small children?", "question-family"],
    ["What is your religion?", "question-religion"],
    ["Which church do you attend?", "question-religion"],
    ["Are you a U.S. citizen?", "question-origin"],
    ["What is your nationality?", "question-origin"],
    ["Where were you born?", "question-origin"],
    ["Are you a native English speaker?", "question-origin"],
    ["Do you have a green card?", "question-origin"],
    ["Do you have a disability?", "question-health"],
    ["Do you take any medications?", "question-health"],
    ["What are the last four digits of your social?", "question-identity"],
    ["Please give your SSN", "question-identity"],
    ["Social Security number", "question-identity"],
    ["Bank account for direct deposit?", "question-bank"],
    ["What is your routing number?", "question-bank"],
    ["What is your current salary?", "question-pay-history"],
    ["Have you ever been convicted of a felony?", "question-record"],
  ])("%s", (text, rule) => {
    expect(rulesOf(text)).toContain(rule);
  });

  test.each([
    "Are you authorized to work in the United States?",
    "Are you 18 or older?",
    "How many years have you coded inpatient charts?",
    "Do you code workers’ compensation and disability claims?",
    "Have you coded labor and delivery charts, complicated pregnancy among them?",
    "Have you worked aged accounts receivable?",
    "What is the average age of the denials you worked?",
    "What pay do you expect?",
    "Can you work weekends as the job states?",
    "Do you live in Ohio?",
    "Which EHR do you know best?",
    "Can you do what the job describes, with or without accommodation?",
    "Are you excluded from any federal health care program?",
    "Is your CPC current?",
    "Do you code gender-affirming surgery?",
  ])("%s is fine", (text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  test("also in the hint and in the choices", () => {
    expect(rulesOf("Tell us about you", "With your date of birth")).toEqual(["question-age"]);
    const choices = ["U.S. citizen", "Other"];
    expect(
      lintQuestions([{ text: "Status", hint: null, required: true, kind: "choice", choices, accepted: [] }]),
    ).toMatchObject([{ rule: "question-origin" }]);
  });
});

test("a remark names its question, stands at its step and says what to ask instead", () => {
  expect(lintQuestions([ask("Do you live in Ohio?"), ask("Are you a citizen?")])).toEqual([
    {
      rule: "question-origin",
      step: "apply",
      concern: "law",
      title: "Question 2 asks for nationality, citizenship or origin",
      passages: ["Are you a citizen?"],
      text: expect.stringContaining("authorized to work in the United States") as string,
    },
  ]);
});
