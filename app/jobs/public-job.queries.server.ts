import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";

/** Whether any job of the employer was ever live. */
export async function hasPublishedJob(db: Db, employerId: EmployerId): Promise<boolean> {
  const job = await db
    .selectFrom("job")
    .select("id")
    .where("employer_id", "=", employerId)
    .where("posted_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return job !== undefined;
}
