import "./report.tasks.ts";
import { createHash } from "node:crypto";
import { countAttempt } from "~/accounts/limits.server.ts";
import { findEmployerBySlug } from "~/employers/find-employer.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type CaseId, type EmployerId, type JobId, type ReportId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import {
  countReports,
  insertReport,
  lockCaseOf,
  lockReport,
  openCase,
  updateCase,
  updateReport,
} from "./report.queries.server.ts";
import {
  JOINED_LENGTH,
  openKeyOf,
  reportReasons,
  takedownBases,
  type CaseKind,
  type ReportReason,
  type TakedownBasis,
} from "./report.ts";

/** Who reports: the visitor's address, and either an account or a guest's e-mail address, if any. */
export type Reporter = { clientAddress: string; accountId: AccountId | undefined; email: string | undefined };

/**
 * What became of a report: a case of its own or one more in it, or added to what the same person had said already. `mail`:
 * whether a guest's address was written to, so that it can be confirmed; undefined where none was given.
 */
export type Filed = { told: "new" | "joined"; mail: boolean | undefined };

type Matter = { kind: CaseKind; jobId?: JobId; employerId?: EmployerId; key: string };
type Said = {
  reason: string;
  severity: number;
  body: string;
  name?: string;
  basis?: TakedownBasis;
  material?: string;
};

/**
 * Reports a job or an employer to the moderators. All reports of one thing are one case until it is decided; a second one
 * by the same person is added to the first. A guest's address gets one mail, with a link that confirms it, and hears what
 * came of the report only after that: nobody can have others written to.
 * @throws DomainError `too-many`.
 */
export async function fileReport(
  db: Db,
  reporter: Reporter,
  matter: { jobId: JobId; employerId: EmployerId } | { employerId: EmployerId },
  said: { reason: ReportReason; body: string },
): Promise<Filed> {
  const kind = "jobId" in matter ? "job" : "employer";
  const about = { kind, ...matter, key: openKeyOf(kind, matter, "") } as const;
  return file(db, reporter, about, { ...said, severity: reportReasons[said.reason].severity });
}

/**
 * Takes a takedown request. Where `material` is the address of a job or an employer of this board, the case is about that.
 * @throws DomainError `too-many`.
 */
export async function fileTakedown(
  db: Db,
  reporter: Reporter,
  said: { basis: TakedownBasis; material: string; body: string; name: string },
): Promise<Filed> {
  const about = await findMaterial(db, said.material);
  return file(db, reporter, about, { ...said, reason: "takedown", severity: takedownBases[said.basis].severity });
}

/** The job or employer that an address of this board names; whatever host stands before it. */
async function findMaterial(db: Db, material: string): Promise<Matter> {
  const [, kind, slug] = /\/(jobs|employers)\/([\w-]{1,300})/.exec(material) ?? [];
  const job = kind === "jobs" && slug ? await showJob(db, slug) : undefined;
  const employer = kind === "employers" && slug ? await findEmployerBySlug(db, slug) : undefined;
  const of = { jobId: job?.id, employerId: job?.employer.id ?? employer?.id };
  return { kind: "takedown", ...of, key: openKeyOf("takedown", of, hash(material.toLowerCase())) };
}

async function file(db: Db, reporter: Reporter, about: Matter, said: Said): Promise<Filed> {
  const { clientAddress: address, accountId } = reporter;
  await countAttempt("report", { address, ...(accountId && { account: accountId }) });
  // One address has few words on one thing, however many mail addresses it names.
  await countAttempt("report-again", { address, account: `${address} ${about.key}` });
  const mailed = await mayMail(reporter, about.key);
  return transact(db, (trx) => write(trx, reporter, about, said, mailed));
}

/** Whether the guest's address may be written to now; one that others name too often is left alone. */
async function mayMail({ accountId, email, clientAddress }: Reporter, key: string): Promise<boolean | undefined> {
  if (accountId || !email) return undefined;
  try {
    await countAttempt("mail-to", { address: clientAddress, account: email });
    await countAttempt("report-mail", { address: clientAddress, account: `${email} ${key}` });
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
}

async function write(
  trx: Trx,
  { clientAddress, accountId, email }: Reporter,
  about: Matter,
  said: Said,
  mailed: boolean | undefined,
): Promise<Filed> {
  const caseId: CaseId = newId<"report-case">();
  const at = now();
  await openCase(trx, {
    id: caseId,
    kind: about.kind,
    employer_id: about.employerId ?? null,
    job_id: about.jobId ?? null,
    open_key: about.key,
    state: "open",
    severity: said.severity,
    reports: 0,
    reporters: 0,
    version: 1,
    created_at: at,
    updated_at: at,
  });
  const found = await lockCaseOf(trx, about.key);
  if (!found) throw new Error(`No case is open for ${about.key}`);
  const addressKey = hash(`${found.id} ${clientAddress}`);
  const reporterKey = hash(`${found.id} ${accountId ?? `${clientAddress} ${email ?? ""}`}`);
  const known = await lockReport(trx, found.id, reporterKey);
  const mail = mailed && !known?.email_confirmed_at;
  const id: ReportId = known?.id ?? newId<"report">();
  if (known) await updateReport(trx, id, { body: joined(known.body, said.body) });
  else
    await insertReport(trx, {
      id,
      case_id: found.id,
      reporter_key: reporterKey,
      address_key: addressKey,
      account_id: accountId ?? null,
      email: accountId ? null : (email ?? null),
      reason: said.reason,
      body: said.body,
      name: said.name ?? null,
      basis: said.basis ?? null,
      material: said.material ?? null,
      created_at: at,
      updated_at: at,
    });
  const counts = await countReports(trx, found.id);
  await updateCase(trx, found.id, { ...counts, severity: Math.max(found.severity, said.severity) });
  if (mail) await enqueueTask(trx, "report.confirm-mail", { reportId: id }, { dedupeKey: `report.confirm:${id}` });
  return { told: known ? "joined" : "new", mail: mailed };
}

/** What somebody said before, and what they say now, within the bound. */
function joined(before: string, more: string): string {
  return before.includes(more) ? before : `${before}\n\n${more}`.slice(0, JOINED_LENGTH);
}

const hash = (text: string) => createHash("sha256").update(text).digest("base64url");
