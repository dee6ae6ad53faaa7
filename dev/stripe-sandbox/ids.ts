import { randomInt } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `length` random letters and digits. */
export function randomText(length: number) {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** A new id of Stripe's form, for instance `pi_` and 24 characters. */
export function newId(prefix: string, length = 24) {
  return `${prefix}_${randomText(length)}`;
}
