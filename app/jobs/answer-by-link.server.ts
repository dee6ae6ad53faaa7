import { countAttempt } from "~/accounts/limits.server.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import {
  deleteOldAnswerLinks,
  findAnswerLink,
  insertAnswerLink,
  lockAnswerLink,
  updateUsed,
} from "./answer-link.queries.server.ts";
import { endJob } from "./end-job.server.ts";
import { ANSWER_LINK_DAYS, jobAnswers, type JobAnswer } from "./job-answers.ts";
import type { JobState } from "./job.ts";
import { keepOpen } from "./manage-job.server.ts";

/** What a mailed link asks about, and what may be answered: an expired job can only be marked as filled. */
export type AnswerLink = { title: string; employerName: string; expiresAt: Date | null; answers: readonly JobAnswer[] };

/** Makes a link's secret for one member. It is in the mail alone: the table keeps its hash. */
export async function makeAnswerLink(db: Db, of: { jobId: JobId; accountId: AccountId }): Promise<string> {
  const token = newSecretToken();
  await insertAnswerLink(db, { ...of, tokenHash: hashToken(token), expiresAt: later(now(), ANSWER_LINK_DAYS * DAY) });
  return token;
}

/**
 * What the holder of a link may answer. Undefined for every link that does not work, forged, used, too old, of somebody
 * who is no member any more, or about a job that is over: they all look the same. Reading it changes nothing.
 */
export async function readAnswerLink(db: Db, token: string): Promise<AnswerLink | undefined> {
  const link = await findAnswerLink(db, hashToken(token));
  return link && { ...pick(link), answers: answersFor(link.state) };
}

const pick = ({ title, employerName, expiresAt }: Omit<AnswerLink, "answers">) => ({ title, employerName, expiresAt });
const answersFor = (state: JobState): readonly JobAnswer[] => (state === "live" ? jobAnswers : ["filled"]);

/**
 * Answers by a link, once, as the member it was mailed to: the job stays in the lists, or is marked as filled, or closed.
 * @returns what the job is called. @throws DomainError `not-found` for a link that does not work, or not for this answer;
 *   `too-many` after too many attempts.
 */
export async function answerByLink(
  db: Db,
  token: string,
  answer: JobAnswer,
  clientAddress: string,
): Promise<{ title: string }> {
  const tokenHash = hashToken(token);
  await countAttempt("answer-link", { address: clientAddress, account: tokenHash });
  return transact(db, async (trx) => {
    const gone = new DomainError("not-found", "This link does not work any more.");
    const link = await lockAnswerLink(trx, tokenHash);
    if (!link || !answersFor(link.state).includes(answer) || !(await updateUsed(trx, tokenHash))) throw gone;
    if (answer === "open") await keepOpen(trx, link.accountId, link.jobId);
    else await endJob(trx, link.jobId, answer, byAccount(link.accountId));
    return { title: link.title };
  });
}

/** How long a link that ended is kept, in days: nobody needs it. */
const KEPT_DAYS = 30;

/** Forgets links that ended long ago. */
export function sweepAnswerLinks(db: Db): Promise<void> {
  return deleteOldAnswerLinks(db, later(now(), -KEPT_DAYS * DAY));
}
