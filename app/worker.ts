/** The task process: runs what is due in the outbox, and enqueues what repeats. */
import "./start-up.server.ts";
import { setTimeout as wait } from "node:timers/promises";
import { SECOND } from "./platform/clock.ts";
import { database } from "./platform/database.server.ts";
import { log } from "./platform/log.server.ts";
import { markWorkerSeen } from "./tasks/worker-health.server.ts";
import { runDueTasks } from "./tasks/run-tasks.server.ts";
import { enqueueScheduled } from "./tasks/schedule.server.ts";
import { AlertRounds } from "./alerts/alert-round.server.ts";
import { schedule, taskHandlers } from "./task-handlers.server.ts";

let stopping = false;
for (const end of ["SIGTERM", "SIGINT", "disconnect"] as const)
  process.once(end, () => {
    stopping = true;
  });

const db = database();
const alerts = new AlertRounds(database);
log.info("worker starts");
let nextRound = 0;
while (!stopping) {
  try {
    if (Date.now() >= nextRound) {
      nextRound = Date.now() + 5 * SECOND;
      await markWorkerSeen(db);
      await enqueueScheduled(db, schedule);
    }
    const matched = await alerts.turn();
    if ((await runDueTasks(db, taskHandlers, 20)) === 0 && !matched) await wait(250);
  } catch (error) {
    log.error({ error: error instanceof Error ? error.message : "unknown" }, "the worker could not reach the database");
    await wait(2 * SECOND);
  }
}
log.info("worker ends");
await db.destroy();
process.exit(0);
