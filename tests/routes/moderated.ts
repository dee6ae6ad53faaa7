/** What moderators have to do with: jobs that wait, cases, what was taken down, and appeals against it. */
import { decideJob } from "~/moderation/decide-job.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import { decideCase } from "~/moderation/reports/decide-case.server.ts";
import { fileReport } from "~/moderation/reports/file-report.server.ts";
import { fileAppeal } from "~/moderation/sanctions/appeal.server.ts";
import { banEmployer } from "~/moderation/sanctions/ban-employer.server.ts";
import { suspendJob } from "~/moderation/sanctions/suspend-job.server.ts";
import { takeReading } from "~/moderation/take-reading.server.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { anEmployer } from "#tests/support/application-factories.ts";
import type { World } from "./world.ts";

const db = () => database();
export const REASON = "It does not say what is paid, and to whom.";

/** A moderator whom nobody walks as: what they did before, others may judge. */
let judge: Promise<AccountId> | undefined;
export const earlier = () => (judge ??= anAccount({ staffRole: "moderator", name: "Priya Raman" }));

/** A job that another moderator has decided on. */
export async function aDecision(world: World): Promise<string> {
  const { jobId, revisionId } = await world.submitted();
  const decided = { decision: "request_changes" as const, reason: REASON, moderatorId: await earlier() };
  await decideJob(db(), { jobId, revisionId, step: undefined, ...decided });
  const { id } = await db()
    .selectFrom("moderation_decision")
    .select("id")
    .where("job_id", "=", jobId)
    .executeTakeFirstOrThrow();
  return id;
}

/** A job that waits, and that somebody reads. */
export async function read(world: World, moderatorId: AccountId) {
  const { jobId } = await world.submitted();
  await takeReading(db(), { jobId, moderatorId });
  return { params: { jobId } };
}

/** A job that another moderator has suspended. */
export async function suspended(world: World): Promise<JobId> {
  const { jobId } = await world.liveJob();
  await suspendJob(db(), { jobId, moderatorId: await earlier(), reason: REASON, code: "scam" });
  return jobId;
}
/** A case about a job, live unless another is given; decided, if so, by another moderator. */
export async function aCase(world: World, { decided = false, of }: { decided?: boolean; of?: JobId } = {}) {
  const jobId = of ?? (await world.liveJob()).jobId;
  const reporter = { clientAddress: "203.0.113.7", accountId: undefined, email: undefined };
  const said = { reason: "other" as const, body: "They ask people to buy a laptop." };
  await db().deleteFrom("rate_limit").execute();
  await fileReport(db(), reporter, { jobId, employerId: world.employerId }, said);
  const find = () =>
    db().selectFrom("report_case").select(["id", "version"]).where("job_id", "=", jobId).executeTakeFirstOrThrow();
  const { id: caseId, version } = await find();
  if (decided)
    await decideCase(db(), { caseId, version, moderatorId: await earlier() }, { outcome: "dismissed", reason: REASON });
  return { params: { caseId }, fields: { version: String((await find()).version) } };
}
/** Another employer, of which the world's people are members too; what is done to it leaves the world's own as it is. */
export async function another(world: World, banned = false): Promise<EmployerId> {
  const { employerId } = await anEmployer("Briar County Clinics");
  const { owner, recruiter, insider } = world.people;
  await transact(db(), async (trx) => {
    await insertMember(trx, { employerId, accountId: owner, role: "owner" });
    for (const accountId of [recruiter, insider]) await insertMember(trx, { employerId, accountId, role: "recruiter" });
  });
  if (banned) await banEmployer(db(), { employerId, moderatorId: await earlier(), reason: REASON, code: "scam" });
  return employerId;
}

export const APPEAL = "We never asked anybody for money, nor for a laptop.";
/** An open appeal against a suspension. */
export async function anAppeal(world: World) {
  const { id: sanctionId } = await db()
    .selectFrom("sanction")
    .select("id")
    .where("job_id", "=", await suspended(world))
    .executeTakeFirstOrThrow();
  return { params: { appealId: await fileAppeal(db(), { sanctionId, accountId: world.people.owner, body: APPEAL }) } };
}
