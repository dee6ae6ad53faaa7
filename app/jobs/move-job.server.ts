import type { Updateable } from "kysely";
import type { JobTable } from "#db/schema/jobs.ts";
import { recordAudit, type Actor } from "~/audit/record-audit.server.ts";
import { requireActing } from "~/employers/acting-member.server.ts";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { jobChanged } from "~/platform/transaction.server.ts";
import type { JobRow } from "./job.queries.server.ts";
import { jobStateLabels, mayMove, type JobState } from "./job.ts";

type Move = {
  to: JobState;
  actor: Actor;
  /** What the audit log calls it, for example `job.approve`. */
  action: string;
  /** Further columns of the job that change with its state. */
  set?: Omit<Updateable<JobTable>, "id" | "state" | "version">;
  /** Ids, codes and reasons for the audit log. */
  detail?: Record<string, string | number | boolean | null>;
};

/** Where no job of a banned employer comes, whoever moves it. */
const forward: readonly JobState[] = ["submitted", "approved", "live"];

/**
 * The only function that changes a job's state: it holds the graph of DOMAIN.md, raises the version, appends to the audit
 * log and names the job to the change feed, all in the caller's transaction. The caller has locked `job` and checked that
 * the actor may.
 * @throws DomainError `conflict` when the graph has no such edge: somebody else was quicker; when the job would go forward
 *   and its employer is banned.
 */
export async function moveJob(trx: Trx, job: JobRow, move: Move): Promise<JobRow> {
  if (!mayMove(job.state, move.to))
    throw new DomainError(
      "conflict",
      `This job is ${jobStateLabels[job.state].toLowerCase()} by now, so this can no longer be done.`,
    );
  if (forward.includes(move.to)) await requireActing(trx, job.employer_id);
  // An edit waits for its moderator only while the job is live; its words stay in the draft.
  const edit = job.state === "live" ? { pending_revision_id: null } : {};
  return write(trx, job, {
    ...move,
    set: { ...edit, ...move.set, state: move.to },
    detail: { from: job.state, to: move.to, ...move.detail },
  });
}

/**
 * Changes what a job shows or waits for while its state stays; otherwise as `moveJob`, under the same lock of the caller.
 */
export async function changeJob(trx: Trx, job: JobRow, change: Omit<Move, "to">): Promise<JobRow> {
  return write(trx, job, change);
}

type Write = Omit<Move, "to" | "set"> & { set?: Omit<Updateable<JobTable>, "id" | "version"> };

async function write(trx: Trx, job: JobRow, { actor, action, set, detail }: Write): Promise<JobRow> {
  const changes = { ...set, version: job.version + 1, updated_at: now() };
  await trx.updateTable("job").set(changes).where("id", "=", job.id).execute();
  await recordAudit(trx, { actor, action, subject: { kind: "job", id: job.id }, detail });
  jobChanged(trx, job.id);
  return { ...job, ...changes } as JobRow;
}
