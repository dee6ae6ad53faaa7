import { sealSecret } from "~/accounts/seal-secret.server.ts";
import { newTotpSecret, totpCode } from "~/accounts/totp.server.ts";
import { later, now, SECOND } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";

/** An authenticator app: the code that it shows `steps` half minutes from now. */
export type App = (steps?: number) => string;

/** Reads a secret as an app does, in groups of four or not. */
export const appWith =
  (secret: string): App =>
  (steps = 0) =>
    totpCode(secret.replaceAll(" ", ""), later(now(), steps * 30 * SECOND));

/** Turns a second factor on for an account, of which no code was used yet. @returns the app. */
export async function aFactor(accountId: AccountId): Promise<App> {
  const secret = newTotpSecret();
  await database()
    .insertInto("account_factor")
    .values({
      account_id: accountId,
      secret: sealSecret(secret, accountId),
      turned_on_at: now(),
      last_step: 0,
      pending_secret: null,
      pending_until: null,
    })
    .execute();
  return appWith(secret);
}
