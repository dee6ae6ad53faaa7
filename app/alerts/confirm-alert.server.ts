import { countAttempt } from "~/accounts/limits.server.ts";
import { hashToken } from "~/accounts/secret-token.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { activated } from "./alert-states.server.ts";
import {
  deleteAlerts,
  deleteLink,
  findAccountWith,
  findAddress,
  listAlertsOf,
  lockAlert,
  lockAlertLike,
  updateAlert,
  type AlertRow,
} from "./alert.queries.server.ts";
import { refuseTooMany } from "./create-alert.server.ts";
import { findLinked } from "./find-linked.server.ts";

/** What every bad link is answered with, whatever the cause. */
export const BAD_LINK = "This link does not work any more.";

/**
 * Begins the alert of a mailed link. Where the address is an account's, the alert is that account's from then on.
 * @throws DomainError `invalid` for a link that is forged, used or too old; `conflict`, `too-many`.
 */
export async function confirmAlert(db: Db, token: string, clientAddress: string): Promise<void> {
  await countAttempt("answer-link", { address: clientAddress, account: hashToken(token) });
  await transact(db, async (trx) => {
    const linked = await findLinked(trx, token, "confirm");
    const alert = linked && (await lockAlert(trx, linked.id));
    if (!alert || !(await deleteLink(trx, hashToken(token)))) throw new DomainError("invalid", BAD_LINK);
    if (alert.state !== "unconfirmed") return;
    const { email } = alert;
    if (email === null) throw new DomainError("invalid", BAD_LINK);
    const accountId = await findAccountWith(trx, email);
    await refuseTooMany(trx, accountId ? { accountId } : { email });
    await updateAlert(trx, alert.id, activated());
    if (accountId) await giveTo(trx, accountId, { ...alert, ...activated() });
  });
}

/** Makes a guest's alert an account's. Where that has one of the same search, it stays, and goes on if it was paused. */
async function giveTo(trx: Trx, accountId: AccountId, alert: AlertRow): Promise<void> {
  const same = await lockAlertLike(trx, { accountId }, alert.search_key);
  if (same) {
    await deleteAlerts(trx, [alert.id]);
    if (same.state !== "active" && alert.state === "active") await updateAlert(trx, same.id, activated());
  } else await updateAlert(trx, alert.id, { account_id: accountId, email: null });
}

/** Gives an account whose address is confirmed the alerts that were a guest's of that address. May be done again. */
export async function joinGuestAlerts(db: Db, accountId: AccountId): Promise<void> {
  await transact(db, async (trx) => {
    const email = await findAddress(trx, { account_id: accountId, email: null });
    if (email === undefined) return;
    for (const alert of await listAlertsOf(trx, { email }))
      if (alert.state !== "unconfirmed") await giveTo(trx, accountId, alert);
  });
}
