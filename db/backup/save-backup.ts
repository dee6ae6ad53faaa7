import { createHash } from "node:crypto";
import type { FileStore } from "~/platform/files/file-store.server.ts";
import { ArchiveWriter } from "./archive.ts";
import { BackupError } from "./backup-error.ts";
import {
  fileLine,
  FORMAT,
  HEAD,
  MANIFEST,
  PART_BYTES,
  VERSION,
  type AbsentFile,
  type Head,
  type Manifest,
  type SavedTable,
} from "./backup-format.ts";
import { listTables, listTableNames, MARK_TABLE, readLines, type ReadTable } from "./read-tables.ts";
import { openServer, type ServerConnection } from "./server-connection.ts";

type Progress = (line: string) => void | Promise<void>;

export type SaveOptions = {
  databaseUrl: string;
  files: FileStore;
  /** Where the backup goes; nothing may be there. */
  file: string;
  /** Hears what is being done, and is waited for. */
  onProgress?: Progress;
  /** Gives the backup up. */
  signal?: AbortSignal;
};

/**
 * Saves the database and the files that it names, as both were in one moment, while the board goes on writing: all is
 * read in one transaction of one snapshot (InnoDB's; MySQL 8 and MariaDB alike). It blocks nobody but a migration.
 * @returns the backup's manifest, and its size in bytes.
 * @throws BackupError, then there is no backup.
 */
export async function saveBackup(options: SaveOptions): Promise<{ manifest: Manifest; size: number }> {
  const { databaseUrl, file, signal } = options;
  const archive = await ArchiveWriter.begin(file);
  let server: ServerConnection | undefined;
  try {
    server = await openServer(databaseUrl);
    const onProgress: Progress = async (line) => {
      signal?.throwIfAborted();
      await options.onProgress?.(line);
    };
    const manifest = await save(server, archive, options.files, onProgress);
    signal?.throwIfAborted();
    const size = await archive.end();
    return { manifest, size };
  } catch (error) {
    await archive.discard();
    if (signal?.aborted) throw new BackupError("The backup was given up; nothing of it is kept.");
    // The snapshot knows the table as it was, the server only as it is.
    if ((error as { code?: string }).code === "ER_TABLE_DEF_CHANGED")
      throw new BackupError("The schema was changed while the backup ran. Run it again after the migration.");
    throw error;
  } finally {
    server?.destroy();
  }
}

async function save(
  server: ServerConnection,
  archive: ArchiveWriter,
  files: FileStore,
  onProgress: Progress,
): Promise<Manifest> {
  await server.query("set session transaction isolation level repeatable read");
  await server.query("start transaction with consistent snapshot, read only");
  const head: Head = { format: FORMAT, version: VERSION, createdAt: new Date().toISOString() };
  const names = await listTableNames(server);
  if (names.includes(MARK_TABLE))
    throw new BackupError("A restore of this database did not end: half a board is not saved as one.");
  if (!names.includes("kysely_migration") || !names.includes("file"))
    throw new BackupError("This database holds no board.");
  const migrations = await server.query("select name from kysely_migration order by name");
  await archive.add(HEAD, Buffer.from(JSON.stringify(head)));

  const tables: SavedTable[] = [];
  for (const table of await listTables(server)) tables.push(await saveTable(server, archive, table, onProgress));
  const [about] = await server.query("select version() as version");
  const manifest: Manifest = {
    ...head,
    server: String(about?.version),
    migrations: migrations.map(({ name }) => String(name)),
    tables,
    files: await saveFiles(server, archive, files, onProgress),
  };
  await archive.add(MANIFEST, Buffer.from(JSON.stringify(manifest)));
  return manifest;
}

async function saveTable(
  server: ServerConnection,
  archive: ArchiveWriter,
  table: ReadTable,
  onProgress: Progress,
): Promise<SavedTable> {
  const hash = createHash("sha256");
  let [rows, parts, size] = [0, 0, 0];
  let lines: string[] = [];
  const flush = async () => {
    const name = `tables/${table.name}/${String(++parts).padStart(6, "0")}.jsonl`;
    const bytes = Buffer.from(lines.join(""));
    hash.update(bytes);
    await archive.add(name, bytes);
    await onProgress(`${table.name}: ${rows} rows`);
    lines = [];
    size = 0;
  };
  for await (const line of readLines(server, table)) {
    lines.push(line);
    rows++;
    if ((size += line.length) >= PART_BYTES) await flush();
  }
  if (lines.length > 0) await flush();
  return { name: table.name, columns: table.columns, rows, parts, checksum: hash.digest("hex") };
}

/** So many files are asked for at a time. */
const BATCH = 500;

async function saveFiles(
  server: ServerConnection,
  archive: ArchiveWriter,
  files: FileStore,
  onProgress: Progress,
): Promise<Manifest["files"]> {
  const hash = createHash("sha256");
  const saved: Manifest["files"] = { saved: 0, bytes: 0, checksum: "", absent: [] };
  for (let last = ""; ;) {
    const rows = await server.query(
      `select id, state, bytes, sha256 from file where id > ? order by id limit ${BATCH}`,
      [last],
    );
    for (const row of rows) {
      const id = String(row.id);
      const bytes = await (await files.get(id))?.bytes();
      if (!bytes) {
        saved.absent.push({ id, why: row.state === "pending" ? "pending" : "missing" });
        continue;
      }
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      // It is saved all the same: it may be the only copy there is.
      if (bytes.length !== Number(row.bytes) || sha256 !== row.sha256) saved.absent.push({ id, why: "damaged" });
      await archive.add(`files/${id}`, Buffer.from(bytes));
      hash.update(fileLine(id, bytes.length, sha256));
      saved.saved++;
      saved.bytes += bytes.length;
      await onProgress(`${saved.saved} files`);
    }
    if (rows.length < BATCH) break;
    last = String(rows.at(-1)!.id);
  }
  return { ...saved, checksum: hash.digest("hex"), absent: await sayDeleted(server, saved.absent) };
}

/** A file that is missing because it was deleted meanwhile, with its row, is no fault. The snapshot is not needed any more. */
async function sayDeleted(server: ServerConnection, absent: AbsentFile[]): Promise<AbsentFile[]> {
  await server.query("rollback");
  const said: AbsentFile[] = [];
  for (const one of absent) {
    const still = one.why !== "missing" || (await server.query("select 1 from file where id = ?", [one.id])).length;
    said.push(still ? one : { ...one, why: "deleted" });
  }
  return said;
}
