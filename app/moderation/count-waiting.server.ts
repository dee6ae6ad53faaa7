import { countOpenClaims } from "~/employers/decide-claim.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { countAllWaiting } from "./queue.queries.server.ts";
import { countOpenCases } from "./reports/show-cases.server.ts";
import { countOpenAppeals } from "./sanctions/list-appeals.server.ts";

/** How much waits for a moderator: jobs and edits, cases of reports, appeals, and claims on employers. */
export type WaitingCounts = Record<"jobs" | "reports" | "appeals" | "claims", number>;

/** Counts what waits on each of the moderators' pages. */
export async function countWaitingWork(db: Db): Promise<WaitingCounts> {
  const [jobs, reports, appeals, claims] = await Promise.all([
    countAllWaiting(db),
    countOpenCases(db),
    countOpenAppeals(db),
    countOpenClaims(db),
  ]);
  return { jobs, reports, appeals, claims };
}
