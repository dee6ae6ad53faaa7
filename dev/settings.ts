import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Environment } from "./processes.ts";

/**
 * The settings of `.env` under those of the real environment, which win. An empty one counts as not set.
 * `root` is the repository's folder.
 */
export function readSettings(root: string): Environment {
  const given = { ...process.env };
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  const settings = { ...process.env, ...given };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ""));
}

export type BoardSecrets = { stripeSecretKey: string; stripeWebhookSecret: string; factorKey: string };

/** The made-up secrets of this board, the first two shared with its Stripe sandbox: the same for every start on one data folder. */
export function readSecrets(dataDir: string): BoardSecrets {
  const file = path.join(dataDir, "secrets.json");
  let kept: Partial<BoardSecrets> = {};
  try {
    kept = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // None yet, or half written when a start was killed.
  }
  const { stripeSecretKey, stripeWebhookSecret, factorKey } = kept;
  if (stripeSecretKey && stripeWebhookSecret && factorKey) return { stripeSecretKey, stripeWebhookSecret, factorKey };
  const random = () => randomBytes(18).toString("hex");
  const secrets = {
    stripeSecretKey: stripeSecretKey ?? `sk_test_sandbox${random()}`,
    stripeWebhookSecret: stripeWebhookSecret ?? `whsec_${random()}`,
    factorKey: factorKey ?? randomBytes(32).toString("base64url"),
  };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
