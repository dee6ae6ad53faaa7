import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, AlertId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { Frequency, PausedWhy } from "./alert.ts";
import { activated, paused } from "./alert-states.server.ts";
import {
  deleteAlerts,
  findAddress,
  listAlertsMailedTo,
  listAlertsOf,
  lockAlert,
  lockAlertOf,
  updateAlert,
  updateAlerts,
  type AlertRow,
} from "./alert.queries.server.ts";
import { BAD_LINK } from "./confirm-alert.server.ts";
import { findLinked } from "./find-linked.server.ts";
import { nextMail } from "./next-mail.server.ts";

/** Who changes an alert: the account that it is of, or whoever holds the link of one of its mails. */
export type Holder = { accountId: AccountId; alertId: AlertId } | { token: string };

/** The alert, locked. @throws DomainError `not-found` for another person's; `invalid` for a link that does not work. */
async function lockHeld(trx: Trx, holder: Holder): Promise<AlertRow> {
  if ("token" in holder) {
    const linked = await findLinked(trx, holder.token, "change");
    const alert = linked && (await lockAlert(trx, linked.id));
    if (!alert) throw new DomainError("invalid", BAD_LINK);
    return alert;
  }
  const alert = await lockAlertOf(trx, holder.accountId, holder.alertId);
  if (!alert) throw new DomainError("not-found", "There is no such alert.");
  return alert;
}

/** Says how often an alert is mailed, and in which time zone. What waits goes at the new time. Throws as `lockHeld`. */
export async function scheduleAlert(
  db: Db,
  holder: Holder,
  set: { frequency: Frequency; zone: string },
): Promise<void> {
  await transact(db, async (trx) => {
    const alert = await lockHeld(trx, holder);
    const next_at = alert.next_at && nextMail(set.frequency, set.zone, now(), alert.sent_at);
    await updateAlert(trx, alert.id, { ...set, next_at });
  });
}

/** Pauses an alert; one that is paused already keeps its reason. Throws as `lockHeld`. */
export async function pauseAlert(db: Db, holder: Holder, why: PausedWhy): Promise<void> {
  await transact(db, async (trx) => {
    const alert = await lockHeld(trx, holder);
    if (alert.state === "active") await updateAlert(trx, alert.id, paused(why));
  });
}

/** Lets a paused alert go on, with what is posted from now on. Throws as `lockHeld`. */
export async function resumeAlert(db: Db, holder: Holder): Promise<void> {
  await transact(db, async (trx) => {
    const alert = await lockHeld(trx, holder);
    if (alert.state === "paused") await updateAlert(trx, alert.id, activated());
  });
}

/** Deletes an alert and all that is kept of it. Throws as `lockHeld`. */
export async function deleteAlert(db: Db, holder: Holder): Promise<void> {
  await transact(db, async (trx) => deleteAlerts(trx, [(await lockHeld(trx, holder)).id]));
}

/** Unsubscribes every alert that is mailed to the address of this one. @returns how many were active. Throws as `lockHeld`. */
export async function unsubscribeAll(db: Db, holder: Holder): Promise<number> {
  return transact(db, async (trx) => {
    const alert = await lockHeld(trx, holder);
    const email = await findAddress(trx, alert);
    return email === undefined ? 0 : pauseAllOf(trx, email, "unsubscribed");
  });
}

/** Pauses all active alerts of an account, as its person wishes. */
export async function pauseAllAlerts(db: Db, accountId: AccountId): Promise<void> {
  await transact(db, async (trx) => {
    const active = (await listAlertsOf(trx, { accountId })).filter(({ state }) => state === "active");
    await updateAlerts(
      trx,
      active.map(({ id }) => id),
      paused("person"),
    );
  });
}

/** Pauses every active alert that is mailed to an address. @returns how many there were. */
export async function pauseAllOf(trx: Trx, email: string, why: PausedWhy): Promise<number> {
  const active = (await listAlertsMailedTo(trx, email)).filter(({ state }) => state === "active");
  await updateAlerts(
    trx,
    active.map(({ id }) => id),
    paused(why),
  );
  return active.length;
}

/**
 * Unsubscribes by the link of a mail, as often as it is pressed (RFC 8058). Says nothing of whether the link is one: a
 * mail service that asks again after the alert is gone must hear that all is well.
 */
export async function unsubscribe(db: Db, token: string): Promise<void> {
  try {
    await pauseAlert(db, { token }, "unsubscribed");
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "invalid")) throw error;
  }
}
