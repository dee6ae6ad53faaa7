import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { openSecret, sealSecret } from "~/accounts/seal-secret.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { demoSignIns } from "./demo-sign-ins.ts";

/**
 * Gives the demo's staff the second factor that `npm start` prints: where they have none, or one under a key that is not
 * this board's any more. One that a person set up instead stays.
 */
export async function seedFactors(db: Db): Promise<void> {
  for (const { email, totpSecret } of demoSignIns) {
    if (!totpSecret) continue;
    await transact(db, async (trx) => {
      const row = await trx
        .selectFrom("account")
        .leftJoin("account_factor", "account_factor.account_id", "account.id")
        .select(["account.id", "account_factor.secret"])
        .where("email", "=", email)
        .executeTakeFirst();
      if (!row || (row.secret && canOpen(row.secret, row.id))) return;
      const on = { secret: sealSecret(totpSecret, row.id), turned_on_at: now(), last_step: 0 };
      await trx
        .insertInto("account_factor")
        .values({ account_id: row.id, ...on, pending_secret: null, pending_until: null })
        .onDuplicateKeyUpdate(on)
        .execute();
      await recordAudit(trx, {
        actor: system,
        action: "account.factor-on",
        subject: { kind: "account", id: row.id },
        detail: { demo: true },
      });
    });
  }
}

function canOpen(sealed: string, owner: AccountId): boolean {
  try {
    return openSecret(sealed, owner) !== "";
  } catch {
    return false;
  }
}
