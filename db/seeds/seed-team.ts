import { assignApplicant } from "~/applications/assign-applicant.server.ts";
import { rateApplicant } from "~/applications/rate-applicant.server.ts";
import { addNote } from "~/applications/write-note.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { TeamWork } from "./content/team-notes.ts";
import type { SeededApplication } from "./seed-applications.ts";
import type { SeededEmployer } from "./seed-people.ts";

/** The employer's people rate an applicant, write a note and hand the applicant over, as their pages do. */
export async function workAsTeam(
  db: Db,
  { id: applicationId, job }: SeededApplication,
  { owner, recruiter }: SeededEmployer,
  { rating, note, handOver }: TeamWork,
): Promise<void> {
  const key = { jobId: job.id, applicationId };
  if (rating !== null) await rateApplicant(db, owner, { ...key, rating, seen: 0 });
  if (note !== null) await addNote(db, recruiter ?? owner, { ...key, note });
  if (handOver) await assignApplicant(db, owner, { ...key, to: recruiter ?? owner });
}
