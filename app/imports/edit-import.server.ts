import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { ImportSourceId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { releaseImportFiles } from "./file.queries.server.ts";
import type { ImportForm } from "./import-forms.ts";
import type { By } from "./import.ts";
import { deleteSource, findOpenRun, lockSource, updateSource } from "./import.queries.server.ts";
import { nextRun } from "./next-run.ts";
import { auditImport, judgeUrl, requireEmployer, requireSource } from "./start-import.server.ts";

/**
 * Changes an import's settings.
 * @throws DomainError `not-found` for anybody but a member; `conflict` when somebody changed them since the form was
 *   shown; `invalid` (field `url`).
 */
export async function editImport(
  db: Db,
  by: By,
  sourceId: ImportSourceId,
  form: Extract<ImportForm, { intent: "settings" }>,
): Promise<void> {
  await transact(db, async (trx) => {
    const employer = await requireEmployer(trx, by);
    await requireSource(trx, by, sourceId);
    const source = await lockSource(trx, sourceId);
    if (!source) throw new DomainError("not-found", "There is no such import.");
    if (source.version !== form.version)
      throw new DomainError("conflict", "Somebody changed these settings meanwhile. Save again to put yours in place.");
    if (source.url && !form.url) throw new DomainError("invalid", "Give the address that is fetched.", "url");
    if (!source.url && form.url)
      throw new DomainError("invalid", "This import takes files. Make another one for the address.", "url");
    const url = form.url && form.url !== source.url ? judgeUrl(form.url, employer.verification) : source.url;
    if (form.schedule !== "off" && url) judgeUrl(url, employer.verification);
    const schedule = url ? form.schedule : "off";
    const readsAnew = url !== source.url || form.format !== source.format || form.anyWork !== (source.any_work === 1);
    await updateSource(trx, sourceId, {
      name: form.name || source.name,
      url,
      format: form.format,
      any_work: form.anyWork ? 1 : 0,
      schedule,
      next_run_at: schedule === source.schedule ? source.next_run_at : nextRun(schedule, now()),
      failures: 0,
      ...(readsAnew && { etag: null, last_modified: null }),
      version: source.version + 1,
    });
    await auditImport(trx, by, "import.edit", { import: sourceId, schedule });
  });
}

/** Removes an import with its reports. The drafts it made stay. @throws DomainError `not-found`. */
export async function removeImport(db: Db, by: By, sourceId: ImportSourceId): Promise<void> {
  await transact(db, async (trx) => {
    await requireSource(trx, by, sourceId);
    const open = await findOpenRun(trx, sourceId);
    if (open) await releaseImportFiles(trx, [open.file_id, open.staged_id]);
    await deleteSource(trx, sourceId);
    await auditImport(trx, by, "import.remove", { import: sourceId });
  });
}
