/**
 * What a backup is: a gzipped tar. First `careercenter-backup.json` (a `Head`), then the tables in parts
 * (`tables/<table>/<number>.jsonl`, a row a line), then the files (`files/<id>`), and `manifest.json` as the end.
 */
import { isUtf8 } from "node:buffer";
import { z } from "zod";
import { BackupError } from "./backup-error.ts";

export const HEAD = "careercenter-backup.json";
export const MANIFEST = "manifest.json";
export const FORMAT = "careercenter-backup";
/** Raised when an older program could not read the backup any more. */
export const VERSION = 1;

/** Rows are gathered until they are so many bytes. One that is larger is a part of its own. */
export const PART_BYTES = 1 << 20;
/** More than any part or file may be: the server's largest packet is 64 MiB, a character of it at most six of JSON. */
export const MOST_ENTRY_BYTES = 400 << 20;

const columnSchema = z.object({ name: z.string().min(1).max(64), kind: z.enum(["text", "bytes"]) });
/** A column; `bytes` for what is no text (binary, blob, bit). */
export type Column = z.output<typeof columnSchema>;

const checksum = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

const tableSchema = z.object({
  name: z.string().min(1).max(64),
  columns: z.array(columnSchema).min(1),
  rows: count,
  parts: count,
  /** SHA-256 over the lines in the order of the primary key. */
  checksum,
});
export type SavedTable = z.output<typeof tableSchema>;

const absentSchema = z.object({ id: z.string().max(100), why: z.enum(["pending", "deleted", "missing", "damaged"]) });
/**
 * A file that is not as its row says. `pending`: its upload had not ended; `deleted`: row and file went while the backup
 * ran; `missing`: it should be there; `damaged`: it is not what was uploaded, and saved as it is.
 */
export type AbsentFile = z.output<typeof absentSchema>;

export const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  createdAt: z.iso.datetime(),
});
export type Head = z.output<typeof headSchema>;

export const manifestSchema = headSchema.extend({
  /** Of the server that was read, for the person who wonders. */
  server: z.string(),
  /** Those that the database had seen, in their order: its schema. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(tableSchema),
  files: z.object({
    saved: count,
    bytes: count,
    /** SHA-256 over the lines `fileLine` makes, in the order of the ids. */
    checksum,
    absent: z.array(absentSchema),
  }),
});
export type Manifest = z.output<typeof manifestSchema>;

/** What stands for one file in the checksum of all. */
export function fileLine(id: string, bytes: number, sha256: string): string {
  return `${id} ${bytes} ${sha256}\n`;
}

const BYTES = ["binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "bit"];
const TEXT = [
  ...["tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year"],
  ...["date", "datetime", "timestamp", "time", "json", "uuid", "inet4", "inet6"],
  ...["char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"],
];

/**
 * How a column of the server's type `type` (`information_schema.columns.data_type`) is kept.
 * @throws BackupError for a type of which no exact form is known here.
 */
export function kindOf(type: string, where: string): Column["kind"] {
  if (BYTES.includes(type)) return "bytes";
  if (TEXT.includes(type)) return "text";
  throw new BackupError(`The backup knows no exact form of a ${type}, which ${where} is.`);
}

/**
 * A row as a line, with its end: a JSON array of what the server's text protocol says of each value, digit for digit;
 * base64 of bytes; null.
 * @throws BackupError when a text is not UTF-8: it would come back as another one.
 */
export function encodeRow(values: readonly (Buffer | null)[], columns: readonly Column[]): string {
  const said = columns.map(({ name, kind }, at) => {
    const value = values[at];
    if (!value) return null;
    if (kind === "bytes") return value.toString("base64");
    if (!isUtf8(value)) throw new BackupError(`A value of the column ${name} is no UTF-8 text.`);
    return value.toString("utf8");
  });
  return `${JSON.stringify(said)}\n`;
}

/** The values of a line of `encodeRow`. @throws BackupError when it is none, or of other columns. */
export function decodeRow(line: string, columns: readonly Column[]): (string | Buffer | null)[] {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    said = undefined;
  }
  if (!Array.isArray(said) || said.length !== columns.length) throw new BackupError("A row of the backup is damaged.");
  return said.map((value: unknown, at) => {
    if (value === null) return null;
    if (typeof value !== "string") throw new BackupError("A row of the backup is damaged.");
    return columns[at]!.kind === "bytes" ? Buffer.from(value, "base64") : value;
  });
}
