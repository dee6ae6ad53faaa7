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

export type AuditSubject = { kind: "account" | "application" | "board" | "employer" | "job" | "order"; id: string };

/** Ids, codes, numbers and moments. */
export type AuditDetail = Record<string, string | number | boolean | null>;

/** An id, a code, several of them, a moment, a domain: never a sentence, and no address of a person's. */
const TOKEN = /^[\w.,:+/-]{0,300}$/;

/**
 * Appends to the audit log in the transaction of what it tells. `detail` holds ids and codes, never personal data and
 * never what somebody typed: the log outlives the people in it, and nothing can be taken out of it again. Words stand in
 * a table of their own, and are named here by their id.
 * @throws TypeError for a detail that is neither id nor code.
 */
export async function recordAudit(
  trx: Trx,
  entry: { actor: Actor; action: string; subject: AuditSubject; detail?: AuditDetail },
): Promise<void> {
  for (const [name, value] of Object.entries(entry.detail ?? {}))
    if (typeof value === "string" && !TOKEN.test(value))
      throw new TypeError(`The audit log takes ids and codes only: ${entry.action} has words in ${name}`);
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
