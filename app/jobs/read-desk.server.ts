import { listAudit, type AuditEntry } from "~/audit/list-audit.server.ts";
import { listOrdersOfJob, type OrderRow } from "~/billing/find-order.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import type { LinkState } from "./apply-link.ts";
import { findLink } from "./apply-link.queries.server.ts";
import { findUnsentEdit, type UnsentEdit } from "./edit-live-job.server.ts";
import { findDeskJob, listDeskJobs, type DeskJob } from "./desk.queries.server.ts";

export type { DeskJob };

export type DeskLink = { state: LinkState; found: string; checkedAt: Date };

/** Lines of a page of the desk. */
const PAGE = 20;

/** A page of the desk, newest first. `next` is where the following page begins, if there is one. */
export async function readDesk(
  db: Db,
  accountId: AccountId,
  options: { employerId?: EmployerId; before?: JobId },
): Promise<{ jobs: DeskJob[]; next: JobId | undefined }> {
  const rows = await listDeskJobs(db, accountId, { ...options, limit: PAGE + 1 });
  const jobs = rows.slice(0, PAGE);
  return { jobs, next: rows.length > PAGE ? jobs.at(-1)?.id : undefined };
}

/**
 * A job of the desk with its history, its orders (newest first), and what its form would change where it is live and its
 * edit not in review, for a member of its employer.
 */
export async function readDeskJob(
  db: Db,
  accountId: AccountId,
  jobId: JobId,
): Promise<
  | {
      job: DeskJob;
      history: AuditEntry[];
      orders: OrderRow[];
      unsent: UnsentEdit | undefined;
      /** What is known of the web address where it takes applications. */
      link: DeskLink | undefined;
    }
  | undefined
> {
  const job = await findDeskJob(db, accountId, jobId);
  if (!job) return undefined;
  const editable = job.state === "live" && job.origin === "employer" && !job.editInReview;
  const [history, orders, unsent, link] = await Promise.all([
    listAudit(db, { kind: "job", id: jobId }),
    listOrdersOfJob(db, jobId),
    editable ? findUnsentEdit(db, { id: jobId, approved_revision_id: job.approvedRevisionId }) : undefined,
    job.state === "live" ? findLink(db, jobId) : undefined,
  ]);
  const known = link?.state && link.checkedAt && link.url === link.address;
  return {
    job,
    history,
    orders,
    unsent,
    link: known ? { state: link.state!, found: link.found!, checkedAt: link.checkedAt! } : undefined,
  };
}

/** The title of a job as its desk shows it, for a member of its employer. */
export async function findDeskTitle(db: Db, accountId: AccountId, jobId: JobId): Promise<string | undefined> {
  return (await findDeskJob(db, accountId, jobId))?.title;
}
