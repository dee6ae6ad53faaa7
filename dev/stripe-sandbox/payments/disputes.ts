import { newId } from "../ids.ts";
import type { Moment } from "../moment.ts";
import { serializeCharge } from "../resources/charges.ts";
import { serializeDispute } from "../resources/dispute-objects.ts";
import type { ChargeRow } from "../rows.ts";
import type { DisputeRow } from "../billing-rows.ts";
import { emit } from "../webhook-events.ts";

const day = 24 * 3_600;
/** How long a merchant may answer. */
const answerSeconds = 9 * day;
/** How long an inquiry is open before it closes without a dispute (https://docs.stripe.com/disputes/how-disputes-work). */
const inquirySeconds = 120 * day;
/** What the bank takes to decide on real evidence; Stripe's test evidence is decided at once. */
const decisionSeconds = 60 * day;
/** Stripe's fee for a dispute, cents. */
const fee = 1_500;

const isInquiry = (row: DisputeRow) => row.status.startsWith("warning_");
/** Whether the dispute is decided. */
export const isClosed = (row: DisputeRow) => ["won", "lost", "warning_closed"].includes(row.status);

/** A cardholder disputes a charge: the money goes back until it is decided. An inquiry takes nothing. */
export function openDispute(
  moment: Moment,
  charge: ChargeRow,
  { reason, inquiry }: { reason: DisputeRow["reason"]; inquiry: boolean },
): DisputeRow {
  const { tx, now } = moment;
  const disputed = tx.put("charge", { ...charge, disputed: true });
  const row: DisputeRow = {
    id: newId("du"),
    created: now,
    amount: charge.amountCaptured - charge.amountRefunded,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    currency: charge.currency,
    reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
    evidence: {},
    dueBy: now + answerSeconds,
    submissions: 0,
    decides: null,
    transactions: [],
    metadata: {},
  };
  tx.put("dispute", row);
  emit(moment, "charge.dispute.created", serializeDispute(row));
  emit(moment, "charge.updated", serializeCharge(tx, disputed), serializeCharge(tx, charge));
  if (inquiry) return row;
  return move(moment, row, -row.amount, fee, "charge.dispute.funds_withdrawn");
}

function move(
  moment: Moment,
  row: DisputeRow,
  amount: number,
  cost: number,
  type: "charge.dispute.funds_reinstated" | "charge.dispute.funds_withdrawn",
) {
  const transaction = { id: newId("txn"), created: moment.now, amount, fee: cost };
  const moved = moment.tx.put("dispute", { ...row, transactions: [...row.transactions, transaction] });
  emit(moment, type, serializeDispute(moved));
  return moved;
}

/**
 * Hands the evidence in. Stripe's test texts `winning_evidence` and `losing_evidence` in `uncategorized_text` decide at
 * once (https://docs.stripe.com/testing#evidence); other evidence loses, when the bank has looked at it.
 */
export function submitEvidence(moment: Moment, before: DisputeRow): DisputeRow {
  const text = before.evidence.uncategorized_text ?? "";
  const outcome = text === "winning_evidence" ? "won" : "lost";
  const at = moment.now + (text === "winning_evidence" || text === "losing_evidence" ? 0 : decisionSeconds);
  const row = moment.tx.put("dispute", {
    ...before,
    status: isInquiry(before) ? "warning_under_review" : "under_review",
    submissions: before.submissions + 1,
    decides: { outcome, at },
  });
  emit(moment, "charge.dispute.updated", serializeDispute(row), serializeDispute(before));
  return at > moment.now ? row : decideDispute(moment, row, outcome);
}

/** Decides a dispute; a won one gives the money back, an inquiry just closes. */
export function decideDispute(moment: Moment, before: DisputeRow, outcome: "won" | "lost"): DisputeRow {
  const { tx } = moment;
  // An inquiry that is lost becomes a dispute; one that is won closes and never took anything.
  const inquiry = isInquiry(before);
  const status = inquiry && outcome === "won" ? "warning_closed" : outcome;
  let row: DisputeRow = tx.put("dispute", { ...before, status, decides: null });
  if (inquiry && outcome === "lost") row = move(moment, row, -row.amount, fee, "charge.dispute.funds_withdrawn");
  emit(moment, "charge.dispute.closed", serializeDispute(row), serializeDispute(before));
  if (status === "won") row = move(moment, row, row.amount, 0, "charge.dispute.funds_reinstated");
  return row;
}

/** When a dispute comes to its end by itself, and how: decided, unanswered (lost), or an inquiry that ran out. */
export function disputeEnd(row: DisputeRow): { at: number; outcome: "won" | "lost" } | undefined {
  if (isClosed(row)) return undefined;
  if (row.decides) return row.decides;
  return isInquiry(row) ? { at: row.created + inquirySeconds, outcome: "won" } : { at: row.dueBy, outcome: "lost" };
}
