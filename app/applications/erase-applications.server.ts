import { forgetGuest } from "~/accounts/guest-account.server.ts";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { ApplicationId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { readSettingsNow } from "~/settings/read-settings.server.ts";
import {
  countEnded,
  eraseApplicationRows,
  eraseFileRow,
  listEnded,
  listErasedFiles,
  lockEnded,
  markRemoved,
} from "./erase.queries.server.ts";

/** Applications of one round of the task. */
const ROUND = 200;

/** How many ended applications a retention of `days` would erase now, counted up to `most`. */
export function countErasableApplications(db: Db, days: number, most: number): Promise<number> {
  return countEnded(db, later(now(), -days * DAY), most);
}

/**
 * Erases the personal data of applications that ended longer ago than the setting says: name, address, letter, answers,
 * notes, rating, messages and résumé. Job, person, states and their times stay, so the counts of employers do. One
 * transaction each; what a crash leaves is done by the next round. @returns how many were erased, `ROUND` at most.
 */
export async function eraseOldApplications(db: Db): Promise<number> {
  const days = (await readSettingsNow(db))["retention.applications"];
  const before = later(now(), -days * DAY);
  let erased = 0;
  for (const id of await listEnded(db, before, ROUND)) if (await eraseOne(db, id, before)) erased++;
  if (erased)
    await transact(db, (trx) =>
      recordAudit(trx, {
        actor: system,
        action: "retention.erase-applications",
        subject: { kind: "board", id: "setting:retention.applications" },
        detail: { erased, days },
      }),
    );
  for (const file of await listErasedFiles(db, 2 * ROUND)) {
    await fileStore().remove(file);
    await markRemoved(db, file);
  }
  return erased;
}

function eraseOne(db: Db, id: ApplicationId, before: Date): Promise<boolean> {
  return transact(db, async (trx) => {
    const row = await lockEnded(trx, id, before);
    if (!row) return false;
    await eraseApplicationRows(trx, id);
    await eraseFileRow(trx, row.fileId);
    await forgetGuest(trx, row.accountId, before);
    return true;
  });
}
