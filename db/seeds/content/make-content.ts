import type { CredentialGroup, ExperienceRow, JobContent, Pay, ProductionRow } from "~/jobs/job-content.ts";
import type { ApprenticeAnswer, EmploymentType, Perk, Schedule, WorkMode } from "~/vocabulary/terms.ts";
import { encoders as encoderWords, ehrs as ehrWords, type Setting } from "~/vocabulary/work.ts";
import type { Archetype, RecordPay, Tier } from "./archetype.ts";
import { domainOf, type EmployerSeed, type Hiring } from "./employer.ts";
import { makePay } from "./make-pay.ts";
import { reachOf, zoneOf } from "./places.ts";
import type { Random } from "./random.ts";

/** A job's content as an employer fills it in: places by name, the body in Markdown. */
export type SeedContent = Omit<JobContent, "bodyHtml" | "bodyText" | "locations"> & { places: string[] };

/** The facts of a job before it has a title and a body. */
export type Facts = Omit<SeedContent, "title" | "bodySource"> & { tier: Tier; reach: Hiring };

const audits = [
  "Thirty records a month read by a second coder, findings open to rebuttal",
  "Twenty random records a month, scored by an auditor who does not know the coder",
  "A five percent sample each week for new people, two percent later",
  "Quarterly audit of 50 records, code by code, by the internal quality group",
  "Focused audit of one subject a month, the same for the whole team",
  "Outside audit twice a year beside 15 records a month inside",
  "Peer review in pairs, ten records every two weeks, with an auditor over the pair",
  "Twenty-five records a quarter, chosen by risk rather than by lot",
];

const hours: Record<Schedule, readonly string[]> = {
  fixed: [
    "Monday to Friday, 7:00 to 3:30",
    "Monday to Friday, 8:00 to 4:30",
    "Monday to Thursday, 7:00 to 5:30",
    "Tuesday to Saturday, 8:00 to 4:30",
    "Monday to Friday, 2:00 to 10:30",
    "Sunday to Thursday, 9:00 to 5:30",
  ],
  flexible: [
    "any eight hours between 5 am and 9 pm",
    "forty hours between Monday and Saturday noon",
    "core hours 10 to 2, the rest at will",
    "eight hours a day, started before 10 am",
    "hours set week by week, nights included",
    "any time of day, with the week's count due on Sunday",
  ],
  weekends: [
    "four tens with every other weekend",
    "one weekend in four, with two weekdays off for it",
    "Friday to Monday, ten hours a day",
    "Monday to Friday with one Saturday in three",
    "weekends only, twenty hours",
    "one weekend in six, holidays by turns",
  ],
};

const YEARS: Record<Tier, readonly [number, number]> = { entry: [1, 1], mid: [1, 3], senior: [3, 5], lead: [5, 8] };

/** Where patients come on Sundays too. */
const AT_WEEKENDS: Setting[] = [
  "inpatient-facility",
  "ed-facility",
  "ed-professional",
  "outpatient-facility",
  "home-health",
  "irf",
  "ltch",
];

const round = (value: number, step: number) => Number((Math.round(value / step) * step).toFixed(2));

function apprenticeAnswer(employer: EmployerSeed, archetype: Archetype, tier: Tier, random: Random): ApprenticeAnswer {
  if (archetype.experience.length === 0) return "welcome";
  if (tier === "entry" && random.chance(employer.apprentices + 0.2))
    return random.chance(0.7) ? "welcome" : "with-practicode";
  if (tier === "mid" && random.chance(0.05)) return "with-practicode";
  return "no";
}

function employmentTypesOf(archetype: Archetype, tier: Tier, government: boolean, random: Random): EmploymentType[] {
  const own = archetype.types ?? [];
  if (own.includes("externship")) return ["externship"];
  if (government || tier === "lead" || own.length === 0 || random.chance(0.64))
    return random.chance(0.06) ? ["full-time", "part-time"] : ["full-time"];
  return [random.pick(own)];
}

function modeOf(archetype: Archetype, random: Random): WorkMode {
  if (random.chance(archetype.remote)) return random.chance(0.15) ? "remote-after-training" : "remote";
  return random.chance(0.55) ? "hybrid" : "on-site";
}

