import "./account.tasks.ts";
import type { z } from "zod";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type Id } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { Account } from "./account.ts";
import type { changeEmailSchema, confirmEmailSchema } from "./account-forms.ts";
import {
  deleteSessions,
  deleteTokens,
  findAccount,
  lockAccount,
  lockAccountByEmail,
  updateAccount,
} from "./account.queries.server.ts";
import { withFactorCode } from "./check-factor.server.ts";
import { BAD_LINK } from "./confirm-email.server.ts";
import {
  deleteChangesFrom,
  findChangeByLink,
  findEmailChange,
  replaceWaitingChange,
  updateEmailChange,
} from "./email-change.queries.server.ts";
import { deletePendingSignIns } from "./factor.queries.server.ts";
import { countAttempt } from "./limits.server.ts";
import { hashPassword, isPassword } from "./password.server.ts";
import { hashToken, newSecretToken } from "./secret-token.server.ts";
import { revokeOtherSessions } from "./sessions.server.ts";
import { requirePassword } from "./set-up-factor.server.ts";
import { deleteIfUnconfirmed } from "./unconfirmed.queries.server.ts";

/** For how long the link to the new address confirms it, and the one to the old address undoes it afterwards. */
const CONFIRM_LIFE = DAY;
export const UNDO_DAYS = 7;

/**
 * Asks for another e-mail address: nothing changes before the link that is mailed there is followed. The old address is
 * told at once, with a link that stops it. The answer is the same whether or not the new one has an account.
 * @param who.hasFactor then a code is asked for, however fresh the last one is.
 * @throws DomainError `invalid` beside `email`, `password` or `factor`, `too-many`.
 */
export async function askEmailChange(
  db: Db,
  who: { account: Account; hasFactor: boolean },
  form: z.output<typeof changeEmailSchema>,
  clientAddress: string,
): Promise<void> {
  const { id: accountId, email } = who.account;
  await requirePassword(db, accountId, form.password);
  if (form.email === email) throw new DomainError("invalid", "This is your address already.", "email");
  await countAttempt("change-email", { address: clientAddress, account: accountId });
  await countAttempt("mail-to", { address: clientAddress, account: form.email });
  const write = async (trx: Trx) => {
    const account = await lockAccount(trx, accountId);
    if (!account) throw new DomainError("not-found", "There is no such account.");
    const until = later(now(), CONFIRM_LIFE);
    const changeId = newId<"email-change">();
    await replaceWaitingChange(trx, {
      id: changeId,
      account_id: accountId,
      old_email: account.email,
      new_email: form.email,
      confirm_until: until,
      stop_until: until,
    });
    await audit(trx, accountId, "account.ask-email", changeId);
    await enqueueTask(trx, "account.new-email-mail", { changeId });
    await enqueueTask(trx, "account.email-notice-mail", { changeId, event: "asked" });
  };
  if (who.hasFactor) await withFactorCode(db, { accountId, code: form.factor, use: "account-page" }, write);
  else await transact(db, write);
}

/**
 * Gives the account the address that the link was mailed to. The password is asked for once more: otherwise a mistyped
 * address would hand the account to whoever reads its mail. Every session but `kept` ends, and so does every mailed link.
 * @param kept the session of this request, where it is the same account's.
 * @returns the account. @throws DomainError `invalid`, also when somebody has the address by now; `too-many`.
 */
