/** The wording as a whole, held against labelled scams and honest postings; lint-posting.server.ts asks. */
import type { JobContent } from "../job-content.ts";
import { finding, quote, type LintFinding } from "./finding.ts";
import { likenessOf, sentencesOfPosting, tellingSentences } from "./likeness.ts";
import learned from "./likeness.json" with { type: "json" };

/** What a unit of log-odds weighs in the score. */
const WEIGHT_OF_ODDS = 1.5;
/** The most that wording weighs: as much as one strong rule. */
const MOST_WEIGHT = 4;
/** Honest words take a little from what a rule found, and never hide two: whoever cheats can add as many as they like. */
const LEAST_WEIGHT = -1;
const MOST_PASSAGES = 3;

/**
 * One finding where the wording tells something: for a scam, with the sentences that say most; against one only where
 * `suspected`, since there is nothing to take from otherwise.
 */
export function lintLikeness(
  content: Pick<JobContent, "title" | "bodyText">,
  employerName: string,
  suspected: boolean,
): LintFinding[] {
  const sentences = sentencesOfPosting(content, employerName);
  const odds = Math.round(likenessOf(learned, sentences) * WEIGHT_OF_ODDS);
  const weight = Math.max(LEAST_WEIGHT, Math.min(MOST_WEIGHT, odds));
  if (weight > 0)
    return [
      finding(
        "scam-wording",
        "job",
        "It is worded as scams are",
        "Many of its words stand in scams that were told apart before, and seldom in honest jobs. These say most:",
        {
          concern: "scam",
          weight,
          passages: tellingSentences(learned, sentences, MOST_PASSAGES).map((sentence) => quote(sentence, 0, 0)),
        },
      ),
    ];
  if (weight < 0 && suspected)
    return [
      finding(
        "scam-wording",
        "job",
        "The rest is worded as honest jobs are",
        "That takes a little from what was found; padding a text can do no more.",
        { concern: "scam", weight },
      ),
    ];
  return [];
}
