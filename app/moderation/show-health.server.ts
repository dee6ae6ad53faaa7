import {
  assertBilling,
  billingAssertions,
  countEventsOfDay,
  countFailedEvents,
  pageFailedEvents,
  readChecks,
  readEventCursor,
  readEventLag,
  readReconcilerRun,
} from "~/billing/billing-health.server.ts";
import { readAlertHealth } from "~/alerts/alert-health.server.ts";
import { countLinks, listBadLinks } from "~/jobs/check-links.server.ts";
import { SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, TaskId } from "~/platform/ids.ts";
import { verifyMail } from "~/platform/mail/send-mail.server.ts";
import { listWebProcesses } from "~/search/process-beat.server.ts";
import { readFeed } from "~/search/prune-feed.server.ts";
import { taskHealth } from "~/tasks/run-tasks.server.ts";
import { listDeadTasks } from "~/tasks/retry-task.server.ts";
import { healthByKind, listFailingTasks } from "~/tasks/task-health.server.ts";
import { workerSeenSecondsAgo } from "~/tasks/worker-health.server.ts";
import { listQueue } from "./list-queue.server.ts";

const PAGE = 20;

export type HealthPage = {
  /** The admin who looks. */
  adminId: AccountId;
  /** The assertion whose broken rows are shown, and the last row already shown. */
  check?: string;
  after?: string;
  eventsBefore?: { at: Date; id: string };
  tasksBefore?: TaskId;
};

/** What heals the board by itself, what it found, and what it could not do. */
export async function showHealth(db: Db, page: HealthPage) {
  const [run, cursor, checks, rows, lag, failedCount, events, tasks, dead, mail, ...rest] = await Promise.all([
    readReconcilerRun(db),
    readEventCursor(db),
    readChecks(db),
    page.check ? assertBilling(db, { only: page.check, after: page.after, limit: PAGE + 1 }) : [],
    readEventLag(db),
    countFailedEvents(db),
    pageFailedEvents(db, { before: page.eventsBefore, limit: PAGE + 1 }),
    taskHealth(db),
    listDeadTasks(db, { before: page.tasksBefore, limit: PAGE + 1 }),
    verifyMail(),
    healthByKind(db),
    listFailingTasks(db, PAGE),
    workerSeenSecondsAgo(db),
    listWebProcesses(db),
    readFeed(db),
    countEventsOfDay(db),
    listQueue(db, { moderatorId: page.adminId, limit: 1 }),
    countLinks(db),
    listBadLinks(db, PAGE),
    readAlertHealth(db),
  ]);
  const [kinds, failing, worker, processes, feed, eventsOfDay, queue, links, badLinks, alerts] = rest;
  return {
    alerts,
    run,
    eventsKnownUntil: cursor && new Date(cursor.until * SECOND),
    assertions: billingAssertions.map(({ name, sentence }) => ({ name, sentence, last: checks.get(name) })),
    broken: rows[0] && { ...rows[0], ...firstPage(rows[0].broken) },
    lag,
    failedCount,
    failed: firstPage(events),
    tasks,
    dead: firstPage(dead),
    mail,
    kinds,
    failing,
    worker,
    processes,
    feed,
    eventsOfDay,
    queue: { count: queue.count, first: queue.jobs[0] },
    links: { ...links, counts: [...links.counts].map(([state, count]) => ({ state, count })), bad: badLinks },
  };
}

function firstPage<Item>(items: Item[]): { items: Item[]; last: Item | undefined } {
  const shown = items.slice(0, PAGE);
  return { items: shown, last: items.length > PAGE ? shown.at(-1) : undefined };
}
