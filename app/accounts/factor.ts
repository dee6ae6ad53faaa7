/** The words and rules of the second factor; no I/O. */
import { MINUTE } from "~/platform/clock.ts";

/**
 * How long a checked code stands for the person before a sensitive act, in milliseconds: long enough for one sitting at
 * the orders, short enough that an unlocked desk is worth little (OWASP ASVS 5.0, 7.5.3 asks to check again).
 */
export const FACTOR_FRESH = 10 * MINUTE;

/** How long the page between password and code waits, in milliseconds. */
export const SECOND_STEP = 10 * MINUTE;

/** How long a secret that was shown waits for its first code, in milliseconds. */
export const ENROLMENT = 60 * MINUTE;

export const RECOVERY_CODES = 10;

/** Digits of an authenticator's code (RFC 6238 as every app reads it), and of a recovery code: 53 bits, typed on a number pad. */
export const TOTP_DIGITS = 6;
export const RECOVERY_DIGITS = 16;

type FactorCode = { kind: "totp" | "recovery"; digits: string };

/** What was typed as a code, whatever stands between its digits; undefined where it is none. */
export function parseFactorCode(text: string): FactorCode | undefined {
  const digits = text.slice(0, 60).replace(/[\s.–-]/g, "");
  if (!/^\d+$/.test(digits)) return undefined;
  if (digits.length === TOTP_DIGITS) return { kind: "totp", digits };
  return digits.length === RECOVERY_DIGITS ? { kind: "recovery", digits } : undefined;
}

/** `1234123412341234` as `1234-1234-1234-1234`; a secret in groups of four as well. */
export function inFours(text: string, between = "-"): string {
  return (text.match(/.{1,4}/g) ?? []).join(between);
}
