import "./employer.tasks.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { newSecretToken } from "~/accounts/secret-token.server.ts";
import { byAccount, recordAudit, system } from "~/audit/record-audit.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { resolveTxt } from "~/platform/resolve-txt.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { companyDomain, txtRecord } from "./company-domain.server.ts";
import { findProof, listProofsDue, replaceProof, updateProof } from "./domain.queries.server.ts";
import { findEmployer } from "./employer.queries.server.ts";
import { lockEmployer } from "./member.queries.server.ts";
import { lockForOwner, requireOwner } from "./require-owner.server.ts";
import { requireFreeDomain, setUnverified, setVerified } from "./set-verification.server.ts";
import { GRACE_DAYS, NO_DOMAIN, RECHECK_DAYS } from "./verification.ts";

const WISH = "verifies it";
type By = { accountId: AccountId; employerId: EmployerId };

/**
 * Makes the TXT record that proves the domain of the organization's website; asked again for the same domain, it stays.
 * @throws DomainError `not-found` for anybody but a member, `invalid` for a recruiter and without a domain,
 *   `conflict` when the domain is another organization's.
 */
export async function startDnsProof(db: Db, { accountId, employerId }: By): Promise<void> {
  await transact(db, async (trx) => {
    const { website } = await lockForOwner(trx, accountId, employerId, WISH);
    const domain = companyDomain(website);
    if (!domain) throw new DomainError("invalid", NO_DOMAIN);
    await requireFreeDomain(trx, employerId, domain);
    if ((await findProof(trx, employerId))?.domain === domain) return;
    await replaceProof(trx, { employer_id: employerId, domain, token: newSecretToken() });
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "employer.dns-token",
      subject: { kind: "employer", id: employerId },
      detail: { domain },
    });
  });
}

/**
 * Looks for the record and, if it is there, makes the organization verified.
 * @throws DomainError `not-found`, `invalid` (the record is not there), `conflict`, `too-many`, `unavailable`.
 */
export async function checkDnsProof(db: Db, by: By & { clientAddress: string }): Promise<void> {
  const { accountId, employerId } = by;
  await requireOwner(db, accountId, employerId, WISH);
  await countAttempt("check-domain", { address: by.clientAddress, account: employerId });
  const proof = await findProof(db, employerId);
  if (!proof) throw new DomainError("conflict", "Get the record first, and publish it.");
  const { name, value } = txtRecord(proof.domain, proof.token);
  const found = await resolveTxt(name);
  if (!found.includes(value))
    throw new DomainError(
      "invalid",
      found.length === 0
        ? `There is no TXT record at ${name} yet. A new record can take an hour to be seen everywhere.`
        : `The TXT record at ${name} has another value. Compare it letter by letter.`,
    );
  await transact(db, async (trx) => {
    const { website } = await lockForOwner(trx, accountId, employerId, WISH);
    if (companyDomain(website) !== proof.domain || (await findProof(trx, employerId))?.token !== proof.token)
      throw new DomainError("conflict", "The website was changed in the meantime. Get the record for the new domain.");
    await setVerified(trx, employerId, { method: "dns", domain: proof.domain, actor: byAccount(accountId) });
    await updateProof(trx, proof, { checked_at: now(), missing_since: null });
  });
}

/** Gives a verification up, to change the name or the website. @throws DomainError `not-found`, `invalid`, `conflict`. */
export async function giveUpVerification(db: Db, { accountId, employerId }: By): Promise<void> {
  await transact(db, async (trx) => {
    const { verification, verifiedDomain } = await lockForOwner(trx, accountId, employerId, WISH);
    if (verification === "unverified") throw new DomainError("conflict", "The organization is not verified.");
    await setUnverified(trx, employerId, { why: "given-up", domain: verifiedDomain, actor: byAccount(accountId) });
  });
}

/** Has every record looked at that was not for a day; 500 at most, those longest unseen first. A repeating task calls it. */
export async function enqueueRechecks(db: Db): Promise<void> {
  const at = now();
  const day = Math.floor(at.getTime() / DAY);
  for (const employerId of await listProofsDue(db, later(at, -RECHECK_DAYS * DAY), 500))
    await enqueueTask(
      db,
      "employer.recheck-domain",
      { employerId },
      { dedupeKey: `recheck-domain:${employerId}:${day}` },
    );
}

/**
 * Looks whether the domain still carries the record. The owners are told when it is first missed; after `GRACE_DAYS` the
 * verification ends. A name server that does not answer proves nothing either way.
 */
export async function recheckDomain(db: Db, employerId: EmployerId): Promise<void> {
  const proof = await findProof(db, employerId);
  if (!proof) return;
  const { name, value } = txtRecord(proof.domain, proof.token);
  const found = await resolveTxt(name).catch((error: unknown) => {
    if (error instanceof DomainError) return undefined;
    throw error;
  });
  await transact(db, async (trx) => {
    await lockEmployer(trx, employerId);
    const employer = await findEmployer(trx, employerId);
    const current = await findProof(trx, employerId);
    if (employer?.verification !== "dns" || employer.verifiedDomain !== proof.domain || current?.token !== proof.token)
      return;
    const at = now();
    if (!found) return updateProof(trx, proof, { checked_at: at });
    if (found.includes(value)) return updateProof(trx, proof, { checked_at: at, missing_since: null });
    const since = current.missing_since ?? at;
    await updateProof(trx, proof, { checked_at: at, missing_since: since });
    if (later(since, GRACE_DAYS * DAY) <= at)
      return setUnverified(trx, employerId, { why: "record-gone", domain: proof.domain, actor: system });
    if (current.missing_since) return;
    await enqueueTask(trx, "employer.verification-mail", { employerId, event: "record-missing", domain: proof.domain });
    await recordAudit(trx, {
      actor: system,
      action: "employer.record-missing",
      subject: { kind: "employer", id: employerId },
      detail: { domain: proof.domain },
    });
  });
}
