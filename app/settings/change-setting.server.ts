import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { forgetSettings } from "./read-settings.server.ts";
import { lockSetting, writeSetting } from "./setting.queries.server.ts";
import { isDaysName, type SettingName } from "./settings.ts";

/**
 * Changes a setting as an act of an admin. Every process follows within seconds.
 * @param act.value as `settingSchema` gives it. @param act.seen the version that the admin saw; 0 while nobody has set it.
 * @returns false when it has this value already. @throws DomainError `conflict` when somebody changed it meanwhile.
 */
export async function changeSetting(
  db: Db,
  act: { name: SettingName; value: string; seen: number; adminId: AccountId },
): Promise<boolean> {
  const { name, value, seen, adminId } = act;
  const changed = await transact(db, async (trx) => {
    const row = await lockSetting(trx, name);
    if (row && row.value === value) return false;
    const version = row?.version ?? 0;
    if (version !== seen)
      throw new DomainError(
        "conflict",
        `Somebody changed this setting meanwhile, to “${row?.value ?? ""}”. Nothing was saved.`,
        "value",
      );
    await writeSetting(trx, { name, value, version: version + 1, by: adminId });
    await recordAudit(trx, {
      actor: byAccount(adminId),
      action: "setting.change",
      subject: { kind: "board", id: `setting:${name}` },
      // A time is a figure; an address may be a person's, and stands in the row alone.
      detail: { version: version + 1, ...(isDaysName(name) && { from: row?.value ?? "default", to: value }) },
    });
    return true;
  });
  forgetSettings();
  return changed;
}
