import { countFailedEvents, countStrandedOrders } from "~/billing/billing-health.server.ts";
import { stripeHealth } from "~/billing/stripe-health.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { Id } from "~/platform/ids.ts";
import { verifyMail } from "~/platform/mail/send-mail.server.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { taskHealth } from "~/tasks/run-tasks.server.ts";
import { workerSeenSecondsAgo } from "~/tasks/worker-health.server.ts";
import { countBoard, countJobsByState, listNewestAudit } from "./board.queries.server.ts";

const AUDIT_PAGE = 50;

/** How the board is: its parts, and how much there is on it. */
export async function showBoard(db: Db) {
  const [tasks, worker, mail, stripe, failedEvents, stranded, jobs, counts] = await Promise.all([
    taskHealth(db),
    workerSeenSecondsAgo(db),
    verifyMail(),
    stripeHealth(db),
    countFailedEvents(db),
    countStrandedOrders(db),
    countJobsByState(db),
    countBoard(db),
  ]);
  const { ready, healthy, lagMs, jobs: listed } = jobSearch();
  return {
    tasks,
    worker,
    mail,
    stripe,
    stranded,
    search: { ready, healthy, lagMs, listed },
    failedEvents,
    jobs,
    counts,
  };
}

/** A page of the audit log, newest first. */
export async function showAudit(db: Db, before: Id<"audit"> | undefined) {
  const rows = await listNewestAudit(db, { before, limit: AUDIT_PAGE + 1 });
  const entries = rows.slice(0, AUDIT_PAGE);
  return { entries, next: rows.length > AUDIT_PAGE ? entries.at(-1)?.id : undefined };
}
