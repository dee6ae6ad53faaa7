/** `npm run billing:check [-- --stripe [--days N]]`: exits with 1 when an assertion is broken, with 2 when it cannot tell. */
import { parseArgs } from "node:util";
import { DAY, later, now } from "~/platform/clock.ts";
import { openDatabase } from "~/platform/database.server.ts";
import { env, EnvError } from "~/platform/env.server.ts";
import { assertPlansAgree } from "./assert-billing-plans.server.ts";
import { assertStripeAgrees } from "./assert-billing-stripe.server.ts";
import { assertBilling, type AssertionResult } from "./assert-billing.server.ts";

const usage = "Usage: npm run billing:check [-- --stripe [--days N]]";
const MOST_ROWS = 1_000;

class UsageError extends Error {}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function optionsOf(): { stripe: boolean; days: number } {
  try {
    const { values } = parseArgs({ options: { stripe: { type: "boolean" }, days: { type: "string" } } });
    const days = Number(values.days ?? 30);
    if (!Number.isInteger(days) || days < 1 || days > 3_650) throw new Error("--days is a number from 1 to 3650.");
    return { stripe: values.stripe ?? false, days };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Ids and states only: what is printed may go into a log or a mail to somebody else. */
function report({ name, sentence, about, broken }: AssertionResult): void {
  print(`${broken.length === 0 ? "ok    " : "BROKEN"}  ${name}: ${sentence}`);
  for (const row of broken)
    print(`          ${about} ${row.id}${row.job_id ? `, job ${row.job_id}` : ""}: ${row.what}`);
  if (broken.length === MOST_ROWS) print("          and perhaps more");
}

async function run(): Promise<number> {
  const options = optionsOf();
  const { DATABASE_URL, STRIPE_SECRET_KEY } = env();
  if (options.stripe && !STRIPE_SECRET_KEY) throw new UsageError("--stripe needs STRIPE_SECRET_KEY.");
  const db = openDatabase(DATABASE_URL, { connections: 2 });
  try {
    const results = await assertBilling(db, { limit: MOST_ROWS });
    if (options.stripe) {
      const since = later(now(), -options.days * DAY);
      results.push(await assertStripeAgrees(db, { since }), await assertPlansAgree(db, { since }));
    }
    results.forEach(report);
    const broken = results.filter((result) => result.broken.length > 0).length;
    print(`\n${results.length - broken} ok, ${broken} broken`);
    return broken > 0 ? 1 : 0;
  } finally {
    await db.destroy();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  const expected = error instanceof UsageError || error instanceof EnvError;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 2;
}
