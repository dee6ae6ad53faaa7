/** Figures of the bench as text: two or three digits that mean something, thousands with commas. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString("en-US");
  return size >= 10 ? value.toFixed(1) : size >= 0.1 ? value.toFixed(2) : value.toPrecision(2);
}

/** A row: what was measured, and a cell for each column; null where nothing was measured. */
export type Row = { name: string; cells: (string | null)[]; expected?: string };
export type Section = { title: string; rows: Row[] };

/**
 * One table in Markdown whose columns also line up in a terminal: a line for each section, then its rows. The first
 * column names the row, the last says what was expected.
 */
export function formatTable(columns: readonly string[], sections: readonly Section[]): string {
  const lines = [
    ["", ...columns, "expected"],
    ...sections.flatMap(({ title, rows }) => [
      [`**${title}**`, ...columns.map(() => ""), ""],
      ...rows.map(({ name, cells, expected }) => [
        name,
        ...columns.map((_, at) => cells[at] ?? (cells.length > at ? "–" : "")),
        expected ?? "",
      ]),
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(3, ...lines.map((line) => line[column]!.length)));
  const last = widths.length - 1;
  const say = (line: string[]) =>
    `| ${line.map((cell, at) => (at === 0 || at === last ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(" | ")} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 || at === last ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [say(lines[0]!), rule, ...lines.slice(1).map(say)].join("\n");
}
