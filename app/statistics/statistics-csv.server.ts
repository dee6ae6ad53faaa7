import { toSpreadsheet } from "~/platform/files/spreadsheet.server.ts";
import { dateOfDay } from "./days.ts";
import { sourceWords, type Source } from "./source.ts";
import type { Counts } from "./statistics.ts";

type Row = { day: number; jobId: string; title: string | null };

const HEAD = ["Day (UTC)", "Job", "Job number", "Source", "Views", "Clicks out", "Applications"];

/**
 * The counts as a spreadsheet: a line for each day, job and source with anything to tell. Applications whose
 * source is not known have a line of their own, so that the column sums up to all of them.
 * @param applied all applications by day and job
 */
export function statisticsCsv(
  counted: readonly (Row & Counts & { source: string })[],
  applied: readonly (Row & { applies: number })[],
): string {
  const known = new Map<string, number>();
  const lines = counted.map((row) => {
    const key = `${row.day} ${row.jobId}`;
    known.set(key, (known.get(key) ?? 0) + row.applies);
    return { ...row, source: sourceWords[row.source as Source] ?? row.source };
  });
  for (const row of applied) {
    const rest = row.applies - (known.get(`${row.day} ${row.jobId}`) ?? 0);
    if (rest > 0) lines.push({ ...row, source: "Not known", views: 0, clicks: 0, applies: rest });
  }
  lines.sort((one, other) => one.day - other.day || (one.jobId < other.jobId ? -1 : one.jobId > other.jobId ? 1 : 0));
  const cells = lines.map(({ day, title, jobId, source, views, clicks, applies }) => [
    dateOfDay(day).toISOString().slice(0, 10),
    title ?? "",
    jobId,
    source,
    String(views),
    String(clicks),
    String(applies),
  ]);
  return toSpreadsheet([HEAD, ...cells]);
}
