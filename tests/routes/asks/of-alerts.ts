/** Requests in order of alerts. */
import { insertAlert, insertLink } from "~/alerts/alert.queries.server.ts";
import { searchKey } from "~/alerts/create-alert.server.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type AlertId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { Asks } from "../walk.ts";
import type { World } from "../world.ts";

const when = { frequency: "daily", zone: "America/New_York" } as const;

/** An alert of an account, or of a guest who confirmed it, or did not. */
export async function anAlert(of: { accountId: AccountId } | { email: string; confirmed: boolean }): Promise<AlertId> {
  const id: AlertId = newId<"alert">();
  const search = `q=${id}`;
  await transact(database(), (trx) =>
    insertAlert(trx, {
      ...{ id, search, search_key: searchKey(search), ...when },
      ...("accountId" in of ? { account_id: of.accountId } : { email: of.email }),
      state: "accountId" in of || of.confirmed ? "active" : "unconfirmed",
    }),
  );
  return id;
}

/** The secret of a mailed link to a guest's new alert. */
export async function aLinkedAlert(purpose: "confirm" | "change"): Promise<string> {
  const email = `${newId().toLowerCase()}@example.org`;
  const alert_id = await anAlert({ email, confirmed: purpose === "change" });
  const token = newSecretToken();
  await transact(database(), (trx) => insertLink(trx, { alert_id, token_hash: hashToken(token), purpose }));
  return token;
}

const mine = async (world: World) => ({
  params: { alertId: await anAlert({ accountId: world.people.seeker }) },
  fields: when,
});
const byLink = async () => ({ fields: { token: await aLinkedAlert("change"), ...when } });

export const ofAlerts: Asks = {
  "alerts/new-alert.tsx": {
    action: () => ({ fields: { ...when, email: `${newId().toLowerCase()}@example.org` } }),
  },
  "alerts/confirm-alert.tsx": { action: async () => ({ fields: { token: await aLinkedAlert("confirm") } }) },
  "alerts/unsubscribe.tsx": { action: async () => ({ query: { token: await aLinkedAlert("change") } }) },
  "alerts/preferences.tsx": {
    ...{ save: byLink, pause: byLink, resume: byLink, delete: byLink, "unsubscribe-all": byLink },
  },
  "alerts/alert.tsx": { loader: mine, save: mine, pause: mine, resume: mine, delete: mine },
};
