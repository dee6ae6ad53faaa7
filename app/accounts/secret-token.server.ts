import { createHash, randomBytes } from "node:crypto";

/** A secret for a link in a mail: 256 bits as base64url. */
export function newSecretToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a secret: enough to recognize it, useless to whoever reads the table. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
