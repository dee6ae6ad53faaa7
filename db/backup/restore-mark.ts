import { sql } from "kysely";
import type { Db } from "~/platform/database.server.ts";
import { MARK_TABLE } from "./read-tables.ts";
import type { ServerConnection } from "./server-connection.ts";

/**
 * A database that a restore is working on says so by a table of its own, made before anything is written and dropped
 * when all is well: one that a dying restore left is known as half of a board, whatever else is in it.
 */
export async function markRestore(server: ServerConnection, file: string): Promise<void> {
  await server.query(
    `create table if not exists ${MARK_TABLE} (id int not null primary key, file varchar(4000) not null, began_at datetime not null) default character set utf8mb4`,
  );
  await server.query(`replace into ${MARK_TABLE} values (1, left(?, 4000), utc_timestamp())`, [file]);
}

/** Takes the mark away. */
export async function unmarkRestore(server: ServerConnection): Promise<void> {
  await server.query(`drop table ${MARK_TABLE}`);
}

/** What to do with a half restored database; undefined for every other one. */
export async function halfRestored(db: Db): Promise<string | undefined> {
  const { rows } = await sql`
    select 1 as marked from information_schema.tables where table_schema = database() and table_name = ${MARK_TABLE}
  `.execute(db);
  return rows.length === 0
    ? undefined
    : "A restore of this database did not end: only a part of the board is in it. Run `npm run restore -- FILE` again.";
}
