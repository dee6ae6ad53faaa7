import type { AccountId, EmployerId, InvitationId } from "~/platform/ids.ts";

export type EmployerTable = {
  id: EmployerId;
  slug: string;
  name: string;
  website: string | null;
  about: string;
  verification: "unverified" | "email" | "dns";
  verified_at: Date | null;
  source_key: string | null;
  created_at: Date;
  updated_at: Date;
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
