import "./account.tasks.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { parseFactorCode } from "./factor.ts";
import { countRecoveryCodes, findFactor, useRecoveryCode, useStep } from "./factor.queries.server.ts";
import { countAccountAttempt, countAttempt, forgiveAttempt } from "./limits.server.ts";
import { takePasskeyAnswer } from "./passkeys.server.ts";
import { hashRecoveryCode, openSecret } from "./seal-secret.server.ts";
import { totpStep } from "./totp.server.ts";

/** What every wrong code is answered with, whether it is mistyped, used already or another account's. */
const WRONG_CODE = "This code is not right, or was used already. Wait for the next one in your app and type that.";

/** Where a code was given; the audit log tells failures apart by it. */
type FactorUse = "sign-in" | "act" | "account-page";

/**
 * Checks a code, or what a passkey answered, and uses it up, in the transaction of what it allows.
 * @returns whether it was right. Writes nothing where it is wrong.
 */
async function takeFactorCode(trx: Trx, accountId: AccountId, text: string): Promise<boolean> {
  const factor = await findFactor(trx, accountId);
  if (!factor?.secret) return false;
  // A passkey's answer comes in the same field.
  if (text.startsWith("{")) return takePasskeyAnswer(trx, accountId, text);
  const code = parseFactorCode(text);
  if (!code) return false;
  if (code.kind === "totp") {
    const step = totpStep(openSecret(factor.secret, accountId), code.digits, now());
    return step !== undefined && (await useStep(trx, accountId, factor.secret, step));
  }
  if (!(await useRecoveryCode(trx, accountId, hashRecoveryCode(code.digits, accountId)))) return false;
  const left = await countRecoveryCodes(trx, accountId);
  await recordAudit(trx, {
    actor: byAccount(accountId),
    action: "account.recovery-used",
    subject: { kind: "account", id: accountId },
    detail: { left },
  });
  await enqueueTask(trx, "account.factor-mail", { accountId, what: "recovery-used", left });
  return true;
}

/**
 * Asks a code of an account for `use`, and does `work` in the same transaction if it is right. A wrong one is counted
 * and audited.
 * @param clientAddress the visitor's; left out where they are signed in, and the account's own limit is enough.
 * @throws DomainError `invalid` beside the field `factor`, `too-many`, and what `work` throws.
 */
export async function withFactorCode<Done>(
  db: Db,
  given: { accountId: AccountId; code: string | undefined; use: FactorUse; clientAddress?: string },
  work: (trx: Trx) => Promise<Done>,
): Promise<Done> {
  const { accountId, code, use, clientAddress } = given;
  if (!code?.trim()) throw new DomainError("invalid", "Enter the code that your app shows.", "factor");
  if (clientAddress) await countAttempt("factor", { address: clientAddress, account: accountId });
  else await countAccountAttempt("factor", accountId);
  const done = await transact(db, async (trx) =>
    (await takeFactorCode(trx, accountId, code)) ? { result: await work(trx) } : undefined,
  );
  if (!done) {
    await transact(db, (trx) =>
      recordAudit(trx, {
        actor: byAccount(accountId),
        action: "account.factor-refused",
        subject: { kind: "account", id: accountId },
        detail: { use },
      }),
    );
    throw new DomainError("invalid", WRONG_CODE, "factor");
  }
  await forgiveAttempt("factor", accountId);
  return done.result;
}
