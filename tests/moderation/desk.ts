import { grantCredits, holdCredit } from "~/billing/use-right.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type TermId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { aPost, type Post } from "#tests/billing/board.ts";

/** A job that waits for a decision, for a credit that staff gave. */
export async function waitingForCredit(staffId: AccountId, content: Partial<JobContent> = {}): Promise<Post> {
  const post = await aPost(content);
  const termId: TermId = newId<"term">();
  await transact(database(), async (trx) => {
    const grant = { employerId: post.employerId, credits: 1, actorAccountId: staffId, note: "" };
    await grantCredits(trx, { ...grant, sourceKey: `test:${post.jobId}` });
    const right = { kind: "credit", ref: `hold:${termId}` } as const;
    await submitJob(trx, { ...post, termId, right, days: 30, actor: byAccount(post.accountId) });
    await holdCredit(trx, { employerId: post.employerId, termId });
  });
  return post;
}
