import { recordAudit, type Actor } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { OrderId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { getOrder } from "./order.queries.server.ts";
import { carryOutRefund } from "./refund-order.server.ts";
import { listWantedRefunds } from "./reversal.queries.server.ts";
import { settleOrder } from "./settle-order.server.ts";
import { syncReversals } from "./sync-reversals.server.ts";
import { syncSubscription } from "./sync-subscription.server.ts";

/**
 * Reads an order again from Stripe at the wish of an admin, with its plan, refunds and disputes, and does what was decided
 * about its money. It is what webhooks and the reconciler do by themselves.
 * @throws DomainError `unavailable` when Stripe does not answer, or tells what does not belong to the order.
 */
export async function resyncOrder(db: Db, orderId: OrderId, actor: Actor): Promise<void> {
  await transact(db, (trx) =>
    recordAudit(trx, { actor, action: "order.resync", subject: { kind: "order", id: orderId } }),
  );
  try {
    await settleOrder(db, orderId);
    const { subscription_id } = await getOrder(db, orderId);
    if (subscription_id) await syncSubscription(db, subscription_id);
    await syncReversals(db, orderId);
    for (const refundId of await listWantedRefunds(db, orderId)) await carryOutRefund(db, refundId);
  } catch (error) {
    log.warn({ order: orderId, error: errorText(error) }, "the order could not be read again");
    throw new DomainError("unavailable", `It could not be read again: ${errorText(error).slice(0, 200)}`);
  }
}
