import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { readSettingsNow } from "~/settings/read-settings.server.ts";
import { forgetGuests } from "./guest-account.server.ts";
import { countUnconfirmed, deleteIfUnconfirmed, listUnconfirmed } from "./unconfirmed.queries.server.ts";

/** Accounts of one round of the task. */
const ROUND = 500;

/** How many accounts a retention of `days` would delete now, counted up to `most`. */
export function countErasableAccounts(db: Db, days: number, most: number): Promise<number> {
  return countUnconfirmed(db, later(now(), -days * DAY), most);
}

/**
 * Deletes accounts whose address was never confirmed and that nobody signed up with since the time that the setting says.
 * One that is suspended stays, and so does one that anything hangs on: of a guest's whose applications are all erased only
 * the id. @returns how many, `ROUND` at most.
 */
export async function deleteUnconfirmedAccounts(db: Db): Promise<number> {
  const days = (await readSettingsNow(db))["retention.unconfirmed-accounts"];
  const before = later(now(), -days * DAY);
  let deleted = 0;
  for (const id of await listUnconfirmed(db, before, ROUND))
    if (await transact(db, (trx) => deleteIfUnconfirmed(trx, id, before))) deleted++;
  if (deleted)
    await transact(db, (trx) =>
      recordAudit(trx, {
        actor: system,
        action: "retention.delete-accounts",
        subject: { kind: "board", id: "setting:retention.unconfirmed-accounts" },
        detail: { deleted, days },
      }),
    );
  await forgetGuests(db, before, ROUND);
  return deleted;
}
