import type { AccountId, Id } from "~/platform/ids.ts";

export type AccountTable = {
  id: AccountId;
  email: string;
  email_verified_at: Date | null;
  password_hash: string;
  name: string;
  staff_role: "moderator" | "admin" | null;
  consent_version: string;
  consented_at: Date;
  suspended_at: Date | null;
  /** Why, as one of `suspensionCodes`, and in the words that the person was mailed; those of the last suspension. */
  suspended_code: string | null;
  suspended_reason: string | null;
  deleted_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

export type SessionTable = {
  id_hash: string;
  public_id: Id<"session">;
  account_id: AccountId;
  user_agent: string;
  created_at: Date;
  expires_at: Date;
  factor_at: Date | null;
  password_at: Date | null;
};

/** `last_step` counts half minutes since 1970: within what a number holds exactly. */
export type AccountFactorTable = {
  account_id: AccountId;
  secret: string | null;
  turned_on_at: Date | null;
  last_step: number;
  pending_secret: string | null;
  pending_until: Date | null;
};

export type RecoveryCodeTable = {
  account_id: AccountId;
  code_hash: string;
  created_at: Date;
  used_at: Date | null;
};

export type PasskeyTable = {
  id: Id<"passkey">;
  account_id: AccountId;
  credential_id: string;
  public_key: string;
  counter: number;
  name: string;
  created_at: Date;
  used_at: Date | null;
};

export type PasskeyChallengeTable = {
  challenge_hash: string;
  account_id: AccountId;
  purpose: "add" | "check";
  expires_at: Date;
};

export type PendingSignInTable = {
  token_hash: string;
  account_id: AccountId;
  created_at: Date;
  expires_at: Date;
};

export type AccountTokenTable = {
  token_hash: string;
  account_id: AccountId;
  purpose: "confirm-email" | "reset-password";
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
};

export type EmailChangeTable = {
  id: Id<"email-change">;
  account_id: AccountId;
  old_email: string;
  new_email: string;
  confirm_hash: string | null;
  confirm_until: Date;
  confirmed_at: Date | null;
  stop_hash: string | null;
  stop_until: Date;
  created_at: Date;
};

export type FarewellTable = {
  id: Id<"farewell">;
  email: string;
  applications: number;
  created_at: Date;
};
