import "./my-data.tasks.ts";
import "~/employers/employer.tasks.ts";
import type { Account } from "~/accounts/account.ts";
import { withFactorCode } from "~/accounts/check-factor.server.ts";
import { lockAccountRow } from "~/accounts/find-account.server.ts";
import { hashPassword } from "~/accounts/password.server.ts";
import { newSecretToken } from "~/accounts/secret-token.server.ts";
import { requirePassword } from "~/accounts/set-up-factor.server.ts";
import {
  eraseFilesOf,
  expireGuestFiles,
  removeErasedFiles,
  withdrawForGood,
} from "~/applications/erase-person.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { nobodysAddress } from "~/platform/mail/nobody.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { obstacle } from "./departure.ts";
import {
  countSent,
  deleteFileRow,
  deleteRemains,
  insertFarewell,
  isDeleted,
  listOpen,
  listStakes,
  lockOrganizationsOf,
  markDeleted,
} from "./departure.queries.server.ts";
import { eraseTheirs } from "./person-rows.queries.server.ts";

/** Requests that were under way at the deletion have ended long before this has passed. */
const SETTLED = 15 * MINUTE;

/**
 * Deletes one's own account, in one transaction: what `person-tables` says of each table; open applications are
 * withdrawn, and those that were sent stay with their employers until the retention of applications is over. The bytes
 * of files go right after, by a task; a mail confirms it. Nothing of it can be taken back.
 * @param who.hasFactor then a code is asked for, however fresh the last one is.
 * @throws DomainError `invalid` for staff and beside `password` or `factor`; `conflict` for the last owner of an
 * organization that has others or open business; `too-many`.
 */
export async function deleteAccount(
  db: Db,
  who: { account: Account; hasFactor: boolean },
  form: { password: string; factor?: string },
): Promise<void> {
  const { id, staffRole } = who.account;
  if (staffRole) throw new DomainError("invalid", "Have an admin take your staff role first: staff cannot just leave.");
  await requirePassword(db, id, form.password);
  const hash = await hashPassword(newSecretToken());
  const work = (trx: Trx) => deleteIn(trx, id, hash);
  if (who.hasFactor) await withFactorCode(db, { accountId: id, code: form.factor, use: "account-page" }, work);
  else await transact(db, work);
}

async function deleteIn(trx: Trx, id: AccountId, hash: string): Promise<void> {
  await lockOrganizationsOf(trx, id);
  const account = await lockAccountRow(trx, id);
  if (!account || account.deleted_at) throw new DomainError("not-found", "There is no such account.");
  if (account.staff_role) throw new DomainError("conflict", "You have a staff role by now. Nothing was deleted.");
  const stakes = await listStakes(trx, id);
  for (const stake of stakes) {
    const words = obstacle(stake);
    if (words) throw new DomainError("conflict", words);
  }
  const actor = byAccount(id);
  for (const { employerId, role } of stakes) {
    const subject = { kind: "employer", id: employerId } as const;
    await recordAudit(trx, { actor, action: "member.leave", subject, detail: { member: id, role } });
    await enqueueTask(trx, "employer.member-mail", { employerId, accountId: id, event: "left" });
  }
  for (const application of await listOpen(trx, id)) await withdrawForGood(trx, id, application);
  const { kept } = await countSent(trx, id);
  const farewellId = newId<"farewell">();
  await insertFarewell(trx, { id: farewellId, email: account.email, applications: kept });
  await expireGuestFiles(trx, account.email);
  await eraseTheirs(trx, { id, email: account.email });
  await eraseFilesOf(trx, id);
  await markDeleted(trx, id, { email: nobodysAddress(id), hash });
  await recordAudit(trx, { actor, action: "account.delete", subject: { kind: "account", id }, detail: { kept } });
  await enqueueTask(trx, "my-data.farewell-mail", { farewellId });
  await enqueueTask(trx, "my-data.finish", { accountId: id });
  await enqueueTask(trx, "my-data.finish", { accountId: id }, { runAt: later(now(), SETTLED) });
}

/**
 * Finishes a deletion: removes the files' bytes, erases what a request that was under way still wrote, and deletes the
 * account's last row unless others refer to it. Repeats harmlessly; does nothing to an account that is not deleted.
 */
export async function finishDeletion(db: Db, id: AccountId): Promise<void> {
  if (!(await isDeleted(db, id))) return;
  await transact(db, async (trx) => {
    for (const application of await listOpen(trx, id)) await withdrawForGood(trx, id, application);
    await eraseTheirs(trx, { id });
    await eraseFilesOf(trx, id);
  });
  for (const file of await removeErasedFiles(db, id)) await deleteFileRow(db, file);
  await deleteRemains(db, id);
}
