import "./billing.tasks.ts";
import type { Db } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { insertStripeEvent } from "./stripe-event.queries.server.ts";

/**
 * Keeps an event of Stripe's that is known to be genuine, and leaves the work to a task.
 * @returns false when it was here before: then nothing changes.
 */
export async function storeEvent(db: Db, event: { id: string; type: string; payload: string }): Promise<boolean> {
  return transact(db, async (trx) => {
    const isNew = await insertStripeEvent(trx, event);
    if (isNew) await enqueueTask(trx, "stripe.event", { eventId: event.id });
    return isNew;
  });
}
