import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, JobId, OrderId, RevisionId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { findActivePlan, getActivePlan, listOrdersOfJob, type OrderRow } from "./order.queries.server.ts";
import { atCheckout, closeCheckout, placeOrder, requireSeenPrice } from "./place-order.server.ts";

export const SINGLE_POST = "single-post";
export const FEATURED = "featured";

type Purchase = {
  employerId: EmployerId;
  employerName: string;
  jobId: JobId;
  revisionId: RevisionId;
  accountId: AccountId;
  /** The price that the buyer saw, in US cents; undefined where no page showed one. */
  seenCents?: number | undefined;
};

/**
 * Opens Stripe's Checkout for a single post of this revision: the card is authorized there and charged only when a
 * moderator approves. An earlier checkout for the same job is closed first; if it turns out to be paid, there is nothing
 * left to pay and that order is the answer.
 * @returns the order, and the address to send the browser to unless the job is paid for already.
 * @throws DomainError `unavailable` when Stripe does not answer: nothing is owed then; `conflict` when another checkout
 *   for the job was opened at the same moment, or the price is not the one that was seen.
 */
export async function openCheckout(
  db: Db,
  purchase: Purchase,
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  return atCheckout({ job: purchase.jobId }, async () => {
    const paid = await closeCheckoutsOfJob(db, purchase.jobId);
    if (paid) return { orderId: paid, checkoutUrl: undefined };
    const plan = await getActivePlan(db, SINGLE_POST);
    if (purchase.seenCents !== undefined) requireSeenPrice(plan, purchase.seenCents);
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
 * Opens Stripe's Checkout to feature a live job. An earlier page for it is closed first; if it turns out to be paid, that
 * order is the answer.
 * @returns the order, and the address to send the browser to unless it is paid already.
 * @throws DomainError `conflict` for what is not sold, or at another price by now; `unavailable` when Stripe does not
 *   answer. Nothing is owed then.
 */
export async function openUpgrade(
  db: Db,
  purchase: Purchase & { seenCents: number },
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  const plan = await findActivePlan(db, FEATURED);
  if (!plan) throw new DomainError("conflict", "Featuring a job is not sold any more. Nothing was charged.");
  requireSeenPrice(plan, purchase.seenCents);
  return atCheckout({ job: purchase.jobId }, async () => {
    const paid = await closeCheckoutsOfJob(db, purchase.jobId, "upgrade");
    if (paid) return { orderId: paid, checkoutUrl: undefined };
    return placeOrder(
      db,
      { ...purchase, plan },
      {
        money: "hold",
        itemName: `${plan.name} job, at most ${plan.term_days} days`,
        returnPath: paths.order,
        leftPath: (orderId) => `${paths.order(orderId)}?left=1`,
      },
    );
  });
}

/**
 * Opens Stripe's Checkout for one more term of a live job, at the price of a single post; otherwise as `openUpgrade`.
 * @throws as `openUpgrade`.
 */
export async function openExtension(
  db: Db,
  purchase: Purchase & { seenCents: number },
): Promise<{ orderId: OrderId; checkoutUrl: string | undefined }> {
  const plan = await getActivePlan(db, SINGLE_POST);
  requireSeenPrice(plan, purchase.seenCents);
  return atCheckout({ job: purchase.jobId }, async () => {
    const paid = await closeCheckoutsOfJob(db, purchase.jobId, "extension");
    if (paid) return { orderId: paid, checkoutUrl: undefined };
    return placeOrder(
      db,
      { ...purchase, plan: { ...plan, name: `${plan.name}, extension` }, kind: "extension" },
      {
        money: "hold",
        itemName: `One more term, ${plan.term_days} days`,
        returnPath: paths.order,
        leftPath: (orderId) => `${paths.order(orderId)}?left=1`,
      },
    );
  });
}

/**
 * Closes the payment pages that are open for posting a job, for featuring or for extending it.
 * @returns the order that turned out to be paid, if one did. @throws Stripe's errors.
 */
export async function closeCheckoutsOfJob(
  db: Db,
  jobId: JobId,
  kind: OrderRow["kind"] = "single",
): Promise<OrderId | undefined> {
  for (const earlier of await listOrdersOfJob(db, jobId)) {
    if (earlier.kind !== kind || earlier.state !== "open") continue;
    const { state, intent } = await closeCheckout(db, earlier.id);
    if (intent !== "cancel" && (state === "authorized" || state === "captured" || state === "no_cost"))
      return earlier.id;
  }
  return undefined;
}
