import { acts } from "~/employers/acting-member.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, JobId } from "~/platform/ids.ts";

/** Keeps the hash of a link's secret. */
export async function insertAnswerLink(
  db: Db,
  link: { tokenHash: string; jobId: JobId; accountId: AccountId; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto("job_answer_link")
    .values({
      token_hash: link.tokenHash,
      job_id: link.jobId,
      account_id: link.accountId,
      created_at: now(),
      expires_at: link.expiresAt,
      used_at: null,
    })
    .execute();
}

function selectAnswerLink(db: Db | Trx, tokenHash: string) {
  return db
    .selectFrom("job_answer_link as link")
    .innerJoin("job", "job.id", "link.job_id")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .innerJoin("member", (join) =>
      join.onRef("member.employer_id", "=", "job.employer_id").onRef("member.account_id", "=", "link.account_id"),
    )
    .innerJoin("account", "account.id", "link.account_id")
    .select([
      "job.id as jobId",
      "job.slug",
      "job.state",
      "job.expires_at as expiresAt",
      "revision.title",
      "employer.name as employerName",
      "link.account_id as accountId",
    ])
    .where("link.token_hash", "=", tokenHash)
    .where("link.used_at", "is", null)
    .where("link.expires_at", ">", now())
    .where("account.suspended_at", "is", null)
    .where(acts)
    .where("job.state", "in", ["live", "expired"]);
}

/**
 * What a link is about, while it works: it was not used, is not too old, its person is a member still and may sign in,
 * and the job is one that was public and is not over for good.
 */
export function findAnswerLink(db: Db, tokenHash: string) {
  return selectAnswerLink(db, tokenHash).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export function lockAnswerLink(trx: Trx, tokenHash: string) {
  return selectAnswerLink(trx, tokenHash).forUpdate().executeTakeFirst();
}

/** Uses a link up. @returns false when somebody was quicker. */
export async function updateUsed(trx: Trx, tokenHash: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("job_answer_link")
    .set({ used_at: now() })
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets at most 5,000 links that ended before `before`. */
export async function deleteOldAnswerLinks(db: Db, before: Date): Promise<void> {
  await db.deleteFrom("job_answer_link").where("expires_at", "<", before).limit(5_000).execute();
}
