import type { AccountId, EmployerId } from "~/platform/ids.ts";

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
