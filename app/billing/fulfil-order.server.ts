import "./billing.tasks.ts";
import { sql } from "kysely";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { appendLine } from "./ledger.queries.server.ts";
import type { OrderRow } from "./order.queries.server.ts";
import type { Bill } from "./plan-truth.ts";

/** Adds the credits of a paid pack to the ledger, once for its session, whoever tells of it how often. */
export async function grantPack(trx: Trx, order: OrderRow): Promise<void> {
  await appendLine(trx, {
    employer_id: order.employer_id,
    kind: "purchase",
    delta: order.credits,
    term_days: order.term_days,
    source_key: `cs:${order.stripe_session!}`,
    order_id: order.id,
  });
}

/**
 * Writes the receipt of an order that is paid and has it mailed. A refund or dispute may have been told of before the
 * payment was known as ours, so both are looked for once. The caller makes sure that this happens once.
 */
export async function writeReceipt(trx: Trx, order: OrderRow, bill: Bill): Promise<void> {
  const employer = await trx
    .selectFrom("employer")
    .select("name")
    .where("id", "=", order.employer_id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("receipt")
    .values({
      number: sql<number>`default`,
      order_id: order.id,
      employer_name: employer.name,
      discount_cents: bill.discountCents,
      tax_cents: bill.taxCents,
      balance_cents: bill.balanceCents,
      total_cents: bill.totalCents,
      promotion_code: bill.promotionCode,
      invoice_url: bill.invoiceUrl,
      paid_at: bill.paidAt ?? now(),
    })
    .execute();
  await enqueueTask(
    trx,
    "order.mail",
    { orderId: order.id, event: "receipt" },
    { dedupeKey: `order.mail:receipt:${order.id}` },
  );
  if (bill.totalCents > 0) await enqueueTask(trx, "order.reversals", { orderId: order.id });
}
