import { creditBalance } from "~/billing/find-order.server.ts";
import { findEmployer, findRole } from "~/employers/find-employer.server.ts";
import type { MemberRole } from "~/employers/member-roles.ts";
import { findJobForMember, findJobTitle } from "~/jobs/find-job.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { findAppealAgainst, findNewestOfJob, findOpenSanction, type SanctionRow } from "./sanction.queries.server.ts";
import { appealable } from "./sanction.ts";

/** @throws DomainError `not-found` for anybody but a member; `invalid` for a recruiter. */
export async function requireOwnerOf(trx: Trx, employerId: EmployerId, accountId: AccountId): Promise<void> {
  const role = await findRole(trx, employerId, accountId);
  if (!role) throw new DomainError("not-found", "There is no such organization.");
  if (role !== "owner") throw new DomainError("invalid", "Only an owner of the organization appeals.");
}

/** What members read of a sanction: never who imposed it, and never who reported what. */
async function ownView(db: Db, sanction: SanctionRow, role: MemberRole) {
  const matter = appealable(sanction);
  // Of what is appealable now, or of what was decided last.
  const asked = matter ?? (sanction.kind === "ban" ? "banned" : "suspended");
  const appeal = await findAppealAgainst(db, sanction.id, asked);
  return {
    id: sanction.id,
    code: sanction.code,
    reason: sanction.state === "final" ? (sanction.end_reason ?? sanction.reason) : sanction.reason,
    at: sanction.state === "final" ? sanction.ended_at! : sanction.imposed_at,
    matter,
    byBan: sanction.ban_id !== null,
    appeal: appeal && {
      body: appeal.body,
      state: appeal.state,
      answer: appeal.reason,
      at: appeal.created_at,
    },
    role,
  };
}

/** Why an employer is banned, for its members; undefined for anybody else, and while it is not. */
export async function readOwnBan(db: Db, employerId: EmployerId, accountId: AccountId) {
  const [role, employer, ban] = await Promise.all([
    findRole(db, employerId, accountId),
    findEmployer(db, employerId),
    findOpenSanction(db, { employerId }),
  ]);
  if (!role || !employer?.bannedAt || !ban) return undefined;
  return {
    employer: { id: employer.id, name: employer.name },
    credits: await creditBalance(db, employerId),
    ban: await ownView(db, ban, role),
  };
}

/** Why a job is suspended or taken down for good, for members of its employer. */
export async function readOwnSuspension(db: Db, jobId: JobId, accountId: AccountId) {
  const job = await findJobForMember(db, accountId, jobId);
  if (job?.state !== "suspended" && job?.state !== "rejected") return undefined;
  const [sanction, role, title] = await Promise.all([
    findNewestOfJob(db, jobId),
    findRole(db, job.employer_id, accountId),
    findJobTitle(db, jobId),
  ]);
  if (!sanction || sanction.state === "lifted" || !role) return undefined;
  return { title: title?.title ?? "Job", suspension: await ownView(db, sanction, role) };
}
