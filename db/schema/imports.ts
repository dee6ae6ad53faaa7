import type { AccountId, EmployerId, FileId, Id, ImportRunId, ImportSourceId, JobId } from "~/platform/ids.ts";
import type { BooleanNumber } from "./boolean-number.ts";

export type ImportSourceTable = {
  id: ImportSourceId;
  employer_id: EmployerId;
  name: string;
  url: string | null;
  format: string | null;
  any_work: BooleanNumber;
  schedule: "off" | "daily" | "weekly";
  next_run_at: Date | null;
  failures: number;
  etag: string | null;
  last_modified: string | null;
  version: number;
  created_by: AccountId;
  created_at: Date;
  updated_at: Date;
};

export type ImportRunTable = {
  id: ImportRunId;
  source_id: ImportSourceId;
  open_source_id: ImportSourceId | null;
  state: "waiting" | "importing" | "done" | "same" | "refused";
  cause: "upload" | "fetch" | "schedule";
  origin: string | null;
  file_id: FileId | null;
  staged_id: FileId | null;
  format: string | null;
  bytes: number | null;
  rows_total: number;
  rows_done: number;
  made: number;
  updated: number;
  unchanged: number;
  left_alone: number;
  refused: number;
  gone: number;
  is_complete: BooleanNumber;
  reason: string | null;
  etag: string | null;
  last_modified: string | null;
  started_by: AccountId | null;
  created_at: Date;
  updated_at: Date;
  ended_at: Date | null;
};

export type ImportRowTable = {
  run_id: ImportRunId;
  number: number;
  outcome: "made" | "updated" | "unchanged" | "left_alone" | "refused" | "gone";
  title: string;
  job_id: JobId | null;
  by_account_id: AccountId | null;
  reason: string;
  changes: string | null;
};

export type ImportPostingTable = {
  employer_id: EmployerId;
  source_key: string;
  source_id: ImportSourceId;
  job_id: JobId | null;
  title: string;
  hash: string;
  form: string;
  run_id: ImportRunId;
  number: number;
  created_at: Date;
  updated_at: Date;
};

export type ImportPermissionTable = {
  id: Id<"import-permission">;
  admin_id: AccountId;
  words: string;
  created_at: Date;
};
