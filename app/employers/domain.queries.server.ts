import type { Selectable } from "kysely";
import type { DomainCodeTable, DomainProofTable } from "#db/schema/employers.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";

export type ProofRow = Selectable<DomainProofTable>;
export type CodeRow = Selectable<DomainCodeTable>;

/** The record that an organization was asked to publish. */
export async function findProof(db: Db | Trx, employerId: EmployerId): Promise<ProofRow | undefined> {
  return db.selectFrom("domain_proof").selectAll().where("employer_id", "=", employerId).executeTakeFirst();
}

/** Puts a new record in the place of an earlier one. */
export async function replaceProof(trx: Trx, proof: Pick<ProofRow, "employer_id" | "domain" | "token">): Promise<void> {
  await trx.deleteFrom("domain_proof").where("employer_id", "=", proof.employer_id).execute();
  await trx
    .insertInto("domain_proof")
    .values({ ...proof, checked_at: null, missing_since: null, created_at: now() })
    .execute();
}

/** Notes what a check found, unless the record was replaced meanwhile. */
export async function updateProof(
  trx: Trx,
  proof: Pick<ProofRow, "employer_id" | "token">,
  set: Partial<Pick<ProofRow, "checked_at" | "missing_since">>,
): Promise<void> {
  await trx
    .updateTable("domain_proof")
    .set(set)
    .where("employer_id", "=", proof.employer_id)
    .where("token", "=", proof.token)
    .execute();
}

/** The employers verified by DNS whose record was last looked at at `before` or earlier, the longest ago first. */
export async function listProofsDue(db: Db, before: Date, limit: number): Promise<EmployerId[]> {
  const rows = await db
    .selectFrom("domain_proof")
    .innerJoin("employer", "employer.id", "domain_proof.employer_id")
    .select("domain_proof.employer_id")
    .where("employer.verification", "=", "dns")
    .whereRef("employer.verified_domain", "=", "domain_proof.domain")
    .where("domain_proof.checked_at", "<=", before)
    .orderBy("domain_proof.checked_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.employer_id);
}

/** The newest code of an organization. */
export async function findCode(db: Db | Trx, employerId: EmployerId): Promise<CodeRow | undefined> {
  return db.selectFrom("domain_code").selectAll().where("employer_id", "=", employerId).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export async function lockCode(trx: Trx, employerId: EmployerId): Promise<CodeRow | undefined> {
  return trx.selectFrom("domain_code").selectAll().where("employer_id", "=", employerId).forUpdate().executeTakeFirst();
}

/** Puts a new code, whose mail makes it, in the place of an earlier one. */
export async function replaceCode(
  trx: Trx,
  code: Pick<CodeRow, "employer_id" | "email" | "domain" | "expires_at">,
): Promise<void> {
  await deleteCode(trx, code.employer_id);
  await trx
    .insertInto("domain_code")
    .values({ ...code, code_hash: null, attempts: 0, sent_at: now() })
    .execute();
}

/** Changes the newest code of an organization. */
export async function updateCode(
  trx: Trx,
  employerId: EmployerId,
  set: Partial<Pick<CodeRow, "code_hash" | "attempts">>,
): Promise<void> {
  await trx.updateTable("domain_code").set(set).where("employer_id", "=", employerId).execute();
}

export async function deleteCode(trx: Trx, employerId: EmployerId): Promise<void> {
  await trx.deleteFrom("domain_code").where("employer_id", "=", employerId).execute();
}

/** Deletes the codes that expired before `before`: they hold addresses of people. */
export async function deleteStaleCodes(db: Db, before: Date): Promise<void> {
  await db.deleteFrom("domain_code").where("expires_at", "<", before).limit(1_000).execute();
}

/** The name of another organization that a domain of this look already proves. */
export async function findEmployerBySkeleton(
  db: Db | Trx,
  skeleton: string,
  except: EmployerId,
): Promise<{ name: string; verified_domain: string | null } | undefined> {
  return db
    .selectFrom("employer")
    .select(["name", "verified_domain"])
    .where("verified_skeleton", "=", skeleton)
    .where("id", "<>", except)
    .executeTakeFirst();
}
