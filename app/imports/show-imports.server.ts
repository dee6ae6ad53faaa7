import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId, ImportRunId, ImportSourceId } from "~/platform/ids.ts";
import { KEPT_RUNS, type By, type ImportOutcome, type ImportRow, type ImportRun, type ImportSource } from "./import.ts";
import { findSource, listLastRuns, listRuns, listSources, runOf, sourceOf } from "./import.queries.server.ts";
import { listRows } from "./row.queries.server.ts";

/** Rows of a page of a report. */
const PAGE = 50;

export type ImportsPage = {
  employer: { id: EmployerId; name: string; verified: boolean };
  imports: { source: ImportSource; last: ImportRun | null }[];
};

/** The imports of an organization with their newest runs, for its member; undefined for anybody else. */
export async function listImports(db: Db, { accountId, employerId }: By): Promise<ImportsPage | undefined> {
  const employer = await findEmployerForMember(db, accountId, employerId);
  if (!employer) return undefined;
  const sources = await listSources(db, employerId);
  const last = await listLastRuns(
    db,
    sources.map(({ id }) => id),
  );
  return {
    employer: { id: employer.id, name: employer.name, verified: employer.verification !== "unverified" },
    imports: sources.map((row) => {
      const run = last.get(row.id);
      return { source: sourceOf(row), last: run ? runOf(run) : null };
    }),
  };
}

export type ImportPage = {
  employer: ImportsPage["employer"];
  source: ImportSource;
  /** The run that is shown; none where the source was never read. */
  run: ImportRun | null;
  runs: ImportRun[];
  rows: ImportRow[];
  /** The number after which the next page begins, if there is one. */
  next: number | undefined;
};

/**
 * One import with a run (the newest unless `runId` says another) and a page of its report, for a member; undefined for
 * anybody else, and for a run that is not of this import or no longer kept.
 */
export async function showImport(
  db: Db,
  { accountId, employerId }: By,
  sourceId: ImportSourceId,
  at: { runId?: ImportRunId; outcome?: ImportOutcome; after?: number },
): Promise<ImportPage | undefined> {
  const employer = await findEmployerForMember(db, accountId, employerId);
  const source = employer && (await findSource(db, employerId, sourceId));
  if (!employer || !source) return undefined;
  const runs = (await listRuns(db, sourceId, KEPT_RUNS)).map(runOf);
  const run = at.runId ? runs.find(({ id }) => id === at.runId) : runs[0];
  if (at.runId && !run) return undefined;
  const rows = run ? await listRows(db, run.id, { outcome: at.outcome, after: at.after, limit: PAGE + 1 }) : [];
  return {
    employer: { id: employer.id, name: employer.name, verified: employer.verification !== "unverified" },
    source: sourceOf(source),
    run: run ?? null,
    runs,
    rows: rows.slice(0, PAGE),
    next: rows.length > PAGE ? rows[PAGE - 1]?.number : undefined,
  };
}
