import type { ReactNode } from "react";
import { feedFormats } from "~/jobs/import/feed-formats.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { countOf, formatMoment, formatNumber } from "~/ui/format.ts";
import { Mark, type MarkKind } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { WorkProgress } from "~/ui/work-progress.tsx";
import {
  outcomeLabels,
  outcomes,
  type ImportOutcome,
  type ImportRow,
  type ImportRun,
  type ImportSource,
} from "../import.ts";

type Shown = { source: ImportSource; run: ImportRun; now: Date };

/** Whether a run is still at work. */
export const isRunning = (run: ImportRun | null) => run?.state === "waiting" || run?.state === "importing";

/** A run in few words: `12 new drafts, 3 left alone`. */
export function runWords(run: ImportRun): string {
  if (run.state === "waiting") return "Waiting to be read";
  if (run.state === "importing") return `${formatNumber(run.done)} of ${countOf(run.total, "row")} done`;
  if (run.state === "same") return "Nothing changed at the source";
  if (run.state === "refused") return "Refused";
  const words = outcomes
    .filter((outcome) => run.counts[outcome] > 0)
    .map((outcome) => `${formatNumber(run.counts[outcome])} ${outcomeWords[outcome](run.counts[outcome])}`);
  return words.join(", ") || "No rows";
}

const outcomeWords: Record<ImportOutcome, (count: number) => string> = {
  made: (count) => (count === 1 ? "new draft" : "new drafts"),
  updated: () => "updated",
  unchanged: () => "unchanged",
  left_alone: () => "left alone",
  refused: () => "refused",
  gone: () => "no longer in the feed",
};

/** How a run stands: its progress while it works, what came of it afterwards. */
export function RunState({ source, run, now }: Shown) {
  const began = (
    <>
      {run.cause === "upload" ? "Uploaded" : run.cause === "schedule" ? "Fetched by schedule" : "Fetched"}{" "}
      <Time at={run.at} now={now}>
        {formatMoment(run.at, now)}
      </Time>
      {run.cause === "upload" && run.origin ? `: ${run.origin}` : null}
      {run.format ? `, read as ${feedFormats[run.format]}` : null}
    </>
  );
  return (
    <>
      <p className="quiet small importrun">{began}</p>
      {isRunning(run) ? (
        <div role="status">
          <WorkProgress
            label={
              run.state === "waiting" ? "Reading the file" : `${formatNumber(run.done)} of ${countOf(run.total, "row")}`
            }
            done={run.done}
            total={run.total}
          />
          <noscript>
            <meta httpEquiv="refresh" content="3" />
            <p>
              <a href={paths.import(source.employerId, source.id)}>Look again</a>
            </p>
          </noscript>
        </div>
      ) : run.state === "refused" ? (
        <Note kind="error" title="Nothing was imported">
          {run.reason}
        </Note>
      ) : (
        <p className="importrun">
          <b>{runWords(run)}</b>
        </p>
      )}
      {run.state !== "refused" && run.reason ? (
        <Note kind="warn" title="Not the whole file was read">
          {run.reason} What is missing is not taken for gone.
        </Note>
      ) : null}
    </>
  );
}

/** The outcomes to choose from, with their counts. */
export function OutcomeTabs({
  source,
  run,
  chosen,
  newest,
}: Omit<Shown, "now"> & { chosen?: ImportOutcome; newest: boolean }) {
  const at = newest ? {} : { run: run.id };
  const all = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const tab = (to: string, label: string, count: number, current: boolean): ReactNode => (
    <PageLink key={to} to={to} className="chip" aria-current={current ? "page" : undefined}>
      {label} <b>{formatNumber(count)}</b>
    </PageLink>
  );
  return (
    <nav className="tabs importtabs" aria-label="Outcome">
      {tab(paths.import(source.employerId, source.id, at), "All rows", all, !chosen)}
      {outcomes
        .filter((outcome) => run.counts[outcome] > 0 || outcome === chosen)
        .map((outcome) =>
          tab(
            paths.import(source.employerId, source.id, { ...at, outcome }),
            outcomeLabels[outcome],
            run.counts[outcome],
            outcome === chosen,
          ),
        )}
    </nav>
  );
}

const marks: Record<ImportOutcome, MarkKind> = {
  made: "ok",
  updated: "ok",
  unchanged: "fact",
  left_alone: "fact",
  refused: "bad",
  gone: "missing",
};

/** The rows of a report with what became of each, and why. */
export function RowList({ rows }: { rows: readonly ImportRow[] }) {
  return (
    <ol className="importrows">
      {rows.map((row) => (
        <li key={row.number}>
          <p className="importrow-mark">
            <Mark kind={marks[row.outcome]}>{outcomeLabels[row.outcome]}</Mark>
            {row.outcome === "gone" ? null : <span className="quiet small">Row {formatNumber(row.number)}</span>}
          </p>
          <div>
            <p>
              {row.jobId ? (
                <PageLink to={row.jobState === "draft" ? paths.editJob(row.jobId) : paths.deskJob(row.jobId)}>
                  {row.title || "The job"}
                </PageLink>
              ) : (
                <b>{row.title || "Without a title"}</b>
              )}
              {row.jobState && row.jobState !== "draft" ? (
                <span className="quiet small"> {jobStateLabels[row.jobState]}</span>
              ) : null}
            </p>
            {row.reason ? (
              <p className="small">
                {sentence(row.reason)}
                {row.by ? `, by ${row.by}` : null}
              </p>
            ) : null}
            {row.changes.length ? <Changes row={row} /> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What the source says differently from what was taken of it before. */
function Changes({ row }: { row: ImportRow }) {
  const said = row.outcome === "left_alone" ? "What the source says differently now" : "What changed";
  return (
    <details className="small">
      <summary>
        {said}
        <span className="vh">: {row.title}</span>
      </summary>
      <dl className="kv">
        {row.changes.map(({ label, was, now }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {was ? <del>{was}</del> : <span className="quiet">not stated before</span>}{" "}
              {now ? <ins>{now}</ins> : <span className="quiet">no longer stated</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Earlier runs, and the way on in a long report. */
export function RunList({
  source,
  runs,
  shown,
  now,
}: {
  source: ImportSource;
  runs: readonly ImportRun[];
  shown: string;
  now: Date;
}) {
  return (
    <ul className="people">
      {runs.map((run) => (
        <li key={run.id}>
          <p className="who">
            <b>
              <Time at={run.at} now={now}>
                {formatMoment(run.at, now)}
              </Time>
            </b>
            <span>{run.state === "refused" ? `Refused: ${run.reason}` : runWords(run)}</span>
          </p>
          {run.id === shown ? (
            <span className="quiet small">Shown above</span>
          ) : (
            <ButtonLink to={paths.import(source.employerId, source.id, { run: run.id })}>
              Report<span className="vh"> of {formatMoment(run.at, now)}</span>
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  );
}
