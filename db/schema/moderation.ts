import type { AccountId, Id, JobId, RevisionId } from "~/platform/ids.ts";

export type ModerationDecisionTable = {
  id: Id<"moderation_decision">;
  job_id: JobId;
  revision_id: RevisionId;
  moderator_id: AccountId;
  decision: "approve" | "request_changes" | "reject";
  reason: string;
  /** When what was decided came before the moderators; null for decisions from before this was kept. */
  asked_at: Date | null;
  created_at: Date;
};
