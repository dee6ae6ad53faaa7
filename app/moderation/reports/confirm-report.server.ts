import "./report.tasks.ts";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { findCase, findReportByToken, lockReportById, updateReport } from "./report.queries.server.ts";

/** Whether a mailed link still stands for a report. */
export async function isReportLink(db: Db, token: string): Promise<boolean> {
  return token.length <= 200 && (await findReportByToken(db, hashToken(token))) !== undefined;
}

/**
 * Confirms a guest's address: it hears what comes of the report, or has come of it already.
 * @throws DomainError `invalid` for a link that is used, forged or too old.
 */
export async function confirmReport(db: Db, token: string): Promise<void> {
  await transact(db, async (trx) => {
    const found = token.length <= 200 ? await findReportByToken(trx, hashToken(token)) : undefined;
    const report = found && (await lockReportById(trx, found.id));
    if (!report?.email_token_hash)
      throw new DomainError("invalid", "This link was used already, or is too old. Your report itself has arrived.");
    await updateReport(trx, report.id, { email_token_hash: null, email_confirmed_at: now() });
    const about = await findCase(trx, report.case_id);
    if (about?.state === "decided")
      await enqueueTask(
        trx,
        "report.outcome-mail",
        { reportId: report.id, version: about.version },
        { dedupeKey: `report.outcome:${report.id}:${about.version}` },
      );
  });
}
