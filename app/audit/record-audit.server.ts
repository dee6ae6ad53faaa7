import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { toJsonText } from "~/platform/json-text.ts";

/** Who acts: a person, or the board itself (a timer, Stripe's word). */
export type Actor = { kind: "account"; accountId: AccountId } | { kind: "system" };

export const system: Actor = { kind: "system" };

/** The actor for an account. */
export function byAccount(accountId: AccountId): Actor {
  return { kind: "account", accountId };
}

export type AuditSubject = {
  kind: "account" | "appeal" | "application" | "board" | "employer" | "job" | "order" | "report";
  id: string;
};

/**
 * Appends to the audit log in the transaction of what it tells. `detail` holds ids, codes and reasons, never personal
 * data: the log outlives the people in it.
 */
export async function recordAudit(
  trx: Trx,
  entry: {
    actor: Actor;
    action: string;
    subject: AuditSubject;
    detail?: Record<string, string | number | boolean | null>;
  },
): Promise<void> {
  await trx
    .insertInto("audit")
    .values({
      id: newId<"audit">(),
      at: now(),
      actor_kind: entry.actor.kind,
      actor_account_id: entry.actor.kind === "account" ? entry.actor.accountId : null,
      action: entry.action,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      detail: toJsonText(entry.detail ?? {}),
    })
    .execute();
}
