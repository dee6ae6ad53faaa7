import type { Selectable } from "kysely";
import type { EmployerClaimTable } from "#db/schema/employers.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, ClaimId, EmployerId } from "~/platform/ids.ts";
import type { Claim } from "./claim.ts";

export type ClaimRow = Selectable<EmployerClaimTable>;

/** Writes an open claim. @throws the driver's duplicate error when the person has one on this employer. */
export async function insertClaim(
  trx: Trx,
  claim: Pick<ClaimRow, "id" | "employer_id" | "account_id" | "work_email" | "evidence">,
): Promise<void> {
  await trx
    .insertInto("employer_claim")
    .values({
      ...claim,
      open_account: claim.account_id,
      work_token_hash: null,
      work_confirmed_at: null,
      state: "open",
      role: null,
      reason: "",
      decided_by: null,
      decided_at: null,
      created_at: now(),
    })
    .execute();
}

/** The claim, locked until the transaction ends. */
export async function lockClaim(trx: Trx, id: ClaimId): Promise<ClaimRow | undefined> {
  return trx.selectFrom("employer_claim").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Ends an open claim. */
export async function endClaim(
  trx: Trx,
  id: ClaimId,
  set: Pick<ClaimRow, "state"> & Partial<Pick<ClaimRow, "role" | "reason" | "decided_by" | "decided_at">>,
): Promise<void> {
  await trx
    .updateTable("employer_claim")
    .set({ ...set, open_account: null })
    .where("id", "=", id)
    .execute();
}

/** Writes what is known of the claimant's address at work. */
export async function updateWorkAddress(
  trx: Trx,
  id: ClaimId,
  set: Pick<ClaimRow, "work_token_hash"> & Partial<Pick<ClaimRow, "work_confirmed_at">>,
): Promise<void> {
  await trx.updateTable("employer_claim").set(set).where("id", "=", id).execute();
}

/** The newest claim of a person on an employer. */
export async function findNewestClaim(
  db: Db | Trx,
  employerId: EmployerId,
  accountId: AccountId,
): Promise<ClaimRow | undefined> {
  return db
    .selectFrom("employer_claim")
    .selectAll()
    .where("employer_id", "=", employerId)
    .where("account_id", "=", accountId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

function selectClaims(db: Db) {
  return db
    .selectFrom("employer_claim as claim")
    .innerJoin("employer", "employer.id", "claim.employer_id")
    .innerJoin("account", "account.id", "claim.account_id")
    .leftJoin("account as moderator", "moderator.id", "claim.decided_by")
    .select([
      "claim.id",
      "claim.state",
      "claim.account_id as accountId",
      "account.name",
      "account.email",
      "account.created_at as accountSince",
      "claim.work_email as workEmail",
      "claim.work_confirmed_at as workConfirmedAt",
      "claim.evidence",
      "claim.role",
      "claim.reason",
      "moderator.name as decidedBy",
      "claim.decided_at as decidedAt",
      "claim.created_at as createdAt",
      "employer.id as employerId",
      "employer.name as employerName",
      "employer.slug as employerSlug",
      "employer.website",
      "employer.verification",
      "employer.verified_domain as verifiedDomain",
      "employer.source_key as sourceKey",
    ]);
}
type Selected = Awaited<ReturnType<ReturnType<typeof selectClaims>["execute"]>>[number];
const asClaim = ({ sourceKey, ...row }: Selected): Claim => ({ ...row, imported: sourceKey !== null });

/** The claim of an id, whatever became of it. */
export async function findClaim(db: Db, id: ClaimId): Promise<Claim | undefined> {
  const row = await selectClaims(db).where("claim.id", "=", id).executeTakeFirst();
  return row && asClaim(row);
}

/** The open claims, the oldest first; `after` is the last one already shown. */
export async function listOpenClaims(db: Db, options: { after?: ClaimId; limit: number }): Promise<Claim[]> {
  let query = selectClaims(db).where("claim.state", "=", "open").orderBy("claim.id").limit(options.limit);
  if (options.after) query = query.where("claim.id", ">", options.after);
  return (await query.execute()).map(asClaim);
}

/** How many claims wait. */
export async function countOpenClaims(db: Db): Promise<number> {
  const row = await db
    .selectFrom("employer_claim")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The employers that a person's open claims are on, newest first; at most 20. */
export async function listClaimedBy(db: Db, accountId: AccountId): Promise<{ name: string; slug: string; at: Date }[]> {
  return db
    .selectFrom("employer_claim as claim")
    .innerJoin("employer", "employer.id", "claim.employer_id")
    .select(["employer.name", "employer.slug", "claim.created_at as at"])
    .where("claim.account_id", "=", accountId)
    .where("claim.state", "=", "open")
    .orderBy("claim.id", "desc")
    .limit(20)
    .execute();
}
