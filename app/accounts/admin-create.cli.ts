/** `npm run admin:create -- EMAIL`: makes the first admin of a real board. */
import { randomBytes } from "node:crypto";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { EnvError } from "~/platform/env.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { CONSENT_VERSION } from "./account.ts";
import { emailSchema } from "./account-forms.ts";
import { findAccountByEmail, insertAccount, updateAccount } from "./account.queries.server.ts";
import { hashPassword } from "./password.server.ts";

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const email = emailSchema.safeParse(process.argv[2]);
if (!email.success) fail("Say whose: npm run admin:create -- name@example.org");

try {
  const db = database();
  const password = randomBytes(18).toString("base64url");
  const password_hash = await hashPassword(password);
  const known = await transact(db, async (trx) => {
    const account = await findAccountByEmail(trx, email.data);
    const id: AccountId = account?.id ?? newId<"account">();
    if (account)
      await updateAccount(trx, id, { staff_role: "admin", email_verified_at: account.email_verified_at ?? now() });
    else
      await insertAccount(trx, {
        id,
        email: email.data,
        name: "Admin",
        password_hash,
        staff_role: "admin",
        consent_version: CONSENT_VERSION,
        email_verified_at: now(),
      });
    await recordAudit(trx, { actor: system, action: "account.make-admin", subject: { kind: "account", id } });
    return account !== undefined;
  });
  console.log(
    known
      ? `${email.data} is an admin now, with the password it has.`
      : `${email.data} is an admin. Its password, shown only here: ${password}`,
  );
  console.log("At the first sign-in it sets up its second factor; then the pages of the staff open.");
  await db.destroy();
} catch (error) {
  fail(
    error instanceof EnvError
      ? error.message
      : `The admin could not be made: ${error instanceof Error ? error.message : error}`,
  );
}
