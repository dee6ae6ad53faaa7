import { listAudit } from "~/audit/list-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId, Id, OrderId } from "~/platform/ids.ts";
import {
  findAdminOrder,
  findEmployer,
  findPlan,
  listAllPlans,
  listLinesOfOrder,
  listNames,
  searchEmployers,
  searchOrders,
} from "./admin.queries.server.ts";
import type { AdminEmployerFilter, OrderNarrowing } from "./admin-orders.ts";
import {
  balanceAt,
  countHeldCredits,
  listLedgerLines,
  listOrderLines,
  sumShortfall,
} from "./billing-page.queries.server.ts";
import { compareOrder } from "./compare-order.server.ts";
import { listDisputes, listRefunds } from "./reversal.queries.server.ts";
import { creditsTaken, refundableCents, takenCents } from "./reversal.ts";

export { findAdminOrder, findEmployer, findPlan, listAllPlans };

const PAGE = 25;

function firstPage<Item>(items: Item[]): { items: Item[]; last: Item | undefined } {
  const shown = items.slice(0, PAGE);
  return { items: shown, last: items.length > PAGE ? shown.at(-1) : undefined };
}

/** A page of all orders, newest first, as `words` and `narrowed` leave them. For admins. */
export async function showOrders(db: Db, page: { words: string; narrowed?: OrderNarrowing; before?: OrderId }) {
  return firstPage(await searchOrders(db, { ...page, limit: PAGE + 1 }));
}

/** A page of the employers, newest first, each with its credits. For admins. */
export async function showEmployers(
  db: Db,
  page: { words: string; filter?: AdminEmployerFilter; before?: EmployerId },
) {
  return firstPage(await searchEmployers(db, { ...page, limit: PAGE + 1 }));
}

/** Everything about an order: ours beside what Stripe says now, its refunds, disputes, credits and history. For admins. */
export async function showOrder(db: Db, id: OrderId) {
  const order = await findAdminOrder(db, id);
  if (!order) return undefined;
  const [comparison, refunds, disputes, lines, history] = await Promise.all([
    compareOrder(db, order),
    listRefunds(db, id),
    listDisputes(db, id),
    listLinesOfOrder(db, id),
    listAudit(db, { kind: "order", id }),
  ]);
  const names = await listNames(
    db,
    history.flatMap((entry) => entry.actorId ?? []),
  );
  return {
    order,
    comparison,
    refunds,
    disputes,
    lines,
    history: history.map((entry) => ({ ...entry, actor: entry.actorId && names.get(entry.actorId) })),
    refundable: order.state === "captured" ? refundableCents(order, refunds, disputes) : 0,
    endable: order.kind === "single" && order.jobState === "live" && order.termState === "live",
  };
}

/** What may still be refunded of an order, in cents: nothing of one that was never charged. */
export async function readRefundable(db: Db, id: OrderId): Promise<number> {
  const order = await findAdminOrder(db, id);
  if (order?.state !== "captured") return 0;
  return refundableCents(order, await listRefunds(db, id), await listDisputes(db, id));
}

/** How many credits a refund of `cents` more would take back. */
export async function creditsOfRefund(db: Db, orderId: OrderId, cents: number): Promise<number> {
  const order = await findAdminOrder(db, orderId);
  if (!order) return 0;
  const taken = takenCents(order, await listRefunds(db, orderId), await listDisputes(db, orderId));
  return creditsTaken(order, taken + cents) - creditsTaken(order, taken);
}

/** An employer's credits with their ledger, and its orders. For admins. */
export async function showEmployerBilling(
  db: Db,
  id: EmployerId,
  page: { linesBefore?: Id<"credit">; ordersBefore?: OrderId },
) {
  const employer = await findEmployer(db, id);
  if (!employer) return undefined;
  const [balance, held, shortfall, orders, lines] = await Promise.all([
    balanceAt(db, id),
    countHeldCredits(db, id),
    sumShortfall(db, id),
    listOrderLines(db, id, { before: page.ordersBefore, limit: PAGE + 1 }),
    listLedgerLines(db, id, { before: page.linesBefore, limit: PAGE + 1 }),
  ]);
  return { employer, balance, held, shortfall, orders: firstPage(orders), ledger: firstPage(lines) };
}
