import { employers as allEmployers } from "./employers.ts";
import type { EmployerSeed } from "./employer.ts";
import { flaws } from "./flaws.ts";
import { workshop, type JobSeed } from "./make-jobs.ts";
import { random as randomOf, type Random } from "./random.ts";
import { fronts, rejected, suspicious, type Doubtful } from "./scams.ts";

export type Size = "full" | "small";
export type Outcome =
  "live" | "submitted" | "expired" | "filled" | "closed" | "rejected" | "changes_requested" | "draft";

/** When things happened to a job, in days before today; the larger the earlier. */
export type Ages = {
  drafted: number;
  submitted: number | null;
  /** The moderator's word. */
  decided: number | null;
  /** Each "still open" of the employer: never more than 13 days apart, so that the job stays listed. */
  confirmed: number[];
  ended: number | null;
};

export type DemoJob = JobSeed & { outcome: Outcome; ages: Ages; reason: string };

/** The term that a credit buys, in days. */
export const TERM_DAYS = 30;

const counts: Record<Size, Record<Outcome, number>> = {
  full: { live: 600, submitted: 12, expired: 20, filled: 15, closed: 10, rejected: 8, changes_requested: 6, draft: 10 },
  small: { live: 60, submitted: 4, expired: 5, filled: 4, closed: 3, rejected: 3, changes_requested: 2, draft: 3 },
};

/** Parts of `total` in proportion to `weights`: whole numbers that add up to it (largest remainder). */
function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const byRest = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((one, other) => other.rest - one.rest || one.at - other.at);
  for (let left = total - parts.reduce((all, part) => all + part, 0); left > 0; left--)
    parts[byRest[left - 1]!.at]! += 1;
  return parts;
}

/** The confirmations of a job that was posted and lived until `over` (0 is today). */
function confirmations(posted: number, over: number, random: Random): number[] {
  const ages: number[] = [];
  for (let last = posted; last - over > 8;) {
    last -= 7 + random.number() * Math.min(5, last - over - 7.5);
    if (last > over + 0.1) ages.push(last);
  }
  return ages;
}

function agesOf(outcome: Outcome, random: Random): Ages {
  const between = (from: number, to: number) => from + random.number() * (to - from);
  const none = { submitted: null, decided: null, confirmed: [], ended: null };
  const reviewed = (decided: number) => {
    const submitted = decided + between(0.1, 1.6);
    return { ...none, drafted: submitted + between(0.03, 1.2), submitted, decided };
  };
  const lived = (posted: number, over: number) => ({
    ...reviewed(posted),
    confirmed: confirmations(posted, over, random),
    ended: over || null,
  });
  switch (outcome) {
    case "draft":
      return { ...none, drafted: between(0.2, 12) };
    case "submitted": {
      const submitted = between(0.05, 3.6);
      return { ...none, drafted: submitted + between(0.03, 0.8), submitted };
    }
    case "live":
      return lived(0.05 + 27.9 * random.number() ** 1.25, 0);
    case "expired": {
      const posted = between(TERM_DAYS + 0.5, 58);
      // A minute after its term: the timer that ends jobs comes round by then.
      return lived(posted, posted - TERM_DAYS - 0.0007);
    }
    case "filled":
    case "closed": {
      const posted = between(9, 46);
      return lived(posted, Math.max(0.3, posted - between(6, 26)));
    }
    case "rejected":
    case "changes_requested":
      return reviewed(outcome === "rejected" ? between(1, 40) : between(0.3, 5));
  }
}

/** Every job of the demo; their ages decide in which order they are seeded. */
function makeJobs(size: Size, employers: readonly EmployerSeed[]): DemoJob[] {
  const { make } = workshop();
  const random = randomOf(`ages of ${size}`);
  const wanted = counts[size];
  const jobs: DemoJob[] = [];
  const push = (employer: EmployerSeed, outcome: Outcome) =>
    jobs.push({ ...make(employer), outcome, ages: agesOf(outcome, random), reason: "" });

  // Round by round rather than employer by employer, so that texts of one employer are not made in a row.
  const parts = share(
    wanted.live,
    employers.map((employer) => employer.jobs),
  );
  for (let round = 0; round < Math.max(...parts); round++)
    employers.forEach((employer, at) => round < parts[at]! && push(employer, "live"));

  // The first of each outcome is the first employer's, whose desk the demo's sign-ins open.
  let next = 0;
  for (const outcome of ["submitted", "expired", "filled", "closed", "changes_requested", "draft"] as const) {
    const doubtful = outcome === "submitted" ? doubtfulJobs(suspicious, "submitted", employers, size, random) : [];
    jobs.push(...doubtful);
    for (let count = doubtful.length; count < wanted[outcome]; count++) {
      const employer = count === doubtful.length ? employers[0]! : employers[(next += 3) % employers.length]!;
      push(employer, outcome);
      const job = jobs.at(-1)!;
      const flaw = outcome === "changes_requested" ? flaws[count] : undefined;
      if (flaw) Object.assign(job, { content: flaw.spoil(job.content), reason: flaw.reason });
    }
  }
  jobs.push(...doubtfulJobs(rejected.slice(0, wanted.rejected), "rejected", employers, size, random));
  return jobs;
}

function doubtfulJobs(
  list: readonly Doubtful[],
  outcome: Outcome,
  employers: readonly EmployerSeed[],
  size: Size,
  random: Random,
): DemoJob[] {
  return list.map((doubtful, at) => {
    const employer = [...employers, ...fronts].find(({ key }) => key === doubtful.employer);
    if (!employer) throw new Error(`${doubtful.employer} is not an employer of the ${size} demo`);
    return {
      key: `${outcome}-${at}`,
      employer,
      archetype: "",
      content: doubtful.content,
      outcome,
      ages: agesOf(outcome, random),
      reason: doubtful.reason,
    };
  });
}

/** The whole demo: who posts and what. The same for everybody who asks for the same size. */
export function makeDemo(size: Size): { employers: readonly EmployerSeed[]; jobs: DemoJob[] } {
  const employers = allEmployers.filter((employer) => size === "full" || employer.small);
  return { employers: [...employers, ...fronts], jobs: makeJobs(size, employers) };
}
