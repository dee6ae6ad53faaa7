import { insertAlert } from "~/alerts/alert.queries.server.ts";
import { searchKey } from "~/alerts/create-alert.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { changeSetting } from "~/settings/change-setting.server.ts";

/** The demo seeker's alerts: one of each frequency, and a paused one. Not by `createAlert`: no past counts at its limits. */
const seeds = [
  { search: "mode=remote&state=oh&credential=cpc", frequency: "daily", state: "active" },
  { search: "q=%22risk+adjustment%22&pay_min=30", frequency: "weekly", state: "active" },
  { search: "place=Toledo%2C+OH&radius=50", frequency: "instantly", state: "active" },
  { search: "q=auditor&state=mi", frequency: "weekly", state: "paused" },
] as const;

/** Gives a seeker the demo's alerts. */
export async function seedAlerts(db: Db, accountId: AccountId, at: Date): Promise<void> {
  for (const { search, frequency, state } of seeds)
    await transact(db, (trx) =>
      insertAlert(trx, {
        ...{ id: newId<"alert">(), account_id: accountId, search, search_key: searchKey(search), frequency, state },
        zone: "America/New_York",
        ...(state === "paused" && { paused_why: "person" as const, paused_at: at }),
      }),
    );
}

/** Enters the demo board's postal address, without which no alert is mailed. */
export async function seedPostal(db: Db, adminId: AccountId): Promise<void> {
  const value = "CareerCenter Demo\n100 Example Street\nSpringfield, OH 45501";
  await changeSetting(db, { name: "contact.postal", value, seen: 0, adminId });
}
