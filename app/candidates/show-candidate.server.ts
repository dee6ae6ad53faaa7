import type { Db } from "~/platform/database.server.ts";
import type { CandidateId, EmployerId, JobId } from "~/platform/ids.ts";
import type { CandidateView } from "./candidate.ts";
import { isVisible, listProfiles } from "./candidate.queries.server.ts";
import { viewOf } from "./candidate-view.ts";
import type { ContactState } from "./contact.ts";
import { listBetween } from "./contact.queries.server.ts";
import { fitOf, today, type Fit } from "./find-candidates.server.ts";
import { findOwnDemands, listOwnJobs } from "./own-jobs.server.ts";
import { findSeen, recordLooks } from "./sight.queries.server.ts";

/** A candidate's page. */
export type CandidatePage = {
  view: CandidateView;
  job: { id: JobId; title: string; fit: Fit } | null;
  /** What the organization may write about, and what it wrote. */
  jobs: { id: JobId; title: string }[];
  contacts: { id: string; jobId: JobId; state: ContactState; createdAt: Date; answeredAt: Date | null }[];
};

/**
 * A candidate as an organization may see one, which is told to the person. The caller has made sure that it may search.
 * @param jobId how they stand for this job, where it is a listed one of the organization's.
 * @returns undefined for who may not be found: hidden, suspended, gone, or keeping away from the organization.
 */
export async function showCandidate(
  db: Db,
  employerId: EmployerId,
  candidateId: CandidateId,
  jobId: JobId | null,
): Promise<CandidatePage | undefined> {
  const accountId = await findSeen(db, employerId, candidateId);
  if (!accountId || !(await isVisible(db, employerId, accountId))) return undefined;
  const [profiles, jobs, contacts, asked] = await Promise.all([
    listProfiles(db, [accountId]),
    listOwnJobs(db, employerId),
    listBetween(db, employerId, accountId),
    jobId ? findOwnDemands(db, employerId, jobId) : undefined,
  ]);
  const profile = profiles.get(accountId);
  if (!profile) return undefined;
  await recordLooks(db, employerId, [accountId], "opened");
  return {
    view: viewOf(profile, today()),
    job: jobId && asked ? { id: jobId, title: asked.title, fit: fitOf(profile, asked.demands) } : null,
    jobs,
    contacts: contacts.map(({ id, job_id, state, created_at, answered_at }) => ({
      id,
      jobId: job_id,
      state,
      createdAt: created_at,
      answeredAt: answered_at,
    })),
  };
}
