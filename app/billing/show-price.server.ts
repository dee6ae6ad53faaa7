import type { Db } from "~/platform/database.server.ts";
import { getActivePlan } from "./order.queries.server.ts";

/** What a single post costs, in US cents, and for how many days it is then live: the plan's row, never a constant. */
export async function showSinglePostPrice(db: Db): Promise<{ priceCents: number; days: number }> {
  const plan = await getActivePlan(db, "single-post");
  return { priceCents: plan.price_cents, days: plan.term_days };
}
