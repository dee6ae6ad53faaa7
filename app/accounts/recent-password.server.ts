import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, Id } from "~/platform/ids.ts";
import { requirePassword } from "./set-up-factor.server.ts";

/** For how long a session need not give the password again. */
const FRESH = 10 * MINUTE;

type Given = { accountId: AccountId; session: Id<"session"> };

/** Asks for the password once more, and remembers with the session that it was given. @throws as `requirePassword`. */
export async function givePassword(db: Db, { accountId, session }: Given, password: string): Promise<void> {
  await requirePassword(db, accountId, password);
  await db
    .updateTable("session")
    .set({ password_at: now() })
    .where("public_id", "=", session)
    .where("account_id", "=", accountId)
    .execute();
}

/** Whether the session gave the password again in the last ten minutes. */
export async function gavePassword(db: Db, { accountId, session }: Given): Promise<boolean> {
  const row = await db
    .selectFrom("session")
    .select("public_id")
    .where("public_id", "=", session)
    .where("account_id", "=", accountId)
    .where("password_at", ">", later(now(), -FRESH))
    .executeTakeFirst();
  return row !== undefined;
}
