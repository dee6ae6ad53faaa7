import { createHash } from "node:crypto";
import type { JobContent } from "~/jobs/job-content.ts";
import { lintJob } from "~/jobs/lint-job.ts";
import { compareForms, type FormChange } from "~/jobs/import/compare-forms.ts";
import {
  formOfSource,
  lockImported,
  makeImportedDraft,
  openQuestions,
  rewriteImportedDraft,
  saysTheSame,
} from "~/jobs/import/import-draft.server.ts";
import { keyOfPosting, mapPosting } from "~/jobs/import/map-posting.server.ts";
import type { SourcePosting, SourceRow } from "~/jobs/import/source-posting.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import type { PostForm } from "~/jobs/post-form.ts";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { fromJsonText, toJsonText } from "~/platform/json-text.ts";
import { log } from "~/platform/log.server.ts";
import { formatList } from "~/ui/format.ts";
import { TOO_MANY_DRAFTS } from "./end-run.server.ts";
import type { ImportOutcome } from "./import.ts";
import type { RunRecord, SourceRecord } from "./import.queries.server.ts";
import { insertPosting, lockPosting, updatePosting, type PostingRecord } from "./row.queries.server.ts";

/** What a row says, understood before any transaction. */
export type JudgedRow = { row: number; title: string; key: string | null } & (
  { refused: string } | { form: PostForm; hash: string; notes: string[] }
);

/** What became of a row. */
export type RowOutcome = {
  outcome: ImportOutcome;
  reason: string;
  jobId?: JobId | null;
  by?: AccountId | null;
  changes?: FormChange[];
};

/** Understands a row of a source for an employer. Never throws: what breaks the mapping refuses its row. */
export function judgeRow(row: SourceRow, anyWork: boolean, employerName: string): JudgedRow {
  if ("refused" in row) return { row: row.row, title: "", key: null, refused: row.refused };
  const { posting } = row;
  const title = posting.title.slice(0, 200);
  try {
    const key = keyOfPosting(posting);
    const mapped = mapPosting(posting, now(), anyWork);
    if ("refused" in mapped) return { row: row.row, title, key, refused: mapped.refused };
    const form = formOfSource(mapped.content);
    return {
      row: row.row,
      title: mapped.content.title,
      key,
      form,
      hash: hashOf(posting),
      notes: [...notesOf(mapped.notes, posting, employerName), ...worries(mapped.content, employerName)],
    };
  } catch (error) {
    log.error({ error: error instanceof Error ? error.message.slice(0, 200) : "unknown" }, "a row could not be mapped");
    return { row: row.row, title, key: null, refused: "the board could not read this row" };
  }
}

const hashOf = (posting: SourcePosting) => createHash("sha256").update(toJsonText(posting)).digest("hex");

/** What a moderator will look at twice; the remark at the draft says more. */
function worries(content: JobContent, employerName: string): string[] {
  const found = lintJob(content, employerName).filter(({ concern }) => concern === "scam");
  return found.map(({ title }) => `look at: ${title}`);
}

/** The organization posts in its own name, whoever the source names. */
function notesOf(notes: readonly string[], { employer }: SourcePosting, employerName: string): string[] {
  const kept = notes.filter((note) => note !== "the source names no employer");
  const fold = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  if (employer && fold(employer) !== fold(employerName)) kept.push(`the source names ${employer} as the employer`);
  return kept.map((note) => note.replace(/\.$/, ""));
}

/**
 * Takes a row of a source as a draft of the employer's, or brings the draft of an earlier import up to it. What a person
 * or a moderator has edited, sent or deleted since is left alone, and told with what the source says differently now.
 */
export async function importRow(
  trx: Trx,
  run: RunRecord,
  source: SourceRecord,
  judged: JudgedRow,
): Promise<RowOutcome> {
  const known = judged.key === null ? undefined : await lockPosting(trx, source.employer_id, judged.key);
  if (known && known.run_id === run.id)
    return { outcome: "refused", reason: `the same posting stands in row ${known.number}`, jobId: known.job_id };
  if (known && known.source_id !== source.id)
    return { outcome: "left_alone", reason: "another of your imports brought it", jobId: known.job_id };
  // Also what is refused now was named by the source.
  if (known) await updatePosting(trx, known, { run_id: run.id, number: judged.row });
  if ("refused" in judged) return { outcome: "refused", reason: judged.refused, jobId: known?.job_id ?? null };
  return known ? takeAgain(trx, run, known, judged) : takeNew(trx, run, source, judged);
}

type Readable = Extract<JudgedRow, { form: PostForm }>;

async function takeNew(trx: Trx, run: RunRecord, source: SourceRecord, judged: Readable): Promise<RowOutcome> {
  const { form } = judged;
  const employerId: EmployerId = source.employer_id;
  let jobId: JobId;
  try {
    jobId = await makeImportedDraft(trx, { employerId, accountId: run.started_by, form });
  } catch (error) {
    if (error instanceof DomainError && error.code === "conflict")
      return { outcome: "refused", reason: TOO_MANY_DRAFTS };
    throw error;
  }
  const at = now();
  await insertPosting(trx, {
    employer_id: employerId,
    source_key: judged.key!,
    source_id: source.id,
    job_id: jobId,
    title: judged.title,
    hash: judged.hash,
    form: toJsonText(form),
    run_id: run.id,
    number: judged.row,
    created_at: at,
    updated_at: at,
  });
  return { outcome: "made", reason: [stillOpen(form), ...judged.notes].filter(Boolean).join("; "), jobId };
}

async function takeAgain(trx: Trx, run: RunRecord, known: PostingRecord, judged: Readable): Promise<RowOutcome> {
  const { job_id: jobId } = known;
  const taken = fromJsonText<PostForm>(known.form);
  const job = jobId ? await lockImported(trx, jobId, taken) : undefined;
  if (!jobId || !job) return { outcome: "left_alone", reason: "its draft was deleted here" };
  if (known.hash === judged.hash || saysTheSame(taken, judged.form)) return { outcome: "unchanged", reason: "", jobId };
  const changes = compareForms(taken, judged.form);
  if (!job.untouched)
    return {
      outcome: "left_alone",
      reason:
        job.state === "draft"
          ? "it was edited here since"
          : `it is no draft any more (${jobStateLabels[job.state].toLowerCase()})`,
      jobId,
      by: job.editedBy,
      changes,
    };
  await rewriteImportedDraft(trx, { jobId, form: judged.form, accountId: run.started_by });
  const { title, hash, form } = judged;
  await updatePosting(trx, known, { title, hash, form: toJsonText(form), updated_at: now() });
  return { outcome: "updated", reason: [stillOpen(form), ...judged.notes].filter(Boolean).join("; "), jobId, changes };
}

function stillOpen(form: PostForm): string {
  const open = openQuestions(form);
  return open.length ? `to complete: ${formatList(open)}` : "complete";
}
