/** `npm run factor:reset -- EMAIL`: takes a lost second factor off, where no other admin can. */
import { system } from "~/audit/record-audit.server.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { EnvError } from "~/platform/env.server.ts";
import { emailSchema } from "./account-forms.ts";
import { findAccountByEmail } from "./account.queries.server.ts";
import { resetFactor } from "./drop-factor.server.ts";

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const email = emailSchema.safeParse(process.argv[2]);
if (!email.success) fail("Say whose: npm run factor:reset -- name@example.org");

try {
  const db = database();
  const account = await findAccountByEmail(db, email.data);
  if (!account) fail(`${email.data} has no account.`);
  await resetFactor(db, account.id, system);
  console.log(`${email.data} has no second factor any more, is signed out everywhere and told so by mail.`);
  if (account.staff_role) console.log("At the next sign-in a new one is set up before any page of the staff opens.");
  await db.destroy();
} catch (error) {
  if (error instanceof EnvError || error instanceof DomainError) fail(error.message);
  fail(`The second factor could not be taken off: ${error instanceof Error ? error.message : error}`);
}
