import { createHash } from "node:crypto";
import type { FileStore } from "~/platform/files/file-store.server.ts";
import { BackupError } from "./backup-error.ts";
import type { Manifest } from "./backup-format.ts";
import { listTables, sumTable } from "./read-tables.ts";
import { quote, type ServerConnection } from "./server-connection.ts";

/** Every table holds what was saved. @throws BackupError naming the first that does not. */
export async function compareTables(
  server: ServerConnection,
  manifest: Manifest,
  onProgress: (line: string) => void,
): Promise<void> {
  const saved = new Map(manifest.tables.map((table) => [table.name, table]));
  for (const table of await listTables(server)) {
    onProgress(`comparing ${table.name}`);
    const { rows, checksum } = await sumTable(server, table);
    if (rows !== (saved.get(table.name)?.rows ?? 0))
      throw new BackupError(`${table.name} has ${rows} rows; ${saved.get(table.name)?.rows ?? 0} were saved.`);
    if (rows > 0 && checksum !== saved.get(table.name)?.checksum)
      throw new BackupError(`The rows of ${table.name} are not those that were saved.`);
  }
}

/** Files are asked for so many at a time. */
const BATCH = 500;

/**
 * Every row's file is there and is what was uploaded, but for those of which the manifest says otherwise.
 * @throws BackupError naming the first that is not.
 */
export async function compareFiles(
  server: ServerConnection,
  manifest: Manifest,
  files: FileStore,
  onProgress: (line: string) => void,
): Promise<void> {
  const excused = new Set(manifest.files.absent.map(({ id }) => id));
  let compared = 0;
  for (let last = ""; ;) {
    const rows = await server.query(`select id, sha256 from file where id > ? order by id limit ${BATCH}`, [last]);
    for (const row of rows) {
      const id = String(row.id);
      const bytes = await (await files.get(id))?.bytes();
      const found = bytes && createHash("sha256").update(bytes).digest("hex");
      if (found !== row.sha256 && !excused.has(id))
        throw new BackupError(`The file ${id} is not the one that was saved.`);
      onProgress(`comparing files: ${++compared} of ${manifest.files.saved}`);
    }
    if (rows.length < BATCH) return;
    last = String(rows.at(-1)!.id);
  }
}

/** Every foreign key leads to a row: they were not looked at while the rows came in. @throws BackupError naming one that does not. */
export async function checkForeignKeys(server: ServerConnection): Promise<void> {
  const rows = await server.query(
    `select constraint_name as name, table_name as child, column_name as own, referenced_table_name as parent,
       referenced_column_name as other
     from information_schema.key_column_usage
     where table_schema = database() and referenced_table_name is not null
     order by table_name, constraint_name, ordinal_position`,
  );
  const keys = new Set(rows.map((row) => `${String(row.child)} ${String(row.name)}`));
  for (const key of keys) {
    const columns = rows.filter((row) => `${String(row.child)} ${String(row.name)}` === key);
    const { name, child, parent } = columns[0]!;
    const own = columns.map((column) => `c.${quote(String(column.own))}`);
    const other = columns.map((column) => `p.${quote(String(column.other))}`);
    const [lost] = await server.query(
      `select 1 from ${quote(String(child))} c left join ${quote(String(parent))} p
       on ${own.map((column, at) => `${column} = ${other[at]}`).join(" and ")}
       where ${own.map((column) => `${column} is not null`).join(" and ")} and ${other[0]} is null limit 1`,
    );
    if (lost) throw new BackupError(`The foreign key ${String(name)} of ${String(child)} leads nowhere.`);
  }
}
