import { judgeAnswer } from "~/jobs/screening.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import type { AskedField } from "../application.ts";
import { findStoredResume, listRemembered, type StoredResume } from "./kept.queries.server.ts";
import { questionKey } from "./question-key.server.ts";

/** What a person need not give again: a résumé, and answers by the form's fields. */
export type Recalled = {
  resume: StoredResume | undefined;
  answers: Record<string, string>;
  /** Whether nothing that the form demands is missing: one click sends it. */
  ready: boolean;
};

/** What the account has kept for a form that asks this. An answer that the question does not take (any more) is left out. */
export async function recall(db: Db, accountId: AccountId, asked: readonly AskedField[]): Promise<Recalled> {
  const keyed = asked.map((one) => ({ ...one, key: questionKey(one.question) }));
  const [resume, remembered] = await Promise.all([
    findStoredResume(db, accountId),
    listRemembered(
      db,
      accountId,
      keyed.map(({ key }) => key),
    ),
  ]);
  const known = new Map(remembered.map(({ key, answer }) => [key, answer]));
  const answers = Object.fromEntries(
    keyed.flatMap(({ name, key, question }) => {
      const answer = known.get(key);
      return answer && judgeAnswer(question, answer).problem === undefined ? [[name, answer] as const] : [];
    }),
  );
  const answered = asked.every(({ name, question }) => !question.required || name in answers);
  return { resume, answers, ready: resume !== undefined && answered };
}
