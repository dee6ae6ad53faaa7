import { sql } from "kysely";
import type { Db, Trx } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { APPEND_ONLY, TABLES } from "./demo-tables.ts";

/** What the seed knows of the demo that it made; rows of `board_setting`. */
export type DemoMark = {
  /** The ids between which all rows of the seed were born: what was added by hand lies outside. */
  first: string;
  last: string;
  /** The day to which the demo is dated. */
  dated: Date;
};

/** Why the seed keeps its hands off a database; its message is for the person who asked. */
export class NotADemo extends Error {}

const setting = async (db: Db | Trx, name: string) =>
  (await db.selectFrom("board_setting").select("value").where("name", "=", name).executeTakeFirst())?.value;

const write = async (trx: Trx, name: string, value: string) => {
  await trx.insertInto("board_setting").values({ name, value }).onDuplicateKeyUpdate({ value }).execute();
};

/**
 * Makes sure that the database is a demo, and marks an entirely empty one as such.
 * @returns the mark of a demo that is complete; undefined when the demo is still to be made, or was cut short.
 * @throws NotADemo for a real board, and for one with people, employers or jobs that no seed put there.
 */
export async function claimDemo(db: Db): Promise<DemoMark | undefined> {
  return transact(db, async (trx) => {
    const [board, state] = [await setting(trx, "board"), await setting(trx, "demo-state")];
    if (board !== undefined && board !== "demo")
      throw new NotADemo(`This is a ${board} board (board_setting says so). The seed writes only into a demo.`);
    if (board === "demo" && state === "made") return readMark(trx);
    if (board === "demo" && state === "making") return undefined;
    for (const table of ["account", "employer", "job"] as const) {
      const { count } = await trx
        .selectFrom(table)
        .select(sql<number>`count(*)`.as("count"))
        .executeTakeFirstOrThrow();
      if (Number(count) > 0)
        throw new NotADemo(
          `This database is not marked as a demo of the seed's own and holds ${count} rows in ${table}. The seed writes only into its demo or an empty board.`,
        );
    }
    await write(trx, "board", "demo");
    await write(trx, "demo-state", "making");
    return undefined;
  });
}

async function readMark(db: Trx): Promise<DemoMark> {
  const [rows, dated] = [await setting(db, "demo-rows"), await setting(db, "demo-dated")];
  const [first, last] = rows?.split("..") ?? [];
  if (!first || !last || !dated) throw new NotADemo("The demo's own marks are gone from board_setting.");
  return { first, last, dated: new Date(dated) };
}

/** Writes the mark of a complete demo. */
export async function markDemo(trx: Trx, mark: DemoMark): Promise<void> {
  await write(trx, "demo-rows", `${mark.first}..${mark.last}`);
  await write(trx, "demo-dated", mark.dated.toISOString());
  await write(trx, "demo-state", "made");
}

/**
 * Empties a demo whose making was cut short, so that it can be made anew. Nobody has used it: the seed runs before the
 * board starts. Settings, plans and the change counter stay, the counter because followers rely on it to grow.
 */
export async function emptyUnfinishedDemo(db: Db): Promise<void> {
  const requireUnfinished = async (from: Db | Trx) => {
    if ((await setting(from, "demo-state")) !== "making") throw new NotADemo("Only an unfinished demo is emptied.");
  };
  await requireUnfinished(db);
  // Their triggers let no line be deleted. Nothing points to them, and what is emptied here is emptied again after a crash.
  for (const table of APPEND_ONLY) await sql`truncate table ${sql.table(table)}`.execute(db);
  await transact(db, async (trx) => {
    await requireUnfinished(trx);
    for (const table of TABLES) await trx.deleteFrom(table).execute();
  });
}
