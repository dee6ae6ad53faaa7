import type { Selectable } from "kysely";
import type { InvitationTable } from "#db/schema/employers.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, InvitationId } from "~/platform/ids.ts";
import type { OpenInvitation, ReadInvitation } from "./member.ts";

export type InvitationRow = Selectable<InvitationTable>;

/** Writes an open invitation without a token: its mail makes one. @throws the driver's duplicate error when one is open. */
export async function insertInvitation(
  trx: Trx,
  invitation: Pick<InvitationRow, "id" | "employer_id" | "email" | "role" | "invited_by" | "expires_at">,
): Promise<void> {
  const at = now();
  await trx
    .insertInto("invitation")
    .values({
      ...invitation,
      open_email: invitation.email,
      state: "open",
      token_hash: null,
      sends: 1,
      sent_at: at,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** The open invitation of an organization to an address, expired or not. */
export async function findOpenInvitation(
  trx: Trx,
  employerId: EmployerId,
  email: string,
): Promise<InvitationRow | undefined> {
  return trx
    .selectFrom("invitation")
    .selectAll()
    .where("employer_id", "=", employerId)
    .where("open_email", "=", email)
    .executeTakeFirst();
}

/** The invitation, whatever became of it. */
export async function findInvitationRow(db: Db | Trx, id: InvitationId): Promise<InvitationRow | undefined> {
  return db.selectFrom("invitation").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export async function lockInvitation(trx: Trx, id: InvitationId): Promise<InvitationRow | undefined> {
  return trx.selectFrom("invitation").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Changes columns of an invitation. */
export async function updateInvitation(
  trx: Trx,
  id: InvitationId,
  set: Partial<Pick<InvitationRow, "state" | "open_email" | "token_hash" | "expires_at" | "sends" | "sent_at">>,
): Promise<void> {
  await trx
    .updateTable("invitation")
    .set({ ...set, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

/** Makes all invitations void that nobody answered. */
export async function revokeOpenInvitations(trx: Trx, employerId: EmployerId): Promise<void> {
  await trx
    .updateTable("invitation")
    .set({ state: "revoked", open_email: null, token_hash: null, updated_at: now() })
    .where("employer_id", "=", employerId)
    .where("state", "=", "open")
    .execute();
}

/** The invitations that nobody answered, newest first, expired ones too; at most 100. */
export async function listOpenInvitations(db: Db | Trx, employerId: EmployerId): Promise<OpenInvitation[]> {
  return db
    .selectFrom("invitation")
    .select(["id", "email", "role", "sent_at as sentAt", "expires_at as expiresAt", "sends"])
    .where("employer_id", "=", employerId)
    .where("state", "=", "open")
    .orderBy("id", "desc")
    .limit(100)
    .execute();
}

function selectReadable(db: Db) {
  return db
    .selectFrom("invitation")
    .innerJoin("employer", "employer.id", "invitation.employer_id")
    .innerJoin("account", "account.id", "invitation.invited_by")
    .select([
      "invitation.id",
      "invitation.employer_id as employerId",
      "invitation.email",
      "invitation.role",
      "invitation.token_hash as tokenHash",
      "invitation.expires_at as expiresAt",
      "employer.name as employerName",
      "employer.verification",
      "account.name as inviter",
    ])
    .where("invitation.state", "=", "open")
    .where("invitation.expires_at", ">", now());
}
type Readable = Awaited<ReturnType<ReturnType<typeof selectReadable>["execute"]>>[number];

const readable = ({ verification, tokenHash: _, ...row }: Readable): ReadInvitation => ({
  ...row,
  verified: verification !== "unverified",
});

/** The open invitation, if it was sent to `email` or its token's hash is `tokenHash`; absent and forbidden are the same. */
export async function findReadableInvitation(
  db: Db,
  id: InvitationId,
  by: { email?: string; tokenHash?: string },
): Promise<ReadInvitation | undefined> {
  const row = await selectReadable(db).where("invitation.id", "=", id).executeTakeFirst();
  if (!row) return undefined;
  const holdsLink = by.tokenHash !== undefined && row.tokenHash === by.tokenHash;
  return holdsLink || row.email === by.email ? readable(row) : undefined;
}

/** The open invitations to an address, newest first; at most 20. The caller knows that the address is confirmed. */
export async function listInvitationsTo(db: Db, email: string): Promise<ReadInvitation[]> {
  const rows = await selectReadable(db)
    .where("invitation.open_email", "=", email)
    .orderBy("invitation.id", "desc")
    .limit(20)
    .execute();
  return rows.filter((row) => row.email === email).map(readable);
}

/** The organization of an invitation, when `accountId` belongs to it: where an accepted link leads. */
export async function findJoinedEmployer(
  db: Db,
  id: InvitationId,
  accountId: AccountId,
): Promise<EmployerId | undefined> {
  const row = await db
    .selectFrom("invitation")
    .innerJoin("member", "member.employer_id", "invitation.employer_id")
    .innerJoin("account", "account.id", "member.account_id")
    .select("invitation.employer_id")
    .where("invitation.id", "=", id)
    .where("member.account_id", "=", accountId)
    .whereRef("account.email", "=", "invitation.email")
    .executeTakeFirst();
  return row?.employer_id;
}

/** Deletes at most 1,000 invitations that ended or expired before `before`: they hold addresses of people. */
export async function deleteStaleInvitations(db: Db, before: Date): Promise<void> {
  await db
    .deleteFrom("invitation")
    .where("state", "<>", "open")
    .where("updated_at", "<", before)
    .limit(1_000)
    .execute();
  await db.deleteFrom("invitation").where("state", "=", "open").where("expires_at", "<", before).limit(1_000).execute();
}
