import { sql } from "kysely";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { findAccountByEmail, insertAccount, lockAccountByEmail } from "./account.queries.server.ts";
import { hashPassword } from "./password.server.ts";
import { newSecretToken } from "./secret-token.server.ts";

/** Whose an address is now. Only for whoever has shown that its mailbox is theirs, and for mail to it. */
export async function findAccountOfAddress(
  db: Db,
  email: string,
): Promise<{ id: AccountId; suspended: boolean } | undefined> {
  const row = await findAccountByEmail(db, email);
  return row && { id: row.id, suspended: row.suspended_at !== null };
}

/** The hash of a password that nobody knows, to be made before the transaction: it takes a while. */
export function nobodysPassword(): Promise<string> {
  return hashPassword(newSecretToken());
}

/**
 * The account that holds what the owner of a mailbox did as a guest: the one of that address or, where there is none, a new
 * one that nobody can enter. It becomes theirs by signing up with the address and confirming it, as with any sign-up that was never
 * confirmed. The caller has made sure of the mailbox.
 * @returns undefined for a suspended one.
 */
export async function accountForGuest(
  trx: Trx,
  guest: { email: string; name: string; consentVersion: string; passwordHash: string },
): Promise<AccountId | undefined> {
  const known = await lockAccountByEmail(trx, guest.email);
  if (known) return known.suspended_at ? undefined : known.id;
  const id: AccountId = newId<"account">();
  await insertAccount(trx, {
    id,
    email: guest.email,
    name: guest.name,
    email_verified_at: null,
    staff_role: null,
    password_hash: guest.passwordHash,
    consent_version: guest.consentVersion,
  });
  await recordAudit(trx, {
    actor: byAccount(id),
    action: "account.keep-for-guest",
    subject: { kind: "account", id },
    detail: { consent: guest.consentVersion },
  });
  return id;
}

/**
 * Takes name and address from an account that was never confirmed, nor signed up with since `before`, once no application
 * of its says anything of its person any more. Its row stays: the states of its applications point to it.
 */
export async function forgetGuest(trx: Trx, id: AccountId, before: Date): Promise<void> {
  await forgetSome(trx, before, 1, id);
}

/**
 * The same for all such accounts: somebody may have signed up with one, and not confirmed it, shortly before its last
 * application was erased. @returns how many, `limit` at most.
 */
export function forgetGuests(db: Db, before: Date, limit: number): Promise<number> {
  return forgetSome(db, before, limit);
}

const ERASED = "@erased.invalid";

async function forgetSome(db: Db | Trx, before: Date, limit: number, id?: AccountId): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("account")
    .set({ email: sql<string>`concat(lower(id), ${ERASED})`, name: "Erased", updated_at: now() })
    .$if(id !== undefined, (query) => query.where("id", "=", id!))
    .where("email_verified_at", "is", null)
    .where("updated_at", "<", before)
    .where("suspended_at", "is", null)
    .where("deleted_at", "is", null)
    .where("email", "not like", `%${ERASED}`)
    .where(({ exists, selectFrom, not, and }) => {
      const sent = selectFrom("application")
        .select("application.id")
        .whereRef("application.account_id", "=", "account.id");
      return and([exists(sent), not(exists(sent.where("application.erased_at", "is", null)))]);
    })
    .limit(limit)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
