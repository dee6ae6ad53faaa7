import type { Db } from "~/platform/database.server.ts";
import type { AccountId, OrderId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { errorText } from "~/tasks/error-text.ts";
import { mayLook } from "./look-limit.server.ts";
import { findOrderForMember, type OrderRow } from "./order.queries.server.ts";
import { findReceipt, type Receipt } from "./receipt.queries.server.ts";
import { settleOrder } from "./settle-order.server.ts";

/**
 * An order of the member's employer, brought up to what Stripe says while it may still change: whoever comes back from
 * paying sees it at once, webhook or not. A page that is loaded again and again is answered with what is known.
 * @returns undefined for anybody but a member. `fresh` is false where Stripe did not answer.
 */
export async function readOrder(
  db: Db,
  accountId: AccountId,
  orderId: OrderId,
): Promise<{ order: OrderRow; fresh: boolean } | undefined> {
  const order = await findOrderForMember(db, accountId, orderId);
  if (!order) return undefined;
  if (order.state !== "open" && order.state !== "processing" && !order.intent) return { order, fresh: true };
  if (!mayLook(orderId)) return { order, fresh: true };
  try {
    return { order: await settleOrder(db, orderId), fresh: true };
  } catch (error) {
    log.warn({ order: orderId, error: errorText(error) }, "the order will be synced later");
    return { order, fresh: false };
  }
}

/** The receipt of an order, for the members of the employer that paid. */
export async function readReceipt(db: Db, accountId: AccountId, orderId: OrderId): Promise<Receipt | undefined> {
  if (!(await findOrderForMember(db, accountId, orderId))) return undefined;
  return findReceipt(db, orderId);
}
