import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { mailEachDue } from "./mail-each-due.server.ts";

/** How many days before a job's end each mail goes out. */
export const END_NOTICES = { ends_soon: 5, ends_tomorrow: 1 } as const;

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
  await mailEachDue(db, event, "expires_at", (jobs) =>
    jobs
      .where("expires_at", ">", later(at, from * DAY))
      .where("expires_at", "<=", later(at, to * DAY))
      // Whoever posts for a few days only knows so.
      .where("posted_at", "<", later(at, -DAY)),
  );
}
