import { releaseFile } from "~/applications/release-file.server.ts";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { readSettingsNow } from "~/settings/read-settings.server.ts";
import { countOldContacts, eraseContacts, lockOldContacts } from "./contact.queries.server.ts";
import { countOldLooks, dayNumber, deleteOldLooks } from "./sight.queries.server.ts";

/** Rows of one round of the task. */
const ROUND = 5_000;
/** Messages of one round: each may let go of a file. */
const MESSAGES = 500;

/**
 * Deletes looks, and erases the words and résumés of messages, that are older than the setting says. That a message was
 * sent and what was answered stays, so that nobody who said no is written to again.
 */
export async function sweepCandidates(db: Db): Promise<{ looks: number; contacts: number }> {
  const days = (await readSettingsNow(db))["retention.candidates"];
  const at = now();
  const before = later(at, -days * DAY);
  const looks = await deleteOldLooks(db, dayNumber(before), ROUND);
  const contacts = await transact(db, (trx) => eraseOldContacts(trx, before, at));
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

/** A résumé that was shared goes as well, unless an application or its person still needs it. */
async function eraseOldContacts(trx: Trx, before: Date, at: Date): Promise<number> {
  const old = await lockOldContacts(trx, before, MESSAGES);
  await eraseContacts(
    trx,
    old.map(({ id }) => id),
    at,
  );
  for (const fileId of new Set(old.flatMap(({ fileId }) => fileId ?? []))) await releaseFile(trx, fileId);
  return old.length;
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
