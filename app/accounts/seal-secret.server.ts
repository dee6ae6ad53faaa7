import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env, EnvError } from "~/platform/env.server.ts";

/** One key of the settings, and one of its own for each use. @throws EnvError when there is none. */
function keyFor(use: "seal" | "recovery-code"): Buffer {
  const { FACTOR_KEY } = env();
  if (!FACTOR_KEY) throw new EnvError("FACTOR_KEY is missing: second factors cannot be read (see .env.example)");
  const master = Buffer.from(FACTOR_KEY, "base64url");
  return Buffer.from(hkdfSync("sha256", master, Buffer.alloc(0), `careercenter second factor: ${use}`, 32));
}

const VERSION = "1";

/** Encrypts `text` with AES-256-GCM for one owner: put under another's id it no longer opens. */
export function sealSecret(text: string, owner: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor("seal"), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** Opens what `sealSecret` made for the same owner. @throws Error for anything else, and under another key. */
export function openSecret(sealed: string, owner: string): string {
  const [version, body] = sealed.split(".");
  const bytes = Buffer.from(body ?? "", "base64url");
  if (version !== VERSION || bytes.length < 28) throw new Error("This is no sealed secret");
  const decipher = createDecipheriv("aes-256-gcm", keyFor("seal"), bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
}

/** What is kept of a recovery code: a keyed hash, for its 53 bits alone could be tried out by a reader of the table. */
export function hashRecoveryCode(digits: string, owner: string): string {
  return createHmac("sha256", keyFor("recovery-code")).update(`${owner} ${digits}`).digest("hex");
}
