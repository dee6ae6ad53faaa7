import "./job.tasks.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { CONFIRMATION_DAYS } from "./job.ts";

/** So many days before a job would leave the lists its employer is asked. */
export const NOTICE_DAYS = 4;
const PAGE = 500;

/** Asks the employers of jobs that will soon leave the lists whether they are still open: once for each confirmation. */
export async function remindToConfirm(db: Db): Promise<void> {
  const at = now();
  for (let after = "" as JobId, page = PAGE; page === PAGE;) {
    const due = await db
      .selectFrom("job")
      .select(["id", "confirmed_at"])
      .where("state", "=", "live")
      .where("origin", "=", "employer")
      .where("confirmed_at", "<=", later(at, -(CONFIRMATION_DAYS - NOTICE_DAYS) * DAY))
      .where("confirmed_at", ">", later(at, -(CONFIRMATION_DAYS + 1) * DAY))
      .where("expires_at", ">", later(at, NOTICE_DAYS * DAY))
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute();
    for (const { id, confirmed_at } of due)
      await enqueueTask(
        db,
        "job.mail",
        { jobId: id, event: "confirm" },
        { dedupeKey: `job.mail:confirm:${id}:${confirmed_at?.getTime()}` },
      );
    page = due.length;
    after = due.at(-1)?.id ?? after;
  }
}
