import type { Adapter, DatabaseSession } from "lucia";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, Id } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
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
      const { publicId, userAgent, createdAt, factorAt } = session.attributes;
      await transact(db(), async (trx) => {
        await trx
          .insertInto("session")
          .values({
            id_hash: hashToken(session.id),
            public_id: publicId,
            account_id: session.userId,
            user_agent: userAgent,
            created_at: createdAt,
            expires_at: session.expiresAt,
            factor_at: factorAt,
            password_at: null,
          })
          .execute();
        await auditSession(trx, session.userId, "session.open", publicId);
      });
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

/** Writes down that a session was opened or ended by its account; one that expires by itself leaves no line. */
export function auditSession(
  trx: Trx,
  accountId: AccountId,
  action: "session.open" | "session.close" | "session.revoke",
  publicId: Id<"session">,
): Promise<void> {
  const subject = { kind: "account", id: accountId } as const;
  return recordAudit(trx, { actor: byAccount(accountId), action, subject, detail: { session: publicId } });
}
