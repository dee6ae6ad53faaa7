import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { creditAssertions } from "./assert-billing-credits.queries.server.ts";
import { orderAssertions } from "./assert-billing-orders.queries.server.ts";
import { reversalAssertions } from "./assert-billing-reversals.queries.server.ts";
import { planAssertions } from "./assert-billing-plans.queries.server.ts";
import { purchaseAssertions } from "./assert-billing-purchases.queries.server.ts";
import { readBroken, type Assertion, type BrokenRow } from "./assert-billing.queries.server.ts";

export type AssertionResult = Omit<Assertion, "broken"> & { broken: BrokenRow[] };

/** All assertions: one more is one more entry of a list here. */
export const billingAssertions: readonly Assertion[] = [
  ...orderAssertions,
  ...purchaseAssertions,
  ...creditAssertions,
  ...planAssertions,
  ...reversalAssertions,
];

/**
 * Holds the tables against every assertion, as they were at one moment: one snapshot, so that work under way in a board
 * in use is never seen half done.
 * @param options.only the assertion to look at, by name. @param options.limit the most rows of one assertion. @param options.after the id of the last row that is known.
 */
export async function assertBilling(
  db: Db,
  options: { at?: Date; limit?: number; only?: string; after?: string } = {},
): Promise<AssertionResult[]> {
  const { at = now(), limit = 1_000, only, after } = options;
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx: Trx) => {
      const results: AssertionResult[] = [];
      for (const { name, sentence, about, broken } of billingAssertions)
        if (!only || only === name)
          results.push({ name, sentence, about, broken: await readBroken(trx, broken(at), limit, after) });
      return results;
    });
}
