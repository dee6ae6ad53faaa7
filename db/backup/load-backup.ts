import type { FileStore } from "~/platform/files/file-store.server.ts";
import { readArchive } from "./archive.ts";
import { BackupError } from "./backup-error.ts";
import { decodeRow, type Column, type Manifest } from "./backup-format.ts";
import { listTables } from "./read-tables.ts";
import { literal, quote, type ServerConnection } from "./server-connection.ts";
import { entryOf } from "./verify-backup.ts";

/** Takes out what the migrations put in, past the triggers of an append-only table. */
export async function emptyTables(server: ServerConnection): Promise<void> {
  await server.query("set session foreign_key_checks = 0");
  for (const { name } of await listTables(server))
    if ((await server.query(`select 1 from ${quote(name)} limit 1`)).length > 0)
      await server.query(`truncate table ${quote(name)}`);
}

/** Far below the smallest `max_allowed_packet` that servers come with (1 MiB was MariaDB's long ago, 16 MiB is today's). */
const STATEMENT_CHARACTERS = 400_000;

/**
 * Writes the tables of a backup that was verified into the empty ones of its schema, and its files into `files`.
 * @throws BackupError when the schema has other columns than the backup.
 */
export async function loadBackup(
  server: ServerConnection,
  manifest: Manifest,
  file: string,
  files: FileStore,
  onProgress: (line: string) => void,
): Promise<void> {
  const shapes = new Map((await listTables(server)).map((table) => [table.name, table.columns]));
  const all = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  let [rows, kept] = [0, 0];
  for (const { name, columns } of manifest.tables)
    if (JSON.stringify(shapes.get(name)) !== JSON.stringify(columns))
      throw new BackupError(`The migrations make another table ${name} than the one that was saved.`);
  for await (const { name, bytes } of readArchive(file)) {
    const entry = entryOf(name);
    if (!entry) continue;
    if ("file" in entry) {
      await files.put(entry.file, new Blob([new Uint8Array(bytes)]));
      onProgress(`files: ${++kept} of ${manifest.files.saved}`);
    } else {
      rows += await loadPart(server, entry.table, shapes.get(entry.table) ?? [], bytes);
      onProgress(`${entry.table}: ${rows} of ${all} rows`);
    }
  }
}

/** Writes the rows of one part, all or none. @returns how many. */
export async function loadPart(
  server: ServerConnection,
  table: string,
  columns: readonly Column[],
  bytes: Buffer,
): Promise<number> {
  const names = columns.map((column) => quote(column.name)).join(", ");
  const begin = `insert into ${quote(table)} (${names}) values `;
  const lines = bytes.toString("utf8").split("\n").slice(0, -1);
  let statement = "";
  await server.query("start transaction");
  for (const line of lines) {
    const row = `(${decodeRow(line, columns).map(literal).join(", ")})`;
    if (statement && statement.length + row.length > STATEMENT_CHARACTERS) {
      await server.query(statement);
      statement = "";
    }
    statement = statement ? `${statement}, ${row}` : begin + row;
  }
  if (statement) await server.query(statement);
  await server.query("commit");
  return lines.length;
}
