import { Kysely, MysqlDialect, sql, type Transaction } from "kysely";
import mysql from "mysql2";
import type { Database } from "#db/schema/index.ts";
import { env } from "./env.server.ts";

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/** Opens a pool on `url` (mysql://…). Dates are UTC; every session is strict, whatever the server's default. */
export function openDatabase(url: string, options: { connections?: number } = {}): Db {
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
    connection.query(
      "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', time_zone = '+00:00', innodb_lock_wait_timeout = 20",
    );
  });
  return new Kysely<Database>({ dialect: new MysqlDialect({ pool }) });
}

const processWide = globalThis as typeof globalThis & { careerCenterDatabase?: Db };

/** The database of this process. Kept across hot reloads. */
export function database(): Db {
  return (processWide.careerCenterDatabase ??= openDatabase(env().DATABASE_URL));
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
