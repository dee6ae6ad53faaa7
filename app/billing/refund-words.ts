import { countOf, formatMoney } from "~/ui/format.ts";
import type { RefundState } from "./reversal.ts";

/** What became of a refund that an admin just confirmed. */
export function refundOutcome(refund: {
  state: RefundState;
  amount_cents: number;
  failure: string | null;
  ends_job: 0 | 1;
}): {
  kind: "done" | "warn";
  text: string;
} {
  const amount = formatMoney(refund.amount_cents);
  const job = (sentence: string) => (refund.ends_job ? ` ${sentence}` : "");
  if (refund.state === "wanted")
    return {
      kind: "warn",
      text: `Stripe did not answer. ${amount} goes back as soon as it does; nothing is lost.${job("The job stays live until then.")}`,
    };
  if (refund.state === "refused")
    return {
      kind: "warn",
      text: `Stripe refused to give ${amount} back: ${refund.failure ?? "it did not say why"}${job("The job stays as it is.")}`,
    };
  if (refund.state === "failed" || refund.state === "canceled")
    return { kind: "warn", text: `The refund of ${amount} came to nothing: the bank sent the money back.` };
  return { kind: "done", text: `${amount} goes back to the card or account that paid. The employer is told by mail.` };
}

/** What a refund takes of the credits, as the question before it says. */
export function creditsSentence(credits: number): string {
  return credits === 0
    ? "No credits are taken: no credit's whole price goes back."
    : `It takes ${countOf(credits, "credit")} back; what is used already is noted as a shortfall.`;
}
