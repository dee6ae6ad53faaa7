import { byAccount, recordAudit, system } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import type { ImportRunId } from "~/platform/ids.ts";
import { releaseImportFiles } from "./file.queries.server.ts";
import { KEPT_RUNS, MOST_FAILURES, MOST_ROWS } from "./import.ts";
import { deleteRunsBeyond, lockRun, lockSource, updateRun, updateSource, type RunRecord } from "./import.queries.server.ts"; // prettier-ignore
import { insertRows, isRowRefusedFor, lastRowNumber, listUnseen } from "./row.queries.server.ts";

/** Said of a row, and looked for when a run ends: the same file would bring more once drafts were sent or deleted. */
export const TOO_MANY_DRAFTS = "there are too many drafts; submit or delete some, then import again";

/** Why nothing more is imported for an employer. */
export const BANNED = "The organization is banned, so nothing is imported for it.";

/**
 * Ends a run once, in the caller's transaction: its files are released, its source learns from it, and a run that read
 * its source to the end tells which postings the source no longer names. A schedule that fails again and again is
 * switched off. `same`: the source says that nothing changed.
 */
export async function endRun(
  trx: Trx,
  runId: ImportRunId,
  end: { state: "done" | "same" } | { state: "refused"; reason: string },
): Promise<void> {
  const run = await lockRun(trx, runId);
  if (!run?.open_source_id) return;
  const source = await lockSource(trx, run.source_id);
  if (!source) return;
  const gone = end.state === "done" && run.is_complete ? await tellGone(trx, run) : 0;
  await updateRun(trx, runId, {
    state: end.state,
    open_source_id: null,
    ended_at: now(),
    gone,
    ...(end.state === "refused" && { reason: end.reason.slice(0, 500) }),
  });
  await releaseImportFiles(trx, [run.file_id, run.staged_id]);
  await deleteRunsBeyond(trx, source.id, KEPT_RUNS);

  const failures = end.state === "refused" ? source.failures + 1 : 0;
  const givenUp = run.cause === "schedule" && failures >= MOST_FAILURES && source.schedule !== "off";
  const whole = end.state === "done" && run.is_complete && !(await isRowRefusedFor(trx, runId, TOO_MANY_DRAFTS));
  await updateSource(trx, source.id, {
    failures,
    // Only what was taken whole may be passed over while it stays the same.
    ...(end.state === "done" && {
      etag: whole ? run.etag : null,
      last_modified: whole ? run.last_modified : null,
    }),
    ...(givenUp && { schedule: "off", next_run_at: null, version: source.version + 1 }),
  });
  await recordAudit(trx, {
    actor: run.started_by ? byAccount(run.started_by) : system,
    action: "import.run",
    subject: { kind: "employer", id: source.employer_id },
    detail: {
      import: source.id,
      state: end.state,
      made: run.made,
      updated: run.updated,
      left: run.left_alone,
      refused: run.refused,
      gone,
    },
  });
}

async function tellGone(trx: Trx, run: RunRecord): Promise<number> {
  const unseen = await listUnseen(trx, run.source_id, run.id, MOST_ROWS);
  const last = await lastRowNumber(trx, run.id);
  await insertRows(
    trx,
    unseen.map(({ title, jobId, state }, index) => ({
      run_id: run.id,
      number: last + 1 + index,
      outcome: "gone" as const,
      title,
      job_id: jobId,
      reason:
        state === "draft"
          ? "the source no longer names it; delete the draft if the job is gone"
          : state === "live"
            ? "the source no longer names it; close it or mark it filled if the job is gone"
            : "the source no longer names it",
    })),
  );
  return unseen.length;
}
