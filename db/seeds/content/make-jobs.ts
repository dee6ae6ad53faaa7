import { archetypeOf } from "./archetypes/index.ts";
import { describeJob } from "./describe-job.ts";
import type { EmployerSeed } from "./employer.ts";
import { likeness, shingles, type Likeness } from "./likeness.ts";
import { makeFacts, type SeedContent } from "./make-content.ts";
import { makeQuestions } from "./make-questions.ts";
import { random as randomOf, type Random } from "./random.ts";
import { titlesFor } from "./title-job.ts";

/** A job's content with the employer whose it is. */
export type JobSeed = { key: string; employer: EmployerSeed; archetype: string; content: SeedContent };

/** No description shares more than this part of its five-word runs with another one; the maker stops trying below it. */
const ALIKE_ENOUGH = 0.16;
const TRIES = 20;
const WORDS = { least: 130, most: 380 };

/** What was made so far, for the next one to differ from. */
export type Workshop = { make(employer: EmployerSeed): JobSeed };

/** Opens a workshop that makes jobs one by one: the same calls in the same order always bring the same jobs. */
export function workshop(): Workshop {
  const texts = likeness();
  const made = new Map<string, number>();
  const titles = new Map<string, number>();

  /** The title that this employer has used least, then that the board has. */
  const pickTitle = (employer: string, choices: string[]) => {
    const uses = (title: string) => (titles.get(`${employer}/${title}`) ?? 0) * 100 + (titles.get(title) ?? 0);
    const best = choices.reduce((one, other) => (uses(other) < uses(one) ? other : one));
    for (const key of [best, `${employer}/${best}`]) titles.set(key, (titles.get(key) ?? 0) + 1);
    return best;
  };

  return {
    make(employer) {
      const number = made.get(employer.key) ?? 0;
      made.set(employer.key, number + 1);
      const random = randomOf(`job ${number} of ${employer.key}`);
      const archetype = archetypeOf(employer.mix[number % employer.mix.length]!);
      const key = `${employer.key.slice(0, 4)}-${1000 + number * 7 + random.int(0, 6)}`;
      const facts = makeFacts(employer, archetype, key, random);
      const title = pickTitle(employer.key, titlesFor(archetype, facts, random));
      const body = pickBody((chance) => describeJob(employer, archetype, facts, chance), random, texts);
      const { tier: _tier, reach: _reach, ...rest } = facts;
      const content = { ...rest, title, bodySource: body };
      return {
        key,
        employer,
        archetype: archetype.key,
        content: { ...content, questions: makeQuestions(content, key) },
      };
    },
  };
}

/** Of several bodies the first that is new enough, or else the newest, and keeps it in mind. */
function pickBody(describe: (random: Random) => string, random: Random, texts: Likeness): string {
  let best: { body: string; alike: number } | undefined;
  for (let attempt = 0; attempt < TRIES && !(best && best.alike <= ALIKE_ENOUGH); attempt++) {
    const body = describe(randomOf(`body ${random.int(0, 1e9)}`));
    const words = body.split(/\s+/).length;
    if (words < WORDS.least || words > WORDS.most) continue;
    const alike = texts.nearest(shingles(body));
    if (!best || alike < best.alike) best = { body, alike };
  }
  if (!best) throw new Error("No description of the right length came out");
  texts.add(shingles(best.body));
  return best.body;
}
