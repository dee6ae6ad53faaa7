import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, OrderId, RevisionId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { getActivePlan, listOrdersOfJob } from "./order.queries.server.ts";
import { atCheckout, closeCheckout, placeOrder } from "./place-order.server.ts";

export const SINGLE_POST = "single-post";

type Purchase = {
  employerId: EmployerId;
  employerName: string;
  jobId: JobId;
  revisionId: RevisionId;
  accountId: AccountId;
};

/**
 * Opens Stripe's Checkout for a single post of this revision: the card is authorized there and charged only when a
 * moderator approves. An earlier checkout for the same job is closed first; if it turns out to be paid, there is nothing
 * left to pay and that order is the answer.
 * @returns the order, and the address to send the browser to unless the job is paid for already.
 * @throws DomainError `unavailable` when Stripe does not answer: nothing is owed then; `conflict` when another checkout
 *   for the job was opened at the same moment.
 */
export async function openCheckout(
  db: Db,
  purchase: Purchase,
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  return atCheckout({ job: purchase.jobId }, async () => {
    const paid = await closeCheckoutsOfJob(db, purchase.jobId);
    if (paid) return { orderId: paid, checkoutUrl: undefined };
    const plan = await getActivePlan(db, SINGLE_POST);
    const back = (orderId: OrderId) => paths.checkoutReturn(purchase.jobId, orderId);
    return placeOrder(
      db,
      { ...purchase, plan },
      {
        money: "hold",
        itemName: `${plan.name}, ${plan.term_days} days`,
        returnPath: back,
        leftPath: (orderId) => `${back(orderId)}&left=1`,
      },
    );
  });
}

/**
 * Closes the payment pages that are open for posting a job.
 * @returns the order that turned out to be paid, if one did. @throws Stripe's errors.
 */
export async function closeCheckoutsOfJob(db: Db, jobId: JobId): Promise<OrderId | undefined> {
  for (const earlier of await listOrdersOfJob(db, jobId)) {
    if (earlier.kind !== "single" || earlier.state !== "open") continue;
    const { state, intent } = await closeCheckout(db, earlier.id);
    if (intent !== "cancel" && (state === "authorized" || state === "captured" || state === "no_cost"))
      return earlier.id;
  }
  return undefined;
}
