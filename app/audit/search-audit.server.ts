import type { Db } from "~/platform/database.server.ts";
import { toSpreadsheet } from "~/platform/files/spreadsheet.server.ts";
import { parseId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { encodeAuditKey, readableKinds, type AuditFilter, type AuditKey } from "./audit-filter.ts";
import { auditDeed } from "./audit-words.ts";
import { listSubjectNames, selectAudit } from "./audit.queries.server.ts";
import { byAccount, recordAudit } from "./record-audit.server.ts";

const PAGE = 50;
/** The most lines of a spreadsheet. */
const MOST_EXPORTED = 10_000;

type Line = Awaited<ReturnType<typeof selectAudit>>[number];
/** A line of the log as staff read it: `subject` is what the thing is called, where it has a name. */
export type AuditLine = Line & { subject: string | undefined };

/** A page of the log, newest first, of what `role` may read. The caller has checked who asks. */
export async function searchAudit(
  db: Db,
  filter: AuditFilter,
  page: { role: "moderator" | "admin"; before?: AuditKey; limit?: number },
): Promise<{ lines: AuditLine[]; next: string | undefined }> {
  const limit = page.limit ?? PAGE;
  const rows = await selectAudit(db, filter, {
    kinds: readableKinds(page.role),
    before: page.before,
    limit: limit + 1,
  });
  const lines = rows.slice(0, limit);
  const idsOf = <Kind extends string>(kind: Kind) =>
    lines.flatMap((line) => (line.subject_kind === kind ? (parseId<Kind>(line.subject_id) ?? []) : []));
  const names = await listSubjectNames(db, { jobs: idsOf("job"), employers: idsOf("employer") });
  const last = lines.at(-1);
  return {
    lines: lines.map((line) => ({ ...line, subject: names.get(line.subject_id) })),
    next: rows.length > limit && last ? encodeAuditKey(last) : undefined,
  };
}

/**
 * The newest lines that a filter leaves, at most 10,000, as a spreadsheet of ids without names. Who takes them away is
 * written down as well. For admins.
 */
export async function exportAudit(db: Db, filter: AuditFilter, adminId: AccountId): Promise<string> {
  const rows = await selectAudit(db, filter, { kinds: readableKinds("admin"), limit: MOST_EXPORTED });
  await transact(db, (trx) =>
    recordAudit(trx, {
      actor: byAccount(adminId),
      action: "audit.export",
      subject: { kind: "board", id: "audit" },
      detail: { lines: rows.length },
    }),
  );
  const head = ["Moment (UTC)", "Line", "Actor", "Action", "In words", "Kind", "Subject", "Particulars"];
  return toSpreadsheet([
    head,
    ...rows.map((row) => [
      row.at.toISOString(),
      row.id,
      row.actor_account_id ?? row.actor_kind,
      row.action,
      auditDeed(row.action),
      row.subject_kind,
      row.subject_id,
      row.detail,
    ]),
  ]);
}
