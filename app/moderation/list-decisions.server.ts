import type { Db } from "~/platform/database.server.ts";
import type { JobId, RevisionId } from "~/platform/ids.ts";
import type { FillStep } from "~/jobs/post-form.ts";
import type { Decision } from "./decision.ts";

/**
 * A moderator's decision on one revision, as the employer reads it: without the moderator's name. `step`: where in the form
 * something is to be changed; `undone`: it was taken back.
 */
type DecisionMade = {
  id: string;
  decision: Decision;
  reason: string;
  revisionId: RevisionId;
  at: Date;
  step: FillStep | null;
  undone: boolean;
};

/** The decisions on a job, oldest first; the last 50. The caller has checked who asks. */
export async function listDecisionsOfJob(db: Db, jobId: JobId): Promise<DecisionMade[]> {
  const rows = await db
    .selectFrom("moderation_decision")
    .select(["id", "decision", "reason", "revision_id as revisionId", "created_at as at", "step", "undone_at"])
    .where("job_id", "=", jobId)
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  return rows.reverse().map(({ undone_at, ...decision }) => ({ ...decision, undone: undone_at !== null }));
}
