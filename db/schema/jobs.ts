import type { AccountId, EmployerId, JobId, OrderId, RevisionId, TemplateId, TermId } from "~/platform/ids.ts";
import type {
  ApprenticeAnswer,
  PayUnit,
  ProductionPeriod,
  Schedule,
  StateReach,
  WorkMode,
} from "~/vocabulary/terms.ts";
import type { BooleanNumber } from "./boolean-number.ts";

export type JobTable = {
  id: JobId;
  employer_id: EmployerId;
  slug: string;
  state:
    | "draft"
    | "submitted"
    | "changes_requested"
    | "approved"
    | "payment_needed"
    | "live"
    | "suspended"
    | "filled"
    | "closed"
    | "expired"
    | "rejected";
  version: number;
  approved_revision_id: RevisionId | null;
  pending_revision_id: RevisionId | null;
  origin: "employer" | "import";
  source_key: string | null;
  source_url: string | null;
  source_hash: string | null;
  posted_at: Date | null;
  expires_at: Date | null;
  confirmed_at: Date | null;
  featured_until: Date | null;
  over_at: Date | null;
  created_by: AccountId | null;
  created_at: Date;
  updated_at: Date;
};

export type JobDraftTable = {
  job_id: JobId;
  form: string;
  updated_by: AccountId | null;
  updated_at: Date;
};

export type JobTemplateTable = {
  id: TemplateId;
  employer_id: EmployerId;
  name: string;
  form: string;
  version: number;
  updated_by: AccountId | null;
  created_at: Date;
  updated_at: Date;
};

export type JobRevisionTable = {
  id: RevisionId;
  job_id: JobId;
  number: number;
  title: string;
  body_source: string;
  body_html: string;
  body_text: string;
  mode: WorkMode;
  state_reach: StateReach;
  us_only: BooleanNumber;
  pay_min_cents: number | null;
  pay_max_cents: number | null;
  pay_unit: PayUnit | null;
  charts_per_hour: number | null;
  apprentice: ApprenticeAnswer;
  accuracy_percent: number | null;
  audit_method: string | null;
  downtime_paid: BooleanNumber | null;
  coding_test_minutes: number | null;
  coding_test_paid: BooleanNumber | null;
  ai_share_percent: number | null;
  schedule: Schedule | null;
  schedule_note: string | null;
  apply_kind: "board" | "url" | "email";
  apply_address: string | null;
  created_by: AccountId | null;
  created_at: Date;
};

export type RevisionLocationTable = {
  revision_id: RevisionId;
  position: number;
  label: string;
  city: string | null;
  state: string | null;
  zip: string | null;
  latitude: number | null;
  longitude: number | null;
};

export type RevisionStateTable = {
  revision_id: RevisionId;
  state: string;
};

export type RevisionFacetTable = {
  revision_id: RevisionId;
  position: number;
  facet: "function" | "setting" | "specialty" | "codeset" | "ehr" | "encoder" | "type" | "perk";
  code: string;
  level: "required" | "preferred" | null;
};

export type RevisionCredentialGroupTable = {
  revision_id: RevisionId;
  position: number;
  how: "any" | "all";
  level: "required" | "preferred";
  in_lieu: string | null;
};

export type RevisionCredentialTable = {
  revision_id: RevisionId;
  group_position: number;
  position: number;
  code: string;
};

export type RevisionExperienceTable = {
  revision_id: RevisionId;
  position: number;
  years: number;
  counted_in: "setting" | "specialty";
  code: string;
};

export type RevisionProductionTable = {
  revision_id: RevisionId;
  position: number;
  amount: number;
  record_type: string;
  period: ProductionPeriod;
};

export type RevisionQuestionTable = {
  revision_id: RevisionId;
  position: number;
  kind: "yes-no" | "choice" | "number" | "text";
  question: string;
  hint: string | null;
  required: BooleanNumber;
  expects: "yes" | "no" | null;
  least: number | null;
  most: number | null;
};

export type RevisionQuestionChoiceTable = {
  revision_id: RevisionId;
  question_position: number;
  position: number;
  label: string;
  accepted: BooleanNumber;
};

export type TermTable = {
  id: TermId;
  job_id: JobId;
  revision_id: RevisionId;
  number: number;
  state: "held" | "live" | "over" | "released";
  days: number;
  right_kind: "order" | "no_cost_order" | "credit" | "plan" | "grant" | "import";
  right_ref: string;
  order_id: OrderId | null;
  featured_order_id: OrderId | null;
  starts_at: Date | null;
  ends_at: Date | null;
  created_at: Date;
};

export type JobAnswerLinkTable = {
  token_hash: string;
  job_id: JobId;
  account_id: AccountId;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
};

export type ApplyLinkTable = {
  job_id: JobId;
  url: string;
  state: "ok" | "unsure" | "failing" | "dead";
  /** What the last check met: a status, or a code of jobs/apply-link. */
  found: string;
  failures: number;
  failing_since: Date | null;
  checked_at: Date;
  next_check_at: Date;
};
