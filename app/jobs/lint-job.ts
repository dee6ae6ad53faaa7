import { credentialBySpelling } from "~/vocabulary/credentials.ts";
import { effectiveHourly, type JobContent } from "./job-content.ts";
import { lintQuestions, type QuestionRule } from "./lint-questions.ts";
import type { FillStep } from "./post-form.ts";

/** A remark that helps and refuses nothing. `step` is where the employer can act on it. */
export type LintFinding = { rule: LintRule; step: FillStep; title: string; text: string };

export type LintRule =
  | "title-pay"
  | "title-date"
  | "title-code"
  | "title-company"
  | "title-shout"
  | "title-vague"
  | "pay-wide"
  | "pay-unit"
  | "contact-free-mail"
  | "body-contact"
  | "body-short"
  | "rule-narrow"
  | "scam-words"
  | QuestionRule;

type Linted = Pick<JobContent, "title" | "bodyText" | "pay" | "credentialGroups" | "apply" | "questions">;

const money = /[$€£]\s?\d|\b\d{2,3}k\b|\b\d+(?:\.\d+)?\s?(?:\/|per |an? )\s?(?:hr|hour|yr|year|chart)\b/i;
const date =
  /\b(?:19|20)\d{2}\b|\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b(?:urgent|immediate start|asap|today)\b/i;
/** Requisition numbers: `#10233`, `REQ-881`, `R00123`, `(JR-20117)`; not `Coder II`, `ICD-10` or `V28`. */
const reference = /#\s?\d{2,}|\b(?:req|jr|job|id|ref)[-\s.:#]*\d{2,}\b|\b[A-Z]{0,3}-?\d{4,}\b/i;
const vague =
  /^(?:medical )?(?:coder|coding|biller|biller\/coder|coder\/biller|medical coding|specialist|coding specialist|remote coder)$/i;
/** Mail that anybody gets in a minute; an employer's own domain is what seekers look for. */
const freeMail =
  /@(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|me|mac|proton|protonmail|pm|gmx|mail|zoho|yandex|tutanota)\.[a-z.]{2,6}\b/i;
const anyMail = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,}/;
const phone = /(?:\+?1[\s.-]?)?\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b/;
/** What the Federal Trade Commission's notes on job scams name: paying to work, cheques, chats, documents before an offer. */
const scam: readonly [RegExp, string][] = [
  [/\b(?:pay|purchase|buy|deposit)\b.{0,40}\b(?:training|starter kit|equipment|background check)\b.{0,30}\b(?:up ?front|first|yourself|refund)/i, "asks people to pay first"],
  [/\b(?:cashier'?s?|certified) (?:check|cheque)\b|\bdeposit (?:the|this|a) (?:check|cheque)\b/i, "speaks of cheques to deposit"],
  [/\b(?:whatsapp|telegram|signal app|wire app)\b/i, "moves the talk to a chat app"],
  [/\b(?:no interview|instant(?:ly)? hire|hired on the spot|guaranteed income|unlimited earning)/i, "promises without an interview"],
  [/\b(?:social security number|ssn|bank (?:details|account number))\b/i, "asks for numbers that nobody needs before an offer"],
]; // prettier-ignore

/**
 * What would help the job or worries a moderator: remarks only, nothing is refused for them. The rules for titles are
 * Google's (DISTRIBUTION.md), the width of a pay range is the pay transparency laws' sense.
 */
export function lintJob(content: Linted, employerName: string): LintFinding[] {
  return [
    ...lintTitle(content.title, employerName),
    ...lintPay(content),
    ...lintRule(content),
    ...lintText(content),
    ...lintQuestions(content.questions),
  ];
}

function finding(rule: LintRule, step: FillStep, title: string, text: string): LintFinding {
  return { rule, step, title, text };
}

function lintTitle(title: string, employerName: string): LintFinding[] {
  if (!title) return [];
  const found: LintFinding[] = [];
  const engines = "Search engines drop jobs whose title holds more than the job's name.";
  if (money.test(title))
    found.push(finding("title-pay", "job", "Take the pay out of the title", `It stands beside it on every card. ${engines}`));
  if (date.test(title))
    found.push(finding("title-date", "job", "Take dates and hurry out of the title", `Seekers see when a job was posted. ${engines}`));
  if (reference.test(title))
    found.push(finding("title-code", "job", "Take the reference number out of the title", `It says nothing to a seeker. ${engines}`));
  const name = employerName.trim();
  if (name.length >= 3 && title.toLowerCase().includes(name.toLowerCase()))
    found.push(finding("title-company", "job", "Take your name out of the title", `It stands under it on every card. ${engines}`));
  if (title.length > 8 && title === title.toUpperCase() && !title.split(/[\s,/]+/).every((word) => credentialBySpelling(word)))
    found.push(finding("title-shout", "job", "Write the title in small letters", "Capitals read as shouting, and search engines mark them down."));
  if (vague.test(title.trim()))
    found.push(finding("title-vague", "job", "Say which coder", "Name the setting or specialty, such as “Inpatient Coder” or “ED Professional Fee Coder”: people search for that."));
  return found;
} // prettier-ignore

function lintPay({ pay }: Linted): LintFinding[] {
  if (!pay) return [];
  const found: LintFinding[] = [];
  if (pay.maxCents > 2 * pay.minCents)
    found.push(
      finding(
        "pay-wide",
        "pay",
        "The range is wide",
        "The most is more than twice the least. If that is right, say in the description what decides it, such as years or level; else narrow it. Some states ask for a range in good faith.",
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

function lintRule({ credentialGroups }: Linted): LintFinding[] {
  const required = credentialGroups.filter((group) => group.level === "required");
  const all = required.filter((group) => group.how === "all").reduce((sum, group) => sum + group.codes.length, 0);
  if (required.length < 2 && all < 3) return [];
  return [
    finding(
      "rule-narrow",
      "who",
      required.length > 1 ? `${required.length} required groups narrow the field` : `${all} credentials at once narrow the field`,
      "A seeker must meet all of it. What can be earned after hiring may be preferred instead.",
    ),
  ]; // prettier-ignore
}

function lintText({ bodyText, apply }: Linted): LintFinding[] {
  const found: LintFinding[] = [];
  if (apply.kind === "email" && freeMail.test(apply.email))
    found.push(
      finding(
        "contact-free-mail",
        "apply",
        "This is a free mail address",
        "Seekers are warned of jobs that answer from one, and a moderator will ask. Use an address at your own domain, or take applications on the board.",
      ),
    );
  if (anyMail.test(bodyText) || phone.test(bodyText))
    found.push(
      finding(
        "body-contact",
        "job",
        "The description holds a contact",
        "Applications that go around the form are not counted, and seekers cannot follow them. Say under “How to apply” where they belong.",
      ),
    );
  if (bodyText && bodyText.length < 400)
    found.push(
      finding(
        "body-short",
        "job",
        "The description is short",
        "Say what a day looks like, who reviews the work and what you offer. Jobs are read to the end.",
      ),
    );
  for (const [words, what] of scam)
    if (words.test(bodyText))
      found.push(
        finding(
          "scam-words",
          "job",
          "A moderator will look at this twice",
          `The description ${what}. That is how false jobs read; write it so that nobody can take it for one.`,
        ),
      );
  return found;
}
