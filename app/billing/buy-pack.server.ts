import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, OrderId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { paths } from "~/platform/paths.ts";
import { findOrderForMember, listPacks, listPendingOrders, type OrderRow } from "./order.queries.server.ts";
import { isPaid } from "./order.ts";
import { atCheckout, closeCheckout, placeOrder, requireSeenPrice } from "./place-order.server.ts";

/**
 * Opens Stripe's page for a pack of credits, paid at once. An unpaid page for the same pack is closed first; if it turns
 * out to be paid, or its money is on its way from a bank, that order is the answer, so that one wish is not paid twice.
 * @param input.seenCents the price that the buyer saw. @param input.another the buyer knows of the one on its way.
 * @returns the order, and the address to send the browser to unless it is paid already.
 * @throws DomainError `not-found` for anybody but a member; `conflict` for a recruiter, for what is not sold, and when
 *   the price is another one by now; `unavailable` when Stripe does not answer. Nothing is owed then.
 */
export async function buyPack(
  db: Db,
  input: { accountId: AccountId; employerId: EmployerId; planCode: string; seenCents: number; another?: boolean },
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  const { accountId, employerId, planCode } = input;
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such organization.");
  if (employer.role !== "owner")
    throw new DomainError("conflict", "Only an owner of the organization buys packs. Nothing was charged.");
  const plan = (await listPacks(db)).find((pack) => pack.code === planCode);
  if (!plan) throw new DomainError("conflict", "This pack is not sold any more. Nothing was charged.");
  requireSeenPrice(plan, input.seenCents);
  return atCheckout({ employer: employerId }, async () => {
    for (const earlier of await listPendingOrders(db, employerId, plan.code)) {
      if (input.another && earlier.state === "processing") continue;
      const { state } = await closeCheckout(db, earlier.id);
      if (isPaid(state) || state === "processing") return { orderId: earlier.id, checkoutUrl: undefined };
    }
    const placement = { employerId, employerName: employer.name, accountId, plan, jobId: null, revisionId: null };
    return placeOrder(db, placement, {
      money: "now",
      itemName: `${plan.name}: ${plan.credits} job posts of ${plan.term_days} days`,
      returnPath: paths.order,
      leftPath: (orderId) => `${paths.order(orderId)}?left=1`,
    });
  });
}

/** Whether a member with this role goes on with or drops an order: what only owners buy is theirs. */
export function mayHandleOrder(role: "owner" | "recruiter", kind: OrderRow["kind"]): boolean {
  return role === "owner" || (kind !== "pack" && kind !== "subscription");
}

/**
 * Closes the payment page of an order that nobody has paid, at the wish of a member; that of a pack or plan at the wish
 * of an owner.
 * @returns whether it is closed; false when it was paid just before.
 * @throws DomainError `not-found` for anybody but a member; `conflict` for a recruiter; `unavailable`.
 */
export async function dropOrder(db: Db, accountId: AccountId, orderId: OrderId): Promise<boolean> {
  const order = await findOrderForMember(db, accountId, orderId);
  const employer = order && (await findEmployerForMember(db, accountId, order.employer_id));
  if (!employer) throw new DomainError("not-found", "There is no such order.");
  if (!mayHandleOrder(employer.role, order.kind))
    throw new DomainError("conflict", "Only an owner of the organization drops this order. It is still open.");
  await transact(db, (trx) =>
    recordAudit(trx, { actor: byAccount(accountId), action: "order.drop", subject: { kind: "order", id: orderId } }),
  );
  return atCheckout({ order: orderId }, async () => (await closeCheckout(db, orderId)).state === "expired");
}
