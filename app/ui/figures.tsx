import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { countOf, formatList, formatMoney } from "./format";
import { span } from "./range-bar";
import { niceScale, percent, positionOn } from "./scale";

export interface PayFigureProps {
  /** US cents in the pay's own unit. */
  low: number;
  high: number;
  /** `an hour`, `a year`, `a chart`. */
  unit: string;
  /** What similar jobs pay, in the same unit: the median, the middle half and how many jobs stand behind them. */
  similar?: { median: number; lowerQuartile: number; upperQuartile: number; jobs: number };
  caption?: ReactNode;
  /** The figure's data as CSV. */
  csvHref?: string;
}

function anchorAt(position: number): "start" | "middle" | "end" {
  if (position < 12) return "start";
  return position > 88 ? "end" : "middle";
}

/** The job page's pay against similar jobs; with no similar jobs known, the range alone on a plain scale. */
export function PayFigure({ low, high, unit, similar, caption, csvHref }: PayFigureProps) {
  const known = similar ? [similar.median, similar.lowerQuartile, similar.upperQuartile] : [];
  const scale = niceScale([low, high, ...known]);
  const cents = (value: number) => formatMoney(value, { cents: scale.max >= 100_000 ? "needed" : "always" });
  const median = similar ? positionOn(scale, similar.median) : 0;
  const top = similar ? 0 : 20;
  const tickCents = scale.ticks.some((tick) => tick % 100 !== 0) ? "always" : "needed";
  const pays = low === high ? cents(low) : `${cents(low)} to ${cents(high)}`;
  const compared = similar
    ? ` The median of ${countOf(similar.jobs, "similar job")} is ${cents(similar.median)}; the middle half lie between ${cents(similar.lowerQuartile)} and ${cents(similar.upperQuartile)}.`
    : "";
  const label = `This job pays ${pays} ${unit}.${compared}`;
  return (
    <figure className={classNames("payfig", !similar && "payfig--plain")}>
      <svg role="img" aria-label={label}>
        {similar ? (
          <rect
            className="iqr"
            {...span(scale, similar.lowerQuartile, similar.upperQuartile)}
            y="20"
            height="28"
            rx="2"
          />
        ) : null}
        <rect className="span" {...span(scale, low, high)} y={28 - top} height="12" rx="2" />
        {similar ? (
          <>
            <line className="med" x1={percent(median)} x2={percent(median)} y1="16" y2="52" />
            <text className="t-ink" x={percent(median)} y="11" textAnchor={anchorAt(median)}>
              median {cents(similar.median)}
            </text>
          </>
        ) : null}
        <line className="axisline" x1="0" x2="100%" y1={56.5 - top} y2={56.5 - top} />
        {scale.ticks.map((tick, index) => {
          const last = index === scale.ticks.length - 1;
          return (
            <text
              key={tick}
              x={percent(positionOn(scale, tick))}
              y={72 - top}
              textAnchor={index === 0 ? "start" : last ? "end" : "middle"}
            >
              {formatMoney(tick, { cents: tickCents })}
            </text>
          );
        })}
      </svg>
      <figcaption>
        {caption ??
          (similar
            ? `This job (bar) against ${countOf(similar.jobs, "similar job")}. Pale band: the middle half.`
            : "Too few similar jobs to compare with yet.")}
        {csvHref ? (
          <>
            {" "}
            <Link to={csvHref} reloadDocument>
              Data as CSV
            </Link>
          </>
        ) : null}
      </figcaption>
    </figure>
  );
}

export interface StateTile {
  /** Two letters. */
  code: string;
  name: string;
  open: boolean;
  /** Where the seeker lives. */
  home?: boolean;
}

/** `38 states are open, shown solid, among them yours, Ohio (ringed).` */
export function stateSentence(states: readonly StateTile[]): string {
  const open = states.filter((state) => state.open);
  const home = states.find((state) => state.home);
  const yours = home
    ? home.open
      ? `, among them yours, ${home.name} (ringed)`
      : `; yours, ${home.name} (ringed), is not`
    : "";
  if (open.length === states.length) return `All ${states.length} are open${yours}.`;
  if (open.length === 0) return `No state is open${home ? `, yours, ${home.name} (ringed), neither` : ""}.`;
  return `${open.length === 1 ? "1 state is" : `${open.length} states are`} open, shown solid${yours}.`;
}

/**
 * States as a tile map with its text beside it: the map is one picture to a screen reader, the sentence and the list
 * by name say the same in words. Every state of the map has to be given, open or not.
 */
export function StateMap({ states, children }: { states: readonly StateTile[]; children?: ReactNode }) {
  const open = states.filter((state) => state.open);
  const shut = states.filter((state) => !state.open);
  return (
    <div className="us-row">
      <div className="us" role="img" aria-label={`States on a map: ${open.length} open, ${shut.length} not`}>
        {states.map((state) => (
          <span
            key={state.code}
            className={classNames(`st-${state.code.toLowerCase()}`, !state.open && "no", state.home && "home")}
            title={`${state.name}: ${state.open ? "open" : "not open"}`}
          >
            {state.code}
          </span>
        ))}
      </div>
      <div className="key">
        <p>
          <b>{stateSentence(states)}</b>
        </p>
        {shut.length > 0 && shut.length <= open.length ? (
          <p className="quiet">Not open, shown as outlines: {formatList(shut.map((state) => state.code))}.</p>
        ) : null}
        {open.length > 0 && open.length < shut.length ? (
          <p className="quiet">Open: {formatList(open.map((state) => state.name))}.</p>
        ) : null}
        {children}
        <details className="us-list">
          <summary>The states by name</summary>
          <dl>
            <dt>Open</dt>
            <dd>{formatList(open.map((state) => state.name)) || "None"}</dd>
            <dt>Not open</dt>
            <dd>{formatList(shut.map((state) => state.name)) || "None"}</dd>
          </dl>
        </details>
      </div>
    </div>
  );
}

/** Time that runs out, as a thin bar under the words that say it. `left` is the share left, 0 to 1. */
export function DrainBar({ left }: { left: number }) {
  const share = Math.min(1, Math.max(0, left)) * 100;
  return (
    <svg className="drain" aria-hidden="true">
      <rect width="100%" height="4" rx="2" />
      <rect width={percent(share)} height="4" rx="2" />
    </svg>
  );
}
