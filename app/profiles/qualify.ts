import type { JobDemands } from "./demands.ts";
import { judgeCredentials } from "./judge-credentials.ts";
import { judgeExperience } from "./judge-experience.ts";
import { judgeStates } from "./judge-states.ts";
import type { Clause } from "./judgement.ts";
import { outcomes, type Outcome } from "./outcome.ts";
import type { Standing } from "./standing.ts";

/** The answer with every clause that led to it. `gaps`: what is missing, in a few words each. */
export type Qualification = { outcome: Outcome; clauses: readonly Clause[]; gaps: readonly string[] };

/**
 * Whether a person qualifies for a job, by what both say and by nothing else.
 *
 * Four things are judged: credentials, the apprentice answer, states, years. EHRs and encoders are not: they are learned
 * on the job. Each clause has a reason in a plain sentence (`Clause`).
 *
 * - **qualified**: the job says whom it wants, and nothing of that is missing. What it leaves open stands as `unsaid`.
 * - **one-missing**: exactly one thing that the person could have, or tell, is missing: one credential of those that would
 *   do; full status instead of apprentice status; Practicode or an externship; the years of one row, however many; a home
 *   in a state to which they would move; a way to a bordering state; their home state, if the profile does not say it.
 *   A group that takes something in lieu is one thing, whatever it asks for: what stands in stands for all of it. Its words
 *   are quoted and never judged (DOMAIN.md: free text never stands in for a facet).
 * - **not-eligible**: two such things are missing, or no single thing would help: the person lives where the job is not
 *   open, or too far from its places.
 * - **not-stated**: nothing speaks against it, but the job does not say whom it wants (no credential rule, no answer and
 *   no years that could be judged), or not whether it takes apprentices where the person counts only as one.
 *
 * A credential counts through its last day. It implies no other: RHIA is no RHIT, a specialty credential no CPC. Only
 * apprentice status is part of its credential (CPC-A is a CPC whose holder is new), as the vocabulary says; CCA is one
 * that apprentices have, and counts in full where a job names it.
 *
 * @param today a day in UTC, `2026-11-22`.
 */
export function qualify(standing: Standing, demands: JobDemands, today: string): Qualification {
  const clauses = [
    ...judgeCredentials(standing, demands, today),
    judgeStates(standing, demands),
    ...judgeExperience(standing, demands),
  ];
  return { outcome: outcomes[rankOf(tally(clauses), 0, 0)]!, clauses, gaps: clauses.flatMap(({ gaps }) => gaps) };
}

/**
 * Some clauses of a job in one small number, so that its parts can be judged apart and put together: two bits count what
 * is missing (to 2), then one bit each says that something bars, that the job says whom it wants, and that it leaves the
 * decisive question open.
 */
export type Tally = number;
const MOST_GAPS = 2;
const BARRED = 1 << 2;
const GROUND = 1 << 3;
const OPEN = 1 << 4;

/** Sums up clauses. */
export function tally(clauses: readonly Clause[]): Tally {
  let gaps = 0;
  let flags = 0;
  for (const { topic, judgement, gaps: own } of clauses) {
    gaps += own.length;
    if (judgement === "barred") flags |= BARRED;
    if (topic !== "states" && judgement === "met") flags |= GROUND;
    if (topic === "apprentices" && judgement === "unsaid") flags |= OPEN;
  }
  return Math.min(gaps, MOST_GAPS) | flags;
}

function judge(flags: number, gaps: number): Outcome {
  if (flags & BARRED || gaps > 1) return "not-eligible";
  if (gaps === 1) return "one-missing";
  return flags & OPEN || !(flags & GROUND) ? "not-stated" : "qualified";
}

/** By the flags of a tally and a sum of gaps to 7. */
const ranks = Uint8Array.from({ length: 64 }, (_, at) => outcomes.indexOf(judge((at >> 3) << 2, at & 7)));

/** The place in `outcomes` of a job whose parts come to these tallies. Without a branch: it is asked for every job. */
export function rankOf(one: Tally, other: Tally, third: Tally): number {
  return ranks[(((one | other | third) >> 2) << 3) | ((one & 3) + (other & 3) + (third & 3))]!;
}
