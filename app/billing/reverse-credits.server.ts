import type { Trx } from "~/platform/database.server.ts";
import type { EmployerId, OrderId, TermId } from "~/platform/ids.ts";
import { appendLine, appendNewLine, lockCredits, readLockedLedger, reversedOf } from "./ledger.queries.server.ts";
import type { OrderRow } from "./order.queries.server.ts";
import { creditsTaken } from "./reversal.ts";

/**
 * Makes an order's credits follow its money: takes those whose price went back, as far as they are unused, and notes the
 * rest as a shortfall; gives back what was taken for a refund or dispute that came to nothing. The balance is never
 * below zero. The caller holds the customer's lock.
 * @param takenCents of the order's money, what is refunded or disputed now.
 * @param fact the refund or dispute that changed, and the key of that change: the same change once more, as of a dispute
 *   that is opened again, is a line under `<key>:2`, `<key>:3` …
 */
export async function reverseCredits(
  trx: Trx,
  order: OrderRow,
  takenCents: number,
  fact: { kind: "refund" | "dispute"; sourceKey: string },
): Promise<void> {
  if (order.credits === 0) return;
  await lockCredits(trx, order.employer_id);
  const ledger = await readLockedLedger(trx, order.employer_id);
  const { revoked, shortfall } = reversedOf(ledger, order.id);
  const change = creditsTaken(order, takenCents) - revoked - shortfall;
  if (change === 0) return;
  const balance = ledger.reduce((sum, { delta }) => sum + delta, 0);
  // What is still owed is made up for first: only what was really taken is given back.
  const taken = change > 0 ? Math.min(change, Math.max(balance, 0)) : Math.min(change + shortfall, 0);
  await appendNewLine(trx, {
    employer_id: order.employer_id,
    kind: fact.kind,
    delta: -taken || 0,
    shortfall: change - taken,
    source_key: freeKey(ledger, fact.sourceKey),
    order_id: order.id,
  });
}

function freeKey(ledger: readonly { source_key: string }[], key: string): string {
  const used = new Set(ledger.map((line) => line.source_key));
  let free = key;
  for (let count = 2; used.has(free); count++) free = `${key}:${count}`;
  return free;
}

/**
 * Takes a credit that just came back from a term, where a refund or dispute could not take it since it was in use then:
 * otherwise the employer would hold both the credit and its money.
 */
export async function collectShortfall(trx: Trx, employerId: EmployerId, termId: TermId): Promise<void> {
  await lockCredits(trx, employerId);
  const ledger = await readLockedLedger(trx, employerId);
  const owed = new Map<OrderId, number>();
  for (const { order_id, shortfall } of ledger)
    if (order_id && shortfall) owed.set(order_id, (owed.get(order_id) ?? 0) + shortfall);
  const [oldest] = [...owed].find(([, credits]) => credits > 0) ?? [];
  if (!oldest) return;
  await appendLine(trx, {
    employer_id: employerId,
    kind: "shortfall",
    delta: -1,
    shortfall: -1,
    source_key: `shortfall:${termId}`,
    order_id: oldest,
  });
}
