import { Secret, TOTP } from "otpauth";
import { TOTP_DIGITS } from "./factor.ts";

/** RFC 6238 with the values that every authenticator app takes, whatever its settings. */
const shape = { algorithm: "SHA1", digits: TOTP_DIGITS, period: 30 } as const;

/** A new secret of 160 bits, as RFC 4226 asks, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * The 30-second step (counted since 1970) that `digits` is the code of: the present one, or the one before or after, for
 * clocks that differ and for slow typing. Undefined where it is none of the three.
 */
export function totpStep(secret: string, digits: string, at: Date): number | undefined {
  const timestamp = at.getTime();
  const off = TOTP.validate({ ...shape, secret: Secret.fromBase32(secret), token: digits, timestamp, window: 1 });
  return off === null ? undefined : TOTP.counter({ period: shape.period, timestamp }) + off;
}

/** The code of a moment, as an app shows it. */
export function totpCode(secret: string, at: Date): string {
  return TOTP.generate({ ...shape, secret: Secret.fromBase32(secret), timestamp: at.getTime() });
}

/** What an authenticator app reads from the picture. `label` is the account's address. */
export function totpUri(secret: string, label: string): string {
  return new TOTP({ ...shape, issuer: "CareerCenter", label, secret: Secret.fromBase32(secret) }).toString();
}
