import type { Readable } from "node:stream";
import mysql from "mysql2";

/** One connection, for statements that Kysely has no words for and rows that are read as they stand. */
export type ServerConnection = {
  /** Runs one statement. @returns its rows, none for a statement that has none. */
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** The rows of a question as the server wrote them, one at a time; the server waits while they are not taken. */
  stream(text: string): AsyncIterable<(Buffer | null)[]>;
  end(): Promise<void>;
  /** Ends it at once, also in the middle of rows. */
  destroy(): void;
};

/**
 * Times are UTC, zero is no question for a next number, and a value is stored as it is said: what one server let in,
 * zero dates among it, another one lets in again. The server waits an hour for a disk that does not take the rows.
 */
const SESSION = `set session time_zone = '+00:00', net_write_timeout = 3600, net_read_timeout = 3600,
  sql_mode = 'NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES'`;

/** The text of a value, before anything is made of it. */
const asBytes: mysql.TypeCast = (field) => field.buffer();

/** Opens a connection to the database of `url` (mysql://…). */
export async function openServer(url: string): Promise<ServerConnection> {
  const core = mysql.createConnection({
    uri: url,
    timezone: "Z",
    charset: "utf8mb4_unicode_ci",
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    connectTimeout: 10_000,
    multipleStatements: false,
  });
  let rows: Readable | undefined;
  let broken: Error | undefined;
  // A connection that breaks under rows that are being taken, or before they are asked for, says so here and to nobody else.
  core.on("error", (error) => {
    broken = error;
    rows?.destroy(error);
  });
  const connection = core.promise();
  const server: ServerConnection = {
    async query(text, values) {
      const [rows] = await connection.query(text, values);
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
    },
    stream(text) {
      rows = core.query({ sql: text, rowsAsArray: true, typeCast: asBytes }).stream({ highWaterMark: 64 });
      if (broken) rows.destroy(broken);
      return rows;
    },
    end: () => connection.end(),
    destroy: () => core.destroy(),
  };
  try {
    await server.query(SESSION);
  } catch (error) {
    core.destroy();
    throw error;
  }
  return server;
}

/** A name, as SQL says it. */
export function quote(name: string): string {
  return mysql.escapeId(name, true);
}

/** A value of a row, as SQL says it exactly. */
export function literal(value: string | Buffer | null): string {
  if (value === null) return "null";
  return typeof value === "string" ? mysql.escape(value) : `x'${value.toString("hex")}'`;
}
