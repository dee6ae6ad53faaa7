import type { AccountId, ClaimId, EmployerId, FileId, InvitationId } from "~/platform/ids.ts";

export type EmployerTable = {
  id: EmployerId;
  slug: string;
  name: string;
  website: string | null;
  about: string;
  verification: "unverified" | "email" | "dns";
  verified_at: Date | null;
  verified_domain: string | null;
  verified_skeleton: string | null;
  source_key: string | null;
  created_at: Date;
  updated_at: Date;
  version: number;
  logo_file_id: FileId | null;
  banned_at: Date | null;
};

export type MemberTable = {
  employer_id: EmployerId;
  account_id: AccountId;
  role: "owner" | "recruiter";
  created_at: Date;
};

export type InvitationTable = {
  id: InvitationId;
  employer_id: EmployerId;
  email: string;
  open_email: string | null;
  role: "owner" | "recruiter";
  state: "open" | "accepted" | "declined" | "revoked";
  token_hash: string | null;
  expires_at: Date;
  sends: number;
  sent_at: Date;
  invited_by: AccountId;
  created_at: Date;
  updated_at: Date;
};

export type DomainProofTable = {
  employer_id: EmployerId;
  domain: string;
  token: string;
  checked_at: Date | null;
  missing_since: Date | null;
  created_at: Date;
};

export type DomainCodeTable = {
  employer_id: EmployerId;
  email: string;
  domain: string;
  code_hash: string | null;
  attempts: number;
  sent_at: Date;
  expires_at: Date;
};

export type EmployerClaimTable = {
  id: ClaimId;
  employer_id: EmployerId;
  account_id: AccountId;
  open_account: AccountId | null;
  work_email: string;
  work_token_hash: string | null;
  work_confirmed_at: Date | null;
  evidence: string;
  state: "open" | "approved" | "rejected" | "withdrawn";
  role: "owner" | "recruiter" | null;
  reason: string;
  decided_by: AccountId | null;
  decided_at: Date | null;
  created_at: Date;
};
