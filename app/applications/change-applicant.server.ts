import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, ApplicationId, JobId } from "~/platform/ids.ts";
import { lockApplicationForMember, type ApplicationRow } from "./application.queries.server.ts";

/** An applicant of a job, as a page names it. */
export type ApplicantKey = { jobId: JobId; applicationId: ApplicationId };

/** Locks an applicant for a member of the job's employer. @throws DomainError `not-found` for anybody else. */
export async function lockApplicant(trx: Trx, accountId: AccountId, key: ApplicantKey): Promise<ApplicationRow> {
  const row = await lockApplicationForMember(trx, accountId, key.jobId, key.applicationId);
  if (!row) throw new DomainError("not-found", "There is no such application.");
  return row;
}
