/** `npm run restore -- FILE [--check] [--replace [--yes DATABASE]]`: ends with 0 when all is well, else with 1. */
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { env } from "~/platform/env.server.ts";
import type { Manifest } from "./backup-format.ts";
import { restoreBackup } from "./restore-backup.ts";
import { explain, progressOn, resolveFromHere, UsageError } from "./terminal.ts";
import { verifyBackup } from "./verify-backup.ts";

const usage = `Usage: npm run restore -- FILE [--check] [--replace [--yes DATABASE]]
  --check    only reads the backup and says whether it is whole
  --replace  puts it in the place of a database that is not empty
  --yes      the name of that database, for a script: nobody is asked`;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        check: { type: "boolean", default: false },
        replace: { type: "boolean", default: false },
        yes: { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

const progress = progressOn(process.stderr);

/** Whether the person means this database. */
async function confirm(database: string, holds: string, yes: string | undefined): Promise<boolean> {
  progress.clear();
  if (yes !== undefined) {
    if (yes === database) return true;
    throw new UsageError(`--yes names another database than ${database}. Nothing was changed.`);
  }
  if (!process.stdin.isTTY) throw new UsageError(`Nobody can be asked: say --yes ${database}. Nothing was changed.`);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(
    `The database ${database} holds a board or something else (${holds}), and all of it will be gone.\nType its name to replace it: `,
  );
  lines.close();
  if (answer.trim() === database) return true;
  throw new UsageError("That is not its name. Nothing was changed.");
}

function describe({ createdAt, tables, files, migrations }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${tables.length} tables with ${rows} rows and ${files.saved} files, as they were at ${createdAt} (schema ${migrations.at(-1)})`;
}

async function run(): Promise<void> {
  const { positionals, values } = readArguments();
  const [named, more] = positionals;
  if (!named || more) throw new UsageError(usage);
  const file = resolveFromHere(named);
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1_000).toFixed(1)} s`;
  try {
    if (values.check) {
      const manifest = await verifyBackup(file, (share) => progress.show(`verifying: ${Math.floor(share * 100)} %`));
      progress.clear();
      process.stdout.write(`The backup is whole: ${describe(manifest)}; read in ${seconds()}.\n`);
      return;
    }
    const { DATABASE_URL, DATA_DIR } = env();
    const { manifest, migrated, aside } = await restoreBackup({
      databaseUrl: DATABASE_URL,
      dataDir: DATA_DIR,
      file,
      mayReplace: async (database, holds) => values.replace && confirm(database, holds, values.yes),
      onProgress: progress.show,
    });
    progress.clear();
    process.stdout.write(`Restored and compared: ${describe(manifest)}; ${seconds()}.\n`);
    if (migrated.length) process.stdout.write(`The schema went on by ${migrated.length} migrations.\n`);
    if (aside)
      process.stdout.write(`The files that were there before are in ${aside}: remove them when you are sure.\n`);
    const lost = manifest.files.absent.filter(({ why }) => why === "missing" || why === "damaged");
    if (lost.length) process.stdout.write(`${lost.length} files were missing or damaged when the backup was made.\n`);
  } finally {
    progress.clear();
  }
}

await run().catch(explain);
