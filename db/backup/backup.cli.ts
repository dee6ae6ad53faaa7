/** `npm run backup [-- --out FILE]`: ends with 0; with 2 when it was saved with files missing; with 1 when it was not. */
import path from "node:path";
import { parseArgs } from "node:util";
import { env } from "~/platform/env.server.ts";
import { createLocalFileStore } from "~/platform/files/file-store.server.ts";
import type { AbsentFile } from "./backup-format.ts";
import { saveBackup } from "./save-backup.ts";
import { explain, progressOn, resolveFromHere, sizeText, UsageError } from "./terminal.ts";

const usage = "Usage: npm run backup [-- --out FILE]";

function readArguments(): { out?: string } {
  try {
    return parseArgs({ options: { out: { type: "string" } } }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

const SAID: Record<AbsentFile["why"], string> = {
  pending: "unfinished uploads have no file yet",
  deleted: "files were deleted while the backup ran, with their rows",
  missing: "FILES ARE MISSING: their rows are there",
  damaged: "FILES ARE DAMAGED: saved as they are",
};

/** At most so many ids are printed; the manifest has all. */
const PRINTED = 20;

async function run(): Promise<void> {
  const { out } = readArguments();
  const began = Date.now();
  const stamp = new Date(began).toISOString().replace(/[-:]|\.\d+/g, "");
  const { DATABASE_URL, DATA_DIR } = env();
  const file = out ? resolveFromHere(out) : path.join(DATA_DIR, "backups", `careercenter-${stamp}.tar.gz`);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      stop.abort();
      // A database that does not answer is not waited for.
      setTimeout(() => process.exit(1), 10_000).unref();
    });
  const progress = progressOn(process.stderr);
  try {
    const { manifest, size } = await saveBackup({
      databaseUrl: DATABASE_URL,
      files: createLocalFileStore(path.join(DATA_DIR, "files")),
      file,
      onProgress: progress.show,
      signal: stop.signal,
    });
    progress.clear();
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const { files } = manifest;
    process.stdout.write(
      `Saved ${manifest.tables.length} tables with ${rows} rows and ${files.saved} files (${sizeText(files.bytes)}), ` +
        `as they were at ${manifest.createdAt}, in ${((Date.now() - began) / 1_000).toFixed(1)} s:\n${file} (${sizeText(size)})\n`,
    );
    for (const why of ["pending", "deleted", "missing", "damaged"] as const) {
      const absent = files.absent.filter((one) => one.why === why);
      if (absent.length === 0) continue;
      const ids = absent.slice(0, PRINTED).map(({ id }) => id);
      process.stdout.write(`${absent.length} ${SAID[why]}: ${ids.join(" ")}${absent.length > PRINTED ? " …" : ""}\n`);
      if (why === "missing" || why === "damaged") process.exitCode = 2;
    }
  } finally {
    progress.clear();
  }
}

await run().catch(explain);
