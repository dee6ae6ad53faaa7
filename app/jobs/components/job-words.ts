import { formatAge, formatList, formatMoneyRange, formatNumber, midSentence } from "~/ui/format.ts";
import { stateName, states as allStates } from "~/vocabulary/states.ts";
import { employmentTypes, payUnits, productionPeriods, workModes } from "~/vocabulary/terms.ts";
import { settings, specialties } from "~/vocabulary/work.ts";
import { effectiveHourly, type ExperienceRow, type JobContent, type JobLocation, type Pay } from "../job-content.ts";
import type { Job } from "../job.ts";

export { midSentence };

/**
 * What pages know of a job's content: all but the body's source, its bare words, and the questions, which hold what the
 * employer expects of their answers.
 */
export type PublicContent = Omit<JobContent, "bodySource" | "bodyText" | "questions">;
/** A job as pages show it. */
export type PublicJob = Omit<Job, "content"> & { content: PublicContent };
/** A job as its own page shows it: also how many questions an application answers. */
export type PageJob = PublicJob & { questionCount: number };

/** The 50 states and the District of Columbia: what a map shows and "38 states" counts. */
export const mappedStates = allStates.filter((state) => state.tile !== null);
/** From so many names on, a list of states is said as a number. */
const MANY_STATES = 5;

/** `W-2 full-time or part-time`; `type not stated`. */
export function employmentWords(content: Pick<JobContent, "employmentTypes">): string {
  const stated = content.employmentTypes.filter((code) => code !== "not-stated");
  if (stated.length === 0) return "type not stated";
  return formatList(
    stated.map((code) => midSentence(employmentTypes.label(code))),
    "or",
  );
}

/** `$33.50–$41.00`. */
export function payAmount(pay: Pay): string {
  return formatMoneyRange(pay.minCents, pay.maxCents);
}

/** `$33.50–$41.00 an hour`; `Pay not stated`. */
export function payWords(pay: Pay | null): string {
  return pay ? `${payAmount(pay)} ${payUnits.label(pay.unit)}` : "Pay not stated";
}

/** The effective hourly range where the board derived it: `$27.75–$33.00 an hour, derived, 3 charts an hour`. */
export function effectiveWords(pay: Pay | null): string | undefined {
  const effective = effectiveHourly(pay);
  if (!effective?.derived) return undefined;
  const charts = pay?.chartsPerHour == null ? "" : `, ${formatNumber(pay.chartsPerHour)} charts an hour`;
  return `${formatMoneyRange(effective.minCents, effective.maxCents)} an hour, derived${charts}`;
}

/** `Duluth, Minnesota`; what the source wrote where the place was not recognized. */
export function locationWords(location: Pick<JobLocation, "label" | "city" | "state">): string {
  if (location.city && location.state) return `${location.city}, ${stateName(location.state)}`;
  if (location.state) return stateName(location.state);
  return location.label;
}

function locationsWords(locations: readonly JobLocation[]): string {
  const names = [...new Set(locations.map(locationWords))];
  if (names.length <= 2) return formatList(names);
  return `${names.slice(0, 2).join("; ")} and ${names.length - 2} more`;
}

/** The states a remote job is open to: `all states`, `OH, PA and WV`, `38 states`, `all states but CA and NY`. */
export function reachWords(content: Pick<JobContent, "stateReach" | "states">): string {
  const codes = formatList(content.states.map((state) => state.toUpperCase()));
  switch (content.stateReach) {
    case "all":
      return "all states";
    case "only":
      return content.states.length < MANY_STATES ? codes : `${content.states.length} states`;
    case "except": {
      if (content.states.length < MANY_STATES) return `all states but ${codes}`;
      return `${mappedStates.filter((state) => !content.states.includes(state.code)).length} states`;
    }
    case "not-stated":
      return "states not stated";
  }
}

/** Whether the work itself is done at home. */
export function isRemote(content: Pick<JobContent, "mode">): boolean {
  return content.mode === "remote" || content.mode === "remote-after-training";
}

/** Where the work is done: `Remote, 38 states`; `On-site, Duluth, Minnesota`; `Hybrid, place not stated`. */
export function placeWords(content: Pick<JobContent, "mode" | "locations" | "stateReach" | "states">): string {
  if (isRemote(content)) return `${workModes.label(content.mode)}, ${reachWords(content)}`;
  const places = locationsWords(content.locations);
  if (content.mode === "not-stated") return places ? `${places}, mode not stated` : "Place of work not stated";
  return `${workModes.label(content.mode)}, ${places || "place not stated"}`;
}

/** `2.75 inpatient charts an hour, 6 observation charts an hour at 95 %, downtime paid`; undefined where nothing is stated. */
export function productionWords(
  content: Pick<JobContent, "production" | "accuracyPercent" | "downtimePaid">,
): string | undefined {
  const rows = content.production.map(
    ({ amount, recordType, period }) =>
      `${formatNumber(amount)} ${midSentence(recordType)} ${productionPeriods.label(period)}`,
  );
  const accuracy = content.accuracyPercent === null ? "" : `${formatNumber(content.accuracyPercent)} %`;
  const first = rows.length ? rows.join(", ") + (accuracy && ` at ${accuracy}`) : accuracy && `${accuracy} accuracy`;
  const downtime = content.downtimePaid === null ? "" : content.downtimePaid ? "downtime paid" : "downtime unpaid";
  const words = [first, downtime].filter(Boolean).join(", ");
  return words ? words[0]!.toUpperCase() + words.slice(1) : undefined;
}

/** `2 years inpatient facility`. */
export function experienceWords(row: ExperienceRow): string {
  const label = row.countedIn === "setting" ? settings.label(row.code) : specialties.label(row.code);
  const years = row.years === 0 ? "No years asked" : row.years === 1 ? "1 year" : `${row.years} years`;
  return `${years} ${midSentence(label)}`;
}

/** `Paid coding test, 90 min`; undefined where nothing is said, `No coding test` where there is none. */
export function codingTestWords(test: JobContent["codingTest"]): string | undefined {
  if (!test) return undefined;
  if (test.minutes === 0) return "No coding test";
  const name = test.paid === null ? "Coding test" : test.paid ? "Paid coding test" : "Unpaid coding test";
  return `${name}, ${test.minutes} min`;
}

/**
 * How old the posting is and when somebody last said that it is open: `Posted 12 days ago, confirmed open yesterday`.
 * Days are UTC's. An imported listing is not confirmed by its employer but seen at its source.
 */
export function ageWords(job: Pick<Job, "postedAt" | "confirmedAt" | "origin">, at: Date): string {
  const posted = job.postedAt ? `Posted ${formatAge(job.postedAt, at)}` : "";
  const confirmed = job.confirmedAt && `${confirmation(job.origin)} ${formatAge(job.confirmedAt, at)}`;
  if (!confirmed || (job.postedAt && utcDay(job.confirmedAt!) <= utcDay(job.postedAt))) return posted;
  return posted ? `${posted}, ${confirmed}` : confirmed[0]!.toUpperCase() + confirmed.slice(1);
}

function confirmation(origin: Job["origin"]): string {
  return origin === "import" ? "seen at the source" : "confirmed open";
}

function utcDay(date: Date): number {
  return Math.floor(date.getTime() / 86_400_000);
}

/** What stands beside the employer's name of a listing that an outside source brought. */
export const IMPORTED_LABEL = "Unverified listing, applies at the source";
