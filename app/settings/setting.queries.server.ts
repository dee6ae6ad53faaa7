import type { Selectable } from "kysely";
import type { SettingTable } from "#db/schema/platform.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";

export type SettingRow = Selectable<SettingTable>;

/** The settings that somebody has set; the vocabulary bounds them. */
export async function listSettings(db: Db | Trx): Promise<SettingRow[]> {
  return db.selectFrom("setting").selectAll().limit(500).execute();
}

/** A setting, locked until the transaction ends; undefined while nobody has set it. */
export async function lockSetting(trx: Trx, name: string): Promise<SettingRow | undefined> {
  return trx.selectFrom("setting").selectAll().where("name", "=", name).forUpdate().executeTakeFirst();
}

/** Writes a setting at `version`. @throws the driver's duplicate error when somebody set it first. */
export async function writeSetting(
  trx: Trx,
  setting: { name: string; value: string; version: number; by: AccountId },
): Promise<void> {
  const set = { value: setting.value, version: setting.version, updated_by: setting.by, updated_at: now() };
  if (setting.version === 1)
    await trx
      .insertInto("setting")
      .values({ name: setting.name, ...set })
      .execute();
  else await trx.updateTable("setting").set(set).where("name", "=", setting.name).execute();
}

/** The names of those who set something. */
export async function listNamesOfSetters(db: Db, ids: readonly AccountId[]): Promise<Map<AccountId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("account").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
