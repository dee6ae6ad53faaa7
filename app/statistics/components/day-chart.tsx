import { useId } from "react";
import { countOf, formatDate, formatNumber } from "~/ui/format.ts";
import { percent } from "~/ui/scale.ts";
import { dateOfDay } from "../days.ts";
import { formatRate } from "../statistics-words.ts";

/** Pixels from the chart's top to its first line, and of what stands between that and the axis. */
const TOP = 16;
const HEIGHT = 80;
/** So many days get a label of their own; of more, the first, the middle and the last. */
const FEW = 3;

export interface DayChartProps {
  /** `Views`. */
  title: string;
  /** `view`, for the words beside the picture. */
  noun: string;
  values: readonly { day: number; count: number }[];
  /** The median of similar jobs, a day, and of how many. */
  similar?: { median: number; jobs: number };
  /** The last of the days, if it is not over. */
  today?: number;
}

/** The lowest round number of at least `count`, so that its half is whole too where there is one: 1, 2, 4, 10, 20, 40 … */
export function roundTop(count: number): number {
  for (let magnitude = 1; ; magnitude *= 10)
    for (const factor of [1, 2, 4, 6, 8]) if (factor * magnitude >= count) return factor * magnitude;
}

/** Counts by day as bars, with the same in words for who does not see them. The table of the page has every figure. */
export function DayChart({ title, noun, values, similar, today }: DayChartProps) {
  const id = useId();
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const most = values.reduce((one, other) => (other.count > one.count ? other : one), { day: 0, count: 0 });
  const top = roundTop(Math.max(1, most.count, Math.ceil(similar?.median ?? 0)));
  const band = 100 / Math.max(1, values.length);
  const y = (count: number) => TOP + HEIGHT * (1 - count / top);
  const date = (day: number) => formatDate(dateOfDay(day), dateOfDay(values.at(-1)?.day ?? 0));
  const last = values.length - 1;
  const labelled = values.length <= FEW ? values.map((_, at) => at) : [0, last >> 1, last];
  const peak = most.count > 0 ? `, at most ${formatNumber(most.count)} on ${date(most.day)}` : "";
  const first = values[0];
  const words = first ? `${countOf(total, noun)} from ${date(first.day)} to ${date(values[last]!.day)}${peak}.` : "";
  const median = similar && `Median of ${formatNumber(similar.jobs)} similar jobs: ${formatRate(similar.median)} a day`;
  return (
    <figure className="daychart">
      <figcaption>
        <b>{title}</b> <span className="figure">{formatNumber(total)}</span>
        {median ? <span className="daychart-median">{median}</span> : null}
      </figcaption>
      <svg role="img" aria-labelledby={`${id}-title ${id}-words`}>
        <title id={`${id}-title`}>{`${title} by day`}</title>
        <desc id={`${id}-words`}>{`${words}${median ? ` ${median}.` : ""}`}</desc>
        {[top, top / 2].filter(Number.isInteger).map((tick) => (
          <g key={tick}>
            <line className="tick" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
            <text x="0" y={y(tick) - 4}>
              {formatNumber(tick)}
            </text>
          </g>
        ))}
        {values.map(({ day, count }, at) =>
          count > 0 ? (
            <rect
              key={day}
              className={day === today ? "day day--open" : "day"}
              x={percent(at * band + band * 0.12)}
              width={percent(band * 0.76)}
              y={Math.round(y(count) * 10) / 10}
              height={Math.round((TOP + HEIGHT - y(count)) * 10) / 10}
            />
          ) : null,
        )}
        {similar ? <line className="med" x1="0" x2="100%" y1={y(similar.median)} y2={y(similar.median)} /> : null}
        <line className="axisline" x1="0" x2="100%" y1={TOP + HEIGHT + 0.5} y2={TOP + HEIGHT + 0.5} />
        {labelled.map((at) => (
          <text
            key={at}
            x={percent(at === 0 ? 0 : at === last ? 100 : at * band + band / 2)}
            y={TOP + HEIGHT + 18}
            textAnchor={at === 0 ? "start" : at === last ? "end" : "middle"}
          >
            {date(values[at]!.day)}
          </text>
        ))}
      </svg>
    </figure>
  );
}
