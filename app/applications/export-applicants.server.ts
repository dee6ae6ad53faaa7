import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { answerWords } from "~/jobs/screening.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { toSpreadsheet } from "~/platform/files/spreadsheet.server.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { ApplicantFilter } from "./applicant-filter.ts";
import { listForExport } from "./applicant.queries.server.ts";
import { applicationStateLabels } from "./application.ts";
import { findJobOfMember } from "./application.queries.server.ts";
import { listAnswers, type ApplicationAnswer } from "./list-answers.server.ts";
import { statesOf } from "./list-applicants.server.ts";

/** The most rows of a spreadsheet, and the most questions that are columns of it: a job's questions change. */
const MOST = 2_000;
const MOST_QUESTIONS = 40;

/**
 * The applicants of a job of the member's that fit the filter, as a spreadsheet: moments in ISO 8601 and UTC, at most
 * 2,000 rows. Notes stay on the board. Who takes the list away is in the audit log.
 * @returns undefined for anybody but a member.
 */
export async function exportApplicants(
  db: Db,
  accountId: AccountId,
  jobId: JobId,
  filter: ApplicantFilter,
): Promise<string | undefined> {
  const job = await findJobOfMember(db, accountId, jobId);
  if (!job) return undefined;
  const page = { states: statesOf(filter), limit: MOST };
  const rows = await listForExport(db, jobId, filter, { accountId, at: now() }, page);
  await transact(db, (trx) =>
    recordAudit(trx, {
      actor: byAccount(accountId),
      action: "application.export",
      subject: { kind: "job", id: jobId },
      detail: { rows: rows.length },
    }),
  );
  const answers = await listAnswers(
    db,
    rows.map(({ id }) => id),
  );
  const questions = [...new Set([...answers.values()].flat().map(({ question }) => question))].slice(0, MOST_QUESTIONS);
  const cells = rows.map((row) => [
    row.name,
    row.email,
    applicationStateLabels[row.state],
    row.createdAt.toISOString(),
    row.changedAt.toISOString(),
    row.rating === null ? "" : String(row.rating),
    row.holder ?? "",
    row.letter,
    row.fileName,
    ...cellsOf(questions, answers.get(row.id) ?? []),
  ]);
  const head = ["Name", "E-mail", "State", "Applied", "In this state since", "Rating", "Handed to", "Letter", "Résumé"];
  return toSpreadsheet([
    [...head, ...(questions.length > 0 ? ["Answers outside what you asked for"] : []), ...questions],
    ...cells,
  ]);
}

/** How many answers lie outside what was asked for, and each answer under its question. */
function cellsOf(questions: readonly string[], answers: readonly ApplicationAnswer[]): string[] {
  if (questions.length === 0) return [];
  const outside = answers.filter(({ meets }) => meets === false).length;
  const given = questions.map((question) => {
    const found = answers.find((answer) => answer.question === question);
    if (!found?.answer) return "";
    // Numbers stay as they are, to be counted with.
    return found.kind === "yes-no" ? answerWords(found.kind, found.answer) : found.answer;
  });
  return [String(outside), ...given];
}
