import { SECOND } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { listSettings, type SettingRow } from "./setting.queries.server.ts";
import { settingNames, settings, type Setting, type SettingName, type SettingValues } from "./settings.ts";

/** For how long a process goes by what it has read, in milliseconds: how soon a change is seen by all of them. */
const FRESH = 3 * SECOND;

/** A row's value if it is still one of the vocabulary's; bounds may have been narrowed since it was written. */
function valueOf(setting: Setting, text: string | undefined): number | string {
  if (setting.type !== "days") return text ?? "";
  const days = Number(text ?? NaN);
  return Number.isInteger(days) ? Math.min(setting.most, Math.max(setting.least, days)) : setting.fallback;
}

/** The value of every setting, from the rows that somebody has set. A row whose name is not known is left alone. */
export function valuesOf(rows: readonly SettingRow[]): SettingValues {
  const texts = new Map(rows.map((row) => [row.name, row.value]));
  const all = Object.fromEntries(settingNames.map((name) => [name, valueOf(settings[name], texts.get(name))]));
  return all as SettingValues;
}

/**
 * Reads the settings of one process: kept for `FRESH`, read once however many ask at the same moment.
 * @param tick milliseconds of a clock that only goes forward.
 */
export function settingsReader(tick: () => number = () => performance.now()) {
  let kept: { until: number; values: Promise<SettingValues> } | undefined;
  return {
    async read(db: Db): Promise<SettingValues> {
      const at = tick();
      if (kept && at < kept.until) return kept.values;
      const reading = { until: at + FRESH, values: listSettings(db).then(valuesOf) };
      kept = reading;
      // What could not be read is not kept: the next one tries again.
      reading.values.catch(() => {
        if (kept === reading) kept = undefined;
      });
      return reading.values;
    },
    forget(): void {
      kept = undefined;
    },
  };
}

const reader = settingsReader();

/** The settings; a change in another process is seen within seconds. */
export function readSettings(db: Db): Promise<SettingValues> {
  return reader.read(db);
}

/** Has this process read the settings anew: after a change of its own. */
export function forgetSettings(): void {
  reader.forget();
}

/** The settings as they stand in the database, for what must not act on what was so a moment ago. */
export async function readSettingsNow(db: Db | Trx): Promise<SettingValues> {
  return valuesOf(await listSettings(db));
}

/** The address at which people reach those who run the board: the setting, or that of MAIL_FROM without its name. */
export async function contactAddress(db: Db): Promise<string> {
  return (await readSettings(db))["contact.email"] || senderAddress();
}

/** The address for requests to take something down: the setting, or the board's own. */
export async function takedownAddress(db: Db): Promise<string> {
  return (await readSettings(db))["contact.takedown"] || contactAddress(db);
}

function senderAddress(): string {
  const { MAIL_FROM } = env();
  return /<([^<>\s]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM.trim();
}

/** What a setting is where it is empty, for its page. */
export function standIn(name: SettingName): string {
  return name === "contact.email" || name === "contact.takedown" ? senderAddress() : "";
}
