import { sql, type RawBuilder } from "kysely";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { personTables, tableNames, type Exported, type Rows, type TableName } from "./person-tables.ts";

/** Whose rows: the account, and its address while it is known. */
export type Person = { id: AccountId; email?: string };

/** The condition that a row of a table is the person's; undefined where none can be. */
function isTheirs(name: TableName, person: Person): RawBuilder<boolean> | undefined {
  const table = personTables[name];
  if (!("rows" in table)) return undefined;
  const conditions = table.rows.flatMap((rows) => conditionOf(name, rows, person) ?? []);
  return conditions.length ? sql`(${sql.join(conditions, sql` or `)})` : undefined;
}

function conditionOf(name: TableName, rows: Rows, person: Person): RawBuilder<boolean> | undefined {
  const column = sql.ref(`${name}.${rows.column}`);
  if ("in" in rows) {
    const theirs = isTheirs(rows.in, person);
    return theirs && sql`${column} in (select ${sql.ref(`${rows.in}.${rows.key ?? "id"}`)} from ${sql.table(rows.in)} where ${theirs})`; // prettier-ignore
  }
  const value = rows.is === "email" ? person.email : person.id;
  return value === undefined ? undefined : sql`${column} = ${value}`;
}

const names = {
  employer: (id: string) => sql`(select named.name from employer as named where named.id = ${sql.ref(id)}) as employer`,
  job: (id: string) => sql`(
    select revision.title from job as named
    join job_revision as revision on revision.id = coalesce(named.approved_revision_id, named.pending_revision_id)
    where named.id = ${sql.ref(id)}
  ) as job`,
};

/** The person's rows of a table as they are handed out, newest first where they have an id; at most `limit`. */
export async function listTheirs(
  db: Db,
  name: TableName,
  what: Exported,
  person: Person,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const theirs = isTheirs(name, person);
  if (!theirs) return [];
  const columns = Object.keys(what.columns).map((column) => sql.ref(`${name}.${column}`));
  const labels = Object.entries(what.names ?? {}).map(([kind, column]) =>
    names[kind as keyof typeof names](`${name}.${column}`),
  );
  const newest = ["id", "created_at", "at"].find((column) => column in what.columns);
  const order = newest ? sql`order by ${sql.ref(`${name}.${newest}`)} desc` : sql``;
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join([...columns, ...labels])} from ${sql.table(name)} where ${theirs} ${order} limit ${limit}
  `.execute(db);
  return rows;
}

/** How many rows of a table are the person's. */
export async function countTheirs(db: Db | Trx, name: TableName, person: Person): Promise<number> {
  const theirs = isTheirs(name, person);
  if (!theirs) return 0;
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)} where ${theirs}`.execute(db); // prettier-ignore
  return Number(rows[0]?.count ?? 0);
}

/** Does to every table what it says about deleted accounts; what waits for the retention of applications stays. */
export async function eraseTheirs(trx: Trx, person: Person): Promise<void> {
  for (const name of tableNames) {
    const table = personTables[name];
    const theirs = isTheirs(name, person);
    if (!("rows" in table) || !theirs) continue;
    if (table.erase === "delete") await sql`delete from ${sql.table(name)} where ${theirs}`.execute(trx);
    else if ("blank" in table.erase) {
      const set = Object.entries(table.erase.blank).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
      await sql`update ${sql.table(name)} set ${sql.join(set)} where ${theirs}`.execute(trx);
    }
  }
}
