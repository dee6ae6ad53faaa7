import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane (Password Storage Cheat Sheet). The algorithm's default is argon2id. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with argon2id and a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

let hashOfNobody: Promise<string> | undefined;

/**
 * Whether `password` is the one that `passwordHash` was made of. Without a hash (no such account) the same work is done
 * on one that nobody knows the password of, so that the time tells nothing.
 */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  hashOfNobody ??= hash(crypto.randomUUID(), options);
  const matches = await verify(passwordHash ?? (await hashOfNobody), password);
  return matches && passwordHash !== undefined;
}
