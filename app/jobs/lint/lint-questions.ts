/**
 * Remarks on what screening questions ask. The subjects are those of the EEOC's notes on pre-employment inquiries (age,
 * sex and family, religion, origin, health), of state laws on pay history and criminal records, and what nobody honest
 * needs before an offer (SSN, bank account). No I/O.
 */
import type { ScreeningQuestion } from "../screening.ts";
import { finding, type LintFinding, type QuestionRule } from "./finding.ts";

type Subject = {
  rule: QuestionRule;
  /** `asks for …`. */
  what: string;
  asks: RegExp;
  /** Words by which the question is about the work, not about the person. */
  unless?: RegExp;
  instead: string;
};

const work =
  /\b(?:cod(?:e|ed|er|ers|es|ing)|bill(?:ed|er|ing)?|claims?|charts?|records?|audit(?:ed|ing|s)?|denials?|specialt(?:y|ies))\b/i;

const subjects: readonly Subject[] = [
  {
    rule: "question-age",
    what: "an age",
    asks: /\bhow old\b|\b(?:your|applicant'?s|what(?: is your)?|state) age\b|^age\b|\bage:|\b(?:date|year|place) of birth\b|\bbirth ?(?:date|day|year)\b|\bDOB\b|\b(?:when|what year) (?:were you born|did you (?:graduate|finish|leave) (?:high )?school)\b/i,
    instead:
      "Age is no ground for choosing people. Where a law sets a limit, ask “Are you 18 or older?” and nothing more exact.",
  },
  {
    rule: "question-sex",
    what: "a person’s sex or gender",
    asks: /\b(?:your|what|which|state) (?:sex|gender)\b|^(?:sex|gender)\b|\bmale or female\b|\b(?:gender identity|sexual orientation|transgender|your pronouns)\b/i,
    unless: work,
    instead: "No coding job depends on it. Take the question out.",
  },
  {
    rule: "question-family",
    what: "marriage or family",
    asks: /\bmarital\b|\b(?:are|were) you (?:currently )?(?:married|single|divorced|engaged|pregnant)\b|\bmaiden name\b|\byour (?:spouse|husband|wife|partner|kids|children|family|childcare|child care)\b|\b(?:do you|plan(?:ning)? to) have (?:any |more |small |young )*(?:kids|children)\b|\bpregnan(?:t|cy)\b/i,
    unless: work,
    instead: "Ask what the job needs: “Can you work the hours that the job states?”",
  },
  {
    rule: "question-religion",
    what: "religion",
    asks: /\b(?:your|what|which) (?:religion|faith|church|denomination)\b|\breligio(?:n|us)\b|\b(?:go to|attend) (?:church|mosque|temple|services)\b|\bsabbath\b/i,
    instead: "Ask “Can you work on the days that the job states?”; which days are holy to somebody is their own.",
  },
  {
    rule: "question-origin",
    what: "nationality, citizenship or origin",
    asks: /\bnationality\b|\bcitizen(?:s|ship)?\b|\bnational origin\b|\bcountry of (?:birth|origin)\b|\bwhere (?:were you|are your parents) (?:born|from)\b|\bethnic(?:ity)?\b|\b(?:your|what|which) race\b|\bskin colou?r\b|\b(?:native|mother) (?:language|tongue)\b|\bnative (?:english )?speaker\b|\bgreen card\b|\b(?:visa|immigration) status\b/i,
    instead:
      "Ask “Are you authorized to work in the United States?” and nothing about how. Papers are shown after an offer.",
  },
  {
    rule: "question-health",
    what: "health or disability",
    asks: /\bdisab(?:led|ility|ilities)\b|\bhandicap(?:s|ped)?\b|\b(?:your|any) (?:health|medical (?:condition|history)|illness|medications?)\b|\bhealth (?:problems?|conditions?|issues?)\b|\b(?:sick|medical) (?:days|leave) (?:did|have) you\b|\bhow many sick days\b/i,
    unless: work,
    instead:
      "Before an offer ask only whether the work can be done: “Can you do what the job describes, with or without accommodation?”",
  },
  {
    rule: "question-identity",
    what: "a Social Security or identity number",
    asks: /\bSSN\b|\bsocial security (?:number|no\b|card|#)|\blast (?:4|four) (?:digits )?of your social\b|\b(?:passport|driver'?s licen[sc]e|taxpayer) (?:number|no\b|#)/i,
    instead: "Nobody needs it before an offer, and thieves ask for it in job forms. A moderator will ask you to take it out.",
  },
  {
    rule: "question-bank",
    what: "bank or card details",
    asks: /\bbank (?:account|details|name|card)\b|\brouting number\b|\b(?:debit|credit) card (?:number|details)\b|\bdirect deposit (?:details|information|form)\b/i,
    instead: "Pay is arranged after hiring. Thieves ask for it in job forms, so a moderator will ask you to take it out.",
  },
  {
    rule: "question-pay-history",
    what: "what people earned before",
    asks: /\b(?:current|previous|last|past|present|prior) (?:salary|pay|wages?|compensation|hourly rate)\b|\b(?:salary|pay|wage) history\b|\bhow much (?:do|did) you (?:make|earn)\b/i,
    instead: "Many states forbid it. Your pay range is on the job; if you must, ask what pay somebody expects.",
  },
  {
    rule: "question-record",
    what: "arrests or convictions",
    asks: /\barrest(?:ed|s)?\b|\bconvict(?:ed|ions?)\b|\bfelon(?:y|ies)\b|\bmisdemeanou?rs?\b|\bcriminal (?:record|history|background)\b/i,
    unless: /\bexclu(?:ded|sion)\b/i,
    instead:
      "Many states and cities allow it only after an offer. For work on federal programs ask “Are you excluded from any federal health care program?”",
  },
]; // prettier-ignore

/** What nobody honest needs before an offer. */
const forThieves: ReadonlySet<QuestionRule> = new Set<QuestionRule>(["question-identity", "question-bank"]);

/** What in the questions the law or decency forbids, with what to ask instead; remarks only, nothing is refused for them. */
export function lintQuestions(questions: readonly ScreeningQuestion[]): LintFinding[] {
  return questions.flatMap((question, index) => {
    const texts = [question.text, question.hint ?? "", ...(question.kind === "choice" ? question.choices : [])];
    return subjects
      .filter(({ asks, unless }) => texts.some((text) => asks.test(text)) && !unless?.test(question.text))
      .map(({ rule, what, instead }) =>
        finding(rule, "apply", `Question ${index + 1} asks for ${what}`, instead, {
          concern: forThieves.has(rule) ? "scam" : "law",
          passages: [question.text],
        }),
      );
  });
}
