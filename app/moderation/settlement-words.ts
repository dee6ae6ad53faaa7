import { formatMoney } from "~/ui/format.ts";
import type { Decision, Settlement } from "./decision.ts";

/** What a moderator reads after a decision: what it did to the job, and what has become of the money. */
export function settlementWords(
  decision: Decision,
  settlement: Settlement,
  title: string,
): { kind: "done" | "warn"; text: string } {
  const name = `“${title.length > 80 ? `${title.slice(0, 79)}…` : title}”`;
  if (settlement.money === "untouched")
    return { kind: "done", text: `${editWords[decision](name)} There was nothing to charge.` };
  if (decision === "request_changes")
    return { kind: "done", text: `${name} goes back to its employer. The right stays held, and nothing is charged.` };
  if (decision === "reject")
    return settlement.money === "pending"
      ? { kind: "warn", text: `${name} is rejected. Stripe did not answer: the card is let go as soon as it does.` }
      : { kind: "done", text: `${name} is rejected, and its employer was told why. It costs nothing.` };
  switch (settlement.money) {
    case "charged":
      return { kind: "done", text: `${name} is live, and ${formatMoney(settlement.amountCents)} was charged.` };
    case "pending":
      return {
        kind: "warn",
        text: `${name} is approved. It goes live as soon as the payment is taken: Stripe did not answer yet.`,
      };
    case "refused":
      return {
        kind: "warn",
        text: `${name} is approved but not live: the payment could not be taken, and its employer was asked to pay another way.`,
      };
    default:
      return { kind: "done", text: `${name} is live. There was nothing to charge.` };
  }
}

const editWords: Record<Decision, (name: string) => string> = {
  approve: (name) => `${name} is live in its new words.`,
  request_changes: (name) => `The edit of ${name} goes back to its employer. The job stays live as it is.`,
  reject: (name) => `The edit of ${name} is rejected, and its employer was told why. The job stays live as it is.`,
};
