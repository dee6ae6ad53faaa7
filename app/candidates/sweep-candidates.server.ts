import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { readSettingsNow } from "~/settings/read-settings.server.ts";
import { countOldContacts, eraseOldContacts } from "./contact.queries.server.ts";
import { countOldLooks, dayNumber, deleteOldLooks } from "./sight.queries.server.ts";

/** Rows of one round of the task. */
const ROUND = 5_000;

/**
 * Deletes looks, and erases the words and résumés of messages, that are older than the setting says. That a message was
 * sent and what was answered stays, so that nobody who said no is written to again.
 */
export async function sweepCandidates(db: Db): Promise<{ looks: number; contacts: number }> {
  const days = (await readSettingsNow(db))["retention.candidates"];
  const at = now();
  const before = later(at, -days * DAY);
  const looks = await deleteOldLooks(db, dayNumber(before), ROUND);
  const contacts = await eraseOldContacts(db, before, at, ROUND);
  if (looks + contacts)
    await transact(db, (trx) =>
      recordAudit(trx, {
        actor: system,
        action: "retention.erase-candidates",
        subject: { kind: "board", id: "setting:retention.candidates" },
        detail: { looks, contacts, days },
      }),
    );
  return { looks, contacts };
}

/** How many looks and messages a retention of `days` would erase now, counted up to `most`. */
export async function countErasableCandidates(db: Db, days: number, most: number): Promise<number> {
  const before = later(now(), -days * DAY);
  const [looks, contacts] = await Promise.all([
    countOldLooks(db, dayNumber(before), most),
    countOldContacts(db, before, most),
  ]);
  return Math.min(most, looks + contacts);
}