function settingsOf(employer: EmployerSeed, archetype: Archetype, random: Random): Setting[] {
  const list: Setting[] = [...archetype.settings];
  if (archetype.alsoSettings && random.chance(0.35)) list.push(random.pick(archetype.alsoSettings));
  if (employer.setting && (employer.setting !== "vendor" || random.chance(0.6))) list.push(employer.setting);
  return [...new Set(list)];
}

function experienceOf(archetype: Archetype, tier: Tier, apprentice: ApprenticeAnswer, random: Random): ExperienceRow[] {
  if (apprentice !== "no" && tier === "entry") return [];
  const [from, to] = YEARS[tier];
  const rows = random.take(archetype.experience, tier !== "entry" && random.chance(0.35) ? 2 : 1);
  return rows.map((row, position) => ({ ...row, years: Math.max(1, random.int(from, to) - position) }));
}

function productionOf(archetype: Archetype, tier: Tier, byRecord: RecordPay | null, random: Random): ProductionRow[] {
  if (byRecord?.chartsPerHour)
    return [{ amount: byRecord.chartsPerHour, recordType: byRecord.recordType, period: "hour" }];
  const count = archetype.production.length > 1 && random.chance(0.4) ? 2 : 1;
  const kinds = random.take(archetype.production, count);
  // Two rows must not count the same records twice.
  const distinct = kinds.filter(
    (kind, position) => kinds.findIndex((one) => one.recordType === kind.recordType) === position,
  );
  return distinct.map(({ recordType, from, to, step, period }) => {
    const steps = Math.floor((to - from) / step);
    const [low, high] =
      tier === "entry"
        ? [0, Math.floor(steps / 3)]
        : tier === "mid"
          ? [Math.floor(steps / 4), Math.ceil(steps * 0.75)]
          : [Math.floor(steps / 2), steps];
    return { amount: round(from + step * random.int(low, high), 0.05), recordType, period };
  });
}

function testOf(archetype: Archetype, tier: Tier, random: Random): SeedContent["codingTest"] {
  if (archetype.tested && random.chance(0.75))
    return { minutes: random.pick(tier === "entry" ? [30, 45, 60] : [45, 60, 75, 90, 120]), paid: random.chance(0.45) };
  return random.chance(0.6) ? { minutes: 0, paid: null } : null;
}

function aiShareOf(employer: EmployerSeed, archetype: Archetype, random: Random): number | null {
  if (archetype.aiShare) return random.pick(archetype.aiShare);
  const machine = [...employer.facilityEncoders, ...employer.professionalEncoders].some(
    (code) => code === "codametrix" || code === "fathom",
  );
  if (machine && random.chance(0.5)) return random.pick([15, 20, 25, 30, 35, 45]);
  if (random.chance(0.15)) return random.pick([5, 10, 15, 20]);
  return random.chance(0.4) ? 0 : null;
}

function perksOf(employer: EmployerSeed, mode: WorkMode, tier: Tier, types: EmploymentType[], random: Random): Perk[] {
  const contract = types.some((type) => type === "contract" || type === "externship" || type === "temporary");
  const perks: Perk[] = [];
  if (!contract && employer.payLevel < 1.05 && tier !== "entry" && random.chance(0.18)) perks.push("sign-on-bonus");
  if (tier !== "lead" && random.chance(0.28)) perks.push("production-incentive");
  if (!contract && random.chance(0.55)) perks.push("dues-paid");
  if (!contract && random.chance(0.65)) perks.push("ceus-paid");
  if (!contract && random.chance(0.4)) perks.push("books-paid");
  if (mode !== "on-site" && !contract && random.chance(0.8)) perks.push("equipment-supplied");
  return perks;
}

function applyOf(employer: EmployerSeed, key: string, random: Random): SeedContent["apply"] {
  const chance = random.number();
  if (chance < 0.82) return { kind: "board" };
  if (chance < 0.93) return { kind: "url", url: `https://careers.${domainOf(employer)}/openings/${key}` };
  return { kind: "email", email: `coding-careers@${domainOf(employer)}` };
}

