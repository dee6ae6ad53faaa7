import { readReplyRates } from "~/applications/read-reply-record.server.ts";
import { dayOf, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { toSpreadsheet } from "~/platform/files/spreadsheet.server.ts";
import {
  countCases,
  countDecisionsByMonth,
  countDone,
  countUnconfirmed,
  countWaits,
  findCaseWait,
  findWait,
} from "./figures.queries.server.ts";
import { LEAST, monthsUntil, PROMISE_DAYS, told, type MonthFigures, type PublicFigures } from "./figures.ts";

const MONTHS = 12;

let kept: { day: number; db: Db; figures: Promise<PublicFigures> } | undefined;

/**
 * The public figures up to the beginning of this UTC day, counted once a day by each process, since they are the same for
 * everybody until the day is over.
 */
export async function readFiguresOfDay(db: Db): Promise<PublicFigures> {
  const until = dayOf(now());
  if (kept?.day !== until.getTime() || kept.db !== db) {
    const figures = readFigures(db, until);
    kept = { day: until.getTime(), db, figures };
    // What failed is counted anew by whoever asks next.
    figures.catch(() => (kept = undefined));
  }
  return kept.figures;
}

/** Counts the public figures up to `until`. */
export async function readFigures(db: Db, until: Date): Promise<PublicFigures> {
  const months = monthsUntil(until, MONTHS);
  const stretch = { from: new Date(`${months[0]!}-01`), until };
  const [counts, waits, cases, rates, unconfirmed, deadLinks] = await Promise.all([
    countDecisionsByMonth(db, stretch),
    countWaits(db, stretch, PROMISE_DAYS),
    countCases(db, stretch),
    readReplyRates(db, until),
    countUnconfirmed(db, until),
    countDone(db, "job.dead-link", stretch),
  ]);
  const enough = waits.cases >= LEAST;
  const at = async (share: number) => (await findWait(db, stretch, Math.ceil(waits.cases * share) - 1)) / 3_600;
  const [first] = counts.map(({ month }) => month).sort();
  const percents = rates.map(({ applications, answered }) => (100 * answered) / applications);
  return {
    until,
    months: months.slice(first === undefined ? MONTHS : months.indexOf(first)).map((month) => figuresOf(month, counts)),
    waiting: enough
      ? {
          cases: waits.cases,
          medianHours: await at(0.5),
          ninetiethHours: await at(0.9),
          withinPromise: Math.floor((100 * waits.within) / waits.cases),
        }
      : null,
    reports:
      cases.decided >= LEAST && cases.upheld >= LEAST
        ? { ...cases, medianHours: (await findCaseWait(db, stretch, Math.ceil(cases.decided / 2) - 1)) / 3_600 }
        : null,
    replies:
      rates.length >= LEAST
        ? {
            employers: rates.length,
            applications: rates.reduce((sum, { applications }) => sum + applications, 0),
            answered: rates.reduce((sum, { answered }) => sum + answered, 0),
            medianPercent: Math.floor(percents.sort((one, other) => one - other)[(percents.length - 1) >> 1]!),
          }
        : null,
    unconfirmed: told(unconfirmed),
    deadLinks: told(deadLinks),
  };
}

function figuresOf(month: string, counts: Awaited<ReturnType<typeof countDecisionsByMonth>>): MonthFigures {
  const of = (decision?: string) =>
    counts
      .filter((row) => row.month === month && (!decision || row.decision === decision))
      .reduce((sum, { count }) => sum + count, 0);
  return {
    month,
    approve: told(of("approve")),
    request_changes: told(of("request_changes")),
    reject: told(of("reject")),
    all: told(of()),
  };
}

/** The decisions by month as a spreadsheet; a cell is empty where fewer than five are behind it. */
export function figuresCsv({ months }: PublicFigures): string {
  const cell = (count: number | null) => (count === null ? "" : String(count));
  return toSpreadsheet([
    ["Month", "Approved", "Changes asked for", "Rejected", "All decisions"],
    ...months.map((row) => [row.month, cell(row.approve), cell(row.request_changes), cell(row.reject), cell(row.all)]),
  ]);
}
