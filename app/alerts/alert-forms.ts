/** The forms of alerts. Apart from alert.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { emailSchema } from "~/accounts/account-forms.ts";
import { frequencies, zones, type Zone } from "./alert.ts";

const zoneValues = zones.map(({ value }) => value) as [Zone, ...Zone[]];

const when = {
  frequency: z.enum(frequencies, { error: "Choose how often" }),
  zone: z.enum(zoneValues, { error: "Choose your time zone" }),
};

/** A new alert. `email` counts for guests only. */
export const newAlertForm = z.object({ ...when, email: emailSchema.optional() });

/** Of a mailed link; what cannot be one is one that does not work. */
const token = z.string().max(200).catch("");

export const tokenForm = z.object({ token });

/** What becomes of one's own alert. */
export const alertForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), ...when }),
  z.object({ intent: z.literal("pause") }),
  z.object({ intent: z.literal("resume") }),
  z.object({ intent: z.literal("delete") }),
]);

/** The same by the link of a mail. */
export const preferencesForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), token, ...when }),
  z.object({ intent: z.literal("pause"), token }),
  z.object({ intent: z.literal("resume"), token }),
  z.object({ intent: z.literal("delete"), token }),
  z.object({ intent: z.literal("unsubscribe-all"), token }),
]);
export type AlertWish = z.output<typeof alertForm> | z.output<typeof preferencesForm>;
