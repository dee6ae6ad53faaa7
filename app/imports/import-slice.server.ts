import "./import.tasks.ts";
import { findEmployer } from "~/employers/find-employer.server.ts";
import type { SourceRow } from "~/jobs/import/source-posting.ts";
import { SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { ImportRunId } from "~/platform/ids.ts";
import { fromJsonText, toJsonText } from "~/platform/json-text.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { BANNED, endRun } from "./end-run.server.ts";
import { readImportFile } from "./file.queries.server.ts";
import { importRow, judgeRow, type JudgedRow } from "./import-row.server.ts";
import { findRun, findSourceById, lockRun, updateRun } from "./import.queries.server.ts";
import { insertRows } from "./row.queries.server.ts";

/** Rows of one task, and how long it may go on: other tasks wait meanwhile. */
const SLICE = 100;
const LONGEST_SLICE = 3 * SECOND;

/**
 * Imports the next rows of a run, each in a transaction of its own that also counts it: a row is imported once, whoever
 * crashes, and however many workers are at it. Enqueues the next slice, or ends the run.
 */
export async function importSlice(db: Db, runId: ImportRunId, most = SLICE): Promise<void> {
  const run = await findRun(db, runId);
  const source = run && (await findSourceById(db, run.source_id));
  if (run?.state !== "importing" || !source || !run.staged_id) return;
  const employer = await findEmployer(db, source.employer_id);
  const staged = await readImportFile(run.staged_id);
  if (!staged || !employer || employer.bannedAt) {
    const reason = employer?.bannedAt ? BANNED : "The rows are gone. Import it again.";
    return transact(db, (trx) => endRun(trx, runId, { state: "refused", reason }));
  }

  const lines = new TextDecoder().decode(staged).split("\n").filter(Boolean);
  const until = performance.now() + LONGEST_SLICE;
  let done = run.rows_done;
  const end = Math.min(lines.length, done + most);
  while (done < end && (done === run.rows_done || performance.now() < until)) {
    const judged = judgeRow(fromJsonText<SourceRow>(lines[done]!), source.any_work === 1, employer.name);
    if (!(await importOne(db, runId, done, judged))) return;
    done++;
  }
  await transact(db, async (trx) => {
    if (done >= lines.length) await endRun(trx, runId, { state: "done" });
    else await enqueueTask(trx, "import.slice", { runId }, { dedupeKey: `import-slice:${runId}:${done}` });
  });
}

/** Imports a row if it is the next one. @returns false where another worker was quicker, or the run is over. */
async function importOne(db: Db, runId: ImportRunId, index: number, judged: JudgedRow): Promise<boolean> {
  return transact(db, async (trx) => {
    const run = await lockRun(trx, runId);
    const source = run && (await findSourceById(trx, run.source_id));
    if (run?.state !== "importing" || !source || run.rows_done !== index) return false;
    const { outcome, reason, jobId, by, changes } = await importRow(trx, run, source, judged);
    await insertRows(trx, [
      {
        run_id: runId,
        number: judged.row,
        outcome,
        title: judged.title.slice(0, 200),
        job_id: jobId ?? null,
        by_account_id: by ?? null,
        reason: reason.slice(0, 1_000),
        changes: changes?.length ? toJsonText(changes) : null,
      },
    ]);
    await updateRun(trx, runId, { rows_done: index + 1, [outcome]: run[outcome] + 1 });
    return true;
  });
}
