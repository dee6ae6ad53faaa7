import { useId } from "react";
import { DataTable } from "~/ui/data.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { percent } from "~/ui/scale.ts";
import { LEAST, monthWords, PROMISE_DAYS, waitWords, type MonthFigures, type PublicFigures } from "../figures.ts";

const HEIGHT = 80;
const TOP = 16;

/** A figure, or why there is none. */
export function Figure({ term, value }: { term: string; value: string | null }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value ?? "No data yet"}</dd>
    </div>
  );
}

/** How long a decision takes. */
export function Waits({ waiting }: Pick<PublicFigures, "waiting">) {
  if (!waiting) return <p>No data yet: fewer than {LEAST} decisions know when they were asked for.</p>;
  return (
    <>
      <dl className="totals">
        <Figure term="Half are decided within" value={waitWords(waiting.medianHours)} />
        <Figure term="Nine of ten are decided within" value={waitWords(waiting.ninetiethHours)} />
        <Figure
          term={`Are decided within the ${PROMISE_DAYS} days that we promise`}
          value={`${waiting.withinPromise} %`}
        />
      </dl>
      <p>From {countOf(waiting.cases, "decision")} of the last twelve months.</p>
    </>
  );
}

/** The decisions by month, as bars and as a table. */
export function DecisionsByMonth({ months, csv }: { months: readonly MonthFigures[]; csv: string }) {
  const id = useId();
  if (months.length === 0) return <p>No data yet: nothing was decided in the last twelve months.</p>;
  const top = Math.max(LEAST, ...months.map(({ all }) => all ?? 0));
  const band = 100 / months.length;
  const last = months.at(-1)!.month;
  return (
    <>
      <figure className="daychart">
        <figcaption>
          <b>Decisions</b>
        </figcaption>
        <svg role="img" aria-labelledby={`${id}-title`}>
          <title id={`${id}-title`}>
            {`Decisions by month from ${monthWords(months[0]!.month)} to ${monthWords(last)}; the table below has each figure`}
          </title>
          <line className="tick" x1="0" x2="100%" y1={TOP} y2={TOP} />
          <text x="0" y={TOP - 4}>
            {formatNumber(top)}
          </text>
          {months.map(({ month, all }, at) =>
            all ? (
              <rect
                key={month}
                className={month === last ? "day day--open" : "day"}
                x={percent(at * band + band * 0.12)}
                width={percent(band * 0.76)}
                y={TOP + HEIGHT * (1 - all / top)}
                height={(HEIGHT * all) / top}
              />
            ) : null,
          )}
          <line className="axisline" x1="0" x2="100%" y1={TOP + HEIGHT + 0.5} y2={TOP + HEIGHT + 0.5} />
          <text x="0" y={TOP + HEIGHT + 18}>
            {monthWords(months[0]!.month)}
          </text>
          <text x="100%" y={TOP + HEIGHT + 18} textAnchor="end">
            {monthWords(last)}, so far
          </text>
        </svg>
      </figure>
      <DataTable
        caption="Decisions by month"
        captionHidden
        scrolls
        rowHeaders
        columns={[
          { key: "month", label: "Month" },
          { key: "approve", label: "Approved", numeric: true },
          { key: "changes", label: "Changes asked for", numeric: true },
          { key: "reject", label: "Rejected", numeric: true },
          { key: "all", label: "All", numeric: true },
        ]}
        rows={months.map((row) => ({
          key: row.month,
          cells: [
            monthWords(row.month),
            ...[row.approve, row.request_changes, row.reject, row.all].map((count) =>
              count === null ? `under ${LEAST}` : formatNumber(count),
            ),
          ],
        }))}
      />
      <p className="small">
        <a href={csv} download>
          These figures as a spreadsheet (CSV)
        </a>
      </p>
    </>
  );
}

/** What came of what people reported. */
export function Reports({ reports }: Pick<PublicFigures, "reports">) {
  if (!reports)
    return (
      <p>
        No data yet: fewer than {LEAST} reports were decided, or fewer than {LEAST} upheld.
      </p>
    );
  return (
    <>
      <dl className="totals">
        <Figure term="Reports received" value={formatNumber(reports.received)} />
        <Figure
          term="Of the cases decided were upheld"
          value={`${Math.floor((100 * reports.upheld) / reports.decided)} %`}
        />
        <Figure term="Half are decided within" value={waitWords(reports.medianHours)} />
      </dl>
      <p>From {countOf(reports.decided, "case")} of the last twelve months; several reports may be one case.</p>
    </>
  );
}

/** How employers answer those who apply. */
export function ReplyRates({ replies }: Pick<PublicFigures, "replies">) {
  if (!replies) return <p>No data yet: fewer than {LEAST} employers have enough applications to say.</p>;
  return (
    <>
      <dl className="totals">
        <Figure
          term="Of all applications were answered"
          value={`${Math.floor((100 * replies.answered) / replies.applications)} %`}
        />
        <Figure term="Are answered by the employer in the middle" value={`${replies.medianPercent} %`} />
      </dl>
      <p>
        From {countOf(replies.applications, "application")} to {countOf(replies.employers, "employer")} in a year, each
        at least two weeks old. An answer is an interview, an offer, a hire or a no; that somebody has read it is none.
      </p>
    </>
  );
}

/** How many jobs are kept out of the lists since they may be gone. */
export function Freshness({ figures }: { figures: Pick<PublicFigures, "unconfirmed" | "deadLinks"> }) {
  const words = (count: number | null) => (count === null ? `Under ${LEAST}` : formatNumber(count));
  return (
    <dl className="totals">
      <Figure term="Jobs out of the lists today, since nobody confirmed them" value={words(figures.unconfirmed)} />
      <Figure term="Jobs whose apply address was found gone, in twelve months" value={words(figures.deadLinks)} />
    </dl>
  );
}
