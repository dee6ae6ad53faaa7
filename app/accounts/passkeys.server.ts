import "./account.tasks.ts";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { later, MINUTE, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { env } from "~/platform/env.server.ts";
import { newId, type AccountId, type Id } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { hasFactor } from "./factor.queries.server.ts";
import { checkAnswerSchema, newPasskeySchema, parseAnswer } from "./passkey-forms.ts";
import {
  deletePasskey,
  findPasskeys,
  insertChallenge,
  insertPasskey,
  isKnownCredential,
  markPasskeyUsed,
  MOST_PASSKEYS,
  useChallenge,
  type PasskeyPurpose,
} from "./passkey.queries.server.ts";
import { hashToken, newSecretToken } from "./secret-token.server.ts";

/** How long a browser may take to ask for a finger, in milliseconds. */
const ANSWER_TIME = 5 * MINUTE;

/** Whom a passkey is for: the board under its address. A passkey of another host does not answer here (WebAuthn, 13.4.9). */
const site = () => {
  const { origin, hostname } = new URL(env().BASE_URL);
  return { expectedOrigin: origin, expectedRPID: hostname };
};

async function newChallenge(db: Db, accountId: AccountId, purpose: PasskeyPurpose): Promise<string> {
  const challenge = newSecretToken();
  const expiresAt = later(now(), ANSWER_TIME);
  await transact(db, (trx) => insertChallenge(trx, { hash: hashToken(challenge), accountId, purpose, expiresAt }));
  return challenge;
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));

/** Whether the account has a passkey. */
export async function hasPasskey(db: Db, accountId: AccountId): Promise<boolean> {
  return (await findPasskeys(db, accountId)).length > 0;
}

/** The account's passkeys, as its page lists them. */
export async function listPasskeys(db: Db, accountId: AccountId) {
  return (await findPasskeys(db, accountId)).map(({ id, name, created_at, used_at }) => ({
    id,
    name,
    createdAt: created_at,
    usedAt: used_at,
  }));
}

/** What the browser is asked in order to make a passkey for the account. @throws DomainError `conflict` past the bound. */
export async function askNewPasskey(db: Db, account: { id: AccountId; email: string; name: string }) {
  const known = await findPasskeys(db, account.id);
  if (known.length >= MOST_PASSKEYS) throw new DomainError("conflict", "Remove a passkey before you add another.");
  return generateRegistrationOptions({
    rpName: "CareerCenter",
    rpID: site().expectedRPID,
    userName: account.email,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.id)),
    challenge: bytes(await newChallenge(db, account.id, "add")),
    excludeCredentials: known.map(({ credential_id }) => ({ id: credential_id })),
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
  });
}

/** What the browser is asked in order to answer with a passkey; undefined where the account has none. */
export async function askPasskey(db: Db, accountId: AccountId) {
  const known = await findPasskeys(db, accountId);
  if (known.length === 0) return undefined;
  return generateAuthenticationOptions({
    rpID: site().expectedRPID,
    challenge: bytes(await newChallenge(db, accountId, "check")),
    allowCredentials: known.map(({ credential_id }) => ({ id: credential_id })),
    userVerification: "preferred",
  });
}

/**
 * Keeps a passkey that answered `askNewPasskey`. It stands beside the authenticator app, which stays the way back in.
 * @throws DomainError `conflict` where the account has no second factor yet, `invalid` for an answer that is none.
 */
export async function addPasskey(db: Db, accountId: AccountId, given: { name: string; answer: string }): Promise<void> {
  const bad = new DomainError("invalid", "The passkey was not taken. Try it again.");
  const response = parseAnswer(newPasskeySchema, given.answer);
  if (!response) throw bad;
  if (!(await hasFactor(db, accountId))) throw new DomainError("conflict", "Set up an authenticator app first.");
  let challenge = "";
  const expectedChallenge = (text: string) => Boolean((challenge = text));
  const made = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    ...site(),
    requireUserVerification: false,
  }).catch(() => undefined);
  if (!made?.verified) throw bad;
  const { id, publicKey, counter } = made.registrationInfo.credential;
  await transact(db, async (trx) => {
    const known = await findPasskeys(trx, accountId);
    const asked = { hash: hashToken(challenge), accountId, purpose: "add" as const };
    const full = known.length >= MOST_PASSKEYS;
    if (full || (await isKnownCredential(trx, id)) || !(await useChallenge(trx, asked))) throw bad;
    await insertPasskey(trx, {
      id: newId<"passkey">(),
      account_id: accountId,
      credential_id: id,
      public_key: Buffer.from(publicKey).toString("base64url"),
      counter,
      name: given.name,
    });
    await tell(trx, accountId, "passkey-on");
  });
}

/** Takes one of the account's passkeys away; nothing where it is not there. */
export async function removePasskey(db: Db, accountId: AccountId, id: Id<"passkey">): Promise<void> {
  await transact(db, async (trx) => {
    if (await deletePasskey(trx, accountId, id)) await tell(trx, accountId, "passkey-off");
  });
}

async function tell(trx: Trx, accountId: AccountId, what: "passkey-on" | "passkey-off"): Promise<void> {
  await recordAudit(trx, {
    actor: byAccount(accountId),
    action: `account.${what}`,
    subject: { kind: "account", id: accountId },
  });
  await enqueueTask(trx, "account.factor-mail", { accountId, what });
}

/**
 * Checks what a passkey answered to `askPasskey`, and uses the challenge up.
 * @returns whether it was one of the account's, signing for this board what this account was asked.
 */
export async function takePasskeyAnswer(trx: Trx, accountId: AccountId, text: string): Promise<boolean> {
  const response = parseAnswer(checkAnswerSchema, text);
  const passkey = response && (await findPasskeys(trx, accountId)).find((one) => one.credential_id === response.id);
  if (!response || !passkey) return false;
  let challenge = "";
  const expectedChallenge = (text: string) => Boolean((challenge = text));
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    ...site(),
    credential: { id: passkey.credential_id, publicKey: bytes(passkey.public_key), counter: passkey.counter },
    requireUserVerification: false,
  }).catch(() => undefined);
  if (!checked?.verified) return false;
  if (!(await useChallenge(trx, { hash: hashToken(challenge), accountId, purpose: "check" }))) return false;
  await markPasskeyUsed(trx, passkey.id, checked.authenticationInfo.newCounter);
  return true;
}
