import { markAway } from "~/applications/away/mark-away.server.ts";
import { saveJob } from "~/applications/saved/save-job.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import type { SeededJob } from "./seed-job.ts";

/** The demo's seeker saves a job for later, as its page does. */
export async function save(db: Db, accountId: AccountId, job: SeededJob): Promise<void> {
  await saveJob(db, accountId, job.id);
}

/** The demo's seeker says that they applied at a job's own address. */
export async function applyAway(db: Db, accountId: AccountId, job: SeededJob): Promise<void> {
  const shown = await showJob(db, job.id);
  if (shown) await markAway(db, accountId, shown);
}
