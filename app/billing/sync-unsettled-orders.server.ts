import "./billing.tasks.ts";
import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { expireUnopenedOrder, listUnsettledOrders, updateOrder } from "./order.queries.server.ts";

/** An order that nobody looked at for this long is read again, whatever webhooks did or did not say. */
const STALE = 3 * MINUTE;

/** An order that has no session by then never gets one: the process that was to open it died. */
const UNOPENED = 15 * MINUTE;

/** Heals what webhooks lost: one task for each order that may have changed at Stripe. At most 200 at a time. */
export async function syncUnsettledOrders(db: Db): Promise<void> {
  const at = now();
  const stretch = Math.floor(at.getTime() / STALE);
  for (const order of await listUnsettledOrders(db, later(at, -STALE), 200)) {
    if (order.stripe_session)
      await enqueueTask(
        db,
        "order.settle",
        { orderId: order.id },
        { dedupeKey: `order.settle:${order.id}:${stretch}` },
      );
    else if (order.created_at < later(at, -UNOPENED)) await expireUnopenedOrder(db, order.id);
    // To the end of the line, so that orders which fail do not keep the others waiting.
    await updateOrder(db, order.id, {});
  }
}
