import { DAY } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import type { Source } from "~/statistics/source.ts";
import { random, type Random } from "./content/random.ts";

/** So many days back people were counted; an older demo's figures say no more. */
const DAYS = 30;
/** Rows of one statement. */
const CHUNK = 1_000;

/** Of a hundred people, so many come from there. */
const shares: readonly [Source, number][] = [
  ["search", 45],
  ["google", 17],
  ["indeed", 10],
  ["home", 8],
  ["direct", 8],
  ["linkedin", 5],
  ["board", 3],
  ["bing", 2],
  ["mail", 1],
  ["site", 1],
];

const dayOf = (at: Date) => Math.floor(at.getTime() / DAY);

/** Writes the counts of the demo's jobs: as many views as such a job might have, and where those who applied came from. */
export async function seedStatistics(db: Db, today: Date): Promise<void> {
  const jobs = await db
    .selectFrom("job")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .select(["job.id", "job.posted_at", "job.over_at", "revision.apply_kind"])
    .where("job.posted_at", "is not", null)
    .orderBy("job.id")
    .execute();
  const applied = await db.selectFrom("application").select(["job_id", "created_at"]).execute();
  const appliesOf = new Map<string, number>();
  for (const { job_id, created_at } of applied) {
    const key = `${job_id} ${dayOf(created_at)}`;
    appliesOf.set(key, (appliesOf.get(key) ?? 0) + 1);
  }
  const rows = jobs.flatMap(({ id, posted_at, over_at, apply_kind }, number) => {
    const chance = random(`who looked at job ${number}`);
    const posted = dayOf(posted_at!);
    const first = Math.max(posted, dayOf(today) - DAYS + 1);
    const last = Math.min(dayOf(today), over_at ? dayOf(over_at) : Infinity);
    const appeal = 2 + chance.number() ** 2 * 16;
    const clicked = apply_kind === "board" ? 0 : 0.06 + chance.number() * 0.12;
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
      const applies = appliesOf.get(`${id} ${first + at}`) ?? 0;
      return rowsOfDay(
        id,
        first + at,
        { views: viewsOf(first + at, posted, appeal, chance), applies, clicked },
        chance,
      );
    }).flat();
  });
  for (let from = 0; from < rows.length; from += CHUNK)
    await db
      .insertInto("job_day")
      .values(rows.slice(from, from + CHUNK))
      .execute();
}

/** Most come while a job is new, and few at the weekend. */
function viewsOf(day: number, posted: number, appeal: number, chance: Random): number {
  const newness = 0.35 + 0.9 * Math.exp(-(day - posted) / 6);
  // The first day of 1970 was a Thursday.
  const weekend = [2, 3].includes(day % 7) ? 0.4 : 1;
  return Math.round(appeal * newness * weekend * (0.6 + chance.number() * 0.8));
}

function rowsOfDay(
  job_id: JobId,
  day: number,
  { views, applies, clicked }: { views: number; applies: number; clicked: number },
  chance: Random,
) {
  const rows = new Map<Source, { views: number; clicks: number; applies: number }>();
  for (let person = 0; person < Math.max(views, applies); person++) {
    const source = pickSource(chance);
    const row = rows.get(source) ?? { views: 0, clicks: 0, applies: 0 };
    row.views++;
    if (chance.chance(clicked)) row.clicks++;
    if (person < applies) row.applies++;
    rows.set(source, row);
  }
  return [...rows].map(([source, counts]) => ({ job_id, day, source, ...counts }));
}

function pickSource(chance: Random): Source {
  let left = chance.number() * 100;
  for (const [source, share] of shares) if ((left -= share) < 0) return source;
  return "direct";
}
