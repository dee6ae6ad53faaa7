import { z } from "zod";
import type { Moment, Reader } from "./moment.ts";
import type { SettingsRow } from "./rows.ts";

/** Stripe's own recommendation of its Dashboard is four tries in two weeks; here they are at fixed days. */
const defaults: SettingsRow = {
  id: "settings",
  created: 0,
  taxPercent: 10,
  retryDays: [3, 5, 7],
  afterRetries: "cancel",
};

/** What the control API takes to change settings; what is left out stays. */
export const settingsSchema = z.strictObject({
  taxPercent: z.coerce.number().min(0).max(50).optional(),
  retryDays: z.array(z.number().min(0.01).max(60)).max(8).optional(),
  afterRetries: z.enum(["cancel", "mark_unpaid", "keep_past_due"]).optional(),
});

/** What stands in for the settings of Stripe's Dashboard: tax, retries of a failed renewal, and what follows the last. */
export function settingsOf(tx: Reader): SettingsRow {
  return tx.get("settings", defaults.id) ?? defaults;
}

/** Changes settings; what is undefined stays. */
export function changeSettings({ tx }: Moment, given: z.output<typeof settingsSchema>): SettingsRow {
  const before = settingsOf(tx);
  const { taxPercent = before.taxPercent, retryDays = before.retryDays, afterRetries = before.afterRetries } = given;
  return tx.put("settings", { ...before, taxPercent, retryDays, afterRetries });
}
