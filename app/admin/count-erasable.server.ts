import { countErasableAccounts } from "~/accounts/delete-unconfirmed.server.ts";
import { countErasableApplications } from "~/applications/erase-applications.server.ts";
import { countErasableEvents } from "~/billing/sweep-events.server.ts";
import { countErasableRuns } from "~/imports/schedule-imports.server.ts";
import { countErasableCandidates } from "~/candidates/sweep-candidates.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { DaysName } from "~/settings/settings.ts";
import { countErasableTasks } from "~/tasks/task.tasks.server.ts";

/** What each retention time holds, to count what a shorter one would erase; the type fails when one has nobody. */
const counters: Record<DaysName, { noun: string; count: (db: Db, days: number, most: number) => Promise<number> }> = {
  "retention.applications": { noun: "application", count: countErasableApplications },
  "retention.unconfirmed-accounts": { noun: "account", count: countErasableAccounts },
  "retention.candidates": { noun: "line", count: countErasableCandidates },
  "retention.imports": { noun: "report", count: countErasableRuns },
  "retention.stripe-events": { noun: "message", count: countErasableEvents },
  "retention.tasks": { noun: "task", count: countErasableTasks },
};

/** More are said as “more than”. */
export const MOST_COUNTED_ERASABLE = 100_000;

/** How much a retention of `days` would erase at once, and what that is called. */
export async function countErasable(db: Db, name: DaysName, days: number): Promise<{ noun: string; count: number }> {
  const { noun, count } = counters[name];
  return { noun, count: await count(db, days, MOST_COUNTED_ERASABLE + 1) };
}
