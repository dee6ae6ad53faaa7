import type { OrderState } from "~/billing/order.ts";

/** What an order's state means for the money, in a sentence. `amount` is written out. */
export function orderSentence(state: OrderState, amount: string): string {
  switch (state) {
    case "open":
      return "Stripe has not confirmed a card yet. Nothing is charged.";
    case "authorized":
      return `${amount} is authorized on the card and not charged. It is charged only when a moderator approves the job.`;
    case "captured":
      return "The job was approved and the card was charged.";
    case "no_cost":
      return "There was nothing to pay.";
    case "cancelled":
      return "The authorization was let go. Nothing was charged.";
    case "expired":
      return "The payment was not finished. Nothing was charged.";
    case "lapsed":
      return "The authorization ran out before a decision. Nothing was charged.";
  }
}
