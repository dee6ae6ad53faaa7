import { database, databaseAnswers } from "~/platform/database.server.ts";
import { webProcess } from "~/platform/siblings.server.ts";
import { verifyMail } from "~/platform/mail/send-mail.server.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { stripeHealth } from "~/billing/stripe-health.server.ts";
import { BEAT_GONE } from "~/tasks/beat.ts";
import { taskHealth } from "~/tasks/run-tasks.server.ts";
import { workerSeenSecondsAgo } from "~/tasks/worker-health.server.ts";

/**
 * Public: whether database, worker and the search of the web process that answers are well; `process` is its number.
 * 503 unless all are.
 */
export async function loader() {
  const db = database();
  const databaseOk = await databaseAnswers(db);
  const [tasks, worker, mail, stripe] = databaseOk
    ? await Promise.all([taskHealth(db), workerSeenSecondsAgo(db), verifyMail(), stripeHealth(db)])
    : [null, null, "unknown" as const, "unknown" as const];
  const { state, jobs, lagMs } = jobSearch();
  const workerOk = worker !== null && worker < BEAT_GONE;
  const status =
    databaseOk && state === "starting" ? "starting" : databaseOk && state === "ok" && workerOk ? "ok" : "degraded";
  return Response.json(
    {
      status,
      process: webProcess(),
      database: { status: databaseOk ? "ok" : "down" },
      tasks: { status: workerOk ? "ok" : "down", workerSeenSecondsAgo: worker, ...tasks },
      // Before the first build there is no lag to tell: null.
      search: { status: state, jobs, lagMs: Number.isFinite(lagMs) ? lagMs : null },
      mail: { status: mail },
      stripe: { status: stripe },
    },
    { status: status === "ok" ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
