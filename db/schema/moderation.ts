import type {
  AccountId,
  AppealId,
  CaseId,
  EmployerId,
  Id,
  JobId,
  ReportId,
  RevisionId,
  SanctionId,
} from "~/platform/ids.ts";

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

export type SanctionTable = {
  id: SanctionId;
  kind: "suspension" | "ban";
  employer_id: EmployerId;
  job_id: JobId | null;
  /** The ban that took the job down. */
  ban_id: SanctionId | null;
  open_key: string | null;
  /** `final`: the job was taken down for good. */
  state: "active" | "lifted" | "final";
  code: string;
  reason: string;
  imposed_by: AccountId;
  imposed_at: Date;
  end_reason: string | null;
  ended_by: AccountId | null;
  ended_at: Date | null;
};

export type ReportCaseTable = {
  id: CaseId;
  kind: "job" | "employer" | "takedown";
  employer_id: EmployerId | null;
  job_id: JobId | null;
  open_key: string | null;
  state: "open" | "decided";
  severity: number;
  reports: number;
  /** Different people, as far as they can be told apart. */
  reporters: number;
  version: number;
  outcome: "dismissed" | "correction" | "suspended" | "rejected" | "banned" | "acted" | null;
  reason: string | null;
  sanction_id: SanctionId | null;
  decided_by: AccountId | null;
  decided_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

export type ReportTable = {
  id: ReportId;
  case_id: CaseId;
  reporter_key: string;
  address_key: string;
  account_id: AccountId | null;
  email: string | null;
  email_token_hash: string | null;
  email_confirmed_at: Date | null;
  reason: string;
  body: string;
  name: string | null;
  basis: string | null;
  material: string | null;
  created_at: Date;
  updated_at: Date;
};

export type AppealTable = {
  id: AppealId;
  sanction_id: SanctionId;
  matter: "suspended" | "rejected" | "banned";
  account_id: AccountId;
  body: string;
  state: "open" | "kept" | "overturned" | "settled";
  reason: string | null;
  decided_by: AccountId | null;
  decided_at: Date | null;
  created_at: Date;
};
