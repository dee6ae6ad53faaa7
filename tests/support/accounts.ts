import type { StaffRole } from "~/accounts/account.ts";
import { insertAccount } from "~/accounts/account.queries.server.ts";
import { hashPassword } from "~/accounts/password.server.ts";
import { openSession } from "~/accounts/sessions.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";

export const PASSWORD = "correct horse battery staple";
let passwordHash: Promise<string> | undefined;

/** A confirmed account whose password is `PASSWORD`. @returns its id. */
export async function anAccount(
  account: { email?: string; name?: string; staffRole?: StaffRole; confirmed?: boolean } = {},
): Promise<AccountId> {
  const id: AccountId = newId<"account">();
  const password_hash = await (passwordHash ??= hashPassword(PASSWORD));
  await transact(database(), (trx) =>
    insertAccount(trx, {
      id,
      email: account.email ?? `${id.toLowerCase()}@example.org`,
      name: account.name ?? "Marisol Vega",
      password_hash,
      staff_role: account.staffRole ?? null,
      consent_version: "test",
      email_verified_at: account.confirmed === false ? null : now(),
    }),
  );
  return id;
}

/** A request of a browser in which `accountId` is signed in, a moment ago and with a code if they need one. */
export async function requestAs(accountId: AccountId, url: string, init: RequestInit = {}): Promise<Request> {
  const cookie = (await openSession(accountId, "test", now())).split(";")[0]!;
  return new Request(new URL(url, "http://localhost:3000"), { ...init, headers: { ...init.headers, Cookie: cookie } });
}
