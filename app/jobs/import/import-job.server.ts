import slugify from "@sindresorhus/slugify";
import { byAccount, recordAudit, system, type Actor } from "~/audit/record-audit.server.ts";
import { requireActing } from "~/employers/acting-member.server.ts";
import { addEmployer } from "~/employers/create-employer.server.ts";
import { UNSTATED_EMPLOYER } from "~/employers/claim.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type EmployerId, type Id, type JobId, type RevisionId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { approveJob } from "../approve-job.server.ts";
import { insertRevision } from "../job-content.queries.server.ts";
import type { JobRow } from "../job.queries.server.ts";
import { CONFIRMATION_DAYS, jobStateLabels } from "../job.ts";
import { submitJob } from "../submit-job.server.ts";
import { lockOpenTerm, updateTerm } from "../term.queries.server.ts";
import {
  findEmployerBySourceKey,
  insertImportedJob,
  isTouchedByPeople,
  lockJobBySourceKey,
  updateImportedJob,
} from "./import.queries.server.ts";
import type { MappedPosting } from "./map-posting.server.ts";

/** An admin's act: who publishes, and on what permission of the source. */
export type Publication = { adminId: AccountId; permissionId: Id<"import-permission"> };

export type ImportOutcome =
  | { outcome: "taken" | "updated"; jobId: JobId; what: string }
  | { outcome: "unchanged"; jobId: JobId }
  | { outcome: "refused"; reason: string };

/** How long an imported listing stays unless its source says less. */
const TERM_DAYS = 30;
/** A listing seen again at its source is confirmed once half of its confirmation has passed, so that it does not vanish. */
const CONFIRM_AFTER_DAYS = CONFIRMATION_DAYS / 2;
const NO_EMPLOYER = "Employer not stated";

/**
 * Takes a mapped posting as a job, or brings the job of an earlier import up to it; the same posting again writes
 * nothing. Without `publish` it is a draft. With it, it is an external listing: live on the right `import`, applying at
 * its source, of an unverified employer without members. A job that a person edited or decided on since is left alone.
 */
export async function importJob(db: Db, mapped: MappedPosting, publish: Publication | null): Promise<ImportOutcome> {
  if (publish && !mapped.url)
    return { outcome: "refused", reason: "it cannot be published: the source gives no address to apply at" };
  if (publish && !mapped.employer)
    return { outcome: "refused", reason: "it cannot be published: the source names no employer" };
  const take = () => transact(db, (trx) => takeOrChange(trx, mapped, publish));
  try {
    return await take().catch((error: unknown) => {
      // Another import took the same posting, or made its employer, in this moment: now it is there to be found.
      if ((error as { code?: string }).code !== "ER_DUP_ENTRY") throw error;
      return take();
    });
  } catch (error) {
    // Its employer is banned, or somebody was quicker: the rows after it are taken all the same.
    if (!(error instanceof DomainError)) throw error;
    return { outcome: "refused", reason: error.message };
  }
}

async function takeOrChange(trx: Trx, mapped: MappedPosting, publish: Publication | null): Promise<ImportOutcome> {
  const actor = publish ? byAccount(publish.adminId) : system;
  const job = await lockJobBySourceKey(trx, mapped.sourceKey);
  if (!job) return takeNew(trx, mapped, publish, actor);

  const same = job.source_hash === mapped.hash;
  const mayAct = job.state === "draft" || job.state === "live" || job.state === "expired";
  const overdue =
    job.state === "live" && (job.confirmed_at ?? job.created_at) <= later(now(), -CONFIRM_AFTER_DAYS * DAY);
  if (same && (!mayAct || !publish || (job.state === "live" && !overdue)))
    return { outcome: "unchanged", jobId: job.id };

  if (!mayAct)
    return { outcome: "refused", reason: `it is ${jobStateLabels[job.state].toLowerCase()} here and is left alone` };
  if (job.origin !== "import" || (await isTouchedByPeople(trx, job.id)))
    return { outcome: "refused", reason: "a person edited or decided on it here since, so it is left alone" };
  if (!publish && job.state !== "draft")
    return { outcome: "refused", reason: "it was published, and only --publish changes what is public" };

  const done: string[] = [];
  const revisionId = same ? latestRevision(job) : await writeRevision(trx, job, mapped, actor);
  if (!same) done.push("changed");
  if (publish && job.state !== "live") {
    await goLive(trx, job.id, revisionId, mapped, actor);
    done.push("published");
  } else if (publish) {
    await refresh(trx, job, revisionId, mapped);
    if (same) done.push("confirmed");
  }
  await audit(trx, job.id, actor, publish, mapped, done.join(", "));
  return { outcome: "updated", jobId: job.id, what: done.join(", ") };
}

