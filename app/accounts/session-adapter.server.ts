import type { Adapter, DatabaseSession } from "lucia";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { now } from "~/platform/clock.ts";
import { hashToken } from "./secret-token.server.ts";

/**
 * Lucia's adapter over our tables. It keeps only a hash of a session's id, so that a reader of the database can sign in
 * as nobody: every call hashes the id it is given, and hands the raw one back. What lists and revokes sessions uses
 * their public id, which is no secret.
 */
export function sessionAdapter(db: () => Db): Adapter {
  return {
    async getSessionAndUser(sessionId) {
      const row = await db()
        .selectFrom("session")
        .innerJoin("account", "account.id", "session.account_id")
        .leftJoin("account_factor", "account_factor.account_id", "session.account_id")
        .select((eb) => eb("account_factor.secret", "is not", null).as("has_factor"))
        .select([
          "session.account_id",
          "session.expires_at",
          "session.public_id",
          "session.user_agent",
          "session.created_at",
          "session.factor_at",
          "account.email",
          "account.name",
          "account.staff_role",
        ])
        .where("session.id_hash", "=", hashToken(sessionId))
        .where("account.suspended_at", "is", null)
        .executeTakeFirst();
      if (!row) return [null, null];
      return [
        {
          id: sessionId,
          userId: row.account_id,
          expiresAt: row.expires_at,
          attributes: {
            publicId: row.public_id,
            userAgent: row.user_agent,
            createdAt: row.created_at,
            factorAt: row.factor_at,
            hasFactor: Number(row.has_factor) === 1,
          },
        },
        { id: row.account_id, attributes: { email: row.email, name: row.name, staffRole: row.staff_role } },
      ];
    },

    /** Their ids cannot be told from their hashes; `listSessions` shows the public ones instead. */
    async getUserSessions(): Promise<DatabaseSession[]> {
      throw new Error("Sessions are listed by their public id: use listSessions");
    },

    async setSession(session) {
      await db()
        .insertInto("session")
        .values({
          id_hash: hashToken(session.id),
          public_id: session.attributes.publicId,
          account_id: session.userId,
          user_agent: session.attributes.userAgent,
          created_at: session.attributes.createdAt,
          expires_at: session.expiresAt,
          factor_at: session.attributes.factorAt,
        })
        .execute();
    },

    async updateSessionExpiration(sessionId, expiresAt) {
      await db()
        .updateTable("session")
        .set({ expires_at: expiresAt })
        .where("id_hash", "=", hashToken(sessionId))
        .execute();
    },

    async deleteSession(sessionId) {
      await db().deleteFrom("session").where("id_hash", "=", hashToken(sessionId)).execute();
    },

    async deleteUserSessions(userId: AccountId) {
      await db().deleteFrom("session").where("account_id", "=", userId).execute();
    },

    async deleteExpiredSessions() {
      await db().deleteFrom("session").where("expires_at", "<=", now()).execute();
    },
  };
}
