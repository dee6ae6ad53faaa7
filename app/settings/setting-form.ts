/** The form of one setting. Apart from settings.ts, so that no page carries the validator to the browser. */
import { z } from "zod";
import { settings, type SettingName } from "./settings.ts";

const email = z.email();

/** A setting's value as a form brings it, as the text that is kept. */
export function settingSchema(name: SettingName): z.ZodType<string> {
  const setting = settings[name];
  if (setting.type === "days") {
    const words = `From ${setting.least} to ${setting.most.toLocaleString("en-US")} days.`;
    return z
      .string({ error: words })
      .trim()
      .regex(/^\d{1,5}$/, words)
      .refine((text) => Number(text) >= setting.least && Number(text) <= setting.most, words)
      .transform((text) => String(Number(text)));
  }
  // No pipe and no union: an emptied field comes as undefined, and only the outermost type may make "" of it.
  const text = z
    .string()
    .overwrite((typed) =>
      typed
        .replace(/\r\n?/g, "\n")
        .replace(/[^\P{Cc}\n]/gu, " ")
        .trim(),
    )
    .max(setting.longest, `Use at most ${setting.longest} characters.`);
  if (setting.type === "text") return text.default("");
  return text
    .refine(
      (typed) => typed === "" || email.safeParse(typed).success,
      "Enter an e-mail address such as name@example.org.",
    )
    .default("");
}
