import { effectiveHourly } from "../job-content.ts";
import { finding, sentencesOf, type LintFinding, type Linted } from "./finding.ts";

const aboutPay = /\b(?:pay|paid|rate|range|salary|wage|compensation|offer)\b/i;
const reason =
  /\b(?:depend(?:s|ing)?|based (?:up)?on|according to|commensurate|reflects?|varies|vary|by (?:years|level|experience|specialty|credential)|with experience|decided by|decides|grade|tier|step)\b/i;

/**
 * Remarks on the range. A maximum above twice the minimum asks for a reason (DISTRIBUTION.md, Pay transparency; Colorado,
 * New York and California ask for a range in good faith), which the description may give; and amounts that no hour of
 * work pays belong to another unit (29 U.S.C. § 206: at least $7.25).
 */
export function lintPay({ pay, bodyText }: Linted): LintFinding[] {
  if (!pay) return [];
  const found: LintFinding[] = [];
  const explained = sentencesOf(bodyText).some((sentence) => aboutPay.test(sentence) && reason.test(sentence));
  if (pay.maxCents > 2 * pay.minCents && !explained)
    found.push(
      finding(
        "pay-wide",
        "pay",
        "The range is wide",
        "The most is more than twice the least. If that is right, say in the description what decides it, such as “Where in the range you start depends on your years in inpatient coding.” Else narrow it: several states ask for a range in good faith.",
      ),
    );
  const hourly = effectiveHourly(pay);
  if (hourly && (hourly.maxCents < 725 || hourly.minCents > 20_000))
    found.push(
      finding(
        "pay-unit",
        "pay",
        "Is the unit right?",
        hourly.maxCents < 725
          ? "This comes to less than the federal minimum wage of $7.25 an hour."
          : "This comes to more than $200 an hour. Perhaps the amounts are for a year or a project.",
      ),
    );
  return found;
}

/** Remarks on the credential rule: every group that is required narrows who may apply. */
export function lintRule({ credentialGroups }: Linted): LintFinding[] {
  const required = credentialGroups.filter((group) => group.level === "required");
  const all = required.filter((group) => group.how === "all").reduce((sum, group) => sum + group.codes.length, 0);
  if (required.length < 2 && all < 3) return [];
  const title =
    required.length > 1
      ? `${required.length} required groups narrow the field`
      : `${all} credentials at once narrow the field`;
  return [
    finding(
      "rule-narrow",
      "who",
      title,
      "A seeker must meet all of it. What can be earned after hiring may be preferred instead.",
    ),
  ];
}
