import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, Id, OrderId } from "~/platform/ids.ts";
import {
  balanceAt,
  countHeldCredits,
  listLedgerLines,
  listOrderLines,
  listPlansOnTheirWay,
  sumShortfall,
  type LedgerLine,
  type OrderLine,
} from "./billing-page.queries.server.ts";
import { listPacks } from "./order.queries.server.ts";
import { readPlan, type PlanPart } from "./read-plan.server.ts";

/** Lines of a page, of the orders and of the ledger each. */
const PAGE = 20;

/** What an employer holds, buys and bought. */
export type Billing = {
  employer: { id: EmployerId; name: string };
  mayBuy: boolean;
  /** Credits that may be used now, and those held for jobs in review and for extensions. */
  balance: number;
  held: number;
  /** Credits that refunds and disputes took back, and that were used already. */
  shortfall: number;
  /** The monthly plan, and those on sale. */
  monthly: PlanPart;
  /** Those on sale; `onItsWay` where one is paid from a bank that has not sent the money yet. */
  packs: { code: string; name: string; cents: number; credits: number; days: number; onItsWay: boolean }[];
  orders: OrderLine[];
  olderOrders: OrderId | undefined;
  /** Each line with the balance that it left. */
  ledger: (LedgerLine & { balance: number })[];
  olderLines: Id<"credit"> | undefined;
};

/**
 * The billing page of an employer, for its members: recruiters see it too, since they spend its credits; only owners buy.
 * @returns undefined for anybody but a member.
 */
export async function readBilling(
  db: Db,
  accountId: AccountId,
  employerId: EmployerId,
  page: { ordersBefore?: OrderId; linesBefore?: Id<"credit">; askStripe?: boolean } = {},
): Promise<Billing | undefined> {
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) return undefined;
  // First, since Stripe may tell of a month that is paid, which is an order then.
  const monthly = await readPlan(db, employerId, page.askStripe ?? false);
  const [balance, held, shortfall, packs, onItsWay, orders, lines] = await Promise.all([
    balanceAt(db, employerId),
    countHeldCredits(db, employerId),
    sumShortfall(db, employerId),
    listPacks(db),
    listPlansOnTheirWay(db, employerId),
    listOrderLines(db, employerId, { before: page.ordersBefore, limit: PAGE + 1 }),
    listLedgerLines(db, employerId, { before: page.linesBefore, limit: PAGE + 1 }),
  ]);
  let running = lines[0] ? await balanceAt(db, employerId, lines[0].id) : 0;
  const ledger = lines.slice(0, PAGE).map((line) => {
    const balanceAfter = running;
    running -= line.delta;
    return { ...line, balance: balanceAfter };
  });
  return {
    employer: { id: employer.id, name: employer.name },
    mayBuy: employer.role === "owner",
    balance,
    held,
    shortfall,
    monthly,
    packs: packs.map(({ code, name, price_cents, credits, term_days }) => ({
      code,
      name,
      cents: price_cents,
      credits,
      days: term_days,
      onItsWay: onItsWay.has(code),
    })),
    orders: orders.slice(0, PAGE),
    olderOrders: orders.length > PAGE ? orders[PAGE - 1]?.id : undefined,
    ledger,
    olderLines: lines.length > PAGE ? ledger.at(-1)?.id : undefined,
  };
}
