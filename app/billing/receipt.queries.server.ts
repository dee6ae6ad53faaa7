import type { Db } from "~/platform/database.server.ts";
import type { OrderId } from "~/platform/ids.ts";

/** The receipt of an order. */
export type Receipt = NonNullable<Awaited<ReturnType<typeof findReceipt>>>;

/** The receipt of an order; undefined where nothing was paid for good. The caller checks who asks. */
export async function findReceipt(db: Db, orderId: OrderId) {
  return db
    .selectFrom("receipt")
    .innerJoin("order", "order.id", "receipt.order_id")
    .select([
      "receipt.number",
      "receipt.order_id as orderId",
      "receipt.employer_name as employerName",
      "receipt.discount_cents as discountCents",
      "receipt.tax_cents as taxCents",
      "receipt.balance_cents as balanceCents",
      "receipt.total_cents as totalCents",
      "receipt.promotion_code as promotionCode",
      "receipt.invoice_url as invoiceUrl",
      "receipt.paid_at as paidAt",
      "order.plan_name as planName",
      "order.kind",
      "order.credits",
      "order.term_days as days",
      "order.period_start as periodStart",
      "order.period_end as periodEnd",
      "order.amount_cents as amountCents",
      "order.employer_id as employerId",
      "order.job_id as jobId",
    ])
    .where("receipt.order_id", "=", orderId)
    .executeTakeFirst();
}

/** Who is told of an order by mail: the owners and whoever ordered; at most 50. */
export async function listOrderAddresses(db: Db, orderId: OrderId): Promise<string[]> {
  const rows = await db
    .selectFrom("order")
    .innerJoin("member", "member.employer_id", "order.employer_id")
    .innerJoin("account", "account.id", "member.account_id")
    .select("account.email")
    .where("order.id", "=", orderId)
    .where("account.suspended_at", "is", null)
    .where((where) =>
      where.or([where("member.role", "=", "owner"), where("member.account_id", "=", where.ref("order.created_by"))]),
    )
    .orderBy("member.created_at")
    .limit(50)
    .execute();
  return rows.map((row) => row.email);
}
