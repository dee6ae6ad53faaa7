import { database, databaseAnswers } from "~/platform/database.server.ts";
import { verifyMail } from "~/platform/mail/send-mail.server.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { stripeHealth } from "~/billing/stripe-health.server.ts";
import { taskHealth } from "~/tasks/run-tasks.server.ts";
import { workerSeenSecondsAgo } from "~/tasks/worker-health.server.ts";

/** A worker that has not been seen for this long is taken for dead, in seconds. */
const WORKER_GONE = 30;

/** Public: whether database, worker and search are well. 503 unless all are. */
export async function loader() {
  const db = database();
  const databaseOk = await databaseAnswers(db);
  const [tasks, worker, mail, stripe] = databaseOk
    ? await Promise.all([taskHealth(db), workerSeenSecondsAgo(db), verifyMail(), stripeHealth(db)])
    : [null, null, "unknown" as const, "unknown" as const];
  const search = jobSearch();
  const workerOk = worker !== null && worker < WORKER_GONE;
  const status =
    !databaseOk || !search.healthy ? "degraded" : !search.ready ? "starting" : workerOk ? "ok" : "degraded";
  return Response.json(
    {
      status,
      database: { status: databaseOk ? "ok" : "down" },
      tasks: { status: workerOk ? "ok" : "down", workerSeenSecondsAgo: worker, ...tasks },
      search: {
        status: search.healthy ? (search.ready ? "ok" : "starting") : "degraded",
        jobs: search.jobs,
        lagMs: search.lagMs,
      },
      mail: { status: mail },
      stripe: { status: stripe },
    },
    { status: status === "ok" ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
