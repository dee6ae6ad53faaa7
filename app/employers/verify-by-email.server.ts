import "./employer.tasks.ts";
import { randomInt } from "node:crypto";
import { countAttempt } from "~/accounts/limits.server.ts";
import { hashPassword, isPassword } from "~/accounts/password.server.ts";
import { byAccount, recordAudit, type AuditDetail } from "~/audit/record-audit.server.ts";
import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { companyDomain, isAddressAt, isMailProvider } from "./company-domain.server.ts";
import { deleteCode, findCode, lockCode, replaceCode, updateCode, type CodeRow } from "./domain.queries.server.ts";
import { lockForOwner, requireOwner } from "./require-owner.server.ts";
import { requireFreeDomain, setVerified } from "./set-verification.server.ts";
import { CODE_MINUTES, MOST_CODE_ATTEMPTS, NO_DOMAIN } from "./verification.ts";

const WISH = "verifies it";
const OLD_CODE = "This code does not work any more. Have a new one sent.";
/** No letters that read like a digit; 8 of 31 are 40 bits, against five guesses. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ".replace("O", "");
type By = { accountId: AccountId; employerId: EmployerId; clientAddress: string };

/** A new code as it is mailed: two groups of four. */
export function newCode(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What the database keeps of a code: argon2, since a code is short. However it is typed, it is one code. */
export const hashCode = (code: string) => hashPassword(plainCode(code));
const plainCode = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, "");

/**
 * Mails a code to an address at the domain of the organization's website; an earlier one stops working.
 * @throws DomainError `not-found` for anybody but a member, `invalid` (field `email`), `conflict` when the
 *   domain is another organization's, `too-many`.
 */
export async function sendCode(db: Db, by: By & { email: string }): Promise<void> {
  const { accountId, employerId, email } = by;
  const { website } = await requireOwner(db, accountId, employerId, WISH);
  const domain = companyDomain(website);
  if (!domain) throw new DomainError("invalid", NO_DOMAIN);
  if (!isAddressAt(email, domain)) {
    const provider = isMailProvider(email.slice(email.lastIndexOf("@") + 1));
    throw new DomainError(
      "invalid",
      provider
        ? `Anybody can have an address there, so it shows nothing. Use one at @${domain}.`
        : `Use an address at exactly @${domain}, the domain of your website. A subdomain does not count.`,
      "email",
    );
  }
  await requireFreeDomain(db, employerId, domain);
  await countAttempt("send-code", { address: by.clientAddress, account: employerId });
  await countAttempt("mail-to", { address: by.clientAddress, account: email });
  await transact(db, async (trx) => {
    await lockForOwner(trx, accountId, employerId, WISH);
    const earlier = await findCode(trx, employerId);
    if (earlier && later(earlier.sent_at, MINUTE) > now())
      throw new DomainError("too-many", "A code was sent a moment ago. Wait a minute before you ask for another.");
    await replaceCode(trx, {
      employer_id: employerId,
      email,
      domain,
      expires_at: later(now(), CODE_MINUTES * MINUTE),
    });
    await enqueueTask(trx, "employer.code-mail", { employerId });
    await audit(trx, by, "employer.send-code", { domain });
  });
}

/**
 * Takes the code that was mailed and makes the organization verified. Five wrong ones end it.
 * @throws DomainError `not-found`, `invalid` (field `code`), `conflict`, `too-many`.
 */
export async function confirmCode(db: Db, by: By & { code: string }): Promise<void> {
  const { accountId, employerId } = by;
  await requireOwner(db, accountId, employerId, WISH);
  await countAttempt("check-code", { address: by.clientAddress, account: employerId });
  // The attempt is committed before the answer is known, so that guesses made at once are counted each.
  const row = await transact(db, async (trx): Promise<CodeRow | undefined> => {
    const current = await lockCode(trx, employerId);
    if (!current?.code_hash || current.expires_at <= now() || current.attempts >= MOST_CODE_ATTEMPTS) return undefined;
    await updateCode(trx, employerId, { attempts: current.attempts + 1 });
    await audit(trx, by, "employer.try-code", { attempt: current.attempts + 1 });
    return current;
  });
  if (!row?.code_hash) throw new DomainError("invalid", OLD_CODE, "code");
  if (!(await isPassword(row.code_hash, plainCode(by.code)))) {
    const left = MOST_CODE_ATTEMPTS - row.attempts - 1;
    throw new DomainError(
      "invalid",
      left > 0
        ? `This is not the code in the mail. You have ${left === 1 ? "one more try" : `${left} more tries`}.`
        : OLD_CODE,
      "code",
    );
  }
  await transact(db, async (trx) => {
    const { website } = await lockForOwner(trx, accountId, employerId, WISH);
    if ((await lockCode(trx, employerId))?.code_hash !== row.code_hash)
      throw new DomainError("invalid", OLD_CODE, "code");
    if (companyDomain(website) !== row.domain)
      throw new DomainError("conflict", "The website was changed in the meantime. Have a code sent to its domain.");
    await deleteCode(trx, employerId);
    await setVerified(trx, employerId, { method: "email", domain: row.domain, actor: byAccount(accountId) });
  });
}

function audit(trx: Trx, by: By, action: string, detail: AuditDetail): Promise<void> {
  const subject = { kind: "employer", id: by.employerId } as const;
  return recordAudit(trx, { actor: byAccount(by.accountId), action, subject, detail });
}
