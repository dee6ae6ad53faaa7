import { formatMoney } from "./format";
import { HOURLY_PAY_SCALE, percent, positionOn, type Scale } from "./scale";

/** A bar is never thinner than this, in percent, so that a single amount can be seen. */
const THINNEST = 1.5;

/** Where a range lies on a scale, as attributes of a `rect`. */
export function span(scale: Scale, low: number, high: number) {
  const start = Math.min(positionOn(scale, low), 100 - THINNEST);
  return { x: percent(start), width: percent(Math.max(THINNEST, positionOn(scale, high) - start)) };
}

export interface RangeBarProps {
  /** US cents an hour, effective where pay is not hourly. */
  low: number;
  high: number;
  median?: number;
  /** True when the range is derived from yearly or per-chart pay. */
  effective?: boolean;
  scale?: Scale;
}

/** The range bar explained, over a list of cards. */
export function RangeLegend({ scale = HOURLY_PAY_SCALE, withMedian = true }: { scale?: Scale; withMedian?: boolean }) {
  return (
    <span className="mark">
      <svg className="range" aria-hidden="true">
        <rect className="track" y="5" width="100%" height="2" />
        <rect className="span" x="25%" y="3" width="50%" height="6" rx="1" />
        {withMedian ? <rect className="med" x="58%" y="0" width="2" height="12" /> : null}
      </svg>{" "}
      <span>
        pay from {formatMoney(scale.min)} to {formatMoney(scale.max)} an hour
        {withMedian ? ", upright line: median of similar jobs" : ""}
      </span>
    </span>
  );
}
