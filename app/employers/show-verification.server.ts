import type { Db } from "~/platform/database.server.ts";
import { now } from "~/platform/clock.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { companyDomain, txtRecord } from "./company-domain.server.ts";
import { findCode, findProof } from "./domain.queries.server.ts";
import { findEmployerForMember } from "./employer.queries.server.ts";
import { MOST_CODE_ATTEMPTS } from "./verification.ts";

/**
 * How an organization stands with its verification, for its members: the domain its website stands for, the address a
 * code is on its way to, and the record to publish. Undefined for anybody else.
 */
export async function showVerification(db: Db, accountId: AccountId, employerId: EmployerId) {
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) return undefined;
  const [code, proof] = await Promise.all([findCode(db, employerId), findProof(db, employerId)]);
  const domain = companyDomain(employer.website);
  const waiting = code && code.domain === domain && code.expires_at > now() && code.attempts < MOST_CODE_ATTEMPTS;
  const { id, name, role, verification, verifiedAt, verifiedDomain } = employer;
  return {
    employer: { id, name, role, verification, verifiedAt, verifiedDomain },
    domain,
    code: waiting ? { email: code.email, sentAt: code.sent_at } : undefined,
    record: proof && proof.domain === domain ? txtRecord(proof.domain, proof.token) : undefined,
    missingSince: verification === "dns" ? (proof?.missing_since ?? undefined) : undefined,
  };
}
export type ShownVerification = NonNullable<Awaited<ReturnType<typeof showVerification>>>;
