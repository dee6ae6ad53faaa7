import { createCookie } from "@remix-run/node";
import { z } from "zod";
import { env } from "~/platform/env.server.ts";

/** Secure where the board is served over TLS; decided at the first use, when the settings are known. */
const secure = () => env().BASE_URL.startsWith("https:");

const flashCookie = createCookie("cc_flash", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 60 });
const themeCookie = createCookie("cc_theme", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 31_536_000 });

/** Sent to the sign-in pages only: no other page has a use for it. */
const secondStepCookie = createCookie("cc_second", { httpOnly: true, sameSite: "lax", path: "/sign-in", maxAge: 600 });

/** The Set-Cookie header that keeps the token between password and code; without one it is taken away. */
export function setSecondStep(token?: string): Promise<string> {
  return secondStepCookie.serialize(token ?? "", { secure: secure(), ...(token ? {} : { maxAge: 0 }) });
}

/** The token of a second step that was begun. */
export async function readSecondStep(request: Request): Promise<string | undefined> {
  const token: unknown = await secondStepCookie.parse(request.headers.get("Cookie"));
  return typeof token === "string" && /^[\w-]{43}$/.test(token) ? token : undefined;
}

const flashSchema = z.object({ kind: z.enum(["done", "warn"]), text: z.string().max(300) });
/** A sentence for the next page only: what was done. */
export type Flash = z.infer<typeof flashSchema>;

/** The Set-Cookie header that shows `flash` on the next page. */
export function setFlash(flash: Flash): Promise<string> {
  return flashCookie.serialize(flash, { secure: secure() });
}

/** The sentence left for this page, and the header that takes it away. */
export async function takeFlash(request: Request): Promise<{ flash: Flash; clear: string } | undefined> {
  const parsed = flashSchema.safeParse(await flashCookie.parse(request.headers.get("Cookie")));
  return parsed.success
    ? { flash: parsed.data, clear: await flashCookie.serialize("", { maxAge: 0, secure: secure() }) }
    : undefined;
}

const themeSchema = z.enum(["light", "dark"]);
export type ChosenTheme = z.infer<typeof themeSchema>;

/** The theme the visitor chose; undefined follows the system. */
export async function readTheme(request: Request): Promise<ChosenTheme | undefined> {
  return themeSchema.safeParse(await themeCookie.parse(request.headers.get("Cookie"))).data;
}

/** The Set-Cookie header that keeps the theme; `undefined` goes back to the system's. */
export function setTheme(theme: ChosenTheme | undefined): Promise<string> {
  return themeCookie.serialize(theme ?? "", { secure: secure(), ...(theme ? {} : { maxAge: 0 }) });
}
