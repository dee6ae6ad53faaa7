import type { AccountId, Id } from "~/platform/ids.ts";

export type AuditTable = {
  id: Id<"audit">;
  at: Date;
  actor_kind: "account" | "system";
  actor_account_id: AccountId | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  detail: string;
};
