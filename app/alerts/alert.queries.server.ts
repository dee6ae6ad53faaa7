import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { AlertTable } from "#db/schema/alerts.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, AlertId } from "~/platform/ids.ts";

export type AlertRow = Selectable<AlertTable>;

/** Whose alerts: an account's, or a guest's by the address. */
export type Owner = { accountId: AccountId } | { email: string };

const ownedBy = (owner: Owner) =>
  "accountId" in owner
    ? sql<boolean>`account_id = ${owner.accountId}`
    : sql<boolean>`account_id is null and email = ${owner.email}`;

/**
 * The number of the change that this transaction makes. Its row stays locked until the commit, so that the order of the
 * numbers is that of the commits.
 */
async function numberChange(trx: Trx): Promise<number> {
  await trx
    .updateTable("alert_counter")
    .set({ value: sql`last_insert_id(value + 1)` })
    .where("name", "=", "change")
    .execute();
  const { rows } = await sql<{ number: number }>`select last_insert_id() as number`.execute(trx);
  return Number(rows[0]!.number);
}

/** Writes a new alert. */
export async function insertAlert(
  trx: Trx,
  row: Omit<Insertable<AlertTable>, "seq" | "created_at" | "updated_at" | "since">,
): Promise<void> {
  const at = now();
  const seq = await numberChange(trx);
  await trx
    .insertInto("alert")
    .values({ ...row, seq, since: at, created_at: at, updated_at: at })
    .execute();
}

/** Writes what has changed of an alert; the caller has locked it. */
export async function updateAlert(
  trx: Trx,
  id: AlertId,
  set: Omit<Updateable<AlertTable>, "id" | "seq">,
): Promise<void> {
  const seq = await numberChange(trx);
  await trx
    .updateTable("alert")
    .set({ ...set, seq, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

/** The same of many. */
export async function updateAlerts(
  trx: Trx,
  ids: readonly AlertId[],
  set: Omit<Updateable<AlertTable>, "id" | "seq">,
): Promise<void> {
  if (ids.length === 0) return;
  const seq = await numberChange(trx);
  await trx
    .updateTable("alert")
    .set({ ...set, seq, updated_at: now() })
    .where("id", "in", ids)
    .execute();
}

/** Deletes alerts with all that hangs on them. Whoever holds them in memory finds them gone when one matches. */
export async function deleteAlerts(trx: Trx | Db, ids: readonly AlertId[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom("alert").where("id", "in", ids).execute();
}

/** The alert as it stands now. */
export async function findAlert(db: Db | Trx, id: AlertId): Promise<AlertRow | undefined> {
  return db.selectFrom("alert").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The alert, locked until the transaction ends. */
export async function lockAlert(trx: Trx, id: AlertId): Promise<AlertRow | undefined> {
  return trx.selectFrom("alert").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** The alert if it is this account's, locked. */
export async function lockAlertOf(trx: Trx, accountId: AccountId, id: AlertId): Promise<AlertRow | undefined> {
  return trx
    .selectFrom("alert")
    .selectAll()
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
}

/** The owner's alert of this search, locked. */
export async function lockAlertLike(trx: Trx, owner: Owner, searchKey: string): Promise<AlertRow | undefined> {
  return trx
    .selectFrom("alert")
    .selectAll()
    .where(ownedBy(owner))
    .where("search_key", "=", searchKey)
    .forUpdate()
    .executeTakeFirst();
}

/** The owner's alerts, the newest first; at most 200. */
export async function listAlertsOf(db: Db | Trx, owner: Owner): Promise<AlertRow[]> {
  return db.selectFrom("alert").selectAll().where(ownedBy(owner)).orderBy("id", "desc").limit(200).execute();
}

/** How many alerts the owner has that are, or were, confirmed. */
export async function countAlertsOf(trx: Trx, owner: Owner): Promise<number> {
  const { count } = await trx
    .selectFrom("alert")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where(ownedBy(owner))
    .where("state", "<>", "unconfirmed")
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** All confirmed alerts that are mailed to an address, an account's or a guest's; at most 400. */
export async function listAlertsMailedTo(trx: Trx, email: string): Promise<AlertRow[]> {
  const account = await trx.selectFrom("account").select("id").where("email", "=", email).executeTakeFirst();
  const alerts = [
    ...(await listAlertsOf(trx, { email })),
    ...(account ? await listAlertsOf(trx, { accountId: account.id }) : []),
  ];
  return alerts.filter(({ state }) => state !== "unconfirmed");
}

/** Where an alert is mailed to: the account's address, unless it is suspended or unconfirmed; else the guest's. */
export async function findAddress(
  db: Db | Trx,
  { account_id, email }: Pick<AlertRow, "account_id" | "email">,
): Promise<string | undefined> {
  if (account_id === null) return email ?? undefined;
  const account = await db
    .selectFrom("account")
    .select("email")
    .where("id", "=", account_id)
    .where("suspended_at", "is", null)
    .where("email_verified_at", "is not", null)
    .executeTakeFirst();
  return account?.email;
}

/** The account with this address, if it is confirmed and not suspended. */
export async function findAccountWith(db: Db | Trx, email: string): Promise<AccountId | undefined> {
  const row = await db
    .selectFrom("account")
    .select("id")
    .where("email", "=", email)
    .where("email_verified_at", "is not", null)
    .where("suspended_at", "is", null)
    .executeTakeFirst();
  return row?.id;
}

/** Keeps the hash of a link’s secret. */
export async function insertLink(
  trx: Trx,
  link: { alert_id: AlertId; token_hash: string; purpose: "confirm" | "change" },
): Promise<void> {
  // One link confirms at a time; those that change stand in mails that are all still there.
  if (link.purpose === "confirm")
    await trx.deleteFrom("alert_link").where("alert_id", "=", link.alert_id).where("purpose", "=", "confirm").execute();
  await trx
    .insertInto("alert_link")
    .values({ ...link, created_at: now() })
    .execute();
}

/** The alert of a link that was made at `after` or later. */
export async function findAlertByLink(
  db: Db | Trx,
  tokenHash: string,
  purpose: "confirm" | "change",
  after: Date,
): Promise<AlertRow | undefined> {
  return db
    .selectFrom("alert_link as link")
    .innerJoin("alert", "alert.id", "link.alert_id")
    .selectAll("alert")
    .where("link.token_hash", "=", tokenHash)
    .where("link.purpose", "=", purpose)
    .where("link.created_at", ">=", after)
    .executeTakeFirst();
}

/** Uses a link up. @returns whether it was there. */
export async function deleteLink(trx: Trx, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom("alert_link").where("token_hash", "=", tokenHash).executeTakeFirst();
  return numDeletedRows > 0n;
}
