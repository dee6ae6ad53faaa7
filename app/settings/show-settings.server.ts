import type { Db } from "~/platform/database.server.ts";
import { standIn, valuesOf } from "./read-settings.server.ts";
import { listSettings, listNamesOfSetters } from "./setting.queries.server.ts";
import { settingNames, settings } from "./settings.ts";

/** Every setting with its value, what stands in where it is empty, and who set it last. For admins. */
export async function showSettings(db: Db) {
  const rows = await listSettings(db);
  const names = await listNamesOfSetters(db, [...new Set(rows.map((row) => row.updated_by))]);
  const values = valuesOf(rows);
  return settingNames.map((name) => {
    const row = rows.find((each) => each.name === name);
    return {
      name,
      ...settings[name],
      value: String(values[name]),
      standIn: standIn(name),
      version: row?.version ?? 0,
      changed: row && { at: row.updated_at, by: names.get(row.updated_by) ?? "An account that is gone" },
    };
  });
}

/** A setting as its page shows it. */
export type ShownSetting = Awaited<ReturnType<typeof showSettings>>[number];
