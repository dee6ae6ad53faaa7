import { setTimeout as wait } from "node:timers/promises";
import { listTableNames, MARK_TABLE } from "./read-tables.ts";
import { quote, type ServerConnection } from "./server-connection.ts";

/** What a database holds before anybody has used it: the migrations put it there, or the first start. */
const GIVEN = ["kysely_migration", "kysely_migration_lock", "plan", "change_counter", "board_setting", "alert_counter"];

/** What a restore would write over. */
export type Target = {
  /** The database's name. */
  name: string;
  /** A table with rows that people made, or one that is not the board's; undefined when there is nothing to lose. */
  holds: string | undefined;
  /** A restore began here and did not end: what is there is nobody's. */
  unfinished: boolean;
};

/** Looks at the database that is to be restored into. */
export async function inspectTarget(server: ServerConnection): Promise<Target> {
  const [row] = await server.query("select database() as name");
  const tables = await listTableNames(server);
  const foreign = tables.includes("kysely_migration") ? undefined : tables.find((table) => table !== MARK_TABLE);
  let holds = foreign;
  for (const table of tables.filter((name) => ![...GIVEN, MARK_TABLE].includes(name)))
    holds ??= (await server.query(`select 1 from ${quote(table)} limit 1`)).length > 0 ? table : undefined;
  return { name: String(row?.name), holds, unfinished: tables.includes(MARK_TABLE) };
}

/** The worker says that it lives every five seconds. */
const HEARTBEAT_MS = 12_000;

/**
 * Whether somebody works with this database: another connection to it that this user may see, or a worker's heartbeat.
 * The latter is waited for, if the last one is young.
 * @returns what was seen, for a person.
 */
export async function findUsers(server: ServerConnection, patience = HEARTBEAT_MS): Promise<string | undefined> {
  const connected = async () =>
    (
      await server.query(
        "select id from information_schema.processlist where db = database() and id <> connection_id()",
      )
    ).length;
  // A process that has just ended may still be in the server's list.
  if ((await connected()) > 0) await wait(Math.min(1_000, patience));
  const others = await connected();
  if (others > 0) return `${others} other connection${others > 1 ? "s are" : " is"} open to it`;
  const seen = async () => {
    if (!(await listTableNames(server)).includes("board_setting")) return "";
    const [row] = await server.query("select value from board_setting where name = 'worker_seen_at'");
    return String(row?.value ?? "");
  };
  const before = await seen();
  if (!(Date.now() - Date.parse(before) < 2 * HEARTBEAT_MS)) return undefined;
  await wait(patience);
  return (await seen()) === before ? undefined : "a worker runs on it";
}
