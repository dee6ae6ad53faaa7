/**
 * `npm run seed`: makes the demo in an empty board, or brings a demo that is there up to today. `SEED_SIZE=small` makes
 * 8 employers with 60 jobs instead of 40 with 600.
 */
import { sql } from "kysely";
import { database, openDatabase } from "~/platform/database.server.ts";
import { env, EnvError } from "~/platform/env.server.ts";
import { claimDemo, emptyUnfinishedDemo, NotADemo } from "./claim-demo.ts";
import { refreshDemo } from "./refresh-demo.ts";
import { seedFactors } from "./seed-factors.ts";

/** One line that counts on a terminal; a few lines where the output is kept. */
function showProgress(done: number, all: number): void {
  const text = `Making the demo: ${done} of ${all} events`;
  if (process.stdout.isTTY) process.stdout.write(`\r${text}${done === all ? "\n" : ""}`);
  else if (done % 1_000 === 0 || done === all) console.log(text);
}

async function run(): Promise<void> {
  const db = database();
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1_000).toFixed(1)} s`;
  const mark = await claimDemo(db);
  if (mark) {
    const { days, jobs } = await refreshDemo(db, mark, new Date());
    await seedFactors(db);
    console.log(
      days === 0 ? "The demo is up to date." : `The demo moved on by ${days} days: ${jobs} jobs, ${seconds()}.`,
    );
    return;
  }
  await emptyUnfinishedDemo(db);
  // Only now, so that a start with the demo in place does not read all that it is made of.
  const { seedDemo } = await import("./seed-demo.ts");
  const size = process.env.SEED_SIZE === "small" ? "small" : "full";
  const today = new Date(Math.floor(began / 60_000) * 60_000);
  await seedDemo(db, size, today, showProgress);
  await seedFactors(db);
  const counts = await Promise.all(
    (["employer", "job", "account", "application"] as const).map(async (table) => {
      const row = await db
        .selectFrom(table)
        .select(sql<number>`count(*)`.as("count"))
        .executeTakeFirstOrThrow();
      return `${row.count} ${table}s`;
    }),
  );
  console.log(`The demo is made: ${counts.join(", ")}, ${seconds()}.`);
}

try {
  const locks = openDatabase(env().DATABASE_URL, { connections: 1 });
  // One seed at a time: a second one would take the first one's rows for an unfinished demo.
  const { rows } = await sql<{ got: number }>`select get_lock(concat('seed ', database()), 0) as got`.execute(locks);
  if (Number(rows[0]?.got) !== 1) throw new NotADemo("Another seed is at work on this database.");
  await run();
  await locks.destroy();
  await database().destroy();
} catch (error) {
  const plain = error instanceof NotADemo || error instanceof EnvError;
  console.error(plain ? error.message : error);
  process.exit(1);
}
