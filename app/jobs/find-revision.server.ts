import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, JobId, RevisionId } from "~/platform/ids.ts";
import { listContents } from "./job-content.queries.server.ts";
import type { JobContent } from "./job-content.ts";

export type Revision = {
  id: RevisionId;
  /** Counted from 1 within its job. */
  number: number;
  content: JobContent;
  createdBy: AccountId | null;
  createdAt: Date;
};

/** A revision of that job. The caller has checked who may see it. */
export async function findRevision(db: Db | Trx, jobId: JobId, id: RevisionId): Promise<Revision | undefined> {
  const row = await db
    .selectFrom("job_revision")
    .select(["number", "created_by", "created_at"])
    .where("id", "=", id)
    .where("job_id", "=", jobId)
    .executeTakeFirst();
  const content = row && (await listContents(db, [id])).get(id);
  return content && { id, number: row.number, content, createdBy: row.created_by, createdAt: row.created_at };
}
