import { Kysely, MysqlDialect, sql, type Transaction } from "kysely";
import mysql from "mysql2";
import type { Database } from "#db/schema/index.ts";
import { env } from "./env.server.ts";

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/**
 * Opens a pool on `url` (mysql://…). Dates are UTC; every session is strict, whatever the server's default. What a
 * transaction reads once it holds its lock is what others have committed by then: under the server's default it would be
 * what stood there at its first read, before it waited, and a check of a version or of whose something is would pass.
 */
function openPool(url: string, options: { connections?: number }): mysql.Pool {
  const pool = mysql.createPool({
    uri: url,
    connectionLimit: options.connections ?? 10,
    timezone: "Z",
    charset: "utf8mb4_unicode_ci",
    supportBigNumbers: true,
    decimalNumbers: true,
    connectTimeout: 10_000,
    multipleStatements: false,
  });
  pool.on("connection", (connection) => {
    connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    connection.query(
      "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', time_zone = '+00:00', innodb_lock_wait_timeout = 20",
    );
  });
  return pool;
}

/** Opens a database of its own, for programs that end it with `destroy()`. */
export function openDatabase(url: string, options: { connections?: number } = {}): Db {
  return new Kysely<Database>({ dialect: new MysqlDialect({ pool: openPool(url, options) }) });
}

/** Kept on the process rather than in the module: hot reloads and the server's bundle load this file more than once. */
const processWide = globalThis as typeof globalThis & { careerCenterPool?: mysql.Pool; careerCenterDatabase?: Db };

/** The pool behind `database()`, for libraries that speak mysql2 themselves. */
export function databasePool(): mysql.Pool {
  return (processWide.careerCenterPool ??= openPool(env().DATABASE_URL, {}));
}

/** The database of this process. */
export function database(): Db {
  return (processWide.careerCenterDatabase ??= new Kysely<Database>({
    dialect: new MysqlDialect({ pool: databasePool() }),
  }));
}

/** @returns whether the database answers within two seconds. */
export async function databaseAnswers(db: Db): Promise<boolean> {
  const answer = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 2_000).unref());
  return Promise.race([answer, late]);
}
