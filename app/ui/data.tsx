import { type ReactNode } from "react";
import { classNames } from "./class-names";
import { formatAge, formatAgo, formatFullMoment, formatMoment, type Moment } from "./format";

/** A moment with its full date as title; the words shown are `children`, or how long ago it is. */
export function Time({
  at,
  now,
  fine = false,
  children,
}: {
  at: Moment;
  now: Moment;
  fine?: boolean;
  children?: ReactNode;
}) {
  const iso = typeof at === "string" ? at : at.toISOString();
  return (
    <time dateTime={iso} title={formatFullMoment(at)}>
      {children ?? (fine ? formatAgo(at, now) : formatAge(at, now))}
    </time>
  );
}

export interface Column {
  key: string;
  label: ReactNode;
  /** Figures stand at the right in the monospaced face. */
  numeric?: boolean;
}

export interface Row {
  key: string;
  /** One cell a column, in the columns' order; the first names the row when the table says so. */
  cells: readonly ReactNode[];
}

export interface DataTableProps {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column[];
  rows: readonly Row[];
  /** The first cell of each row is its header. */
  rowHeaders?: boolean;
  /** Said instead of an empty body. */
  empty?: ReactNode;
  /** Leaves the column heads to screen readers. */
  headHidden?: boolean;
  /** For many columns: the table scrolls sideways in a box of its own, which the keyboard can reach. */
  scrolls?: boolean;
}

/** A table with its caption, its column heads and, when it is empty, a sentence instead of nothing. */
export function DataTable({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowHeaders = false,
  empty = "Nothing yet.",
  headHidden = false,
  scrolls = false,
}: DataTableProps) {
  const table = (
    <table className="tbl">
      <caption className={captionHidden ? "vh" : undefined}>{caption}</caption>
      <thead className={headHidden ? "vh" : undefined}>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.numeric ? "num" : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, index) => {
              const column = columns[index];
              const className = column?.numeric ? "num" : undefined;
              const key = column?.key ?? index;
              return rowHeaders && index === 0 ? (
                <th key={key} scope="row" className={className}>
                  {cell}
                </th>
              ) : (
                <td key={key} className={className}>
                  {cell}
                </td>
              );
            })}
          </tr>
        ))}
        {rows.length === 0 ? (
          <tr>
            <td colSpan={columns.length} className="quiet">
              {empty}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
  if (!scrolls) return table;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="tbl-wrap" role="region" aria-label={caption} tabIndex={0}>
      {table}
    </div>
  );
}

export interface Definition {
  term: string;
  /** Null or undefined is said as “Not stated”. */
  value?: ReactNode;
}

/** Names and values: `page` as on the job page, `box` narrow with the values at the right. */
export function DefinitionList({
  items,
  look = "page",
  notStated = "Not stated",
}: {
  items: readonly Definition[];
  look?: "page" | "box";
  notStated?: string;
}) {
  return (
    <dl className={look === "page" ? "work" : "kv"}>
      {items.flatMap(({ term, value }) => [
        <dt key={`${term}-term`}>{term}</dt>,
        <dd key={`${term}-value`}>{value ?? <span className="quiet">{notStated}</span>}</dd>,
      ])}
    </dl>
  );
}

export interface TimelineEntry {
  key: string;
  at: Moment;
  title: ReactNode;
  detail?: ReactNode;
}

/** What happened and when, oldest first; the last entry is how it stands. */
export function Timeline({ entries, now, label }: { entries: readonly TimelineEntry[]; now: Moment; label: string }) {
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry, index) => {
        const last = index === entries.length - 1;
        return (
          <li key={entry.key} className={classNames(last && "now")} aria-current={last ? "step" : undefined}>
            <b>{entry.title}</b>
            <Time at={entry.at} now={now}>
              {formatMoment(entry.at, now)}
            </Time>
            {entry.detail ? <p>{entry.detail}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}
