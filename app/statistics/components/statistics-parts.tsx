import { DataTable, type Row } from "~/ui/data.tsx";
import { countOf, formatDate, formatNumber } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { percent } from "~/ui/scale.ts";
import { dateOfDay } from "../days.ts";
import { sourceWords } from "../source.ts";
import { formatRate, formatShare } from "../statistics-words.ts";
import {
  conversion,
  ENOUGH_JOBS,
  spanWords,
  type AgainstSimilar,
  type Comparison,
  type Span,
  type Statistics,
} from "../statistics.ts";
import { DayChart } from "./day-chart.tsx";

/** The choice of the stretch of time, as links. */
export function SpanChoice({ spans, chosen, to }: { spans: readonly Span[]; chosen: Span; to(span: Span): string }) {
  return (
    <nav className="tabs" aria-label="Stretch of time">
      {spans.map((span) => (
        <PageLink key={span} to={to(span)} className="chip" aria-current={span === chosen ? "page" : undefined}>
          {spanWords[span]}
        </PageLink>
      ))}
    </nav>
  );
}

/** What was counted: in all, by day and by source. */
export function CountsSections({ statistics, comparison }: { statistics: Statistics; comparison?: Comparison }) {
  const { total, days, range } = statistics;
  const answers = comparison?.responses.kind;
  const shown = {
    clicks: total.clicks > 0 || answers === "clicks",
    applies: total.applies > 0 || answers === "applies" || total.clicks === 0,
  };
  const median = ({ median, jobs }: AgainstSimilar) => (median === null ? undefined : { median, jobs });
  const of = (kind: "views" | "clicks" | "applies") => days.map((day) => ({ day: day.day, count: day[kind] }));
  const similar = (kind: "clicks" | "applies") => (answers === kind ? median(comparison!.responses) : undefined);
  return (
    <>
      <dl className="totals">
        <Total term="Views" value={formatNumber(total.views)} />
        {shown.clicks ? <Total term="Clicks out" value={formatNumber(total.clicks)} /> : null}
        {shown.applies ? <Total term="Applications" value={formatNumber(total.applies)} /> : null}
        <Total
          term={shown.clicks ? "Of the viewers went on to apply" : "Of the viewers applied"}
          value={formatShare(conversion(total))}
        />
      </dl>
      <Section title="By day">
        <DayChart
          title="Views"
          noun="view"
          values={of("views")}
          similar={comparison && median(comparison.views)}
          today={range.to}
        />
        {shown.clicks ? (
          <DayChart
            title="Clicks out"
            noun="click"
            values={of("clicks")}
            similar={similar("clicks")}
            today={range.to}
          />
        ) : null}
        {shown.applies ? (
          <DayChart
            title="Applications"
            noun="application"
            values={of("applies")}
            similar={similar("applies")}
            today={range.to}
          />
        ) : null}
        <DayTable statistics={statistics} shown={shown} />
      </Section>
      <Section title="Where they came from">
        <SourceTable statistics={statistics} shown={shown} />
      </Section>
    </>
  );
}

