import { countFailedEvents, countStrandedOrders } from "~/billing/billing-health.server.ts";
import { stripeHealth } from "~/billing/stripe-health.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { verifyMail } from "~/platform/mail/send-mail.server.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { taskHealth } from "~/tasks/run-tasks.server.ts";
import { workerSeenSecondsAgo } from "~/tasks/worker-health.server.ts";
import { countBoard, countJobsByState } from "./board.queries.server.ts";

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
