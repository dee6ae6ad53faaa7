import { archetypeOf } from "./archetypes/index.ts";
import type { DemoJob, Size } from "./demo.ts";
import { answerQuestions } from "./make-questions.ts";
import { leadOf } from "./people.ts";
import { inWords, listed, speaker } from "./phrase.ts";
import { letterBeginnings, letterClosings, letterMiddles, letterOpenings, letterReasons } from "./prose/letters.ts";
import { random as randomOf, type Random } from "./random.ts";
import { makeSeekers, suits, type SeekerSeed } from "./seekers.ts";

export type Step = "reviewed" | "interview" | "offer" | "hired" | "declined" | "withdrawn";

/** One application with its history; ages are days before today. */
export type ApplicationSeed = {
  seeker: SeekerSeed;
  job: DemoJob;
  letter: string;
  /** To the job's questions, in their order, as typed. */
  answers: string[];
  applied: number;
  steps: { to: Step; age: number }[];
};

const paths: readonly (readonly Step[])[] = [
  [],
  [],
  [],
  ["reviewed"],
  ["reviewed"],
  ["reviewed", "interview"],
  ["reviewed", "interview"],
  ["reviewed", "interview", "offer"],
  ["declined"],
  ["reviewed", "declined"],
  ["reviewed", "interview", "declined"],
  ["withdrawn"],
  ["reviewed", "interview", "withdrawn"],
];

const answeredPaths: readonly (readonly Step[])[] = [
  ["declined"],
  ["reviewed", "interview"],
  ["reviewed", "declined"],
  ["interview", "declined"],
];
/** From so many days on an application counts for its employer's reply record; a little more, for time to pass. */
const RIPE = 14.5;

/** The demo seeker's own: one of every ending, so that the tracker shows them all. */
const ownPaths: readonly (readonly Step[])[] = [
  [],
  ["reviewed"],
  ["reviewed", "interview"],
  ["reviewed", "interview", "offer"],
  ["reviewed", "declined"],
  ["withdrawn"],
  [],
];

function letterOf(seeker: SeekerSeed, job: DemoJob, random: Random): string {
  const archetype = archetypeOf(job.archetype);
  const say = speaker(
    {
      title: job.content.title,
      short: job.employer.short,
      lead: leadOf(job.employer.key, archetype.functions[0]!).name,
      charts: archetype.charts,
      matter: archetype.matters,
      creds: listed(seeker.credentials),
      years: inWords(seeker.years),
      past: seeker.past,
      city: seeker.home.slice(0, -4),
      name: seeker.name,
    },
    random,
  );
  const middle = say.some(seeker.beginner ? letterBeginnings : letterMiddles, 1);
  return [
    ...say.some(letterOpenings, 1),
    [...middle, ...say.some(letterReasons, random.int(1, 2))].join(" "),
    ...say.some(letterClosings, 1),
  ].join("\n\n");
}

/** @param since the youngest that the application may be, in days; the job must have been open longer. */
function apply(seeker: SeekerSeed, job: DemoJob, path: readonly Step[], random: Random, since = 0): ApplicationSeed {
  const posted = job.ages.decided!;
  const over = job.ages.ended ?? 0;
  const youngest = Math.max(over, since);
  const applied = youngest + (posted - youngest) * (0.35 + random.number() * 0.6);
  // The whole history lies between the application and today, or the end of the job.
  let age = applied;
  const steps = path.map((to, at) => {
    age -= ((age - over) / (path.length - at + 1)) * (0.5 + random.number());
    return { to, age };
  });
  const answers = answerQuestions(
    job.content.questions,
    seeker.years,
    randomOf(`answers of ${seeker.key} to ${job.key}`),
  );
  return { seeker, job, letter: letterOf(seeker, job, random), answers, applied, steps };
}

/** Applications of the demo's seekers to jobs that take them on the board: at most one for a person and job. */
export function makeApplications(
  size: Size,
  jobs: readonly DemoJob[],
): { seekers: SeekerSeed[]; applications: ApplicationSeed[] } {
  const seekers = makeSeekers(size);
  const applications: ApplicationSeed[] = [];
  const open = jobs.filter(
    ({ outcome, ages }) =>
      ages.decided !== null &&
      (outcome === "live" || outcome === "filled" || outcome === "closed" || outcome === "expired"),
  );
  const desk = jobs[0]!.employer.key;

  seekers.forEach((seeker, at) => {
    const random = randomOf(`applications of ${seeker.key}`);
    const fitting = open.filter((job) => suits(seeker, job));
    const here = fitting.filter((job) => job.employer.key === desk);
    const chosen = [
      ...random.take(here, random.int(1, 3)),
      ...random.take(fitting, at === 0 ? ownPaths.length : random.int(2, 4)),
    ];
    const distinct = [...new Set(chosen)].slice(0, at === 0 ? ownPaths.length : 6);
    distinct.forEach((job, position) =>
      applications.push(apply(seeker, job, at === 0 ? ownPaths[position]! : random.pick(paths), random)),
    );
  });

  // A job that was filled was filled with somebody: the first who got far, or else somebody who fits.
  for (const job of open.filter(({ outcome }) => outcome === "filled")) {
    const random = randomOf(`hire for ${job.key}`);
    const taken = new Set(applications.filter((application) => application.job === job).map(({ seeker }) => seeker));
    const [seeker] = random.take(
      seekers.slice(1).filter((one) => !taken.has(one) && suits(one, job)),
      1,
    );
    if (seeker) applications.push(apply(seeker, job, ["reviewed", "interview", "offer", "hired"], random));
  }
  // The desk's employer has answered people for weeks, so that its reply record can be seen.
  for (const job of open.filter((one) => one.employer.key === desk && one.ages.decided! > RIPE + 2)) {
    const random = randomOf(`answered for ${job.key}`);
    const taken = new Set(applications.filter((application) => application.job === job).map(({ seeker }) => seeker));
    for (const seeker of random.take(
      seekers.slice(1).filter((one) => !taken.has(one) && suits(one, job)),
      4,
    ))
      applications.push(apply(seeker, job, random.pick(answeredPaths), random, RIPE));
  }
  return { seekers, applications };
}
