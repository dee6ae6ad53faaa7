import { countOf, formatDate, formatMoney } from "~/ui/format.ts";
import { amountOf, isForLiveJob, isSettled, type OrderKind, type OrderState } from "./order.ts";

/** What an order's words need to know of it. */
export type TellableOrder = {
  kind: OrderKind;
  state: OrderState;
  intent: "capture" | "cancel" | null;
  failure: string | null;
  credits: number;
  amount_cents: number;
  total_cents: number | null;
};

/**
 * What an order's state means for the money, in a sentence or two that say no more than is known.
 * @param receipt its receipt, if it has one. @param backCents what went back of its money, or is withheld in a dispute.
 */
export function orderSentence(order: TellableOrder, receipt?: { balanceCents: number }, backCents = 0): string {
  const amount = formatMoney(amountOf(order));
  const why = order.failure ? ` ${order.failure}` : "";
  if (order.intent === "cancel" && !isSettled(order.state))
    return `The authorization is being let go. Nothing is charged for it.${why}`;
  const said = kindWords[order.kind](amount, countOf(order.credits, "credit"));
  switch (order.state) {
    case "open":
      return said.open;
    case "processing":
      return `${amount} is on its way from your bank. That takes up to four business days; ${said.comes} when it has arrived. Where Stripe asked you by mail to confirm the account, they count from then.`;
    case "authorized":
      return said.authorized;
    case "captured":
      // Whether a dispute takes the feature is open, like the dispute.
      if (isForLiveJob(order.kind) && backCents >= amountOf(order))
        return `${amount} was paid to ${order.kind === "upgrade" ? "feature" : "extend"} the job. All of it went back or is disputed, as it says below.`;
      // It was charged in the moment in which its job ended.
      if (isForLiveJob(order.kind) && order.failure) return `${amount} was paid.${why}`;
      return `${said.captured}${balanceSentence(receipt)}${backSentence(backCents)}`;
    case "no_cost":
      return receipt?.balanceCents
        ? `There was nothing to pay: ${formatMoney(receipt.balanceCents)} came from your balance at Stripe.${said.brings}`
        : `There was nothing to pay.${said.brings}`;
    case "cancelled":
      if (order.total_cents === 0) return `The order was cancelled. Nothing was charged.${why}`;
      return `${said.cancelled}${isForLiveJob(order.kind) ? why : ""}`;
    case "expired":
      return "The payment was not finished. Nothing was charged.";
    case "lapsed":
      return "The authorization ran out before a decision. Nothing was charged.";
    case "failed":
      return `The payment did not go through, so nothing was charged and nothing was added.${why} You can buy it again.`;
  }
}

function balanceSentence(receipt?: { balanceCents: number }): string {
  const cents = receipt?.balanceCents ?? 0;
  if (cents === 0) return "";
  return cents > 0
    ? ` ${formatMoney(cents)} more came from your balance at Stripe.`
    : ` ${formatMoney(-cents)} of it was owed from before.`;
}

function backSentence(cents: number): string {
  return cents > 0 ? ` ${formatMoney(cents)} of it went back or is disputed, as it says below.` : "";
}

const heldPost = (amount: string) => ({
  open: "Stripe has not confirmed a card yet. Nothing is charged.",
  comes: "the job goes on",
  authorized: `${amount} is authorized on the card and not charged. It is charged only when a moderator approves the job.`,
  captured: `${amount} was charged to the card.`,
  brings: "",
  cancelled: "The authorization was let go. Nothing was charged.",
});

const pack = (amount: string, credits: string) => ({
  open: "Stripe has not confirmed a payment yet. Nothing is charged, and no credits are added before it has.",
  comes: `${credits} come`,
  authorized: `${amount} is authorized and not charged.`,
  captured: `${amount} was paid, and ${credits} were added to your balance.`,
  brings: ` ${credits} were added to your balance.`,
  cancelled: "The payment was cancelled. Nothing was charged, and no credits were added.",
});

/** What each kind of order says of its states. */
const kindWords: Record<TellableOrder["kind"], (amount: string, credits: string) => ReturnType<typeof heldPost>> = {
  single: heldPost,
  pack,
  upgrade: (amount) => ({
    open: "Stripe has not confirmed a card yet. Nothing is charged.",
    comes: "the job is featured",
    authorized: `${amount} is authorized on the card and is being taken. The job is featured as soon as that is done.`,
    captured: `${amount} was paid, and the job is featured.`,
    brings: " The job is featured.",
    cancelled: "The authorization was let go. Nothing was charged.",
  }),
  extension: (amount) => ({
    open: "Stripe has not confirmed a card yet. Nothing is charged.",
    comes: "the job is extended",
    authorized: `${amount} is authorized on the card and is being taken. The job is extended as soon as that is done.`,
    captured: `${amount} was paid, and the job is extended.`,
    brings: " The job is extended.",
    cancelled: "The authorization was let go. Nothing was charged.",
  }),
  subscription: (amount) => ({
    open: "Stripe has not confirmed a payment yet. Nothing is charged, and no plan has begun.",
    comes: "the plan begins",
    authorized: `${amount} is authorized and not charged.`,
    captured: `${amount} was paid for this month of the plan. The billing page says how the plan stands.`,
    brings: " The plan works for this month.",
    cancelled: "The payment was cancelled. Nothing was charged, and no plan has begun.",
  }),
};

/** What was bought, after the plan's name: so many posts, a month of a plan, or one term. */
export function purchaseWords(bought: {
  kind: TellableOrder["kind"];
  credits: number;
  days: number;
  periodStart: Date | null;
  periodEnd: Date | null;
}): string {
  if (bought.kind === "pack") return `${countOf(bought.credits, "job post")} of ${bought.days} days`;
  if (bought.kind === "extension") return `${bought.days} days more`;
  if (bought.kind !== "subscription") return `${bought.kind === "upgrade" ? "at most " : ""}${bought.days} days`;
  return bought.periodStart && bought.periodEnd
    ? `${formatDate(bought.periodStart)} to ${formatDate(bought.periodEnd)}`
    : "one month";
}

/** What of a receipt came from the customer's balance at Stripe, or was owed there and is paid with it. */
export function balanceWords(balanceCents: number): string {
  return balanceCents < 0 ? "Owed from before, at Stripe" : "From the balance at Stripe";
}

/** A receipt's number as it is written. */
export function receiptNumber(number: number): string {
  return `CC-${String(number).padStart(6, "0")}`;
}

/** The number of a receipt as it is written: `CC-000123`. Undefined for anything else. */
export function parseReceiptNumber(text: string): number | undefined {
  const [, digits] = /^CC-(\d{1,9})$/i.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