export async function confirmEmailChange(
  db: Db,
  input: z.output<typeof confirmEmailSchema>,
  clientAddress: string,
  kept?: { accountId: AccountId; session: Id<"session"> },
): Promise<AccountId> {
  const hash = hashToken(input.token);
  await countAttempt("confirm-email", { address: clientAddress, account: hash });
  const change = await findChangeByLink(db, "confirm", hash);
  const account = change && (await findAccount(db, change.account_id));
  const matches = await isPassword(account?.password_hash, input.password);
  if (!account || account.suspended_at) throw new DomainError("invalid", BAD_LINK);
  if (!matches) throw new DomainError("invalid", "This is not the password of the account.", "password");
  const { id } = account;
  await transact(db, async (trx) => {
    const current = await lockAccount(trx, id);
    const waiting = await findChangeByLink(trx, "confirm", hash);
    if (!waiting || current?.email !== waiting.old_email || current.password_hash !== account.password_hash)
      throw new DomainError("invalid", BAD_LINK);
    await takeAddress(trx, id, waiting.new_email, BAD_LINK);
    await updateEmailChange(trx, waiting.id, {
      confirm_hash: null,
      confirmed_at: now(),
      stop_hash: null,
      stop_until: later(now(), UNDO_DAYS * DAY),
    });
    await endLinks(trx, id);
    if (kept?.accountId === id) await revokeOtherSessions(trx, id, kept.session);
    else await deleteSessions(trx, id);
    await audit(trx, id, "account.change-email", waiting.id);
    // What was a guest's of the new address is this account's from now on.
    await enqueueTask(trx, "alert.join", { accountId: id });
    await enqueueTask(trx, "account.email-notice-mail", { changeId: waiting.id, event: "changed" });
  });
  return id;
}

/** Whether a link to the old address still stops anything, and what. */
export async function readStopLink(db: Db, token: string): Promise<{ changed: boolean } | undefined> {
  const change = await findChangeByLink(db, "stop", hashToken(token.slice(0, 200)));
  return change && { changed: change.confirmed_at !== null };
}

/**
 * Stops a change, or takes it and all later ones back. Whoever asked for it knew the password, so the password is void
 * as well: every session and link ends, and a link to choose another one goes to the address that stays.
 * @throws DomainError `invalid` for a link that does not work, `conflict` when the old address has another account by now.
 */
export async function stopEmailChange(db: Db, token: string, clientAddress: string): Promise<void> {
  const hash = hashToken(token);
  await countAttempt("answer-link", { address: clientAddress, account: hash });
  const found = await findChangeByLink(db, "stop", hash);
  if (!found) throw new DomainError("invalid", BAD_LINK);
  const password_hash = await hashPassword(newSecretToken());
  await transact(db, async (trx) => {
    const account = await lockAccount(trx, found.account_id);
    const change = await findEmailChange(trx, found.id);
    if (!account || change?.stop_hash !== hash) throw new DomainError("invalid", BAD_LINK);
    if (change.confirmed_at && account.email !== change.old_email)
      await takeAddress(trx, account.id, change.old_email, TAKEN_SINCE, "conflict");
    await updateAccount(trx, account.id, { password_hash });
    await deleteChangesFrom(trx, account.id, change.id);
    await endLinks(trx, account.id);
    await deleteSessions(trx, account.id);
    await audit(trx, account.id, change.confirmed_at ? "account.undo-email" : "account.stop-email", change.id);
    await enqueueTask(trx, "account.reset-mail", { accountId: account.id });
  });
}

const TAKEN_SINCE =
  "Somebody has made another account with your old address since, so it cannot be put back. Write to us.";

/** Gives an account an address. One who signed up with it and never showed that they read its mail makes way. */
async function takeAddress(
  trx: Trx,
  id: AccountId,
  email: string,
  refusal: string,
  code: "invalid" | "conflict" = "invalid",
): Promise<void> {
  const other = await lockAccountByEmail(trx, email);
  if (other && other.id !== id && !(await deleteIfUnconfirmed(trx, other.id, later(now(), 1))))
    throw new DomainError(code, refusal);
  await updateAccount(trx, id, { email, email_verified_at: now() });
}

/** What was mailed to the address before must not open the account any more. */
async function endLinks(trx: Trx, id: AccountId): Promise<void> {
  await deleteTokens(trx, id);
  await deletePendingSignIns(trx, id);
}

function audit(trx: Trx, accountId: AccountId, action: string, change: Id<"email-change">): Promise<void> {
  const subject = { kind: "account", id: accountId } as const;
  return recordAudit(trx, { actor: byAccount(accountId), action, subject, detail: { change } });
}
