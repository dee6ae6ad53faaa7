import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { listMigrations, migrateTo, migrateToLatest } from "#db/migrate.ts";
import { openDatabase } from "~/platform/database.server.ts";
import { createLocalFileStore } from "~/platform/files/file-store.server.ts";
import { BackupError } from "./backup-error.ts";
import type { Manifest } from "./backup-format.ts";
import { checkForeignKeys, compareFiles, compareTables } from "./compare-backup.ts";
import { findUsers, inspectTarget } from "./inspect-target.ts";
import { emptyTables, loadBackup } from "./load-backup.ts";
import { listTableNames, MARK_TABLE } from "./read-tables.ts";
import { markRestore, unmarkRestore } from "./restore-mark.ts";
import { openServer, quote, type ServerConnection } from "./server-connection.ts";
import { verifyBackup } from "./verify-backup.ts";

export type RestoreOptions = {
  databaseUrl: string;
  /** The board's DATA_DIR, for the files. */
  dataDir: string;
  file: string;
  /** Asked when the database holds something; true lets it be replaced. */
  mayReplace?: (database: string, holds: string) => Promise<boolean>;
  /** Hears what is being done. */
  onProgress?: (line: string) => void;
  /** How long a worker's heartbeat is waited for, in milliseconds. */
  patience?: number;
};

export type Restored = {
  manifest: Manifest;
  /** Those that ran onward from the backup's schema. */
  migrated: string[];
  /** Where the files that were there before are now; undefined when there were none. */
  aside: string | undefined;
};

/**
 * Puts a backup in the place of the database and of the files. The whole backup is verified before anything is written;
 * from then on the database is marked as half restored until every table, foreign key and file was compared with it.
 * One that was cut short is begun anew by calling this again.
 * @throws BackupError; nothing was changed unless the message says so.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { databaseUrl, dataDir, file, mayReplace, onProgress = () => {} } = options;
  const manifest = await verifyBackup(file, (share) => onProgress(`verifying: ${Math.floor(share * 100)} %`));
  const known = await listMigrations();
  if (manifest.migrations.some((name, at) => name !== known[at]))
    throw new BackupError(
      `${file} has the schema of another version of the program (${manifest.migrations.at(-1)}). Restore it with that one.`,
    );
  const server = await openServer(databaseUrl);
  try {
    onProgress("waiting to see whether the board still runs");
    const users = await findUsers(server, options.patience);
    if (users) throw new BackupError(`The board must be stopped before its database is replaced: ${users}.`);
    const { name, holds, unfinished } = await inspectTarget(server);
    if (holds && !unfinished && !(await mayReplace?.(name, holds)))
      throw new BackupError(
        `The database ${name} is not empty (${holds}). Nothing was changed. --replace puts the backup in its place.`,
      );
    const [lock] = await server.query("select get_lock(concat('restore ', left(database(), 50)), 0) as got");
    if (Number(lock?.got) !== 1) throw new BackupError("Another restore of this database is under way.");
    await markRestore(server, file);
    try {
      return await replaceAll(server, manifest, { databaseUrl, dataDir, file, onProgress });
    } catch (error) {
      const why = error instanceof BackupError ? error.message : String(error);
      throw new BackupError(
        `${why}\nThe restore did not end, and the database holds only a part of the board. Run it again.`,
        { cause: error },
      );
    }
  } finally {
    server.destroy();
  }
}

type Work = Required<Pick<RestoreOptions, "databaseUrl" | "dataDir" | "file" | "onProgress">>;

async function replaceAll(server: ServerConnection, manifest: Manifest, work: Work): Promise<Restored> {
  const { databaseUrl, dataDir, file, onProgress } = work;
  // The files are put beside those that are there, and change places with them at the end.
  const incoming = path.join(dataDir, "files-restoring");
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const files = createLocalFileStore(incoming);
  const db = openDatabase(databaseUrl, { connections: 1 });
  try {
    onProgress("the schema");
    await server.query("set session foreign_key_checks = 0");
    await dropTables(server);
    await migrateTo(db, manifest.migrations.at(-1)!);
    await emptyTables(server);
    await loadBackup(server, manifest, file, files, onProgress);
    await compareTables(server, manifest, onProgress);
    await compareFiles(server, manifest, files, onProgress);
    onProgress("the newest schema");
    const migrated = await migrateToLatest(db);
    onProgress("foreign keys");
    await checkForeignKeys(server);
    const aside = await exchangeFiles(dataDir, incoming);
    // It stands for the board as it was; the web processes build another one.
    await rm(path.join(dataDir, "search"), { recursive: true, force: true });
    await unmarkRestore(server);
    return { manifest, migrated, aside };
  } finally {
    await db.destroy();
  }
}

/** Drops rather than deletes: no trigger and no foreign key has a say in it. */
async function dropTables(server: ServerConnection): Promise<void> {
  for (const name of await listTableNames(server))
    if (name !== MARK_TABLE) await server.query(`drop table ${quote(name)}`);
}

/**
 * Puts the restored files in their place. Those that were there are left to the person, beside it: they may be wanted.
 * @returns where they are; undefined when there were none.
 */
async function exchangeFiles(dataDir: string, incoming: string): Promise<string | undefined> {
  const place = path.join(dataDir, "files");
  const before = await readdir(place).catch(() => []);
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const aside = before.length > 0 ? path.join(dataDir, `files-before-restore-${stamp}`) : undefined;
  if (aside) await rename(place, aside);
  else await rm(place, { recursive: true, force: true });
  await rename(incoming, place);
  return aside;
}
