import { z } from "zod";
import { questionSchema } from "./job-content-schema.ts";
import { parseNumber } from "./post-amounts.ts";
import { choicesOf, MAX_NUMBER, questionKinds, type ScreeningQuestion } from "./screening.ts";

const text = z.string().default("");
const cells = z.object({
  text,
  hint: text,
  kind: z.enum(questionKinds.codes, "Choose the kind of answer"),
  required: text,
  expects: text,
  choices: text,
  accepted: z.array(z.string()).default([]),
  least: text,
  most: text,
});
type Cells = z.infer<typeof cells>;

/** A row of the post form's questions, as typed, to the question it makes; each issue is named by its cell. */
export const judgeQuestion = cells.transform((row, context): ScreeningQuestion => {
  const bound = (cell: "least" | "most") => {
    const typed = row[cell].trim();
    const value = typed === "" ? null : parseNumber(typed);
    if (value !== undefined && (value === null || value <= MAX_NUMBER)) return value;
    context.addIssue({
      code: "custom",
      path: [cell],
      message: `Write a number such as 3 or 2.5. You typed “${typed.slice(0, 40)}”.`,
    });
    return null;
  };
  const judged = questionSchema.safeParse(questionOf(row, bound));
  if (judged.success) return judged.data;
  for (const { path, message } of judged.error.issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

function questionOf(row: Cells, bound: (cell: "least" | "most") => number | null): ScreeningQuestion {
  const asking = { text: row.text, hint: row.hint.trim() || null, required: row.required === "on" };
  switch (row.kind) {
    case "yes-no":
      return { ...asking, kind: "yes-no", expects: row.expects === "yes" || row.expects === "no" ? row.expects : null };
    case "choice": {
      const choices = choicesOf(row.choices);
      return { ...asking, kind: "choice", choices, accepted: choices.filter((label) => row.accepted.includes(label)) };
    }
    case "number":
      return { ...asking, kind: "number", least: bound("least"), most: bound("most") };
    case "text":
      return { ...asking, kind: "text" };
  }
}
