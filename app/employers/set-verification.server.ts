import "./employer.tasks.ts";
import { recordAudit, type Actor } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { domainSkeleton } from "./company-domain.server.ts";
import { findEmployerBySkeleton } from "./domain.queries.server.ts";
import { updateEmployer } from "./employer.queries.server.ts";
import { employerChanged } from "./employer-changed.server.ts";

/**
 * A domain proves one organization, and none that looks like it proves another by itself.
 * @throws DomainError `conflict` when this domain, or one of its look, proves another organization.
 */
export async function requireFreeDomain(db: Db | Trx, employerId: EmployerId, domain: string): Promise<void> {
  const other = await findEmployerBySkeleton(db, domainSkeleton(domain), employerId);
  if (!other) return;
  const shown = `verifies ${other.name} here`;
  throw new DomainError(
    "conflict",
    other.verified_domain === domain
      ? `${domain} ${shown}. If you belong to it, open its page and claim it.`
      : `${domain} looks like ${other.verified_domain}, which ${shown}. Write to us, so that a person looks at it.`,
  );
}

/**
 * Makes an organization verified by a domain that was just proven, with the audit row, the mail to its owners and the
 * feed of its jobs. The caller holds its lock.
 * @throws DomainError as `requireFreeDomain`.
 */
export async function setVerified(
  trx: Trx,
  employerId: EmployerId,
  by: { method: "email" | "dns"; domain: string; actor: Actor },
): Promise<void> {
  const { method, domain, actor } = by;
  await requireFreeDomain(trx, employerId, domain);
  const skeleton = domainSkeleton(domain);
  await updateEmployer(trx, employerId, {
    verification: method,
    verified_at: now(),
    verified_domain: domain,
    verified_skeleton: skeleton,
  });
  await recordAudit(trx, {
    actor,
    action: "employer.verify",
    subject: { kind: "employer", id: employerId },
    detail: { method, domain },
  });
  await enqueueTask(trx, "employer.verification-mail", { employerId, event: "verified", domain });
  await employerChanged(trx, employerId);
}

/**
 * Takes the verification back. The caller holds the organization's lock.
 * @param by.why `record-gone` after the grace time, `given-up` by an owner, `by-staff` with the `reason` that the owners read.
 */
export async function setUnverified(
  trx: Trx,
  employerId: EmployerId,
  by: { why: "record-gone" | "given-up" | "by-staff"; domain: string | null; reason?: string; actor: Actor },
): Promise<void> {
  const { why, domain, actor } = by;
  await updateEmployer(trx, employerId, {
    verification: "unverified",
    verified_at: null,
    verified_domain: null,
    verified_skeleton: null,
  });
  await recordAudit(trx, {
    actor,
    action: "employer.unverify",
    subject: { kind: "employer", id: employerId },
    detail: { why, domain },
  });
  await enqueueTask(trx, "employer.verification-mail", {
    employerId,
    event: why,
    domain: domain ?? "",
    reason: by.reason,
  });
  await employerChanged(trx, employerId);
}
