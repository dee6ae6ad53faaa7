import { isIP } from "node:net";
import path from "node:path";
import { z } from "zod";

/** An unset variable and an empty one mean the same: `.env.example` lists them empty. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const flag = z.preprocess((value) => value === "1" || value === "true", z.boolean());

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`, as node:dns takes its servers. */
function isServerAddress(text: string): boolean {
  const [, bracketed, plain, port] = /^(?:\[([\da-f:.]+)\]|([\d.]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
  return isIP(text) !== 0 || isIP(bracketed ?? "") === 6 || isIP(plain ?? "") === 4;
}

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
    PORT: z.preprocess((value) => value || undefined, z.coerce.number().int().min(0).max(65_535).default(3000)),
    BASE_URL: optional(z.url({ protocol: /^https?$/ })),
    DATABASE_URL: z
      .string({ error: "is required, for example mysql://user:password@127.0.0.1/careercenter" })
      .startsWith("mysql://"),
    DATA_DIR: z.preprocess((value) => value || undefined, z.string().default(".data")),
    SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")),
    MAIL_FROM: z.preprocess(
      (value) => value || undefined,
      z.string().max(200).default("CareerCenter <no-reply@localhost>"),
    ),
    MAIL_WEBHOOK_SECRET: optional(z.string().min(16)),
    STRIPE_SECRET_KEY: optional(
      z.string().regex(/^(sk|rk)_(test|live)_/, "must be a Stripe secret key (sk_test_… or sk_live_…)"),
    ),
    STRIPE_WEBHOOK_SECRET: optional(z.string().min(16)),
    STRIPE_API_BASE: optional(z.url({ protocol: /^https?$/ })),
    STRIPE_TAX: flag,
    FACTOR_KEY: optional(
      z.string().regex(/^[A-Za-z0-9+/_-]{43}=?$/, "must be 32 random bytes in base64: openssl rand -base64 32"),
    ),
    DNS_SERVER: optional(
      z
        .string()
        .refine(isServerAddress, "must be an IP address, with a port if it is not 53: 192.0.2.1 or [2001:db8::1]:5353"),
    ),
    WEB_CONCURRENCY: optional(
      z.coerce
        .number({ error: "must be a whole number from 1 to 64" })
        .int("must be a whole number from 1 to 64")
        .min(1, "must be at least 1")
        .max(64, "must be at most 64"),
    ),
    TRUST_PROXY: z.preprocess((value) => value || undefined, z.coerce.number().int().min(0).max(10).default(0)),
    CDN: flag,
    GUEST_PAGES_MB: z.preprocess(
      (value) => (value === "" ? undefined : value),
      z.coerce.number().int("must be a whole number").min(1).max(16_384).default(64),
    ),
  })
  .superRefine((value, context) => {
    if (value.STRIPE_API_BASE && /^(sk|rk)_live_/.test(value.STRIPE_SECRET_KEY ?? ""))
      context.addIssue({
        code: "custom",
        path: ["STRIPE_API_BASE"],
        message: "must be empty with a live key: real cards never go to another host",
      });
  })
  .transform((value) => ({
    ...value,
    BASE_URL: (value.BASE_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ""),
    DATA_DIR: path.resolve(value.DATA_DIR),
  }));

export type Env = z.output<typeof schema>;

/** A setting is missing or wrong; the message names each one. */
export class EnvError extends Error {}

/**
 * Reads the settings from `source`.
 * @throws EnvError naming every variable that is missing or wrong, never its value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new EnvError(`The settings are not right (see .env.example):\n${lines.join("\n")}`);
}

let parsed: Env | undefined;

/** The settings of this process, parsed once. @throws EnvError */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}

/**
 * What `npm run serve` asks beyond `env()`: nothing may stand in for the outside world in production.
 * @returns one line for every setting that is missing or weak; empty when all is well.
 */
export function weakSettings(settings: Env, source: Record<string, string | undefined>): string[] {
  const lines: string[] = [];
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(settings.BASE_URL).hostname);
  if (!source.BASE_URL) lines.push("BASE_URL is missing: links in mail and at Stripe would point nowhere");
  else if (!local && !settings.BASE_URL.startsWith("https:"))
    lines.push("BASE_URL must be https: sign-in cookies would travel in the clear");
  if (!settings.SMTP_URL) lines.push("SMTP_URL is missing: nobody could confirm an address");
  if (!source.MAIL_FROM) lines.push("MAIL_FROM is missing");
  if (!settings.STRIPE_SECRET_KEY) lines.push("STRIPE_SECRET_KEY is missing");
  if (!settings.STRIPE_WEBHOOK_SECRET)
    lines.push("STRIPE_WEBHOOK_SECRET is missing: an unsigned event would be believed");
  if (!settings.FACTOR_KEY) lines.push("FACTOR_KEY is missing: nobody of the staff could sign in");
  const database = new URL(settings.DATABASE_URL);
  if (!database.password && !local) lines.push("DATABASE_URL has no password");
  return lines;
}
