import { credentialBySpelling } from "~/vocabulary/credentials.ts";
import { finding, type LintFinding } from "./finding.ts";

const money = /[$€£]\s?\d|\b\d{2,3}k\b|\b\d+(?:\.\d+)?\s?(?:\/|per |an? )\s?(?:hr|hour|yr|year|chart)\b/i;
const date =
  /\b(?:19|20)\d{2}\b|\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b(?:urgent(?:ly)?|immediate start|asap|today|hiring now)\b/i;
/** Requisition numbers: `#10233`, `REQ-881`, `R00123`, `(JR-20117)`; not `Coder II`, `ICD-10` or `V28`. */
const reference = /#\s?\d{2,}|\b(?:req|jr|job|id|ref)[-\s.:#]*\d{2,}\b|\b[A-Z]{0,3}-?\d{4,}\b/i;
/** Titles of which no word says which coder: `Medical Coder`, `Coder Needed`, `Remote Coding Specialist`. */
const vague =
  /^(?:(?:medical|certified|experienced|remote|full[- ]time|part[- ]time|coders?|coding|billers?|billing|specialists?|records|needed|wanted|position|job|opportunity|and|[/&,–-])[\s/]*)+$/i;

/** What would make a title better. The rules are Google's (DISTRIBUTION.md): a title holds the job's name and nothing else. */
export function lintTitle(title: string, employerName: string): LintFinding[] {
  if (!title) return [];
  const found: LintFinding[] = [];
  const engines = "Search engines drop jobs whose title holds more than the job's name.";
  const passagesOf = (pattern: RegExp) => {
    const match = pattern.exec(title);
    return match ? { passages: [match[0]] } : undefined;
  };
  const note = (pattern: RegExp, ...[rule, title, text]: [LintFinding["rule"], string, string]) => {
    const passages = passagesOf(pattern);
    if (passages) found.push(finding(rule, "job", title, text, passages));
  };
  note(money, "title-pay", "Take the pay out of the title", `It stands beside it on every card. ${engines}`);
  note(date, "title-date", "Take dates and hurry out of the title", `Seekers see when a job was posted. ${engines}`);
  note(
    reference,
    "title-code",
    "Take the reference number out of the title",
    `It says nothing to a seeker. ${engines}`,
  );
  const name = employerName.trim();
  if (name.length >= 3 && title.toLowerCase().includes(name.toLowerCase()))
    found.push(
      finding(
        "title-company",
        "job",
        "Take your name out of the title",
        `It stands under it on every card. ${engines}`,
        {
          passages: [name],
        },
      ),
    );
  if (
    title.length > 8 &&
    title === title.toUpperCase() &&
    !title.split(/[\s,/]+/).every((word) => credentialBySpelling(word))
  )
    found.push(
      finding(
        "title-shout",
        "job",
        "Write the title in small letters",
        "Capitals read as shouting, and search engines mark them down.",
      ),
    );
  note(
    vague,
    "title-vague",
    "Say which coder",
    "Name the setting or specialty, such as “Inpatient Coder” or “ED Professional Fee Coder”: people search for that.",
  );
  return found;
}
