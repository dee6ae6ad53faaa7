import { expectationWords, meetsExpectation, type QuestionKind, type ScreeningQuestion } from "~/jobs/screening.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { ApplicationId, RevisionId } from "~/platform/ids.ts";

/**
 * An answer as it was given, with the question as it was asked then. `expected` and `meets` are for the employer alone:
 * what was expected in words, and whether the answer is that; null where nothing was expected or nothing answered.
 */
export type ApplicationAnswer = {
  question: string;
  kind: QuestionKind;
  answer: string | null;
  expected: string | null;
  meets: boolean | null;
};

/** Writes the answers to a revision's questions, one each in their order, and what they are to the expectations. */
export async function insertAnswers(
  trx: Trx,
  application_id: ApplicationId,
  revision_id: RevisionId,
  answered: readonly { question: ScreeningQuestion; answer: string | null }[],
): Promise<void> {
  if (answered.length === 0) return;
  await trx
    .insertInto("application_answer")
    .values(
      answered.map(({ question, answer }, position) => {
        const meets = meetsExpectation(question, answer);
        return {
          application_id,
          position,
          revision_id,
          kind: question.kind,
          question: question.text,
          answer,
          expected: expectationWords(question),
          meets: meets === null ? null : meets ? 1 : 0,
        };
      }),
    )
    .execute();
}

/**
 * The answers of the applications that gave some, by id, each in the order they were asked. The caller has checked who asks.
 */
export async function listAnswers(
  db: Db | Trx,
  applicationIds: readonly ApplicationId[],
): Promise<Map<ApplicationId, ApplicationAnswer[]>> {
  const answers = new Map<ApplicationId, ApplicationAnswer[]>();
  if (applicationIds.length === 0) return answers;
  const rows = await db
    .selectFrom("application_answer")
    .select(["application_id", "question", "kind", "answer", "expected", "meets"])
    .where("application_id", "in", applicationIds)
    .orderBy("application_id")
    .orderBy("position")
    .execute();
  for (const { application_id, meets, ...row } of rows) {
    const own = answers.get(application_id) ?? [];
    answers.set(application_id, own);
    own.push({ ...row, meets: meets === null ? null : meets === 1 });
  }
  return answers;
}
