import "./billing.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, Id, OrderId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask, isEnqueued } from "~/tasks/enqueue-task.server.ts";
import { hasReceipt } from "./admin.queries.server.ts";

/**
 * Mails an order's receipt again, to whom it went at first: the owners and whoever ordered.
 * @param act.id names the act: posted twice, one mail goes. @throws DomainError `conflict` where there is no receipt.
 */
export async function resendReceipt(
  db: Db,
  act: { id: Id<"mail-act">; orderId: OrderId; adminId: AccountId },
): Promise<void> {
  const { id, orderId, adminId } = act;
  const dedupeKey = `staff-receipt:${id}`;
  await transact(db, async (trx) => {
    if (!(await hasReceipt(trx, orderId)))
      throw new DomainError("conflict", "This order has no receipt: nothing was paid for good. Nothing was sent.");
    if (await isEnqueued(trx, dedupeKey)) return;
    await enqueueTask(trx, "order.mail", { orderId, event: "receipt" }, { dedupeKey });
    await recordAudit(trx, {
      actor: byAccount(adminId),
      action: "order.resend-receipt",
      subject: { kind: "order", id: orderId },
    });
  });
}
