import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { fromJsonText } from "~/platform/json-text.ts";
import type { AuditSubject } from "./record-audit.server.ts";

/** One line of the audit log. */
export type AuditEntry = {
  id: string;
  at: Date;
  actorKind: "account" | "system";
  actorId: AccountId | null;
  action: string;
  detail: Record<string, string | number | boolean | null>;
};

/** What happened to one thing, oldest first; the last `limit` entries. The caller has checked who asks. */
export async function listAudit(db: Db | Trx, subject: AuditSubject, limit = 100): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom("audit")
    .select(["id", "at", "actor_kind", "actor_account_id", "action", "detail"])
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.reverse().map((row) => ({
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_account_id,
    action: row.action,
    detail: fromJsonText(row.detail),
  }));
}
