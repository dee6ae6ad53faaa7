import { creditBalance } from "~/billing/find-order.server.ts";
import { findWorkingPlan } from "~/billing/use-plan.server.ts";
import { findBannedKin } from "~/employers/ban-employer.server.ts";
import { findEmployer } from "~/employers/find-employer.server.ts";
import { findLink } from "~/jobs/check-links.server.ts";
import { findJob } from "~/jobs/find-job.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId, JobId } from "~/platform/ids.ts";
import { findEmployerRecord } from "../moderation.queries.server.ts";
import {
  countForBan,
  countJobsOfBan,
  findAppealAgainst,
  findNewestOfJob,
  findOpenSanction,
  listSanctionsOf,
} from "./sanction.queries.server.ts";

/** What a moderator sees before suspending a job, or of one that is suspended. */
export async function showJobStanding(db: Db, jobId: JobId) {
  const [job, sanction, sanctions, newest, applyLink] = await Promise.all([
    findJob(db, jobId, "approved"),
    findOpenSanction(db, { jobId }),
    listSanctionsOf(db, { jobId }),
    findNewestOfJob(db, jobId),
    findLink(db, jobId),
  ]);
  if (!job) return undefined;
  const appeal =
    newest && (await findAppealAgainst(db, newest.id, newest.state === "final" ? "rejected" : "suspended"));
  return {
    job: {
      id: job.id,
      slug: job.slug,
      state: job.state,
      title: job.content.title,
      expiresAt: job.expiresAt,
      confirmedAt: job.confirmedAt,
      employerId: job.employer.id,
      employerName: job.employer.name,
    },
    since: sanction?.imposed_at,
    byBan: Boolean(sanction?.ban_id),
    appeal: appeal && { id: appeal.id, state: appeal.state },
    sanctions,
    applyLink,
  };
}

/** What a moderator sees before banning an employer, or of one that is banned. */
export async function showEmployerStanding(db: Db, employerId: EmployerId) {
  const employer = await findEmployer(db, employerId);
  if (!employer) return undefined;
  const ban = await findOpenSanction(db, { employerId });
  const [record, counts, sanctions, kin, credits, plan, down, appeal] = await Promise.all([
    findEmployerRecord(db, employerId),
    countForBan(db, employerId),
    listSanctionsOf(db, { employerId }),
    findBannedKin(db, employerId),
    creditBalance(db, employerId),
    findWorkingPlan(db, employerId),
    ban ? countJobsOfBan(db, ban.id) : 0,
    ban ? findAppealAgainst(db, ban.id, "banned") : undefined,
  ]);
  return {
    employer: { id: employer.id, name: employer.name, slug: employer.slug, bannedAt: employer.bannedAt },
    ...{ record, counts, sanctions, kin, credits, down },
    plan: plan?.plan_name,
    appeal: appeal && { id: appeal.id, state: appeal.state },
  };
}
export type EmployerStanding = NonNullable<Awaited<ReturnType<typeof showEmployerStanding>>>;
export type JobStanding = NonNullable<Awaited<ReturnType<typeof showJobStanding>>>;
