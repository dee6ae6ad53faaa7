import { sql } from "kysely";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, EmployerId, FileId, Id } from "~/platform/ids.ts";

const OPEN_JOBS = ["submitted", "changes_requested", "approved", "payment_needed", "live", "suspended"] as const;
const OPEN = ["received", "reviewed", "interview", "offer"] as const;

/** The organizations of an account, each with what stands in the way of its owner's leaving; at most 200. */
export async function listStakes(db: Db | Trx, id: AccountId) {
  const rows = await db
    .selectFrom("member")
    .innerJoin("employer", "employer.id", "member.employer_id")
    .select(["employer.id", "employer.name", "member.role"])
    .select((where) => [
      where
        .selectFrom("member as other")
        .innerJoin("account", "account.id", "other.account_id")
        .select((of) => of.fn.countAll<number>().as("count"))
        .whereRef("other.employer_id", "=", "member.employer_id")
        .where("other.role", "=", "owner")
        .where("other.account_id", "<>", id)
        .where("account.suspended_at", "is", null)
        .as("otherOwners"),
      where
        .selectFrom("member as other")
        .select((of) => of.fn.countAll<number>().as("count"))
        .whereRef("other.employer_id", "=", "member.employer_id")
        .where("other.account_id", "<>", id)
        .as("others"),
      where
        .selectFrom("job")
        .select((of) => of.fn.countAll<number>().as("count"))
        .whereRef("job.employer_id", "=", "member.employer_id")
        .where("job.state", "in", OPEN_JOBS)
        .as("openJobs"),
      where
        .selectFrom("subscription_mirror")
        .select((of) => of.fn.countAll<number>().as("count"))
        .whereRef("subscription_mirror.employer_id", "=", "member.employer_id")
        .where("subscription_mirror.over_at", "is", null)
        .where("subscription_mirror.ended_at", "is", null)
        .where("subscription_mirror.cancel_at", "is", null)
        .as("plans"),
    ])
    .where("member.account_id", "=", id)
    .orderBy("employer.name")
    .limit(200)
    .execute();
  return rows.map(({ id: employerId, name, role, ...counts }) => ({
    employerId,
    name,
    role,
    otherOwners: Number(counts.otherOwners),
    others: Number(counts.others),
    openJobs: Number(counts.openJobs),
    plans: Number(counts.plans),
  }));
}

/** Locks the organizations of an account: nobody's role changes there until the transaction ends. */
export async function lockOrganizationsOf(trx: Trx, id: AccountId): Promise<EmployerId[]> {
  const rows = await trx
    .selectFrom("employer")
    .select("id")
    .where("id", "in", (from) => from.selectFrom("member").select("member.employer_id").where("account_id", "=", id))
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

/** How many applications employers have of an account, and how many of them are open. */
export async function countSent(db: Db | Trx, id: AccountId): Promise<{ kept: number; open: number }> {
  const row = await db
    .selectFrom("application")
    .select((select) => [
      select.fn.countAll<number>().as("kept"),
      sql<number>`coalesce(sum(state in (${sql.join(OPEN)})), 0)`.as("open"),
    ])
    .where("account_id", "=", id)
    .where("erased_at", "is", null)
    .executeTakeFirstOrThrow();
  return { kept: Number(row.kept), open: Number(row.open) };
}

/** The open applications of an account; at most 1000. */
export async function listOpen(trx: Trx, id: AccountId): Promise<ApplicationId[]> {
  const rows = await trx
    .selectFrom("application")
    .select("id")
    .where("account_id", "=", id)
    .where("state", "in", OPEN)
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map((row) => row.id);
}

/** Marks an account as deleted, under an address and with a password hash that open it to nobody. */
export async function markDeleted(trx: Trx, id: AccountId, nobody: { email: string; hash: string }): Promise<void> {
  await trx
    .updateTable("account")
    .set({ email: nobody.email, password_hash: nobody.hash, deleted_at: now(), updated_at: now() })
    .where("id", "=", id)
    .execute();
}

/** Whether an account was deleted by its owner, or is not there at all. */
export async function isDeleted(db: Db | Trx, id: AccountId): Promise<boolean> {
  const row = await db.selectFrom("account").select("deleted_at").where("id", "=", id).executeTakeFirst();
  return !row || row.deleted_at !== null;
}

const isReferred = (error: unknown) => (error as { code?: string } | null)?.code === "ER_ROW_IS_REFERENCED_2";

/** Deletes a row unless others refer to it; such a refusal undoes nothing else of a transaction. @returns whether it went. */
async function deleteUnlessReferred(db: Db | Trx, table: "account" | "file", id: AccountId | FileId): Promise<boolean> {
  try {
    await sql`delete from ${sql.table(table)} where id = ${id}`.execute(db);
    return true;
  } catch (error) {
    if (!isReferred(error)) throw error;
    return false;
  }
}

/** Deletes what is left of a deleted account, unless others refer to it. */
export async function deleteRemains(db: Db | Trx, id: AccountId): Promise<boolean> {
  return deleteUnlessReferred(db, "account", id);
}

/** Deletes the row of a file whose bytes are gone, unless an application refers to it. */
export async function deleteFileRow(db: Db, id: FileId): Promise<boolean> {
  return deleteUnlessReferred(db, "file", id);
}

/** Keeps where to write that the account is gone. */
export async function insertFarewell(
  trx: Trx,
  farewell: { id: Id<"farewell">; email: string; applications: number },
): Promise<void> {
  await trx
    .insertInto("farewell")
    .values({ ...farewell, created_at: now() })
    .execute();
}

export async function findFarewell(db: Db, id: Id<"farewell">) {
  return db.selectFrom("farewell").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function deleteFarewell(db: Db, id: Id<"farewell">): Promise<void> {
  await db.deleteFrom("farewell").where("id", "=", id).execute();
}

/** Forgets addresses whose mail could not be sent since `before`. */
export async function deleteOldFarewells(db: Db, before: Date): Promise<void> {
  await db.deleteFrom("farewell").where("created_at", "<", before).execute();
}