function Total({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

type Shown = { clicks: boolean; applies: boolean };

function columnsOf(first: { key: string; label: string }[], { clicks, applies }: Shown) {
  return [
    ...first,
    { key: "views", label: "Views", numeric: true },
    ...(clicks ? [{ key: "clicks", label: "Clicks out", numeric: true }] : []),
    ...(applies ? [{ key: "applies", label: "Applications", numeric: true }] : []),
  ];
}

function DayTable({ statistics: { days, range }, shown }: { statistics: Statistics; shown: Shown }) {
  return (
    <details className="day-table">
      <summary>The figures by day</summary>
      <DataTable
        caption="Counts by day, the latest first"
        captionHidden
        rowHeaders
        columns={columnsOf([{ key: "day", label: "Day (UTC)" }], shown)}
        rows={[...days].reverse().map(({ day, views, clicks, applies }) => ({
          key: String(day),
          cells: [
            formatDate(dateOfDay(day), dateOfDay(range.to)) + (day === range.to ? ", until now" : ""),
            formatNumber(views),
            ...(shown.clicks ? [formatNumber(clicks)] : []),
            ...(shown.applies ? [formatNumber(applies)] : []),
          ],
        }))}
      />
    </details>
  );
}

function SourceTable({
  statistics: { sources, total, appliesUnknown },
  shown,
}: {
  statistics: Statistics;
  shown: Shown;
}) {
  const most = Math.max(1, ...sources.map(({ views }) => views));
  const rows: Row[] = sources.map(({ source, views, clicks, applies }) => ({
    key: source,
    cells: [
      <span key="source" className="source">
        {sourceWords[source]} <span className="quiet">{formatShare(total.views ? views / total.views : null)}</span>
        <svg aria-hidden="true">
          <rect width={percent((views / most) * 100)} height="6" rx="2" />
        </svg>
      </span>,
      formatNumber(views),
      ...(shown.clicks ? [formatNumber(clicks)] : []),
      ...(shown.applies ? [formatNumber(applies)] : []),
    ],
  }));
  if (appliesUnknown > 0 && shown.applies)
    rows.push({
      key: "unknown",
      cells: ["Not known", "", ...(shown.clicks ? [""] : []), formatNumber(appliesUnknown)],
    });
  return (
    <DataTable
      caption="Where people came from"
      captionHidden
      rowHeaders
      columns={columnsOf([{ key: "source", label: "Source, and its share of the views" }], shown)}
      rows={rows}
      empty="Nobody has looked in this time."
    />
  );
}

/** A job's counts a day beside the median of similar jobs; where there is none, why. */
export function SimilarSection({ comparison }: { comparison: Comparison | undefined }) {
  const responses = comparison && (comparison.responses.kind === "clicks" ? "Clicks out a day" : "Applications a day");
  return (
    <Section title="Against similar jobs">
      {comparison && responses ? (
        <div className="against">
          <Against title="Views a day" {...comparison.views} />
          <Against title={responses} {...comparison.responses} />
        </div>
      ) : (
        <p>There is nothing to compare with: the job says no function, or the search is still starting.</p>
      )}
      <p className="small quiet">
        Similar are listed jobs of other employers with the same function and the same work mode, on site and hybrid
        ones in the same state. Counts are divided by the days of this time on which each job was posted.
      </p>
    </Section>
  );
}

function Against({ title, own, median, jobs }: AgainstSimilar & { title: string }) {
  if (median === null)
    return (
      <div>
        <p>
          <b>{title}</b>: {formatRate(own)}
        </p>
        <p className="small quiet">
          Too few similar jobs were posted in this time: {jobs || "none"}, and a median needs {ENOUGH_JOBS}.
        </p>
      </div>
    );
  const top = Math.max(own, median) || 1;
  const others = `Median of ${countOf(jobs, "similar job")}: ${formatRate(median)}`;
  return (
    <figure className="againstfig">
      <figcaption>
        <b>{title}</b>
      </figcaption>
      <svg role="img" aria-label={`${title}. This job: ${formatRate(own)}. ${others}.`}>
        <text x="0" y="12">
          This job: {formatRate(own)}
        </text>
        <rect className="own" y="18" width={percent((own / top) * 100)} height="10" rx="2" />
        <text x="0" y="46">
          {others}
        </text>
        <rect className="others" y="52" width={percent((median / top) * 100)} height="10" rx="2" />
      </svg>
    </figure>
  );
}

/** How it is counted, so that nobody has to guess. */
export function HowCounted() {
  return (
    <Section title="How this is counted">
      <div className="prose small">
        <p>
          A view is one person who looks at the job on one day: not robots, not pages that a browser fetches ahead, not
          our staff, and not members of your organization who are signed in. A click out leads to your own site or
          address. Applications are those that were sent here. Days are those of UTC; the last one is not over yet.
        </p>
        <p>
          The source is the page that the person came from on that day. People are told apart by a hash that names
          nobody, whose key changes every day and which is deleted when the day is over. Counts appear some seconds
          after the page was seen.
        </p>
      </div>
    </Section>
  );
}
