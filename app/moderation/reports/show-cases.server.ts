import { findBannedKin } from "~/employers/ban-employer.server.ts";
import { listAudit } from "~/audit/list-audit.server.ts";
import { findJob } from "~/jobs/find-job.server.ts";
import { historyWords } from "~/jobs/job-history.ts";
import type { Db } from "~/platform/database.server.ts";
import type { CaseId, JobId } from "~/platform/ids.ts";
import { findEmployerRecord, listDecisionsOfJob } from "../moderation.queries.server.ts";
import { listSanctionsOf } from "../sanctions/sanction.queries.server.ts";
import { whyNotReopen } from "./decide-case.server.ts";
import {
  countCases,
  findCase,
  findShownCase,
  listEarlierCases,
  listReasonsOf,
  listReports,
  listShownCases,
  type CaseFilter,
} from "./report.queries.server.ts";
import { encodeCaseKey, type CaseKey } from "./report.ts";

/** A page of the cases, each with the reasons that were given. */
export async function listCases(db: Db, filter: CaseFilter, page: { after?: CaseKey; limit: number }) {
  const [rows, count] = await Promise.all([
    listShownCases(db, filter, { ...page, limit: page.limit + 1 }),
    countCases(db, filter),
  ]);
  const shown = rows.slice(0, page.limit);
  const reasons = await listReasonsOf(
    db,
    shown.map(({ id }) => id),
  );
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    count,
    next: last && encodeCaseKey(last),
    cases: shown.map((row) => ({
      ...row,
      reasons: reasons.filter(({ caseId }) => caseId === row.id).map(({ reason, count }) => ({ reason, count })),
    })),
  };
}

/** How many cases wait. */
export const countOpenCases = (db: Db) => countCases(db, { state: "open", words: "" });

/** A case with all that a moderator decides by; undefined where there is none. */
export async function showCase(db: Db, id: CaseId) {
  const [shown, row] = await Promise.all([findShownCase(db, id), findCase(db, id)]);
  if (!shown || !row) return undefined;
  const { jobId, employerId } = shown;
  const [reports, job, employer, earlier, kin, stuck] = await Promise.all([
    listReports(db, id),
    jobId ? showReportedJob(db, jobId) : undefined,
    employerId ? findEmployerRecord(db, employerId) : undefined,
    employerId ? listEarlierCases(db, { employerId }, id) : [],
    employerId ? findBannedKin(db, employerId) : [],
    row.state === "decided" ? whyNotReopen(db, row) : undefined,
  ]);
  return { case: shown, reports, job, employer, earlier, kin, stuck };
}

/** The job of a case as it reads now, what happened to it, and its sanctions. */
async function showReportedJob(db: Db, jobId: JobId) {
  const [approved, audit, decisions, sanctions] = await Promise.all([
    findJob(db, jobId, "approved"),
    listAudit(db, { kind: "job", id: jobId }),
    listDecisionsOfJob(db, jobId),
    listSanctionsOf(db, { jobId }),
  ]);
  return {
    content: approved && {
      title: approved.content.title,
      text: approved.content.bodyText.slice(0, 6_000),
      apply: approved.content.apply,
    },
    sanctions,
    // Those without words stand in the history.
    decisions: decisions.flatMap(({ decision, reason, created_at: at, moderator }) =>
      reason ? [{ decision, reason, at, moderator }] : [],
    ),
    history: audit.flatMap(({ id, at, action }) => {
      const words = historyWords(action);
      return words ? [{ id, at, words }] : [];
    }),
  };
}

export type CasePage = NonNullable<Awaited<ReturnType<typeof showCase>>>;
