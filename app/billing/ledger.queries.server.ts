import { byAccount, recordAudit, system } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { CreditLedgerTable } from "#db/schema/billing.ts";
import type { Trx } from "~/platform/database.server.ts";
import { newId, type EmployerId, type Id, type OrderId } from "~/platform/ids.ts";

type Line = Pick<CreditLedgerTable, "employer_id" | "kind" | "delta" | "source_key"> &
  Partial<Pick<CreditLedgerTable, "shortfall" | "term_days" | "term_id" | "order_id" | "actor_account_id" | "note">>;

/** Appends a line to the ledger of credits; a second one under the same `source_key` is dropped. */
export async function appendLine(trx: Trx, line: Line): Promise<void> {
  const row = rowOf(line);
  await trx.insertInto("credit_ledger").values(row).onDuplicateKeyUpdate({ source_key: line.source_key }).execute();
  // The server counts a line that was dropped like one that was written.
  const written = await trx.selectFrom("credit_ledger").select("id").where("id", "=", row.id).executeTakeFirst();
  if (written) await auditLine(trx, row);
}

/** Appends a line that must be new. @throws the database's error when there is one under its `source_key`. */
export async function appendNewLine(trx: Trx, line: Line): Promise<void> {
  const row = rowOf(line);
  await trx.insertInto("credit_ledger").values(row).execute();
  await auditLine(trx, row);
}

type Row = Omit<CreditLedgerTable, "id"> & { id: Id<"credit"> };

function rowOf(line: Line): Row {
  return {
    id: newId<"credit">(),
    shortfall: 0,
    term_days: null,
    term_id: null,
    order_id: null,
    actor_account_id: null,
    note: null,
    ...line,
    created_at: now(),
  };
}

/** Every line is in the audit log as well, without the words of its note. */
function auditLine(trx: Trx, row: Row): Promise<void> {
  return recordAudit(trx, {
    actor: row.actor_account_id ? byAccount(row.actor_account_id) : system,
    action: `credits.${row.kind}`,
    subject: { kind: "employer", id: row.employer_id },
    detail: { line: row.id, credits: row.delta, shortfall: row.shortfall, term: row.term_id, order: row.order_id },
  });
}

/** Whoever counts an employer's credits in order to use or take some holds this lock. */
export async function lockCredits(trx: Trx, employerId: EmployerId): Promise<void> {
  await trx.selectFrom("employer").select("id").where("id", "=", employerId).forUpdate().executeTakeFirstOrThrow();
}

/** An employer's ledger, oldest first, as it is and not as the transaction's snapshot knew it. Call `lockCredits` before. */
export async function readLockedLedger(trx: Trx, employerId: EmployerId) {
  return trx
    .selectFrom("credit_ledger")
    .select(["kind", "delta", "shortfall", "term_days", "order_id", "source_key"])
    .where("employer_id", "=", employerId)
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** How many of an order's credits were taken back with its money, and how many could not be since they were used. */
export function reversedOf(
  ledger: readonly { kind: string; delta: number; shortfall: number; order_id: OrderId | null }[],
  orderId: OrderId,
): { revoked: number; shortfall: number } {
  const lines = ledger.filter((line) => line.order_id === orderId && line.kind !== "purchase");
  return {
    revoked: -lines.reduce((sum, { delta }) => sum + delta, 0) || 0,
    shortfall: lines.reduce((sum, line) => sum + line.shortfall, 0),
  };
}
