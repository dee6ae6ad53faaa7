import { applyToJob } from "~/applications/apply-to-job.server.ts";
import { askedFields } from "~/applications/asked-questions.server.ts";
import { keepUpload } from "~/applications/keep-upload.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { withdrawApplication } from "~/applications/withdraw-application.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId } from "~/platform/ids.ts";
import type { ApplicationSeed, Step } from "./content/applications.ts";
import { resumePdf } from "./content/resume-pdf.ts";
import type { SeededJob } from "./seed-job.ts";

/** An application's row, and how often it has moved: the version that the next move must name. */
export type SeededApplication = { id: ApplicationId; version: number; accountId: AccountId; job: SeededJob };

/**
 * Applies as the page does: the résumé is kept first, then sent with the letter.
 * @param remember whether the person asks to keep all of it for the next time
 */
export async function apply(
  db: Db,
  { seeker, letter, answers }: ApplicationSeed,
  accountId: AccountId,
  job: SeededJob,
  remember: boolean,
): Promise<SeededApplication> {
  const bytes = resumePdf(seeker.resume);
  const name = `${seeker.key.replace(".", "-")}-resume.pdf`;
  const clientAddress = `demo:${seeker.key}`;
  const file = new File([bytes], name, { type: "application/pdf" });
  const received = {
    name,
    size: bytes.length,
    verdict: { ok: true, mediaType: "application/pdf", extension: "pdf" } as const,
    file,
    key: null,
  };
  const upload = await keepUpload(db, accountId, received, clientAddress);
  const account = { id: accountId, name: seeker.name, email: seeker.email, staffRole: null };
  const asked = askedFields(job.seed.content.questions);
  const screening = {
    revisionId: job.revisionId ?? null,
    answers: Object.fromEntries(asked.map(({ name }, at) => [name, answers[at] ?? ""])),
  };
  const fileId = upload.id;
  const sent = { account, jobId: job.id, letter, screening, fileId, clientAddress, remember };
  const { applicationId } = await applyToJob(db, sent);
  return { id: applicationId, version: 1, accountId, job };
}

/** Moves an application on, by whichever side may. */
export async function move(db: Db, application: SeededApplication, to: Step): Promise<void> {
  const { id: applicationId, accountId, job, version } = application;
  if (to === "withdrawn") await withdrawApplication(db, accountId, { applicationId, version });
  else await moveApplication(db, job.author, { jobId: job.id, applicationId, to, version });
  application.version += 1;
}
