import { Link } from "@remix-run/react";
import { jobStateLabels, type JobState } from "~/jobs/job.ts";
import type { JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { DataTable } from "~/ui/data.tsx";
import { formatNumber } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { formatRate, formatShare } from "../statistics-words.ts";
import { conversion, ENOUGH_JOBS, type AgainstSimilar, type Counts, type Span } from "../statistics.ts";

type Line = Counts & { id: JobId; title: string; state: JobState; against: AgainstSimilar | undefined };

/** An organization's jobs, those that were seen the most first, each against the median of jobs like it. */
export function JobsTable({ jobs, more, span }: { jobs: readonly Line[]; more: boolean; span: Span }) {
  return (
    <Section title="By job">
      <div className="jobcounts">
        <DataTable
          caption="Counts by job"
          captionHidden
          rowHeaders
          scrolls
          columns={[
            { key: "job", label: "Job" },
            { key: "views", label: "Views", numeric: true },
            { key: "clicks", label: "Clicks out", numeric: true },
            { key: "applies", label: "Applications", numeric: true },
            { key: "share", label: "Went on", numeric: true },
            { key: "own", label: "Views a day", numeric: true },
            { key: "median", label: "Similar jobs’", numeric: true },
          ]}
          rows={jobs.map(({ id, title, state, against, ...counts }) => ({
            key: id,
            cells: [
              <span key="job">
                <Link to={paths.jobStatistics(id, span)}>{title}</Link>{" "}
                <span className="quiet">{jobStateLabels[state]}</span>
              </span>,
              formatNumber(counts.views),
              formatNumber(counts.clicks),
              formatNumber(counts.applies),
              formatShare(conversion(counts)),
              against ? formatRate(against.own) : "–",
              against && against.median !== null ? formatRate(against.median) : "–",
            ],
          }))}
        />
      </div>
      <p className="small quiet">
        The last column is the median of similar jobs&apos; views a day; a dash where fewer than {ENOUGH_JOBS} are
        similar.
        {more ? " Only the jobs that were seen the most stand here; the file has all." : ""}
      </p>
    </Section>
  );
}
