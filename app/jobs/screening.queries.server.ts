import type { Db, Trx } from "~/platform/database.server.ts";
import type { RevisionId } from "~/platform/ids.ts";
import type { ScreeningQuestion } from "./screening.ts";

/** Writes the questions of a new revision, in their order. */
export async function insertQuestions(
  trx: Trx,
  revision_id: RevisionId,
  questions: readonly ScreeningQuestion[],
): Promise<void> {
  if (questions.length === 0) return;
  await trx
    .insertInto("revision_question")
    .values(
      questions.map((question, position) => ({
        revision_id,
        position,
        kind: question.kind,
        question: question.text,
        hint: question.hint,
        required: question.required ? 1 : 0,
        expects: question.kind === "yes-no" ? question.expects : null,
        least: question.kind === "number" ? question.least : null,
        most: question.kind === "number" ? question.most : null,
      })),
    )
    .execute();
  const choices = questions.flatMap((question, question_position) =>
    question.kind === "choice"
      ? question.choices.map((label, position) => ({
          revision_id,
          question_position,
          position,
          label,
          accepted: question.accepted.includes(label) ? (1 as const) : (0 as const),
        }))
      : [],
  );
  if (choices.length) await trx.insertInto("revision_question_choice").values(choices).execute();
}

/** The questions of the revisions that ask some, by id, each in its order: one query. */
export async function listQuestions(
  db: Db | Trx,
  ids: readonly RevisionId[],
): Promise<Map<RevisionId, ScreeningQuestion[]>> {
  const asked = new Map<RevisionId, ScreeningQuestion[]>();
  if (ids.length === 0) return asked;
  const rows = await db
    .selectFrom("revision_question as question")
    .leftJoin("revision_question_choice as choice", (join) =>
      join
        .onRef("choice.revision_id", "=", "question.revision_id")
        .onRef("choice.question_position", "=", "question.position"),
    )
    .selectAll("question")
    .select(["choice.label", "choice.accepted"])
    .where("question.revision_id", "in", ids)
    .orderBy("question.revision_id")
    .orderBy("question.position")
    .orderBy("choice.position")
    .execute();

  for (const { revision_id, position, label, accepted, ...row } of rows) {
    const questions = asked.get(revision_id) ?? [];
    asked.set(revision_id, questions);
    const question = (questions[position] ??= questionOf(row));
    if (question.kind !== "choice" || label === null) continue;
    question.choices.push(label);
    if (accepted) question.accepted.push(label);
  }
  return asked;
}

function questionOf(row: {
  kind: ScreeningQuestion["kind"];
  question: string;
  hint: string | null;
  required: 0 | 1;
  expects: "yes" | "no" | null;
  least: number | null;
  most: number | null;
}): ScreeningQuestion {
  const asking = { text: row.question, hint: row.hint, required: row.required === 1 };
  switch (row.kind) {
    case "yes-no":
      return { ...asking, kind: "yes-no", expects: row.expects };
    case "choice":
      return { ...asking, kind: "choice", choices: [], accepted: [] };
    case "number":
      return { ...asking, kind: "number", least: row.least, most: row.most };
    case "text":
      return { ...asking, kind: "text" };
  }
}
