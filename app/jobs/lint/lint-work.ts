import { isRefused } from "./scam-rule.ts";
import { findWords, type LintFinding, type WordRule, type Words } from "./finding.ts";

/**
 * Work without pay. Whoever is suffered or permitted to work is paid (Fair Labor Standards Act, 29 U.S.C. § 206; 29 CFR
 * § 785.11, and §§ 785.27–28 on training). A test that only judges is not work; whether it is paid has its own field.
 */
const unpaid: WordRule = {
  rule: "unpaid-work",
  concern: "law",
  title: "This reads as work without pay",
  text: "Training and trial days are work and must be paid (Fair Labor Standards Act). Say “paid training”, or name a coding test with its minutes under “The work”.",
  says: [
    /\bunpaid (?:trial|training|test (?:shift|day|week|project)|working interview|probation(?:ary)?|orientation|onboarding|shadowing|sample work|work)\b/i,
    /\b(?:trial|training|orientation|onboarding|probation(?:ary)?|working interview|shadowing)(?: (?:days?|weeks?|period|shift|time))?\b[^.]{0,30}\b(?:unpaid|not (?:be )?paid|without (?:any )?pay|no pay|for free)\b/i,
    /\bfirst (?:\w+ )?(?:charts?|days?|weeks?|month|shift)\b[^.]{0,30}\b(?:unpaid|not (?:be )?paid|without pay|for free)\b/i,
    /\b(?:work|code|audit)(?: \w+){0,4} (?:for free|without pay)\b[^.]{0,40}\b(?:trial|first|prove|show)\b/i,
  ],
  unless: /\b(?:never|no unpaid|claims?|accounts?|lunch|meal|break|leave|externship|internship)\b/i,
}; // prettier-ignore

/**
 * Fees. Wages are paid free and clear (29 CFR § 531.35), several states forbid to charge applicants (such as California
 * Labor Code §§ 450 and 2802), and the Federal Trade Commission names paying for a job as the sign of a scam.
 */
const fees: WordRule = {
  rule: "fees",
  concern: "law",
  title: "This asks people to pay for the job",
  text: "Nobody may have to pay to be hired, trained or equipped (wage laws of the United States and of several states). If a certificate has to be earned, say who pays for it; “we pay” is a reason to apply.",
  says: [
    /\b(?:you|candidates?|applicants?|new hires?|coders?|employees?|trainees?)\b[^.]{0,40}\b(?:pays?|cover|purchase|buy)\b(?! (?:rate|range|period|grade|scale|day|stub|back))[^.]{0,40}\b(?:training|certification|course|background check|drug (?:test|screen)|equipment|software|starter kit|materials|onboarding|credentialing)\b/i,
    /\b(?:application|registration|enrollment|onboarding|processing|placement|training|credentialing|certification|background check) fees?\b[^.]{0,40}(?:\$\s?\d|\b(?:required|due|payable|must|applies|charged|at your)\b)/i,
    /\b(?:non-?refundable|refundable) (?:fee|deposit)\b|\bdeposit of \$/i,
    /\b(?:training|equipment|certification|background check|onboarding)\b[^.]{0,40}\b(?:deducted|taken|withheld) (?:from|out of) your (?:first )?(?:pay|wages|check|paycheck|salary)\b/i,
  ],
  excused: isRefused,
  unless: /\b(?:never|no fees?|don['’]t|do not|does not|no cost|free of charge|we (?:will |also )?(?:pay|cover|reimburse|refund|provide|buy|supply)|reimburs\w+|paid (?:for )?by (?:us|the (?:employer|hospital|company))|covered by (?:us|the)|waived|patients?|claims?|payers?)\b/i,
}; // prettier-ignore

/** Words about the work itself that a wage law does not let stand. */
export function lintWork(words: readonly Words[]): LintFinding[] {
  return [unpaid, fees].flatMap((rule) => findWords(rule, words));
}
