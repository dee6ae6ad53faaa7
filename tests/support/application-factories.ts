import type { Account } from "~/accounts/account.ts";
import { findAccount } from "~/accounts/account.queries.server.ts";
import { applyToJob } from "~/applications/apply-to-job.server.ts";
import { keepUpload, type KeptUpload } from "~/applications/keep-upload.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { approveJob } from "~/jobs/approve-job.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { ReceivedFile } from "~/platform/files/parse-upload.server.ts";
import { safeFileName } from "~/platform/files/safe-file-name.ts";
import { sniffResume } from "~/platform/files/sniff-resume.server.ts";
import { newId, type AccountId, type ApplicationId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { smallPdf } from "#tests/platform/files/zip-archive.ts";
import { anAccount } from "./accounts.ts";
import { createEmployer } from "./employers.ts";
import { plainContent } from "./plain-content.ts";

export { plainContent };

export const ADDRESS = "192.0.2.1";

/** An employer with its owner; several may have one name. */
export async function anEmployer(name = "Lakemont Regional"): Promise<{ employerId: EmployerId; ownerId: AccountId }> {
  const ownerId = await anAccount({ name: "Dana Whitlock" });
  const employerId = await createEmployer(database(), ownerId, { name, website: null, about: "" });
  return { employerId, ownerId };
}

/** A live job of the employer: a draft, submitted under a grant, approved. `origin` as an import brings it. */
export async function aLiveJob(
  employerId: EmployerId,
  more: Partial<JobContent> & { origin?: "employer" | "import"; sourceUrl?: string } = {},
): Promise<{ jobId: JobId; slug: string }> {
  const jobId: JobId = newId<"job">();
  const slug = `facility-coder-${jobId}`;
  const { origin = "employer", sourceUrl = null, ...content } = more;
  await transact(database(), async (trx) => {
    const at = now();
    await trx
      .insertInto("job")
      .values({
        id: jobId,
        employer_id: employerId,
        slug,
        state: "draft",
        version: 1,
        origin,
        source_url: sourceUrl,
        created_at: at,
        updated_at: at,
      })
      .execute();
    const revisionId = await insertRevision(trx, jobId, plainContent(content), null);
    const right = { kind: "grant" as const, ref: jobId };
    await submitJob(trx, { jobId, revisionId, right, days: 30, actor: system });
    await approveJob(trx, { jobId, revisionId, actor: system });
    jobChanged(trx, jobId);
  });
  return { jobId, slug };
}

/** A file as a form brings it, judged by its content. */
export async function receivedFile(bytes: Uint8Array = smallPdf(), sentName = "cv.pdf"): Promise<ReceivedFile> {
  const verdict = await sniffResume(bytes);
  const name = safeFileName(sentName, verdict.ok ? verdict.extension : undefined);
  return { name, size: bytes.length, verdict, file: new File([new Uint8Array(bytes)], name), key: null };
}

/** A résumé of the account that waits for its application. */
export async function anUpload(accountId: AccountId): Promise<KeptUpload> {
  return keepUpload(database(), accountId, await receivedFile(), ADDRESS);
}

/** The account as a guard hands it to a page. */
export async function accountOf(id: AccountId): Promise<Account> {
  const row = await findAccount(database(), id);
  if (!row) throw new Error("No such account");
  return { id, email: row.email, name: row.name, staffRole: row.staff_role };
}

/** An application to the job, by a new seeker unless one is given. */
export async function anApplication(
  jobId: JobId,
  more: { accountId?: AccountId; letter?: string } = {},
): Promise<{ applicationId: ApplicationId; seekerId: AccountId; fileId: KeptUpload["id"] }> {
  const seekerId = more.accountId ?? (await anAccount({ name: "Ruth Adeyemi" }));
  const { id: fileId } = await anUpload(seekerId);
  const { applicationId } = await applyToJob(database(), {
    account: await accountOf(seekerId),
    jobId,
    letter: more.letter ?? "I code inpatient stays.",
    fileId,
    clientAddress: ADDRESS,
  });
  return { applicationId, seekerId, fileId };
}
