import "./job.tasks.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { JobMailEvent } from "./job.tasks.ts";

const PAGE = 500;

function selectLive(db: Db) {
  return db
    .selectFrom("job")
    .select(["id", "confirmed_at", "expires_at"])
    .where("state", "=", "live")
    .where("origin", "=", "employer")
    .orderBy("id")
    .limit(PAGE);
}

type LiveJobs = ReturnType<typeof selectLive>;

/**
 * Has an employer written to about each of its live jobs that is due. However often this is called, and by however many
 * workers, a job gets one mail for each value of `about`: what the mail speaks of is part of its task's key.
 */
export async function mailEachDue(
  db: Db,
  event: JobMailEvent,
  about: "confirmed_at" | "expires_at",
  due: (jobs: LiveJobs) => LiveJobs,
): Promise<void> {
  for (let after = "" as JobId, page = PAGE; page === PAGE;) {
    const jobs = await due(selectLive(db)).where("id", ">", after).execute();
    for (const job of jobs)
      await enqueueTask(
        db,
        "job.mail",
        { jobId: job.id, event },
        { dedupeKey: `job.mail:${event}:${job.id}:${job[about]?.getTime()}` },
      );
    page = jobs.length;
    after = jobs.at(-1)?.id ?? after;
  }
}
