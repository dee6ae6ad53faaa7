import { findWords, type LintFinding, type LintRule, type WordRule, type Words } from "./finding.ts";
import { contactRules } from "./scam-contact.ts";
import { moneyRules } from "./scam-money.ts";
import { personRules } from "./scam-person.ts";
import { promiseRules } from "./scam-promises.ts";
import { isRefused, withoutWarnings } from "./scam-rule.ts";

const twice =
  "That is how false jobs read, so a moderator looks at it twice. Write it so that nobody can take it for one: ";

/** Every rule about words of a fraud; what each weighs is in scam-score.ts. */
export const scamRules: readonly WordRule[] = [...moneyRules, ...contactRules, ...promiseRules, ...personRules].map(
  ({ help, ...rule }) => ({ ...rule, concern: "scam", text: `${twice}${help}`, excused: isRefused }),
);

/** Words of those who look for fraud: what they describe is what they find. */
const investigators =
  /\b(?:special investigations?|SIU|payment integrity|anti-?fraud|fraud,? (?:and )?waste|AHFI|program integrity)\b/i;
const investigated: ReadonlySet<LintRule> = new Set<LintRule>(["scam-billing", "scam-mule", "scam-task"]);

/** What counts only beside other findings: honest employers say it too, so only moderators are told. */
export const hints: ReadonlySet<LintRule> = new Set<LintRule>([
  "scam-amount",
  "scam-anyone",
  "scam-text",
  "scam-urgency",
  "scam-vague",
  "scam-wording",
]);

/** What of `words` reads as a fraud does, `hints` among it: one finding a rule and step, for a moderator to weigh. */
export function lintScam(words: readonly Words[]): LintFinding[] {
  const seeks = words.some(({ text }) => investigators.test(text));
  const read = words.map(({ step, text }) => ({ step, text: withoutWarnings(text) }));
  return scamRules.filter(({ rule }) => !seeks || !investigated.has(rule)).flatMap((rule) => findWords(rule, read));
}
