import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import {
  findBillingCustomer,
  lockBillingCustomer,
  raiseSyncVersion,
  type BillingCustomerRow,
} from "./order.queries.server.ts";

/** How often a fetch that was overtaken by another one is repeated before the task's own retry takes over. */
const ATTEMPTS = 5;

/**
 * The law of every reading of Stripe (BILLING.md): `read` asks it outside any transaction, `write` makes our tables agree in
 * one transaction, under the lock of the customer, and only if no newer reading was written meanwhile; else both begin
 * again. So a slow fetch never overwrites a newer one. `read` gives undefined where there is nothing to ask; `write` says
 * whether anything changed.
 * @returns whether anything changed. @throws what the two throw; DomainError `unavailable` when it was overtaken five times.
 */
export async function converge<Truth>(
  db: Db,
  employerId: EmployerId,
  read: (customer: BillingCustomerRow) => Promise<Truth | undefined>,
  write: (trx: Trx, truth: Truth) => Promise<boolean>,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const customer = await findBillingCustomer(db, employerId);
    // Without a customer nobody was ever sent to pay.
    if (!customer) return false;
    const truth = await read(customer);
    if (truth === undefined) return false;
    const written = await transact(db, async (trx) => {
      const locked = await lockBillingCustomer(trx, employerId);
      if (locked?.sync_version !== customer.sync_version) return undefined;
      const changed = await write(trx, truth);
      // Only a change makes other fetches stale: fifty at once agree after one more look.
      if (changed) await raiseSyncVersion(trx, employerId);
      return { changed };
    });
    if (written) return written.changed;
  }
  throw new DomainError("unavailable", "Many changes came at once. They will be sorted out within a minute.");
}
