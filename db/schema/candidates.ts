import type { AccountId, CandidateId, ContactId, EmployerId, FileId, JobId } from "~/platform/ids.ts";

export type CandidateSightTable = {
  id: CandidateId;
  employer_id: EmployerId;
  account_id: AccountId;
  created_at: Date;
};

/** `day`: whole days since 1970 in UTC. */
export type CandidateLookTable = {
  sight_id: CandidateId;
  day: number;
  appeared: number;
  opened: number;
};

export type CandidateContactTable = {
  id: ContactId;
  employer_id: EmployerId;
  account_id: AccountId;
  job_id: JobId;
  sender_id: AccountId | null;
  /** Null once it is erased. */
  message: string | null;
  state: "sent" | "yes" | "no";
  /** What was shared with a yes. */
  resume_file_id: FileId | null;
  created_at: Date;
  answered_at: Date | null;
  erased_at: Date | null;
};
