import type { Pay } from "~/jobs/job-content.ts";
import { HOURS_A_YEAR, type ApprenticeAnswer } from "~/vocabulary/terms.ts";
import type { Archetype, RecordPay, Tier } from "./archetype.ts";
import type { EmployerSeed } from "./employer.ts";
import type { Random } from "./random.ts";

/** How a tier's pay stands to the middle one's. */
const TIER: Record<Tier, number> = { entry: 0.86, mid: 1, senior: 1.13, lead: 1.25 };

/** No job of the demo pays below this, in dollars an hour; several states' minimum lies near it. */
const FLOOR = 16;

const cents = (dollars: number, step: number) => Math.round(Math.round(dollars / step) * step * 100);

/** What pay depends on. */
export type PayBasis = {
  employer: EmployerSeed;
  archetype: Archetype;
  tier: Tier;
  apprentice: ApprenticeAnswer;
  byRecord: RecordPay | null;
  /** Only full-time work is paid by the year. */
  mayBeSalaried: boolean;
};

/** The pay of a job: by the record, the year or the hour, at the level of region and tier, a little less where beginners are trained. */
export function makePay(
  { employer, archetype, tier, apprentice, byRecord, mayBeSalaried }: PayBasis,
  random: Random,
): Pay {
  const factor = employer.payLevel * (apprentice === "welcome" ? 0.97 : 1) * (0.97 + random.number() * 0.07);
  if (byRecord) {
    const step = byRecord.unit === "project" ? 50 : 0.05;
    return {
      minCents: cents(byRecord.low * factor, step),
      maxCents: cents(byRecord.high * factor, step),
      unit: byRecord.unit,
      chartsPerHour: byRecord.unit === "chart" ? (byRecord.chartsPerHour ?? null) : null,
    };
  }
  // Management pay is given as it is; every other tier moves the range of the middle one.
  const scale = factor * (archetype.tiers.every((one) => one === "lead") ? 1 : TIER[tier]);
  const narrow = random.number() * 0.25;
  const [low, high] = archetype.hourly;
  const from = Math.max(FLOOR, (low + (high - low) * narrow * 0.5) * scale);
  const to = Math.max(from + 1.5, (high - (high - low) * narrow) * scale);
  if (
    archetype.salaried &&
    mayBeSalaried &&
    tier !== "entry" &&
    random.chance(tier === "lead" ? 0.9 : tier === "senior" ? 0.6 : 0.3)
  )
    return {
      minCents: cents(from * HOURS_A_YEAR, 500),
      maxCents: cents(to * HOURS_A_YEAR, 500),
      unit: "year",
      chartsPerHour: null,
    };
  return { minCents: cents(from, 0.25), maxCents: cents(to, 0.25), unit: "hour", chartsPerHour: null };
}
