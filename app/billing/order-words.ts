import { countOf, formatMoney } from "~/ui/format.ts";
import { amountOf, isDead, type OrderState } from "./order.ts";

/** What an order's words need to know of it. */
export type TellableOrder = {
  kind: "single" | "pack" | "upgrade" | "subscription";
  state: OrderState;
  intent: "capture" | "cancel" | null;
  failure: string | null;
  credits: number;
  amount_cents: number;
  total_cents: number | null;
};

/** What an order's state means for the money, in a sentence or two that say no more than is known. */
export function orderSentence(order: TellableOrder): string {
  const amount = formatMoney(amountOf(order));
  const credits = countOf(order.credits, "credit");
  const pack = order.kind === "pack";
  if (order.intent === "cancel" && !isDead(order.state))
    return "The authorization is being let go. Nothing is charged for it.";
  switch (order.state) {
    case "open":
      return pack
        ? "Stripe has not confirmed a payment yet. Nothing is charged, and no credits are added before it has."
        : "Stripe has not confirmed a card yet. Nothing is charged.";
    case "processing":
      return `${amount} is on its way from your bank. That takes up to four business days; ${credits} come when it has arrived. There is nothing more to do.`;
    case "authorized":
      return `${amount} is authorized on the card and not charged. It is charged only when a moderator approves the job.`;
    case "captured":
      return pack
        ? `${amount} was paid, and ${credits} were added to your balance.`
        : "The job was approved and the card was charged.";
    case "no_cost":
      return pack ? `There was nothing to pay. ${credits} were added to your balance.` : "There was nothing to pay.";
    case "cancelled":
      return pack
        ? "The payment was cancelled. Nothing was charged, and no credits were added."
        : "The authorization was let go. Nothing was charged.";
    case "expired":
      return "The payment was not finished. Nothing was charged.";
    case "lapsed":
      return "The authorization ran out before a decision. Nothing was charged.";
    case "failed":
      return `The payment did not go through, so nothing was charged and no credits were added. ${order.failure ?? ""} You can buy the pack again.`;
  }
}

/** A receipt's number as it is written. */
export function receiptNumber(number: number): string {
  return `CC-${String(number).padStart(6, "0")}`;
}
