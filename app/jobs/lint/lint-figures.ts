import { effectiveHourly } from "../job-content.ts";
import { withoutWarnings } from "./scam-rule.ts";
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

/** What pay the posted one is held against: dollars an hour in cents, of so many similar jobs that are listed. */
export type SimilarPay = { jobs: number; employers: number; lowCents: number; highCents: number; of: string };

const beginners =
  /\b(?:no (?:prior |previous |medical |coding |billing |work )*(?:experience|certification|credentials?|background|skills?)\b[^.]{0,20}(?:needed|required|necessary|\?|!|,|at all)|entry[- ]level|beginners? (?:are )?welcome|no experience|we(?:['’]ll| will)? train (?:you|anyone|everyone)|anyone (?:can|with|who)|nothing to know|(?:do not|don['’]t) (?:need|require|look at)\b[^.]{0,20}\b(?:experience|r[eé]sum[eé]s?|certificates?)|no degree|open to (?:all(?! qualified)|everyone|beginners))/i;
const hourlyInText =
  /\$ ?(\d{2,3}(?:\.\d\d)?)(?: ?(?:-|–|—|to) ?\$? ?(\d{2,3}(?:\.\d\d)?))? ?(?:\/|per|an|a|each) ?(?:hr|hour)/i;
/** $50,250 a year: the median of medical records specialists (Bureau of Labor Statistics, SOC 29-2072, May 2024). */
const MEDIAN_HOURLY = 2_416;

/** Remarks on pay that nobody pays for such work: half as much again as the median for beginners, or far from similar jobs. */
export function lintPayAgainst({ pay, bodyText, title }: Linted, similar: SimilarPay | undefined): LintFinding[] {
  const hourly = effectiveHourly(pay);
  const found: LintFinding[] = [];
  const words = withoutWarnings(bodyText);
  const inText = hourlyInText.exec(words);
  const middle = hourly
    ? (hourly.minCents + hourly.maxCents) / 2
    : inText && (Number(inText[1]) + Number(inText[2] ?? inText[1])) * 50;
  const beginner = sentencesOf(`${title}\n${words}`).find((sentence) => beginners.test(sentence));
  if (beginner && middle && middle > 1.5 * MEDIAN_HOURLY)
    found.push(
      finding(
        "pay-entry-high",
        "pay",
        "Beginners are offered what experts earn",
        "The middle of medical records work is about $24 an hour. Say what makes this pay right for somebody without experience, or correct it.",
        { concern: "scam", passages: [beginner.slice(0, 140)] },
      ),
    );
  if (hourly && similar && (hourly.minCents > 1.5 * similar.highCents || hourly.maxCents < 0.6 * similar.lowCents))
    found.push(
      finding(
        "pay-outlier",
        "pay",
        "The pay is far from that of similar jobs",
        `Of ${similar.jobs} listed jobs of ${similar.employers} employers (${similar.of}) eight of ten pay between ${dollars(similar.lowCents)} and ${dollars(similar.highCents)} an hour.`,
        { concern: "scam" },
      ),
    );
  return found;
}

const dollars = (cents: number) => `$${(cents / 100).toFixed(2)}`;

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
