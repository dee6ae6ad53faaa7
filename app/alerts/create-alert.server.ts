import "./alert.tasks.ts";
import { createHash } from "node:crypto";
import { countAttempt } from "~/accounts/limits.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { placeProblems } from "~/platform/geocoder/place-answer.ts";
import { newId, type AccountId, type AlertId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { withoutFit, type JobCriteria } from "~/search/criteria.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { MOST_ALERTS, SEARCH_LENGTH, toSearchText, type Frequency } from "./alert.ts";
import { countAlertsOf, insertAlert, lockAlertLike, updateAlert, type Owner } from "./alert.queries.server.ts";
import { activated, pausedNow } from "./alert-states.server.ts";

export type AlertWanted = { criteria: JobCriteria; frequency: Frequency; zone: string };

/** The hash under which equal searches meet. */
export const searchKey = (search: string) => createHash("sha256").update(search).digest("base64url");

/** The search as it is kept. @throws DomainError `invalid` for one of which no alert can be made. */
function keptSearch(criteria: JobCriteria): string {
  const place = criteria.place ? resolvePlace(criteria.place, "search") : null;
  if (place?.kind === "unresolved")
    throw new DomainError("invalid", `The place of this search is not known: ${placeProblems[place.reason]}`);
  const search = toSearchText(criteria);
  if (search.length > SEARCH_LENGTH)
    throw new DomainError("invalid", "This search has too many choices for an alert. Take some of them out.");
  return search;
}

/**
 * Makes an alert of somebody signed in. One that they have of the same search gets the new times, and goes on if it was
 * paused. @throws DomainError `invalid`, `conflict` when they have as many as anybody may, `too-many`.
 */
export async function createAlert(
  db: Db,
  by: { accountId: AccountId; clientAddress: string },
  { criteria, frequency, zone }: AlertWanted,
): Promise<AlertId> {
  const search = keptSearch(criteria);
  await countAttempt("alert", { address: by.clientAddress, account: by.accountId });
  const owner: Owner = { accountId: by.accountId };
  return transact(db, async (trx) => {
    const known = await lockAlertLike(trx, owner, searchKey(search));
    if (known) {
      await updateAlert(trx, known.id, { frequency, zone, ...(known.state !== "active" && activated()) });
      return known.id;
    }
    await refuseTooMany(trx, owner);
    const id: AlertId = newId<"alert">();
    await insertAlert(trx, {
      ...{ id, account_id: by.accountId, search, search_key: searchKey(search), frequency, zone },
      state: "active",
    });
    return id;
  });
}

/** @throws DomainError `conflict` when the owner has as many alerts as anybody may. */
export async function refuseTooMany(trx: Trx, owner: Owner): Promise<void> {
  if ((await countAlertsOf(trx, owner)) >= MOST_ALERTS)
    throw new DomainError(
      "conflict",
      `There are ${MOST_ALERTS} alerts already, and there may be no more. Delete one first.`,
    );
}

/**
 * Notes the alert that a guest wants, and mails the address a link that begins it: nobody is written to more than that
 * who does not press it. Whatever the address has, or whose it is, the answer is the same. Without an account there is no
 * profile: such an alert does not choose by one.
 * @throws DomainError `invalid`, `too-many`.
 */
export async function askForAlert(
  db: Db,
  by: { email: string; clientAddress: string },
  { criteria, frequency, zone }: AlertWanted,
): Promise<void> {
  const search = keptSearch(withoutFit(criteria));
  const { email, clientAddress: address } = by;
  await countAttempt("alert", { address });
  await countAttempt("alert-mail", { address, account: `${email} ${searchKey(search)}` });
  await countAttempt("alert-mail-to", { address, account: email });
  await transact(db, async (trx) => {
    const known = await lockAlertLike(trx, { email }, searchKey(search));
    const id: AlertId = known?.id ?? newId<"alert">();
    if (!known)
      await insertAlert(trx, {
        ...{ id, email, search, search_key: searchKey(search), frequency, zone },
        ...{ state: "unconfirmed", next_at: null, ...pausedNow(null) },
      });
    // What is confirmed is changed by nobody but who reads that mail.
    else if (known.state === "unconfirmed") await updateAlert(trx, id, { frequency, zone });
    await enqueueTask(trx, "alert.confirm-mail", { alertId: id });
  });
}
