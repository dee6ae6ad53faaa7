import "./job.tasks.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";

/** How many days before a job's end each mail goes out. */
export const END_NOTICES = { ends_soon: 5, ends_tomorrow: 1 } as const;
const PAGE = 500;

/**
 * Tells employers that a job's term ends soon: once for each notice and end, so an extended job is told of again. Of a
 * worker that stood still only the nearest notice is sent.
 */
export async function remindOfEnd(db: Db): Promise<void> {
  await remind(db, "ends_tomorrow", 0, END_NOTICES.ends_tomorrow);
  await remind(db, "ends_soon", END_NOTICES.ends_tomorrow, END_NOTICES.ends_soon);
}

async function remind(db: Db, event: keyof typeof END_NOTICES, from: number, to: number): Promise<void> {
  const at = now();
  for (let after = "" as JobId, page = PAGE; page === PAGE;) {
    const due = await db
      .selectFrom("job")
      .select(["id", "expires_at"])
      .where("state", "=", "live")
      .where("origin", "=", "employer")
      .where("expires_at", ">", later(at, from * DAY))
      .where("expires_at", "<=", later(at, to * DAY))
      // Whoever posts for a few days only knows so.
      .where("posted_at", "<", later(at, -DAY))
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute();
    for (const { id, expires_at } of due)
      await enqueueTask(
        db,
        "job.mail",
        { jobId: id, event },
        { dedupeKey: `job.mail:${event}:${id}:${expires_at?.getTime()}` },
      );
    page = due.length;
    after = due.at(-1)?.id ?? after;
  }
}