/** The facts of one job of `employer` in this kind of work; `key` is part of an outside apply address. */
export function makeFacts(employer: EmployerSeed, archetype: Archetype, key: string, random: Random): Facts {
  const government = employer.setting === "government";
  const tier = random.pick(archetype.tiers);
  const apprentice = apprenticeAnswer(employer, archetype, tier, random);
  const employmentTypes = employmentTypesOf(archetype, tier, government, random);
  const gig = employmentTypes.some(
    (type) => type === "contract" || type === "prn" || type === "temporary" || type === "externship",
  );
  const byRecord = archetype.byRecord && gig && random.chance(0.75) ? random.pick(archetype.byRecord) : null;
  const pay: Pay = makePay(
    { employer, archetype, tier, apprentice, byRecord, mayBeSalaried: employmentTypes[0] === "full-time" },
    random,
  );
  const mode = byRecord && employmentTypes[0] !== "externship" ? "remote" : modeOf(archetype, random);
  const remote = mode === "remote" || mode === "remote-after-training";
  const reach = reachOf(employer, random);
  const placeCount = mode === "remote" ? 0 : random.chance(0.22) ? 2 : random.chance(0.06) ? 3 : 1;
  const rules: CredentialGroup[][] = (tier === "entry" && archetype.entryRules) || archetype.rules;
  const weekends = AT_WEEKENDS.includes(archetype.settings[0]!) && !archetype.salaried;
  const schedule = random.pick<Schedule>([
    "fixed",
    "fixed",
    "flexible",
    "flexible",
    weekends ? "weekends" : "flexible",
  ]);
  const note = random.pick(hours[schedule]);
  const pool =
    archetype.encoders === "none"
      ? []
      : archetype.encoders === "facility"
        ? employer.facilityEncoders
        : employer.professionalEncoders;
  const encoders = random.take(pool, random.chance(0.3) ? 2 : 1).map((code, position) => ({
    code,
    level: position === 0 && tier !== "entry" && random.chance(0.45) ? ("required" as const) : ("preferred" as const),
  }));
  return {
    tier,
    reach,
    functions:
      archetype.functions.length > 1 && random.chance(0.3) ? archetype.functions.slice(0, 1) : archetype.functions,
    settings: settingsOf(employer, archetype, random),
    specialties: random.pick(archetype.specialties),
    codeSets: [
      ...archetype.codeSets,
      ...(archetype.alsoCodeSets ?? []).filter((code) => !archetype.codeSets.includes(code) && random.chance(0.45)),
    ],
    ehrs: random.take(employer.ehrs, random.chance(0.4) ? 2 : 1).map((code, position) => ({
      code,
      level: position === 0 && tier !== "entry" && random.chance(0.5) ? "required" : "preferred",
    })),
    encoders,
    employmentTypes,
    mode,
    places: [
      ...new Set([
        ...(placeCount > 0 ? [random.pick(employer.places)] : []),
        ...random.take(employer.places, placeCount),
      ]),
    ].slice(0, placeCount),
    stateReach: !remote ? "not-stated" : reach === "all" ? "all" : "only" in reach ? "only" : "except",
    states: !remote || reach === "all" ? [] : "only" in reach ? reach.only : reach.except,
    usOnly: government || (remote ? random.chance(0.85) : false),
    pay,
    perks: perksOf(employer, mode, tier, employmentTypes, random),
    apprentice,
    credentialGroups: random.pick(rules),
    experience: experienceOf(archetype, tier, apprentice, random),
    production: productionOf(archetype, tier, byRecord, random),
    accuracyPercent: random.chance(0.92) ? random.pick(archetype.accuracy) : null,
    auditMethod: random.chance(0.75)
      ? random.pick([...(archetype.auditMethods ?? []), ...(archetype.auditMethods ? [] : audits)])
      : null,
    downtimePaid:
      archetype.production.length === 0 ? null : random.chance(0.15) ? null : !byRecord || random.chance(0.15),
    codingTest: testOf(archetype, tier, random),
    aiSharePercent: aiShareOf(employer, archetype, random),
    schedule,
    scheduleNote: random.chance(0.9)
      ? `${note.charAt(0).toUpperCase()}${note.slice(1)} ${zoneOf(employer.places[0])} time`.replace(
          /( at will| hours| off for it| for it| a day| on Sunday| by turns| included| in three) (\w+) time$/,
          "$1, $2 time",
        )
      : null,
    apply: applyOf(employer, key, random),
    questions: [],
  };
}

/** The names of the systems of a job, for prose. */
export function systemNames(facts: Facts): { ehrs: string[]; encoders: string[] } {
  return {
    ehrs: facts.ehrs.map(({ code }) => ehrWords.label(code)),
    encoders: facts.encoders.map(({ code }) => encoderWords.label(code)),
  };
}
