import { sql } from "kysely";
import type { Db, Trx } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { TABLES } from "./demo-tables.ts";

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
 * @returns the mark of a demo that is complete; undefined when the demo is still to be made.
 * @throws NotADemo for a real board, and for one with people, employers or jobs that nobody called a demo.
 */
export async function claimDemo(db: Db): Promise<DemoMark | undefined> {
  const board = await setting(db, "board");
  if (board === "real")
    throw new NotADemo("This is a real board (board_setting says board=real). The seed writes only into a demo.");
  if (board === "demo") return readMark(db);
  if (board !== undefined) throw new NotADemo(`board_setting says board=${board}, which is not a demo.`);
  await transact(db, async (trx) => {
    for (const table of ["account", "employer", "job"] as const) {
      const { count } = await trx
        .selectFrom(table)
        .select(sql<number>`count(*)`.as("count"))
        .executeTakeFirstOrThrow();
      if (Number(count) > 0)
        throw new NotADemo(
          `This database is not marked as a demo and holds ${count} rows in ${table}. The seed writes only into a demo or an empty board.`,
        );
    }
    await write(trx, "board", "demo");
  });
  return undefined;
}

async function readMark(db: Db): Promise<DemoMark | undefined> {
  const [rows, dated] = [await setting(db, "demo-rows"), await setting(db, "demo-dated")];
  const [first, last] = rows?.split("..") ?? [];
  return first && last && dated ? { first, last, dated: new Date(dated) } : undefined;
}

/** Writes the mark of a complete demo. */
export async function markDemo(trx: Trx, mark: DemoMark): Promise<void> {
  await write(trx, "demo-rows", `${mark.first}..${mark.last}`);
  await write(trx, "demo-dated", mark.dated.toISOString());
}

/**
 * Empties a demo whose making was cut short, so that it can be made anew. Nobody has used it: the seed runs before the
 * board starts. Settings, plans and the change counter stay, the counter because followers rely on it to grow.
 */
export async function emptyUnfinishedDemo(db: Db): Promise<void> {
  await transact(db, async (trx) => {
    if ((await setting(trx, "board")) !== "demo") throw new NotADemo("Only a demo is emptied.");
    for (const table of TABLES) await trx.deleteFrom(table).execute();
  });
}
