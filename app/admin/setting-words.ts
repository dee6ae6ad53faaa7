import { formatNumber } from "~/ui/format.ts";
import { settings, type SettingName } from "~/settings/settings.ts";

/** A setting's value in words; `standIn` is what counts where it is empty. */
export function settingWords(name: SettingName, value: string, standIn = ""): string {
  if (settings[name].type === "days") return `${formatNumber(Number(value))} days`;
  return value || (standIn ? `${standIn} (nothing is set)` : "Nothing is set");
}
