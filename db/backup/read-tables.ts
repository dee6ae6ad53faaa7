import { createHash } from "node:crypto";
import { BackupError } from "./backup-error.ts";
import { encodeRow, kindOf, type Column } from "./backup-format.ts";
import { quote, type ServerConnection } from "./server-connection.ts";

/** Kysely's own: the migrations say what is in them. */
const MIGRATOR = ["kysely_migration", "kysely_migration_lock"];
/** What is kept for a day and no longer, and is worth nothing after a restart: no backup keeps it for years. */
const PASSING = ["job_visit"];
/** Computed from other tables, and written anew by a task wherever they lack rows (app/jobs/twins). */
const COMPUTED = ["job_band", "revision_signature"];
/** There while a restore is under way; see restore-mark.ts. */
export const MARK_TABLE = "unfinished_restore";

/** A table, and how all of its rows are asked for: in the order of the primary key, generated columns left out. */
export type ReadTable = { name: string; columns: Column[]; select: string };

/** The names of all tables of the database. */
export async function listTableNames(server: ServerConnection): Promise<string[]> {
  const rows = await server.query(
    "select table_name as name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE' order by table_name",
  );
  return rows.map((row) => String(row.name));
}

/** The board's tables: all but the migrator's, the mark of a restore, what passes with the day and what is computed. @throws BackupError for one that has no exact form. */
export async function listTables(server: ServerConnection): Promise<ReadTable[]> {
  const names = (await listTableNames(server)).filter(
    (name) => ![...MIGRATOR, ...PASSING, ...COMPUTED, MARK_TABLE].includes(name),
  );
  const columns = await server.query(
    `select table_name as tab, column_name as name, data_type as type from information_schema.columns
     where table_schema = database() and coalesce(generation_expression, '') = '' order by table_name, ordinal_position`,
  );
  const keys = await server.query(
    `select table_name as tab, column_name as name from information_schema.statistics
     where table_schema = database() and index_name = 'PRIMARY' order by table_name, seq_in_index`,
  );
  return names.map((name) => {
    const own = columns
      .filter((column) => column.tab === name)
      .map((column) => ({ name: String(column.name), type: String(column.type).toLowerCase() }));
    const key = keys.filter((column) => column.tab === name).map((column) => quote(String(column.name)));
    if (key.length === 0)
      throw new BackupError(`The table ${name} has no primary key, so that its rows have no order.`);
    // A float says six of its digits; the double that it is says all.
    const asked = own.map(({ name, type }) => (type === "float" ? `${quote(name)} * 1e0` : quote(name)));
    return {
      name,
      columns: own.map((column) => ({ name: column.name, kind: kindOf(column.type, `${name}.${column.name}`) })),
      select: `select ${asked.join(", ")} from ${quote(name)} force index (primary) order by ${key.join(", ")}`,
    };
  });
}

/** The rows of a table as lines, read as they are taken. */
export async function* readLines(server: ServerConnection, table: ReadTable): AsyncGenerator<string> {
  for await (const row of server.stream(table.select)) yield encodeRow(row, table.columns);
}

/** The rows of a table, counted and summed up as a backup does it. */
export async function sumTable(
  server: ServerConnection,
  table: ReadTable,
): Promise<{ rows: number; checksum: string }> {
  const hash = createHash("sha256");
  let rows = 0;
  for await (const line of readLines(server, table)) {
    hash.update(line);
    rows++;
  }
  return { rows, checksum: hash.digest("hex") };
}
