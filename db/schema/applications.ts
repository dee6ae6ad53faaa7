import type {
  AccountId,
  ApplicationId,
  EmployerId,
  FileId,
  GuestApplicationId,
  Id,
  JobId,
  NoteId,
  RevisionId,
} from "~/platform/ids.ts";
import type { BooleanNumber } from "./boolean-number.ts";

export type FileTable = {
  id: FileId;
  /** Null for a guest's, until their application is confirmed. */
  account_id: AccountId | null;
  purpose: string;
  /** `erased`: its bytes are gone, or go next while `expires_at` is set. */
  state: "pending" | "kept" | "erased";
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  expires_at: Date | null;
  created_at: Date;
};

export type ApplicationTable = {
  id: ApplicationId;
  job_id: JobId;
  account_id: AccountId;
  state: "unconfirmed" | "received" | "reviewed" | "interview" | "offer" | "hired" | "declined" | "withdrawn";
  version: number;
  name: string;
  email: string;
  letter: string;
  resume_file_id: FileId;
  /** 1 to 5, by the employer's people. */
  rating: number | null;
  created_at: Date;
  updated_at: Date;
  /** When its personal data was erased, long after its end. */
  erased_at: Date | null;
};

/** Gone with the membership. */
export type ApplicationAssigneeTable = {
  application_id: ApplicationId;
  employer_id: EmployerId;
  account_id: AccountId;
  created_at: Date;
};

export type ApplicationNoteTable = {
  id: NoteId;
  application_id: ApplicationId;
  author_id: AccountId;
  body: string;
  version: number;
  created_at: Date;
  updated_at: Date;
};

/** `body` is null when the file could not be read. */
export type ResumeTextTable = {
  file_id: FileId;
  body: string | null;
  pages: number | null;
  is_whole: BooleanNumber;
  created_at: Date;
};

export type ApplicationAnswerTable = {
  application_id: ApplicationId;
  position: number;
  revision_id: RevisionId;
  kind: "yes-no" | "choice" | "number" | "text";
  question: string;
  answer: string | null;
  expected: string | null;
  meets: BooleanNumber | null;
};

export type ApplicationEventTable = {
  id: Id<"application_event">;
  application_id: ApplicationId;
  from_state: string | null;
  to_state: string;
  side: "seeker" | "employer" | "board";
  actor_account_id: AccountId | null;
  message: string | null;
  created_at: Date;
};

/** A guest's application that nobody has confirmed yet; it goes with its file. */
export type GuestApplicationTable = {
  id: GuestApplicationId;
  job_id: JobId;
  file_id: FileId;
  /** Whose questions were answered. */
  revision_id: RevisionId;
  email: string;
  name: string;
  letter: string;
  /** A JSON array: an answer or null for each question of the revision. */
  answers: string;
  consent_version: string;
  /** Of the newest mailed link. */
  token_hash: string | null;
  created_at: Date;
  expires_at: Date;
};

export type StoredResumeTable = { account_id: AccountId; file_id: FileId; created_at: Date };

export type RememberedAnswerTable = {
  account_id: AccountId;
  question_key: string;
  kind: "yes-no" | "choice" | "number" | "text";
  question: string;
  answer: string;
  updated_at: Date;
};

export type AwayApplicationTable = { account_id: AccountId; job_id: JobId; created_at: Date };

/** `noted_at`: when the person was told that the job is about to expire. */
export type SavedJobTable = { account_id: AccountId; job_id: JobId; created_at: Date; noted_at: Date | null };

/** Who wants no mail about saved jobs. */
export type SavedJobSilenceTable = { account_id: AccountId; created_at: Date };
