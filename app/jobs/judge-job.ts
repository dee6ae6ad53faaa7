import { fitWords, partsToChange, type FitWords } from "~/profiles/fit-words.ts";
import type { Judgement, Topic } from "~/profiles/judgement.ts";
import type { ProfilePart } from "~/profiles/profile.ts";
import { qualify } from "~/profiles/qualify.ts";
import type { Standing } from "~/profiles/standing.ts";
import { heldLabels } from "./fit-card.ts";
import { demandsOf, type DemandingContent } from "./job-demands.ts";
import type { Job } from "./job.ts";

/** What a job's page says to a person of whether they qualify. */
export type JobFit = {
  verdict: FitWords;
  /** Every clause with its reason. */
  clauses: { topic: Topic; judgement: Judgement; reason: string }[];
  /** The parts of the profile that would change the answer. */
  change: ProfilePart[];
  /** How the page names what they hold in full. */
  held: string[];
};

/** Holds a job against a person at `at`, whose UTC day decides what has expired. */
export function judgeJob(
  { content, origin }: { content: DemandingContent; origin: Job["origin"] },
  standing: Standing,
  at: Date,
): JobFit {
  const today = at.toISOString().slice(0, 10);
  const answer = qualify(standing, demandsOf(content, origin), today);
  return {
    verdict: fitWords(answer),
    clauses: answer.clauses.map(({ topic, judgement, reason }) => ({ topic, judgement, reason })),
    change: partsToChange(answer.clauses),
    held: heldLabels(standing, today),
  };
}
