import "./billing.tasks.ts";
import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { listUnsettledOrders } from "./order.queries.server.ts";

/** An order that nobody looked at for this long is read again, whatever webhooks did or did not say. */
const STALE = 3 * MINUTE;

/** Heals what webhooks lost: one task for each order that may have changed at Stripe. At most 200 at a time. */
export async function syncUnsettledOrders(db: Db): Promise<void> {
  const stretch = Math.floor(now().getTime() / STALE);
  for (const orderId of await listUnsettledOrders(db, later(now(), -STALE), 200))
    await enqueueTask(db, "order.settle", { orderId }, { dedupeKey: `order.settle:${orderId}:${stretch}` });
}