async function takeNew(
  trx: Trx,
  mapped: MappedPosting,
  publish: Publication | null,
  actor: Actor,
): Promise<ImportOutcome> {
  const jobId: JobId = newId<"job">();
  const at = now();
  await insertImportedJob(trx, {
    id: jobId,
    employer_id: await employerOf(trx, mapped, actor),
    slug: `${slugify(mapped.content.title, { decamelize: false }).slice(0, 120) || "job"}-${jobId}`,
    state: "draft",
    version: 1,
    approved_revision_id: null,
    pending_revision_id: null,
    origin: "import",
    source_key: mapped.sourceKey,
    source_url: mapped.url,
    source_hash: mapped.hash,
    posted_at: null,
    expires_at: null,
    confirmed_at: null,
    featured_until: null,
    over_at: null,
    created_by: publish?.adminId ?? null,
    created_at: at,
    updated_at: at,
  });
  const revisionId = await insertRevision(trx, jobId, mapped.content, null);
  await updateImportedJob(trx, jobId, { pending_revision_id: revisionId });
  if (publish) await goLive(trx, jobId, revisionId, mapped, actor);
  const what = publish ? "published" : "draft";
  await audit(trx, jobId, actor, publish, mapped, what);
  return { outcome: "taken", jobId, what };
}

/** The revision that a job of an import has to show: the pending one of a draft, the approved one of a listing. */
function latestRevision(job: JobRow): RevisionId {
  const id = job.pending_revision_id ?? job.approved_revision_id;
  if (!id) throw new Error(`The imported job ${job.id} has no revision`);
  return id;
}

async function writeRevision(trx: Trx, job: JobRow, mapped: MappedPosting, actor: Actor): Promise<RevisionId> {
  const revisionId = await insertRevision(trx, job.id, mapped.content, null);
  const employerId = await employerOf(trx, mapped, actor);
  // A listing that changes hands moves no state, so nothing else would ask.
  if (job.state === "live") await requireActing(trx, employerId);
  await updateImportedJob(trx, job.id, {
    employer_id: employerId,
    source_url: mapped.url,
    source_hash: mapped.hash,
    version: job.version + 1,
    updated_at: now(),
    ...(job.state === "live" ? { approved_revision_id: revisionId } : { pending_revision_id: revisionId }),
  });
  return revisionId;
}

/** Draft to live in one transaction: the admin's act is the submission and the decision. */
async function goLive(
  trx: Trx,
  jobId: JobId,
  revisionId: RevisionId,
  mapped: MappedPosting,
  actor: Actor,
): Promise<void> {
  const left = mapped.validThrough ? Math.ceil((mapped.validThrough.getTime() - now().getTime()) / DAY) : TERM_DAYS;
  const termId = await submitJob(trx, {
    jobId,
    revisionId,
    right: { kind: "import", ref: `${jobId}:${newId<"import">()}` },
    days: Math.max(1, Math.min(TERM_DAYS, left)),
    actor,
  });
  // The listing shows when the source posted it; where the source does not say, when it came here.
  if (mapped.postedAt) await updateImportedJob(trx, jobId, { posted_at: mapped.postedAt });
  await approveJob(trx, { jobId, revisionId, actor });
  const end = endOf(mapped, now());
  await updateImportedJob(trx, jobId, { expires_at: end });
  await updateTerm(trx, termId, { ends_at: end });
}

/** Brings a live listing up to what its source says now, and confirms that it is still there. */
async function refresh(trx: Trx, job: JobRow, revisionId: RevisionId, mapped: MappedPosting): Promise<void> {
  const term = await lockOpenTerm(trx, job.id);
  const end = endOf(mapped, term?.starts_at ?? now());
  await updateImportedJob(trx, job.id, { confirmed_at: now(), expires_at: end, updated_at: now() });
  if (term) await updateTerm(trx, term.id, { revision_id: revisionId, ends_at: end });
  jobChanged(trx, job.id);
}

/** The term's end, or the source's own where that is earlier. */
function endOf(mapped: MappedPosting, start: Date): Date {
  const end = later(start, TERM_DAYS * DAY);
  return mapped.validThrough && mapped.validThrough < end ? mapped.validThrough : end;
}

/** The unverified organization of this name that imports share. It is never one that a member made: that could be another. */
async function employerOf(trx: Trx, mapped: MappedPosting, actor: Actor): Promise<EmployerId> {
  const name = mapped.employer || NO_EMPLOYER;
  const sourceKey = mapped.employer ? `import:${foldEmployer(name)}` : UNSTATED_EMPLOYER;
  const known = await findEmployerBySourceKey(trx, sourceKey);
  return (
    known ??
    addEmployer(trx, { name, website: mapped.employerWebsite?.slice(0, 300) ?? null, about: "", sourceKey }, actor)
  );
}

/** "Trinity Health, Inc." and "TRINITY HEALTH INC" are one name. */
function foldEmployer(name: string): string {
  const folded = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return folded.slice(0, 160) || name.toLowerCase().slice(0, 160);
}

async function audit(
  trx: Trx,
  jobId: JobId,
  actor: Actor,
  publish: Publication | null,
  mapped: MappedPosting,
  what: string,
): Promise<void> {
  await recordAudit(trx, {
    actor,
    action: "job.import",
    subject: { kind: "job", id: jobId },
    detail: {
      what,
      source: mapped.url ? new URL(mapped.url).hostname : null,
      permission: publish?.permissionId ?? null,
    },
  });
}
