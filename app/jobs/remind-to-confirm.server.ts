import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { CONFIRMATION_DAYS } from "./job.ts";
import { mailEachDue } from "./mail-each-due.server.ts";

/** So many days before a job would leave the lists its employer is asked. */
export const NOTICE_DAYS = 4;

/** Asks the employers of jobs that will soon leave the lists whether they are still open: once for each confirmation. */
export async function remindToConfirm(db: Db): Promise<void> {
  const at = now();
  await mailEachDue(db, "confirm", "confirmed_at", (jobs) =>
    jobs
      .where("confirmed_at", "<=", later(at, -(CONFIRMATION_DAYS - NOTICE_DAYS) * DAY))
      .where("confirmed_at", ">", later(at, -(CONFIRMATION_DAYS + 1) * DAY))
      .where("expires_at", ">", later(at, NOTICE_DAYS * DAY)),
  );
}
