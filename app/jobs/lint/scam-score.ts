/** How strongly findings read as a fraud, so that moderators meet the worst first. It refuses nothing. No I/O. */
import type { LintFinding, LintRule } from "./finding.ts";

/**
 * What each rule weighs: 5 says in itself that money or a name is abused, 4 that it very probably is, 3 that it often is,
 * 1 or 2 that it counts only beside others. A rule that is not named weighs nothing.
 */
const weights: Partial<Record<LintRule, number>> = {
  "scam-payment": 4,
  "scam-charge": 4,
  "scam-price": 3,
  "scam-amount": 2,
  "scam-overpayment": 5,
  "scam-mule": 5,
  "scam-task": 5,
  fees: 4,
  "scam-identity": 4,
  "question-identity": 4,
  "question-bank": 4,
  "scam-credential": 5,
  "scam-billing": 5,
  "scam-chat": 4,
  "scam-text": 2,
  "scam-link": 3,
  "scam-access": 5,
  "scam-bypass": 3,
  "scam-hire": 3,
  "scam-promise": 3,
  "scam-business": 4,
  "scam-urgency": 1,
  "scam-anyone": 1,
  "scam-vague": 1,
  "contact-look-alike": 4,
  "contact-free-mail": 2,
  "contact-other-domain": 1,
  "pay-entry-high": 3,
  "pay-outlier": 2,
  "pay-unit": 1,
  "twin-elsewhere": 4,
  "unpaid-work": 1,
};

/** The most a score says. */
export const MOST_SCORE = 10;
/**
 * From here on a job reads like a scam. It is one strong rule, or two that often
 * mean it; not fitted, so that the texts of tests/jobs/labelled change weights and words only (figures: docs/scam-lint.md).
 */
export const SCAM_THRESHOLD = 4;

/** What a finding adds to the score, or, below nothing, takes from it. */
export function weightOf({ rule, weight }: Pick<LintFinding, "rule" | "weight">): number {
  return weight ?? weights[rule] ?? 0;
}

/** The weights of what was found, each rule counted once: 0 to 10. */
export function scamScore(findings: readonly Pick<LintFinding, "rule" | "weight">[]): number {
  const byRule = new Map(findings.map((finding) => [finding.rule, weightOf(finding)]));
  const sum = [...byRule.values()].reduce((total, weight) => total + weight, 0);
  return Math.max(0, Math.min(MOST_SCORE, sum));
}

/** The heaviest first; those that weigh nothing keep their order behind. */
export function byWeight(findings: readonly LintFinding[]): LintFinding[] {
  return [...findings].sort((one, other) => weightOf(other) - weightOf(one));
}
