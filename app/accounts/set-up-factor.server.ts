import "./account.tasks.ts";
import { randomInt } from "node:crypto";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, Id } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { findAccount } from "./account.queries.server.ts";
import type { FactorNews } from "./account.tasks.ts";
import { ENROLMENT, inFours, parseFactorCode, RECOVERY_CODES, RECOVERY_DIGITS } from "./factor.ts";
import { drawPicture, type FactorPicture } from "./factor-picture.server.ts";
import {
  countRecoveryCodes,
  findFactor,
  putPendingSecret,
  replaceRecoveryCodes,
  turnOnPending,
} from "./factor.queries.server.ts";
import { countAccountAttempt, forgiveAttempt } from "./limits.server.ts";
import { isPassword } from "./password.server.ts";
import { hashRecoveryCode, openSecret, sealSecret } from "./seal-secret.server.ts";
import { markFactorChecked, revokeOtherSessions } from "./sessions.server.ts";
import { newTotpSecret, totpStep, totpUri } from "./totp.server.ts";

export type ShownFactor = {
  on?: { since: Date; codesLeft: number };
  /** A secret that waits for its first code. */
  pending?: { secret: string; picture: FactorPicture };
};

/** How an account's second factor stands, with the secret it is to take over into an app. `email` labels it there. */
export async function showFactor(db: Db, { id, email }: { id: AccountId; email: string }): Promise<ShownFactor> {
  const factor = await findFactor(db, id);
  const pending = factor?.pending_secret && factor.pending_until && factor.pending_until > now();
  const secret = pending ? openSecret(factor.pending_secret!, id) : undefined;
  return {
    ...(factor?.turned_on_at && { on: { since: factor.turned_on_at, codesLeft: await countRecoveryCodes(db, id) } }),
    ...(secret && { pending: { secret: inFours(secret, " "), picture: drawPicture(totpUri(secret, email)) } }),
  };
}

/** Asks for the account's password once more. @throws DomainError `invalid` beside the field `password`, `too-many`. */
export async function requirePassword(db: Db, accountId: AccountId, password: string): Promise<void> {
  await countAccountAttempt("factor-act", accountId);
  const account = await findAccount(db, accountId);
  if (!(await isPassword(account?.password_hash, password)))
    throw new DomainError("invalid", "This is not your password.", "password");
  await forgiveAttempt("factor-act", accountId);
}

/**
 * Makes a secret to take over into an app. Nothing counts until a code of it is given; one that is on stays on till then.
 * The caller has asked for the password and for a code of the one that is on: whoever finds a browser open must not lock
 * its owner out.
 */
export async function beginFactor(db: Db, accountId: AccountId): Promise<void> {
  const sealed = sealSecret(newTotpSecret(), accountId);
  await transact(db, (trx) => putPendingSecret(trx, accountId, sealed, later(now(), ENROLMENT)));
}

/**
 * Turns the shown secret on, with a code of it. The account's other sessions end; this one has given a code.
 * @returns the recovery codes, shown this once. @throws DomainError `invalid` beside `factor`, `conflict`, `too-many`.
 */
export async function confirmFactor(
  db: Db,
  { accountId, session }: { accountId: AccountId; session: Id<"session"> },
  text: string | undefined,
): Promise<string[]> {
  await countAccountAttempt("factor-act", accountId);
  const code = parseFactorCode(text ?? "");
  const factor = await findFactor(db, accountId);
  const sealed = factor?.pending_secret;
  if (!sealed || !factor.pending_until || factor.pending_until <= now())
    throw new DomainError("conflict", "This set-up took too long or is done already. Begin again.");
  const step = code?.kind === "totp" ? totpStep(openSecret(sealed, accountId), code.digits, now()) : undefined;
  if (step === undefined)
    throw new DomainError("invalid", "This is not the code that the app shows now. Type the next one.", "factor");
  const codes = newRecoveryCodes();
  await transact(db, async (trx) => {
    if (!(await turnOnPending(trx, accountId, sealed, step)))
      throw new DomainError("conflict", "This set-up took too long or is done already. Begin again.");
    await keepRecoveryCodes(trx, accountId, codes);
    await revokeOtherSessions(trx, accountId, session);
    await markFactorChecked(trx, session);
    await tell(trx, accountId, factor.secret ? "replaced" : "on");
  });
  await forgiveAttempt("factor-act", accountId);
  return codes;
}

/** Makes new recovery codes; the earlier ones stop working. @returns them, shown this once. @throws DomainError `conflict`. */
export async function renewRecoveryCodes(db: Db, accountId: AccountId): Promise<string[]> {
  const codes = newRecoveryCodes();
  await transact(db, async (trx) => {
    if (!(await findFactor(trx, accountId))?.secret)
      throw new DomainError("conflict", "There is no second factor any more.");
    await keepRecoveryCodes(trx, accountId, codes);
    await tell(trx, accountId, "new-codes");
  });
  return codes;
}

const ACTIONS = { on: "account.factor-on", replaced: "account.factor-on", "new-codes": "account.recovery-renewed" };

async function tell(trx: Trx, accountId: AccountId, what: FactorNews & keyof typeof ACTIONS): Promise<void> {
  await recordAudit(trx, {
    actor: byAccount(accountId),
    action: ACTIONS[what],
    subject: { kind: "account", id: accountId },
    ...(what === "replaced" && { detail: { replaced: true } }),
  });
  await enqueueTask(trx, "account.factor-mail", { accountId, what });
}

const newRecoveryCodes = () =>
  Array.from({ length: RECOVERY_CODES }, () =>
    inFours(Array.from({ length: RECOVERY_DIGITS }, () => randomInt(10)).join("")),
  );

const keepRecoveryCodes = (trx: Trx, accountId: AccountId, codes: string[]) =>
  replaceRecoveryCodes(
    trx,
    accountId,
    codes.map((code) => hashRecoveryCode(code.replaceAll("-", ""), accountId)),
  );
