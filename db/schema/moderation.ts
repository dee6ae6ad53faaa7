import type { AccountId, Id, JobId, RevisionId } from "~/platform/ids.ts";

export type ModerationDecisionTable = {
  id: Id<"moderation_decision">;
  job_id: JobId;
  revision_id: RevisionId;
  moderator_id: AccountId;
  decision: "approve" | "request_changes" | "reject";
  reason: string;
  created_at: Date;
};
