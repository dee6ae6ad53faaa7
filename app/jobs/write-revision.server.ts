import type { Trx } from "~/platform/database.server.ts";
import type { AccountId, JobId, RevisionId } from "~/platform/ids.ts";
import { saysTheSame } from "./edit-kinds.ts";
import { insertRevision, listContents } from "./job-content.queries.server.ts";
import type { JobContent } from "./job-content.ts";
import { findLatestRevision } from "./job-draft.queries.server.ts";

/** Writes a job's words as its next revision. @returns its id; the newest one's if that says the same already. */
export async function writeRevision(
  trx: Trx,
  jobId: JobId,
  content: JobContent,
  accountId: AccountId,
): Promise<RevisionId> {
  const latest = await findLatestRevision(trx, jobId);
  const before = latest && (await listContents(trx, [latest])).get(latest);
  if (latest && before && saysTheSame(before, content)) return latest;
  return insertRevision(trx, jobId, content, accountId);
}
