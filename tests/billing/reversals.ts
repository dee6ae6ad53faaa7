import type { JobId, OrderId } from "~/platform/ids.ts";
import { newId, type AccountId, type EmployerId } from "~/platform/ids.ts";
import type { RefundWish } from "~/billing/refund-order.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { holdCredit, creditBalance } from "~/billing/use-right.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { database } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anotherPost, type Post } from "./board.ts";

/** What refunds and disputes need to look at. */
export const orderOf = (id: OrderId) =>
  database().selectFrom("order").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
export const refundsOf = (id: OrderId) =>
  database().selectFrom("refund").selectAll().where("order_id", "=", id).orderBy("id").execute();
export const disputesOf = (id: OrderId) =>
  database().selectFrom("dispute").selectAll().where("order_id", "=", id).execute();
export const balanceOf = ({ employerId }: { employerId: EmployerId }) => creditBalance(database(), employerId);

/** An employer's lines of refunds, disputes and shortfalls as `kind delta shortfall`, in their order. */
export async function reversalLines({ employerId }: { employerId: EmployerId }): Promise<string[]> {
  const rows = await database()
    .selectFrom("credit_ledger")
    .selectAll()
    .where("employer_id", "=", employerId)
    .where("kind", "in", ["refund", "dispute", "shortfall"])
    .orderBy("id")
    .execute();
  return rows.map((row) => `${row.kind} ${row.delta} ${row.shortfall}`);
}

/** What the employer was told of an order's refunds and disputes, in that order. */
export async function newsOf(id: OrderId): Promise<string[]> {
  const rows = await database()
    .selectFrom("task")
    .select("payload")
    .where("kind", "=", "order.mail")
    .where("payload", "like", `%${id}%`)
    .orderBy("id")
    .execute();
  return rows
    .map((row) => JSON.parse(row.payload) as { event: string; about?: string })
    .flatMap((mail) => (mail.about ? [mail.event] : []));
}

/** What an admin asks for; a whole refund of `cents` where nothing else is said. */
export function wish(orderId: OrderId, adminId: AccountId, cents: number, more: Partial<RefundWish> = {}): RefundWish {
  return {
    refundId: newId<"refund">(),
    orderId,
    cents,
    seenCents: cents,
    reason: "requested_by_customer",
    note: "They asked for it.",
    endsJob: false,
    adminId,
    ...more,
  };
}

/** One more job of the employer, in review for one of its credits. */
export async function submitForCredit(owner: Pick<Post, "accountId" | "employerId">): Promise<Post & { jobId: JobId }> {
  const post = await anotherPost(owner);
  const termId = newId<"term">();
  await transact(database(), async (trx) => {
    const { days } = await holdCredit(trx, { employerId: post.employerId, termId });
    const right = { kind: "credit", ref: `hold:${termId}` } as const;
    await submitJob(trx, { ...post, termId, right, days: days ?? 30, actor: byAccount(post.accountId) });
  });
  return post;
}
