import { findWords, type LintFinding, type WordRule, type Words } from "./finding.ts";

const refused =
  /\b(?:never|do(?:es)? not|don['’]t|doesn['’]t|will not|won['’]t|nobody|no one|beware|fraud(?:ulent)?|scam(?:s|mers)?)\b/i;
const asks = "(?:send|submit|include|provide|give|text|e-?mail|enter|attach|share|need|require)";
const chats = "(?:whatsapp|telegram|signal app|wire app|google (?:hangouts|chat)|wechat)";
const twice =
  "That is how false jobs read, so a moderator looks at it twice. Write it so that nobody can take it for one: ";

/**
 * The phrases that the Federal Trade Commission's advice on job scams names (consumer.ftc.gov, "Job Scams"): money that
 * is asked for or passed on, talk moved to a chat, promises of income, and documents before an offer.
 */
const rules: readonly WordRule[] = [
  {
    rule: "scam-payment",
    concern: "scam",
    title: "This reads as if people handle money for you",
    text: `${twice}what you supply is sent by you, and nobody pays it first or is paid back.`,
    says: [
      /\b(?:pay|purchase|buy|deposit)\b[^.]{0,40}\b(?:training|starter kit|equipment|laptop|background check)\b[^.]{0,30}\b(?:up ?front|first|yourself|refund|reimburs)/i,
      /\b(?:cashier['’]?s?|certified|personal) (?:check|cheque)\b|\bdeposit (?:the|this|a|our) (?:check|cheque)\b/i,
      /\b(?:pay|paid|payments?|salary|wages?|send|deposit|buy|purchase)\b[^.]{0,40}\b(?:zelle|cash ?app|venmo|western union|money ?gram|bitcoin|crypto(?:currency)?|gift cards?|wire transfers?)\b/i,
      /\breceive (?:and|&) (?:re-?ship|forward) (?:packages|parcels|payments)\b/i,
    ],
  },
  {
    rule: "scam-chat",
    concern: "scam",
    title: "This moves the talk to a chat",
    text: `${twice}name the board's form, your own site or an address at your domain.`,
    says: [
      new RegExp(`\\b(?:write|text|message|contact|reach|add|call|apply|speak|talk|chat|interview\\w*)\\b[^.]{0,30}\\b(?:us|me|hr|recruiters?|managers?|team|apply|on|via|through|by)\\b[^.]{0,20}\\b${chats}\\b`, "i"),
      new RegExp(`\\b${chats}(?: (?:us|me|hr|at|number)\\b|:? \\+?\\d)`, "i"),
      /\binterview\w* (?:will be |is |are )?(?:held |done |conducted )?(?:via|over|by|on|through) (?:text|chat|messenger|sms)\b/i,
      /\btext (?:us|me|hr|our (?:hr|hiring) (?:manager|team)) (?:at|on)\b/i,
    ],
  },
  {
    rule: "scam-promise",
    concern: "scam",
    title: "This promises too much",
    text: `${twice}the pay range says what people earn, and an interview comes before an offer.`,
    says: [
      /\b(?:no interview|instant(?:ly)? hir(?:e|ed|ing)|hired? on the spot|start (?:earning|making) (?:money )?(?:today|now|immediately))\b/i,
      /\bguaranteed (?:income|earnings|job|placement|\$)|\b(?:unlimited|limitless) (?:earning|income)|\bget rich\b|\beasy money\b/i,
      /\b(?:earn|make) (?:up to )?\$\s?\d[\d,]* (?:a|per) (?:day|week)\b/i,
      /\bno (?:experience|credential|certification|skills?) (?:is )?(?:needed|required|necessary)\b[^.]{0,40}\b(?:earn|make|\$)/i,
    ],
  },
  {
    rule: "scam-identity",
    concern: "scam",
    title: "This asks for numbers that nobody needs before an offer",
    text: `${twice}what payroll and a background check need is asked for after an offer, in a protected form, never by e-mail.`,
    says: [
      /\byour (?:full )?(?:social security (?:number|card)|ssn|bank (?:account number|details|information|login)|account (?:and|&) routing|credit card number|driver['’]?s licen[sc]e (?:number|photo|copy))\b/i,
      new RegExp(`\\b${asks}\\b[^.]{0,40}\\b(?:social security (?:number|card)|ssn|your bank account|bank details|routing number|(?:copy|photo|picture) of your (?:id|passport|driver['’]?s licen[sc]e))\\b`, "i"),
    ],
    unless: /\b(?:patients?|claims?|demographics?|after (?:an|the|your) offer|once hired|at onboarding)\b/i,
  },
]; // prettier-ignore

/** What of `words` reads as a fraud does: one finding a rule, for a moderator to weigh. */
export function lintScam(words: readonly Words[]): LintFinding[] {
  return rules.flatMap((rule) => {
    const unless = rule.unless ? new RegExp(`${refused.source}|${rule.unless.source}`, "i") : refused;
    return findWords({ ...rule, unless }, words);
  });
}
