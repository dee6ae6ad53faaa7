import { createHash } from "node:crypto";
import { RateLimiterMySQL, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "~/platform/domain-error.ts";
import { databasePool } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

/**
 * Every limit of the board on one page: how often in how many seconds, counted per visitor's address and per account or
 * e-mail address. The counters are rows, so all processes share them. An address may be a whole hospital, so its limit is
 * the wider one.
 */
export const limits = {
  "sign-in": { address: { points: 60, seconds: 15 * MINUTES }, account: { points: 10, seconds: 15 * MINUTES } },
  /**
   * Codes of the second factor. Of a million, three are right at a time: who knows the password and tries without end
   * would need years to have an even chance.
   */
  factor: { address: { points: 60, seconds: HOURS }, account: { points: 8, seconds: HOURS } },
  /** The same of somebody signed in, apart: who knows only the password must not keep the owner from acting. */
  "factor-act": { address: { points: 60, seconds: HOURS }, account: { points: 8, seconds: HOURS } },
  /** Questions to passkeys. */
  passkey: { address: { points: 400, seconds: HOURS }, account: { points: 60, seconds: HOURS } },
  "sign-up": { address: { points: 30, seconds: HOURS }, account: { points: 5, seconds: HOURS } },
  /** Links to confirm an address that were asked for by signing in: whoever signed up may have named anybody's. */
  "confirm-again": { address: { points: 60, seconds: DAYS }, account: { points: 5, seconds: DAYS } },
  "confirm-email": { address: { points: 60, seconds: HOURS }, account: { points: 20, seconds: HOURS } },
  "forgot-password": { address: { points: 30, seconds: HOURS }, account: { points: 5, seconds: HOURS } },
  "reset-password": { address: { points: 60, seconds: HOURS }, account: { points: 20, seconds: HOURS } },
  "download-data": { address: { points: 100, seconds: DAYS }, account: { points: 10, seconds: DAYS } },
  "change-email": { address: { points: 30, seconds: DAYS }, account: { points: 5, seconds: DAYS } },
  /** The account is the link's secret. */
  "answer-link": { address: { points: 200, seconds: HOURS }, account: { points: 20, seconds: HOURS } },
  upload: { address: { points: 200, seconds: HOURS }, account: { points: 40, seconds: HOURS } },
  apply: { address: { points: 200, seconds: DAYS }, account: { points: 60, seconds: DAYS } },
  /** Résumés of guests, who are counted by their address alone. */
  "guest-upload": { address: { points: 60, seconds: DAYS }, account: { points: 60, seconds: DAYS } },
  /** Mail that a guest's application sends to the address it names: the account is that address with the job. */
  "guest-apply": { address: { points: 40, seconds: DAYS }, account: { points: 3, seconds: DAYS } },
  /** The account is that address, whatever jobs it is about. Not `mail-to`, as for reports. */
  "guest-apply-to": { address: { points: 40, seconds: DAYS }, account: { points: 8, seconds: DAYS } },
  /** Jobs that are saved, or marked as applied to elsewhere. */
  save: { address: { points: 2_000, seconds: DAYS }, account: { points: 500, seconds: DAYS } },
  "submit-job": { address: { points: 200, seconds: HOURS }, account: { points: 60, seconds: HOURS } },
  invite: { address: { points: 100, seconds: DAYS }, account: { points: 30, seconds: DAYS } },
  /** Mail that somebody has sent to an address of another's choice: invitations and codes; the account is that address. */
  "mail-to": { address: { points: 100, seconds: DAYS }, account: { points: 8, seconds: DAYS } },
  /** Of verification; the account is the organization's. */
  "send-code": { address: { points: 30, seconds: DAYS }, account: { points: 8, seconds: DAYS } },
  "check-code": { address: { points: 60, seconds: HOURS }, account: { points: 20, seconds: HOURS } },
  "check-domain": { address: { points: 60, seconds: HOURS }, account: { points: 20, seconds: HOURS } },
  claim: { address: { points: 50, seconds: DAYS }, account: { points: 5, seconds: DAYS } },
  /** Pages of candidates; the account is the organization's. */
  "search-candidates": { address: { points: 1_200, seconds: HOURS }, account: { points: 600, seconds: HOURS } },
  /** Of imports; the account is the organization's. */
  import: { address: { points: 200, seconds: DAYS }, account: { points: 60, seconds: DAYS } },
  "fetch-import": { address: { points: 100, seconds: DAYS }, account: { points: 24, seconds: DAYS } },
  /** Of a job or an employer, and takedown requests. */
  report: { address: { points: 40, seconds: DAYS }, account: { points: 20, seconds: DAYS } },
  /** The account is the address with the thing that it reports. */
  "report-again": { address: { points: 60, seconds: DAYS }, account: { points: 5, seconds: DAYS } },
  /** The account is a guest's e-mail address with the thing: one mail about it a day. */
  "report-mail": { address: { points: 40, seconds: DAYS }, account: { points: 1, seconds: DAYS } },
  /** The account is that address: what strangers have sent to it, whatever they report. */
  "report-mail-to": { address: { points: 40, seconds: DAYS }, account: { points: 4, seconds: DAYS } },
  appeal: { address: { points: 50, seconds: DAYS }, account: { points: 10, seconds: DAYS } },
  alert: { address: { points: 60, seconds: DAYS }, account: { points: 40, seconds: DAYS } },
  /** The account is a guest's e-mail address with the search: a second mail for whoever did not find the first. */
  "alert-mail": { address: { points: 40, seconds: DAYS }, account: { points: 2, seconds: DAYS } },
  /** The account is that address: what strangers have sent to it, whatever they search. */
  "alert-mail-to": { address: { points: 40, seconds: DAYS }, account: { points: 5, seconds: DAYS } },
  "new-employer": { address: { points: 20, seconds: DAYS }, account: { points: 5, seconds: DAYS } },
} as const satisfies Record<string, Record<"address" | "account", { points: number; seconds: number }>>;

export type Limited = keyof typeof limits;

const limiters = new Map<string, RateLimiterMySQL>();

function limiter(name: Limited, of: "address" | "account"): RateLimiterMySQL {
  const key = `${name}:${of}`;
  let made = limiters.get(key);
  if (!made) {
    const { points, seconds } = limits[name][of];
    made = new RateLimiterMySQL({
      storeClient: databasePool(),
      storeType: "pool",
      dbName: decodeURIComponent(new URL(env().DATABASE_URL).pathname.slice(1)),
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: key,
      points,
      duration: seconds,
    });
    limiters.set(key, made);
  }
  return made;
}

/** The counters hold no e-mail address and no IP address, only their hashes. */
const anonymous = (text: string) => createHash("sha256").update(text.toLowerCase()).digest("base64url");

/**
 * Counts one attempt at `name` for the visitor's address and for the account (or e-mail address) concerned.
 * @throws DomainError `too-many` with the minutes to wait, when either has none left.
 */
export async function countAttempt(name: Limited, by: { address: string; account?: string }): Promise<void> {
  await count(name, "address", by.address);
  if (by.account) await count(name, "account", by.account);
}

/** Counts one attempt for the account alone: of somebody signed in. @throws DomainError `too-many`. */
export async function countAccountAttempt(name: Limited, account: string): Promise<void> {
  await count(name, "account", account);
}

/** Gives an account the attempt back that was no failure: who signs in rightly, however often, never locks themselves out. */
export async function forgiveAttempt(name: Limited, account: string): Promise<void> {
  await limiter(name, "account").reward(anonymous(account));
}

async function count(name: Limited, of: "address" | "account", value: string): Promise<void> {
  try {
    await limiter(name, of).consume(anonymous(value));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const minutes = Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000));
    throw new DomainError(
      "too-many",
      `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    );
  }
}
