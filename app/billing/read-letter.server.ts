import type { Db } from "~/platform/database.server.ts";
import type { OrderId } from "~/platform/ids.ts";
import type { ReversalLetter } from "./emails/reversal-mail.tsx";
import { getOrder } from "./order.queries.server.ts";
import { listDisputes, listRefunds, readTakenCredits } from "./reversal.queries.server.ts";
import type { ReversalNews } from "./reversal.ts";

/** What the mail about a refund or dispute says. @throws Error when the order has no such refund or dispute. */
export async function readLetter(
  db: Db,
  { orderId, event, about }: { orderId: OrderId; event: ReversalNews; about: string },
): Promise<ReversalLetter> {
  const order = await getOrder(db, orderId);
  const refund = (await listRefunds(db, orderId)).find((row) => row.id === about);
  const dispute = refund ? undefined : (await listDisputes(db, orderId)).find((row) => row.id === about);
  const fact = refund ?? dispute;
  if (!fact) throw new Error(`Order ${orderId} has no refund or dispute ${about}`);
  const key = refund ? `refund:${refund.stripe_refund}` : `dispute:${about}`;
  return {
    event,
    planName: order.plan_name,
    kind: order.kind,
    failure: order.failure,
    cents: fact.amount_cents,
    ...(await readTakenCredits(db, orderId, key)),
    at: fact.created_at,
  };
}
