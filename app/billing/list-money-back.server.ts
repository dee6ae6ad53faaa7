import type { Db } from "~/platform/database.server.ts";
import type { OrderId } from "~/platform/ids.ts";
import { listDisputes, listRefunds, readTakenCredits } from "./reversal.queries.server.ts";
import { disputeStateLabel, isGivenBack, refundStateLabels, withholds } from "./reversal.ts";

/** A refund or dispute of an order, as its employer reads it. */
export type MoneyBack = {
  id: string;
  kind: "refund" | "dispute";
  at: Date;
  cents: number;
  /** How it stands, in words. */
  state: string;
  /** Whether the money is gone from the order now. */
  gone: boolean;
  /** Taken of the credits, and those that could not be since they were used. */
  credits: number;
  shortfall: number;
};

/** What went back of an order's money, or is disputed, oldest first. The caller has checked who asks. */
export async function listMoneyBack(db: Db, orderId: OrderId): Promise<MoneyBack[]> {
  /** What came to nothing took nothing in the end. */
  async function taken(gone: boolean, fact: string) {
    if (!gone) return { credits: 0, shortfall: 0 };
    const { credits, shortfall } = await readTakenCredits(db, orderId, fact);
    return { credits, shortfall };
  }
  const [refunds, disputes] = await Promise.all([listRefunds(db, orderId), listDisputes(db, orderId)]);
  const rows = await Promise.all([
    // What Stripe refused never left: it is the admin's business.
    ...refunds
      .filter((refund) => refund.state !== "refused")
      .map(async (refund) => ({
        id: refund.id as string,
        kind: "refund" as const,
        at: refund.created_at,
        cents: refund.amount_cents,
        state: refundStateLabels[refund.state],
        gone: isGivenBack(refund.state),
        ...(await taken(isGivenBack(refund.state), `refund:${refund.stripe_refund}`)),
      })),
    ...disputes.map(async (dispute) => ({
      id: dispute.id,
      kind: "dispute" as const,
      at: dispute.created_at,
      cents: dispute.amount_cents,
      state: disputeStateLabel(dispute.state),
      gone: withholds(dispute.state),
      ...(await taken(withholds(dispute.state), `dispute:${dispute.id}`)),
    })),
  ]);
  return rows.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** What of an order's money is gone now, in cents. */
export function sumBack(lines: readonly MoneyBack[]): number {
  return lines.filter((line) => line.gone).reduce((sum, { cents }) => sum + cents, 0);
}
