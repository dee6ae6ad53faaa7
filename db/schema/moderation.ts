import type { AccountId, Id, JobId, RevisionId } from "~/platform/ids.ts";

export type ModerationDecisionTable = {
  id: Id<"moderation_decision">;
  job_id: JobId;
  revision_id: RevisionId;
  moderator_id: AccountId;
  decision: "approve" | "request_changes" | "reject";
  reason: string;
  created_at: Date;
  undone_at: Date | null;
  undone_by: AccountId | null;
  step: "job" | "pay" | "who" | "work" | "apply" | null;
};

export type ReadingTable = {
  job_id: JobId;
  moderator_id: AccountId;
  since: Date;
  until: Date;
};
