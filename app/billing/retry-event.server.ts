import "./billing.tasks.ts";
import { recordAudit, type Actor } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { isFailedEvent } from "./stripe-event.queries.server.ts";

/** Processes a failed event of Stripe's again, at the wish of an admin. @throws DomainError `conflict` when it is done. */
export async function retryEvent(db: Db, eventId: string, actor: Actor): Promise<void> {
  await transact(db, async (trx) => {
    if (!(await isFailedEvent(trx, eventId)))
      throw new DomainError("conflict", "This event has been processed meanwhile.");
    await enqueueTask(trx, "stripe.event", { eventId });
    await recordAudit(trx, {
      actor,
      action: "stripe-event.retry",
      subject: { kind: "board", id: eventId.slice(0, 60) },
    });
  });
}
