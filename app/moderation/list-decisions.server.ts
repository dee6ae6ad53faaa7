import type { Db } from "~/platform/database.server.ts";
import type { JobId, RevisionId } from "~/platform/ids.ts";
import type { Decision } from "./decision.ts";

/** A moderator's decision on one revision, as the employer reads it: without the moderator's name. */
export type DecisionMade = { id: string; decision: Decision; reason: string; revisionId: RevisionId; at: Date };

/** The decisions on a job that were not taken back, oldest first; the last 50. The caller has checked who asks. */
export async function listDecisionsOfJob(db: Db, jobId: JobId): Promise<DecisionMade[]> {
  const rows = await db
    .selectFrom("moderation_decision")
    .select(["id", "decision", "reason", "revision_id as revisionId", "created_at as at"])
    .where("job_id", "=", jobId)
    .where("undone_at", "is", null)
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  return rows.reverse();
}
