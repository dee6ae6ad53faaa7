import "./import.tasks.ts";
import { findEmployer } from "~/employers/find-employer.server.ts";
import { isFeedFormat } from "~/jobs/import/feed-formats.ts";
import { readBytes } from "~/jobs/import/read-bytes.ts";
import { ImportFileError, type SourceRow } from "~/jobs/import/source-posting.ts";
import { MINUTE } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { FetchError, fetchPublic, type Fetched, type FetchOptions } from "~/platform/fetch-public.server.ts";
import type { ImportRunId } from "~/platform/ids.ts";
import { toJsonText } from "~/platform/json-text.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { BANNED, endRun } from "./end-run.server.ts";
import { keepImportFile, readImportFile, releaseImportFiles } from "./file.queries.server.ts";
import { LONGEST_FETCH, MOST_BYTES, MOST_ROWS } from "./import.ts";
import {
  findRun,
  findSourceById,
  lockRun,
  updateRun,
  type RunRecord,
  type SourceRecord,
} from "./import.queries.server.ts";
import { VERIFIED_ONLY } from "./start-import.server.ts";

/** How long a file may be parsed: the largest honest one takes seconds. */
const LONGEST_READ = MINUTE;
/** A description beyond this is cut by the mapping anyway. */
const LONGEST_BODY = 250_000;

type Bytes = {
  bytes: Uint8Array;
  url: string | null;
  charset: string | null;
  etag: string | null;
  lastModified: string | null;
};
export type Fetch = (address: string, options: FetchOptions) => Promise<Fetched>;

/** Why a run as a whole comes to nothing. */
class RunRefused extends Error {}

/**
 * The first task of a run: gets the file, parses it under bounds, and keeps its rows for the slices. Whatever stands in
 * the file ends in rows or in the run's refusal with its reason. Done again after a crash, it begins anew.
 * @param fetch for tests, whose server is on this machine.
 */
export async function readRun(db: Db, runId: ImportRunId, fetch: Fetch = fetchPublic): Promise<void> {
  const run = await findRun(db, runId);
  const source = run && (await findSourceById(db, run.source_id));
  if (!run || !source || run.state !== "waiting") return;
  try {
    if ((await findEmployer(db, source.employer_id))?.bannedAt) throw new RunRefused(BANNED);
    const file = run.cause === "upload" ? await uploaded(run) : await fetched(db, run, source, fetch);
    if (!file) return await transact(db, (trx) => endRun(trx, runId, { state: "same" }));
    await stage(db, run, source, file);
  } catch (error) {
    if (!(error instanceof RunRefused)) throw error;
    await transact(db, (trx) => endRun(trx, runId, { state: "refused", reason: error.message }));
  }
}

async function uploaded(run: RunRecord): Promise<Bytes> {
  const bytes = run.file_id && (await readImportFile(run.file_id));
  if (!bytes) throw new RunRefused("The uploaded file is gone. Upload it again.");
  return { bytes, url: null, charset: null, etag: null, lastModified: null };
}

async function fetched(db: Db, run: RunRecord, source: SourceRecord, fetch: Fetch): Promise<Bytes | undefined> {
  if (!source.url) throw new RunRefused("This import has no address to fetch.");
  if ((await findEmployer(db, source.employer_id))?.verification === "unverified") throw new RunRefused(VERIFIED_ONLY);
  try {
    const answer = await fetch(source.url, {
      accept: "application/xml, application/json, application/ld+json, text/csv, text/html, */*;q=0.5",
      limits: { bytes: MOST_BYTES, total: LONGEST_FETCH, idle: LONGEST_FETCH / 4 },
      // Who asks by hand wants to see a report, whether or not something changed.
      ...(run.cause === "schedule" && { etag: source.etag, lastModified: source.last_modified }),
    });
    if (answer.notModified) return undefined;
    return {
      bytes: answer.body,
      url: answer.url,
      charset: /;\s*charset="?([\w.:-]{1,40})/i.exec(answer.contentType ?? "")?.[1] ?? null,
      etag: answer.etag,
      lastModified: answer.lastModified,
    };
  } catch (error) {
    if (error instanceof FetchError) throw new RunRefused(error.message);
    throw error;
  }
}

/** Parses the file and keeps its rows, one a line of JSON. @throws RunRefused when there is nothing to import in it. */
async function stage(db: Db, run: RunRecord, source: SourceRecord, file: Bytes): Promise<void> {
  const lines: string[] = [];
  let format: string | null = null;
  let reason: string | null = null;
  const until = performance.now() + LONGEST_READ;
  try {
    const read = readBytes(file.bytes, {
      format: isFeedFormat(source.format) ? source.format : null,
      charset: file.charset,
      url: file.url,
    });
    format = read.format;
    for await (const row of read.rows) {
      if (lines.length === MOST_ROWS) {
        reason = `Only the first ${MOST_ROWS.toLocaleString("en")} rows were read.`;
        break;
      }
      if (performance.now() > until) throw new ImportFileError("The file takes longer to read than we give it.");
      lines.push(toJsonText(bounded(row)));
    }
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    if (lines.length === 0) throw new RunRefused(error.message);
    reason = `Read as far as it goes. ${error.message}`;
  }
  const staged_id = await keepImportFile(db, {
    accountId: source.created_by,
    name: "rows.jsonl",
    bytes: new TextEncoder().encode(lines.join("\n")),
  });
  await transact(db, async (trx) => {
    if ((await lockRun(trx, run.id))?.state !== "waiting") return releaseImportFiles(trx, [staged_id]);
    await updateRun(trx, run.id, {
      state: "importing",
      staged_id,
      format,
      bytes: file.bytes.length,
      rows_total: lines.length,
      is_complete: reason === null ? 1 : 0,
      reason: reason?.slice(0, 500) ?? null,
      etag: file.etag,
      last_modified: file.lastModified,
    });
    await releaseImportFiles(trx, [run.file_id]);
    await enqueueTask(trx, "import.slice", { runId: run.id }, { dedupeKey: `import-slice:${run.id}:0` });
  });
}

/** A row with no more text than is ever used of it. */
function bounded(row: SourceRow): SourceRow {
  if ("refused" in row) return { row: row.row, refused: row.refused.slice(0, 500) };
  return { row: row.row, posting: { ...row.posting, body: row.posting.body.slice(0, LONGEST_BODY) } };
}
