import type { Updateable } from "kysely";
import type { EmployerTable } from "#db/schema/employers.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId, OrderId } from "~/platform/ids.ts";
import { acts } from "./acting-member.server.ts";
import type { Employer, EmployerInput, MemberRole } from "./employer.ts";

const columns = [
  "employer.id",
  "employer.slug",
  "employer.name",
  "employer.website",
  "employer.about",
  "employer.verification",
  "employer.verified_at as verifiedAt",
  "employer.verified_domain as verifiedDomain",
  "employer.version",
  "employer.logo_file_id as logoFileId",
  "employer.source_key as sourceKey",
  "employer.banned_at as bannedAt",
] as const;

/** The employer of a public page. */
export async function findEmployerBySlug(db: Db, slug: string): Promise<Employer | undefined> {
  return db.selectFrom("employer").select(columns).where("slug", "=", slug).executeTakeFirst();
}

/** The employer of an id. */
export async function findEmployer(db: Db | Trx, id: EmployerId): Promise<Employer | undefined> {
  return db.selectFrom("employer").select(columns).where("id", "=", id).executeTakeFirst();
}

/** The employers an account is a member of, with its role, by name; at most 100. */
export async function listEmployersOfAccount(
  db: Db | Trx,
  accountId: AccountId,
): Promise<(Employer & { role: MemberRole })[]> {
  return db
    .selectFrom("member")
    .innerJoin("employer", "employer.id", "member.employer_id")
    .select([...columns, "member.role"])
    .where("member.account_id", "=", accountId)
    .where(acts)
    .orderBy("employer.name")
    .limit(100)
    .execute();
}

/** The employer, if the account is a member of it: absent and forbidden look the same. */
export async function findEmployerForMember(
  db: Db | Trx,
  accountId: AccountId,
  employerId: EmployerId,
): Promise<(Employer & { role: MemberRole }) | undefined> {
  return db
    .selectFrom("member")
    .innerJoin("employer", "employer.id", "member.employer_id")
    .select([...columns, "member.role"])
    .where("member.account_id", "=", accountId)
    .where(acts)
    .where("member.employer_id", "=", employerId)
    .executeTakeFirst();
}

/** Whether a slug is taken. */
export async function slugIsTaken(trx: Trx, slug: string): Promise<boolean> {
  return (await trx.selectFrom("employer").select("id").where("slug", "=", slug).executeTakeFirst()) !== undefined;
}

/** Writes a new employer. @throws the driver's duplicate error when the slug or the source key is taken. */
export async function insertEmployer(
  trx: Trx,
  employer: EmployerInput & { id: EmployerId; slug: string; sourceKey?: string },
): Promise<void> {
  const at = now();
  await trx
    .insertInto("employer")
    .values({
      id: employer.id,
      slug: employer.slug,
      name: employer.name,
      website: employer.website,
      about: employer.about,
      verification: "unverified",
      verified_at: null,
      source_key: employer.sourceKey ?? null,
      version: 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** Changes columns of an employer. */
export async function updateEmployer(
  trx: Trx,
  id: EmployerId,
  set: Omit<Updateable<EmployerTable>, "id" | "created_at" | "updated_at">,
): Promise<void> {
  await trx
    .updateTable("employer")
    .set({ ...set, updated_at: now() })
    .where("id", "=", id)
    .execute();
}

/** Whether a job of the employer was ever handed to the moderators or the public under its name. */
export async function hasPublicJobs(trx: Trx, employerId: EmployerId): Promise<boolean> {
  const job = await trx
    .selectFrom("job")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("state", "<>", "draft")
    .limit(1)
    .executeTakeFirst();
  return job !== undefined;
}

/** The employer's jobs that the public has seen, over or not; a large one has thousands. */
export async function listPublicJobs(trx: Trx, employerId: EmployerId): Promise<JobId[]> {
  const rows = await trx
    .selectFrom("job")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("posted_at", "is not", null)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * The employers that the public knows (verified, or with a job that was ever live) whose name may be this one: it begins
 * with the same word, whatever its case and accents; at most 500. The caller compares the names themselves.
 */
export async function listPublicNamesakes(
  db: Db | Trx,
  firstWord: string,
): Promise<{ id: EmployerId; name: string; slug: string }[]> {
  return db
    .selectFrom("employer")
    .select(["employer.id", "employer.name", "employer.slug"])
    .where((where) =>
      where.or([where("employer.name", "like", `${firstWord}%`), where("employer.name", "like", `the ${firstWord}%`)]),
    )
    .where((where) =>
      where.or([
        where("employer.verification", "<>", "unverified"),
        where.exists(
          where
            .selectFrom("job")
            .select("job.id")
            .whereRef("job.employer_id", "=", "employer.id")
            .where("job.posted_at", "is not", null),
        ),
      ]),
    )
    .limit(500)
    .execute();
}

/** The banned organizations that an account belongs to, by name; at most 100. */
export async function listBannedOfAccount(
  db: Db,
  accountId: AccountId,
): Promise<{ id: EmployerId; name: string; role: MemberRole; bannedAt: Date }[]> {
  return db
    .selectFrom("member")
    .innerJoin("employer", "employer.id", "member.employer_id")
    .select(["employer.id", "employer.name", "member.role", "employer.banned_at as bannedAt"])
    .where("member.account_id", "=", accountId)
    .where("employer.banned_at", "is not", null)
    .$narrowType<{ bannedAt: Date }>()
    .orderBy("employer.name")
    .limit(100)
    .execute();
}

/** What an address of the desk is about. */
export type DeskMatter = { employerId: EmployerId } | { jobId: JobId } | { orderId: OrderId };

/** The banned organization that `matter` is of, if the account belongs to it. */
export async function findBannedEmployer(
  db: Db,
  accountId: AccountId,
  matter: DeskMatter,
): Promise<EmployerId | undefined> {
  const query = db
    .selectFrom("member")
    .innerJoin("employer", "employer.id", "member.employer_id")
    .select("employer.id")
    .where("member.account_id", "=", accountId)
    .where("employer.banned_at", "is not", null);
  const found =
    "employerId" in matter
      ? query.where("employer.id", "=", matter.employerId)
      : "jobId" in matter
        ? query.innerJoin("job", "job.employer_id", "employer.id").where("job.id", "=", matter.jobId)
        : query.innerJoin("order", "order.employer_id", "employer.id").where("order.id", "=", matter.orderId);
  return (await found.executeTakeFirst())?.id;
}

/** The banned organizations but this one, newest ban first, and whether they have a member of this one; at most 2,000. */
export async function listBannedWithTies(db: Db, employerId: EmployerId) {
  const rows = await db
    .selectFrom("employer")
    .select((select) => [
      "employer.id",
      "employer.name",
      "employer.website",
      "employer.verified_domain as verifiedDomain",
      select
        .exists(
          select
            .selectFrom("member as theirs")
            .innerJoin("member as ours", "ours.account_id", "theirs.account_id")
            .select("theirs.account_id")
            .whereRef("theirs.employer_id", "=", "employer.id")
            .where("ours.employer_id", "=", employerId),
        )
        .as("sharesMembers"),
    ])
    .where("employer.banned_at", "is not", null)
    .where("employer.id", "<>", employerId)
    .orderBy("employer.banned_at", "desc")
    .limit(2_000)
    .execute();
  return rows.map((row) => ({ ...row, sharesMembers: Boolean(row.sharesMembers) }));
}
