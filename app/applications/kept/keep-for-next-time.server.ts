import { judgeAnswer, type QuestionKind } from "~/jobs/screening.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { releaseFile } from "../release-file.server.ts";
import { UPLOAD_GONE } from "../take-resume.server.ts";
import { keepFile, lockPendingUpload } from "../upload.queries.server.ts";
import {
  deleteRemembered,
  deleteStoredResume,
  listRemembered,
  lockStoredResume,
  putRemembered,
  putStoredResume,
} from "./kept.queries.server.ts";
import { questionKey } from "./question-key.server.ts";

/** The most answers of one account that are remembered; beyond them the oldest go. */
export const MOST_REMEMBERED = 200;

/** Stores a kept file of the account's for next time, in the place of an earlier one. */
export async function storeResume(trx: Trx, accountId: AccountId, fileId: FileId): Promise<void> {
  const earlier = await lockStoredResume(trx, accountId);
  if (earlier === fileId) return;
  await putStoredResume(trx, accountId, fileId);
  if (earlier) await releaseFile(trx, earlier);
}

/** Stores an upload for next time, apart from any application. @throws DomainError `invalid` (field `resume`) when it is gone. */
export async function storeUpload(db: Db, accountId: AccountId, fileId: FileId): Promise<void> {
  await transact(db, async (trx) => {
    if (!(await lockPendingUpload(trx, accountId, fileId))) throw new DomainError("invalid", UPLOAD_GONE, "resume");
    await keepFile(trx, fileId);
    await storeResume(trx, accountId, fileId);
  });
}

/**
 * Forgets the stored résumé; what was sent with an application, or shared with an employer, stays there. Nothing happens
 * when there is none.
 */
export async function forgetResume(db: Db, accountId: AccountId): Promise<void> {
  await transact(db, async (trx) => {
    const fileId = await lockStoredResume(trx, accountId);
    if (!fileId) return;
    await deleteStoredResume(trx, accountId);
    await releaseFile(trx, fileId);
  });
}

/** Remembers the answers that were given; a question that was left out keeps what was answered to it before. */
export async function rememberAnswers(
  trx: Trx,
  accountId: AccountId,
  answered: readonly { question: { text: string; kind: QuestionKind }; answer: string | null }[],
): Promise<void> {
  for (const { question, answer } of answered) {
    const { kind, text } = question;
    if (answer !== null)
      await putRemembered(trx, accountId, { key: questionKey(question), kind, question: text, answer });
  }
  const beyond = (await listRemembered(trx, accountId)).slice(MOST_REMEMBERED);
  await deleteRemembered(
    trx,
    accountId,
    beyond.map(({ key }) => key),
  );
}

/**
 * Changes a remembered answer. The choices of a question stand with the job that asks it, so such an answer is changed
 * where it is asked.
 * @throws DomainError `not-found`; `invalid` (field `answer`).
 */
export async function changeAnswer(db: Db, accountId: AccountId, key: string, typed: string): Promise<void> {
  await transact(db, async (trx) => {
    const [known] = await listRemembered(trx, accountId, [key]);
    if (!known || known.kind === "choice") throw new DomainError("not-found", "There is no such answer.");
    const judged = judgeAnswer({ kind: known.kind, text: known.question, hint: null, required: true }, typed);
    if (judged.problem !== undefined) throw new DomainError("invalid", judged.problem, "answer");
    await putRemembered(trx, accountId, { ...known, answer: judged.answer ?? "" });
  });
}

/** Forgets a remembered answer, or all of them. */
export async function forgetAnswers(db: Db, accountId: AccountId, key?: string): Promise<void> {
  await deleteRemembered(db, accountId, key === undefined ? undefined : [key]);
}
