import { z } from "zod";
import { accountForGuest, nobodysPassword } from "~/accounts/guest-account.server.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { findRevision } from "~/jobs/find-revision.server.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { ApplicationId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { ApplicationState } from "../application.ts";
import { findApplicationToJob } from "../application.queries.server.ts";
import { findUploads } from "../upload.queries.server.ts";
import { assertApplicable, lockApproved, writeApplication } from "../write-application.server.ts";
import {
  deleteGuestApplication,
  findGuestApplicationByToken,
  giveFile,
  lockGuestApplication,
  lockGuestFile,
  type GuestApplicationRow,
} from "./guest.queries.server.ts";

/** What every link is answered with that confirms nothing: used, replaced, too old or forged. */
export const DEAD_LINK = "This link doesn’t work any more.";

const answersSchema = z.array(z.string().nullable());

/** The questions that were answered, each with its answer. */
async function answeredBy(
  db: Db | Trx,
  { job_id, revision_id, answers }: GuestApplicationRow,
): Promise<{ question: ScreeningQuestion; answer: string | null }[]> {
  const revision = await findRevision(db, job_id, revision_id);
  if (!revision) throw new Error("A guest's application names no revision of its job");
  const given = answersSchema.parse(JSON.parse(answers));
  return revision.content.questions.map((question, index) => ({ question, answer: given[index] ?? null }));
}

async function waiting(db: Db, token: string): Promise<GuestApplicationRow | undefined> {
  return token.length > 0 && token.length <= 200 ? findGuestApplicationByToken(db, hashToken(token)) : undefined;
}

/** What a mailed link would send, for whoever holds it; undefined for one that does not work. */
export async function showGuestApplication(db: Db, token: string) {
  const row = await waiting(db, token);
  const job = row && (await showJob(db, row.job_id));
  if (!row || !job) return undefined;
  const [file] = await findUploads(db, [row.file_id]);
  const answered = await answeredBy(db, row);
  return {
    title: job.content.title,
    employer: job.employer.name,
    slug: job.slug,
    name: row.name,
    email: row.email,
    letter: row.letter,
    file: file?.name ?? "",
    answers: answered.map(({ question: { text, kind }, answer }) => ({ question: text, kind, answer })),
  };
}

export type Confirmed = {
  applicationId: ApplicationId;
  jobId: JobId;
  /** The earlier application, where there was one: then nothing was sent. */
  earlier?: { state: ApplicationState; createdAt: Date };
};

/**
 * Sends a guest's application, by the link that was mailed to its address, and joins it to the account of that address. Of
 * one link pressed several times one sends it. Whoever has applied to the job already gets the first application back.
 * @throws DomainError `invalid` (`DEAD_LINK`) for every link that does not work; `conflict` when the job takes no more
 * applications; `too-many`.
 */
export async function confirmGuestApplication(db: Db, token: string, clientAddress: string): Promise<Confirmed> {
  await countAttempt("answer-link", { address: clientAddress, account: token.slice(0, 200) });
  const dead = new DomainError("invalid", DEAD_LINK);
  const found = await waiting(db, token);
  if (!found) throw dead;
  const passwordHash = await nobodysPassword();
  return transact(db, async (trx) => {
    const job = await lockApproved(trx, found.job_id);
    const row = await lockGuestApplication(trx, found.id);
    // Used, or mailed again, since it was read.
    if (!row || row.token_hash !== found.token_hash) throw dead;
    const { email, name, letter } = row;
    const guest = { email, name, consentVersion: row.consent_version, passwordHash };
    const accountId = await accountForGuest(trx, guest);
    if (!accountId) throw dead;
    const first = await findApplicationToJob(trx, accountId, job.id);
    if (first) {
      // Its file is nobody's any more: the sweep takes both.
      await deleteGuestApplication(trx, row.id);
      return { applicationId: first.id, jobId: job.id, earlier: { state: first.state, createdAt: first.createdAt } };
    }
    assertApplicable(job);
    const file = await lockGuestFile(trx, row.file_id);
    if (!file || (await fileStore().get(file.id))?.size !== file.bytes) throw dead;
    await giveFile(trx, file.id, accountId);
    const applicationId = await writeApplication(trx, job.id, {
      ...{ accountId, from: "unconfirmed", name, email, letter, fileId: file.id },
      ...{ revisionId: row.revision_id, answered: await answeredBy(trx, row) },
    });
    await deleteGuestApplication(trx, row.id);
    return { applicationId, jobId: job.id };
  });
}
