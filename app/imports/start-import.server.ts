import "./import.tasks.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { FetchError, publicUrl } from "~/platform/fetch-public.server.ts";
import {
  newId,
  type AccountId,
  type EmployerId,
  type FileId,
  type ImportRunId,
  type ImportSourceId,
} from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { keepImportFile } from "./file.queries.server.ts";
import type { NewImport } from "./import-forms.ts";
import { MOST_SOURCES, type By, type ImportSchedule } from "./import.ts";
import {
  findOpenRun,
  findSource,
  insertRun,
  insertSource,
  listSources,
  type SourceRecord,
} from "./import.queries.server.ts";
import { nextRun } from "./next-run.ts";

/** A file as it was uploaded. */
export type ImportUpload = { name: string; bytes: Uint8Array<ArrayBuffer> };
type At = { clientAddress: string };

/** Why only a verified organization has addresses fetched: the board's machine then talks to whom a stranger names. */
export const VERIFIED_ONLY =
  "We fetch from addresses only for verified organizations. Verify yours first, or upload a file.";

/**
 * Makes an import of an employer's and starts its first run.
 * @throws DomainError `not-found` for anybody but a member; `invalid` (fields `url`, `file`), `conflict`, `too-many`.
 */
export async function createImport(
  db: Db,
  { accountId, employerId, clientAddress }: By & At,
  form: NewImport,
  upload: ImportUpload | undefined,
): Promise<ImportSourceId> {
  const employer = await requireEmployer(db, { accountId, employerId });
  if (upload && form.url)
    throw new DomainError("invalid", "Give an address or a file, not both: they are two imports.", "url");
  if (!upload && !form.url) throw new DomainError("invalid", "Choose a file, or give an address to fetch.", "file");
  const url = form.url ? judgeUrl(form.url, employer.verification) : null;
  await countAttempt(url ? "fetch-import" : "import", { address: clientAddress, account: employerId });
  const fileId = upload ? await keepUpload(db, accountId, upload) : null;
  return transact(db, async (trx) => {
    if ((await listSources(trx, employerId)).length >= MOST_SOURCES)
      throw new DomainError("conflict", `There are ${MOST_SOURCES} imports already. Remove one first.`);
    const schedule: ImportSchedule = url ? form.schedule : "off";
    const at = now();
    const source: SourceRecord = {
      id: newId<"import-source">(),
      employer_id: employerId,
      name: form.name || (url ? new URL(url).hostname : (upload?.name ?? "File")).slice(0, 120),
      url,
      format: form.format,
      any_work: form.anyWork ? 1 : 0,
      schedule,
      next_run_at: nextRun(schedule, at),
      failures: 0,
      etag: null,
      last_modified: null,
      version: 1,
      created_by: accountId,
      created_at: at,
      updated_at: at,
    };
    await insertSource(trx, source);
    await auditImport(trx, { accountId, employerId }, "import.create", { import: source.id, schedule });
    await startRun(trx, source, { cause: url ? "fetch" : "upload", accountId, fileId, origin: url ?? upload!.name });
    return source.id;
  });
}

/**
 * Imports a newer file under a name that uploads already have.
 * @throws DomainError `not-found`, `invalid` (field `file`), `conflict` while a run is open, `too-many`.
 */
export async function uploadAgain(
  db: Db,
  { accountId, employerId, clientAddress }: By & At,
  sourceId: ImportSourceId,
  upload: ImportUpload | undefined,
): Promise<ImportRunId> {
  await requireSource(db, { accountId, employerId }, sourceId);
  if (!upload) throw new DomainError("invalid", "Choose a file first.", "file");
  await requireIdle(db, sourceId);
  await countAttempt("import", { address: clientAddress, account: employerId });
  const fileId = await keepUpload(db, accountId, upload);
  return transact(db, async (trx) => {
    const source = await requireSource(trx, { accountId, employerId }, sourceId);
    return startRun(trx, source, { cause: "upload", accountId, fileId, origin: upload.name });
  });
}

