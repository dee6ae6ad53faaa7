/** Lucia, and all that knows it, behind this one file. */
import { Lucia, TimeSpan } from "lucia";
import { now } from "~/platform/clock.ts";
import { database, type Db, type Trx } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { newId, type AccountId, type Id } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { Account, StaffRole } from "./account.ts";
import { hashToken } from "./secret-token.server.ts";
import { auditSession, sessionAdapter } from "./session-adapter.server.ts";

type SessionAttributes = {
  publicId: Id<"session">;
  userAgent: string;
  createdAt: Date;
  factorAt: Date | null;
  /** Of the account, read with its session. */
  hasFactor?: boolean;
};

type Kept = { publicId: Id<"session">; factorAt: Date | null; hasFactor: boolean };

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Kept, Omit<Account, "id">>;
    UserId: AccountId;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: { email: string; name: string; staffRole: StaffRole | null };
  }
}

let made: Lucia<Kept, Omit<Account, "id">> | undefined;

/** Made at the first use: whether the cookie is Secure depends on BASE_URL. */
function lucia() {
  const secure = env().BASE_URL.startsWith("https:");
  return (made ??= new Lucia(sessionAdapter(database), {
    sessionExpiresIn: new TimeSpan(30, "d"),
    sessionCookie: { name: SESSION_COOKIE, attributes: { secure, sameSite: "lax", path: "/" } },
    getSessionAttributes: ({ publicId, factorAt, hasFactor = false }) => ({ publicId, factorAt, hasFactor }),
    getUserAttributes: ({ email, name, staffRole }) => ({ email, name, staffRole }),
  }));
}

export const SESSION_COOKIE = "cc_session";

export type SignedIn = {
  account: Account;
  /** Names the session where it is listed; no secret. */
  sessionPublicId: Id<"session">;
  /** When this session last gave a code of the account's second factor, if it ever did. */
  factorAt: Date | null;
  /** Whether the account has a second factor. */
  hasFactor: boolean;
  /** A Set-Cookie header that keeps a session in use from expiring; to be sent with the answer. */
  refreshedCookie?: string;
};

/** Who the request's session cookie stands for. */
export async function readSession(request: Request): Promise<SignedIn | undefined> {
  const sessionId = lucia().readSessionCookie(request.headers.get("Cookie") ?? "");
  if (!sessionId || sessionId.length > 100) return undefined;
  const { user, session } = await lucia().validateSession(sessionId);
  if (!user) return undefined;
  const { id, email, name, staffRole } = user;
  return {
    account: { id, email, name, staffRole },
    sessionPublicId: session.publicId,
    factorAt: session.factorAt,
    hasFactor: session.hasFactor,
    ...(session.fresh ? { refreshedCookie: lucia().createSessionCookie(sessionId).serialize() } : {}),
  };
}

/**
 * Opens a session.
 * @param factorAt when the second factor was checked for it; left out where the account has none.
 * @returns its Set-Cookie header.
 */
export async function openSession(
  accountId: AccountId,
  userAgent: string | null,
  factorAt: Date | null = null,
): Promise<string> {
  const session = await lucia().createSession(accountId, {
    publicId: newId<"session">(),
    userAgent: (userAgent ?? "").slice(0, 255),
    createdAt: now(),
    factorAt,
  });
  return lucia().createSessionCookie(session.id).serialize();
}

/** Keeps when a session last gave a code. */
export async function markFactorChecked(db: Db | Trx, publicId: Id<"session">): Promise<void> {
  await db.updateTable("session").set({ factor_at: now() }).where("public_id", "=", publicId).execute();
}

/** Ends the request's session, if it has one. @returns the Set-Cookie header that clears the cookie. */
export async function closeSession(request: Request): Promise<string> {
  const sessionId = lucia().readSessionCookie(request.headers.get("Cookie") ?? "");
  if (sessionId && sessionId.length <= 100) await endSession(sessionId);
  return lucia().createBlankSessionCookie().serialize();
}

async function endSession(sessionId: string): Promise<void> {
  await transact(database(), async (trx) => {
    const session = trx.selectFrom("session").select(["account_id", "public_id"]);
    const row = await session.where("id_hash", "=", hashToken(sessionId)).forUpdate().executeTakeFirst();
    if (!row) return;
    await trx.deleteFrom("session").where("id_hash", "=", hashToken(sessionId)).execute();
    await auditSession(trx, row.account_id, "session.close", row.public_id);
  });
}

/** Deletes the sessions that have expired. */
export async function deleteExpiredSessions(): Promise<void> {
  await lucia().deleteExpiredSessions();
}

export type ListedSession = { publicId: Id<"session">; userAgent: string; createdAt: Date; expiresAt: Date };

/** The account's open sessions, newest first; at most 50. */
export async function listSessions(db: Db, accountId: AccountId): Promise<ListedSession[]> {
  const rows = await db
    .selectFrom("session")
    .select(["public_id", "user_agent", "created_at", "expires_at"])
    .where("account_id", "=", accountId)
    .where("expires_at", ">", now())
    .orderBy("created_at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    publicId: row.public_id,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }));
}

/** Ends one of the account's own sessions. */
export async function revokeSession(db: Db, accountId: AccountId, publicId: Id<"session">): Promise<void> {
  await transact(db, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom("session")
      .where("account_id", "=", accountId)
      .where("public_id", "=", publicId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) await auditSession(trx, accountId, "session.revoke", publicId);
  });
}

/** Ends the account's sessions but this one. */
export async function revokeOtherSessions(trx: Trx, accountId: AccountId, kept: Id<"session">): Promise<void> {
  await trx.deleteFrom("session").where("account_id", "=", accountId).where("public_id", "!=", kept).execute();
}
