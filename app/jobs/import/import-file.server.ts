import { createHash } from "node:crypto";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { countRow, newFigures, type ImportFigures } from "./import-figures.ts";
import { importJob, type ImportOutcome, type Publication } from "./import-job.server.ts";
import { mapPosting } from "./map-posting.server.ts";
import { readFile } from "./read-file.server.ts";
import { oneLine } from "./source-posting.ts";

export type ImportReport = {
  counts: Record<ImportOutcome["outcome"], number>;
  figures: ImportFigures;
};

/**
 * Imports every posting of a file, each in its own transaction, so that a crash in the middle loses nothing: running it
 * again goes on. `anyWork` takes
 * other trades too (`mapPosting`). `onRow` gets a line for every row, `onProgress` one that says how far it is and how long it will take.
 * @throws ImportFileError when the file as a whole cannot be read, and what the database throws.
 */
export async function importFile(
  db: Db,
  path: string,
  publish: Publication | null,
  {
    anyWork = false,
    onRow,
    onProgress,
  }: { anyWork?: boolean; onRow?: (line: string) => void; onProgress?: (line: string) => void } = {},
): Promise<ImportReport> {
  const report: ImportReport = { counts: { taken: 0, updated: 0, unchanged: 0, refused: 0 }, figures: newFigures() };
  /** Sixteen bytes a posting: a file that names one twice would change it back and forth at every run. */
  const seen = new Map<string, number>();
  let bytes = { read: 0, total: 1 };
  const started = performance.now();
  let shown = 0;

  for await (const row of readFile(path, (read, total) => (bytes = { read, total }))) {
    const tell = (outcome: ImportOutcome, title: string, notes: readonly string[] = []) => {
      report.counts[outcome.outcome]++;
      const why =
        outcome.outcome === "refused" ? outcome.reason : "what" in outcome ? [outcome.what, ...notes].join("; ") : "";
      onRow?.(
        `row ${row.row}: ${outcome.outcome}${title && ` ${JSON.stringify(oneLine(title, 100))}`}${why && ` (${oneLine(why, 500)})`}`,
      );
    };
    if ("refused" in row) {
      tell({ outcome: "refused", reason: row.refused }, "");
      continue;
    }
    const { posting } = row;
    const mapped = mapPosting(posting, now(), anyWork);
    const refused = "refused" in mapped;
    countRow(report.figures, row.row, posting, refused ? null : mapped.content);
    if (refused) tell({ outcome: "refused", reason: mapped.refused }, posting.title);
    else {
      const key = createHash("sha256").update(mapped.sourceKey).digest("base64").slice(0, 22);
      const earlier = seen.get(key);
      seen.set(key, earlier ?? row.row);
      if (earlier !== undefined)
        tell({ outcome: "refused", reason: `the same posting stands in row ${earlier}` }, posting.title);
      else tell(await importJob(db, mapped, publish), posting.title, mapped.notes);
    }
    if (onProgress && performance.now() - shown > 200) {
      shown = performance.now();
      const part = Math.max(0.001, bytes.read / bytes.total);
      const left = Math.ceil(((shown - started) / 1_000) * (1 / part - 1));
      onProgress(`row ${row.row}, ${Math.floor(part * 100)} % of the file read, about ${left} s left`);
    }
  }
  return report;
}