/**
 * Fetches an import's address now, whatever its schedule.
 * @throws DomainError `not-found`, `invalid`, `conflict` while a run is open, `too-many`.
 */
export async function fetchNow(
  db: Db,
  { accountId, employerId, clientAddress }: By & At,
  sourceId: ImportSourceId,
): Promise<ImportRunId> {
  const employer = await requireEmployer(db, { accountId, employerId });
  const { url } = await requireSource(db, { accountId, employerId }, sourceId);
  if (!url) throw new DomainError("invalid", "This import has no address to fetch.");
  judgeUrl(url, employer.verification);
  await requireIdle(db, sourceId);
  await countAttempt("fetch-import", { address: clientAddress, account: employerId });
  return transact(db, async (trx) => {
    const source = await requireSource(trx, { accountId, employerId }, sourceId);
    return startRun(trx, source, { cause: "fetch", accountId, fileId: null, origin: source.url });
  });
}

/** Starts a run of a source, in the caller's transaction. @throws DomainError `conflict` while another is open. */
export async function startRun(
  trx: Trx,
  source: Pick<SourceRecord, "id">,
  run: {
    cause: "upload" | "fetch" | "schedule";
    accountId: AccountId | null;
    fileId: FileId | null;
    origin: string | null;
    runAt?: Date;
  },
): Promise<ImportRunId> {
  await requireIdle(trx, source.id);
  const id: ImportRunId = newId<"import-run">();
  const at = now();
  const counts = { rows_total: 0, rows_done: 0, made: 0, updated: 0, unchanged: 0, left_alone: 0, refused: 0, gone: 0 };
  await insertRun(trx, {
    ...counts,
    id,
    source_id: source.id,
    open_source_id: source.id,
    state: "waiting",
    cause: run.cause,
    origin: run.origin?.slice(0, 1_000) ?? null,
    file_id: run.fileId,
    is_complete: 0,
    started_by: run.accountId,
    created_at: at,
    updated_at: at,
  });
  await enqueueTask(trx, "import.read", { runId: id }, { dedupeKey: `import-read:${id}`, runAt: run.runAt });
  return id;
}

/** An address that may be fetched for an organization. @throws DomainError `invalid` (field `url`). */
export function judgeUrl(text: string, verification: string): string {
  if (verification === "unverified") throw new DomainError("invalid", VERIFIED_ONLY, "url");
  try {
    return publicUrl(text).href;
  } catch (error) {
    if (error instanceof FetchError) throw new DomainError("invalid", error.message, "url");
    throw error;
  }
}

/** The organization, for its member. @throws DomainError `not-found` for anybody else. */
export async function requireEmployer(db: Db | Trx, { accountId, employerId }: By) {
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) throw new DomainError("not-found", "There is no such organization.");
  return employer;
}

/** A source of the member's organization. @throws as `requireEmployer`. */
export async function requireSource(db: Db | Trx, by: By, sourceId: ImportSourceId): Promise<SourceRecord> {
  await requireEmployer(db, by);
  const source = await findSource(db, by.employerId, sourceId);
  if (!source) throw new DomainError("not-found", "There is no such import.");
  return source;
}

/** Records what a member did about an import. */
export async function auditImport(
  trx: Trx,
  { accountId, employerId }: { accountId: AccountId; employerId: EmployerId },
  action: string,
  detail: Record<string, string | number | boolean | null>,
): Promise<void> {
  const subject = { kind: "employer", id: employerId } as const;
  await recordAudit(trx, { actor: byAccount(accountId), action, subject, detail });
}

async function requireIdle(db: Db | Trx, sourceId: ImportSourceId): Promise<void> {
  if (await findOpenRun(db, sourceId))
    throw new DomainError("conflict", "This import is running. Wait until it is done.");
}

async function keepUpload(db: Db, accountId: AccountId, upload: ImportUpload): Promise<FileId> {
  if (upload.bytes.length === 0) throw new DomainError("invalid", "This file is empty. Choose another.", "file");
  return keepImportFile(db, { accountId, ...upload });
}
