import { findOrderForMember, listOrdersOfJob, type OrderRow } from "~/billing/find-order.server.ts";
import { mayLook } from "~/billing/look-limit.server.ts";
import { amountOf, isDead } from "~/billing/order.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, JobId, OrderId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { formatMoney } from "~/ui/format.ts";
import { findJobForMember } from "./job.queries.server.ts";
import type { JobState } from "./job.ts";

/** An order somebody came back from paying, as our tables and Stripe say by now. */
export type ReturnFromCheckout = {
  orderId: OrderId;
  order: Pick<OrderRow, "state" | "intent" | "amount_cents" | "total_cents">;
  jobState: JobState;
  /** False where Stripe did not answer: the order is as it was when it last did. */
  fresh: boolean;
};

/**
 * Brings an order of the job up to what Stripe says and reads both; without `orderId` the job's newest. Calling it again
 * changes nothing more.
 * @returns undefined for anybody but a member, and for an order of another job.
 */
export async function readReturn(
  db: Db,
  accountId: AccountId,
  jobId: JobId,
  orderId: OrderId | undefined,
): Promise<ReturnFromCheckout | undefined> {
  if (!(await findJobForMember(db, accountId, jobId))) return undefined;
  const id = orderId ?? (await listOrdersOfJob(db, jobId))[0]?.id;
  const before = id && (await findOrderForMember(db, accountId, id));
  if (!before || before.job_id !== jobId) return undefined;
  let order = before;
  let fresh = true;
  try {
    if (mayLook(before.id)) order = await syncOrder(db, before.id);
  } catch (error) {
    fresh = false;
    log.warn(
      { order: before.id, error: error instanceof Error ? error.name : "unknown" },
      "the order will be synced later",
    );
  }
  const job = await findJobForMember(db, accountId, jobId);
  return job && { orderId: before.id, order, jobState: job.state, fresh };
}

export type ReturnWords = {
  kind: "success" | "info" | "warn";
  title: string;
  text: string;
  /** Whether the job may be submitted again. */
  again: boolean;
  /** Whether Stripe's word is still out. */
  waiting: boolean;
};

/**
 * What happened at the checkout, in words that say no more than is known. `left`: the employer came back by Stripe's
 * back link.
 */
export function returnWords({ order, jobState, fresh }: ReturnFromCheckout, left: boolean): ReturnWords {
  const amount = formatMoney(amountOf(order));
  const again = jobState === "draft" || jobState === "payment_needed" || jobState === "expired";
  const kept = jobState === "expired" ? "The job is as it was" : "Your draft is saved";
  const say = (kind: ReturnWords["kind"], title: string, text: string, more: Partial<ReturnWords> = {}) => ({
    kind,
    title,
    text,
    again: false,
    waiting: false,
    ...more,
  });
  if (order.intent === "cancel" && !isDead(order.state))
    return say("info", "This authorization is let go", "The job does not need it any more. Nothing is charged for it.");
  switch (order.state) {
    case "authorized":
      return jobState === "submitted"
        ? say(
            "success",
            "Submitted for review",
            `${amount} is authorized on your card and not charged. A moderator reads the job. Approved, it goes live and the card is charged; rejected, it costs nothing. We write to you either way.`,
          )
        : say(
            "success",
            "Your card is authorized",
            `${amount} is held and not charged. Your job's page says how the review stands.`,
          );
    case "captured":
      return say("success", "Paid", `${amount} was charged to your card.`);
    case "no_cost":
      return say(
        "success",
        "Submitted for review",
        "There was nothing to pay. A moderator reads the job, and we write to you when it is decided.",
      );
    case "open":
      if (left && fresh)
        return say(
          "warn",
          "You left before paying",
          `No card was authorized and nothing was charged. ${kept}; try again whenever you like.`,
          { again },
        );
      return say(
        "info",
        "Still being confirmed",
        fresh
          ? "Stripe has not confirmed your card yet. This can take a minute; the page looks again by itself. Nothing is charged before a moderator approves the job."
          : "Stripe does not answer just now, so we cannot say yet whether your card was authorized. Look again in a minute. Nothing is charged before a moderator approves the job.",
        { waiting: true },
      );
    case "processing":
      return say("info", "Your payment is on its way", "Your bank takes up to four business days.");
    case "cancelled":
    case "expired":
    case "lapsed":
    case "failed":
      return say(
        "warn",
        "Not paid",
        again
          ? `The card was declined or the payment was not finished. Nothing was charged. ${kept}.`
          : "This payment was not finished or was let go. Nothing was charged for it.",
        { again },
      );
  }
}
