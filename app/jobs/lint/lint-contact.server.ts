/**
 * Remarks on the addresses of a posting against what is known of its employer: free mail, and domains that only look like
 * the employer's own (consumer.ftc.gov and ic3.gov on employers who are impersonated). No I/O.
 */
import { getDomain, getDomainWithoutSuffix } from "tldts";
import { companyDomain, domainSkeleton, isMailProvider } from "~/employers/company-domain.server.ts";
import { withoutWarnings } from "./scam-rule.ts";
import { finding, type LintFinding, type Linted } from "./finding.ts";

/** What is known of who posts. `domain`: the one that was proven. */
export type PostingEmployer = { name: string; website: string | null; domain?: string | null };

const psl = { allowPrivateDomains: true };
/** Where employers let others take their applications: their domain is never the employer's own. */
const hosted = new Set(
  "myworkdayjobs.com myworkdaysite.com workday.com icims.com greenhouse.io lever.co smartrecruiters.com taleo.net oraclecloud.com ultipro.com ukg.com ukg.net adp.com paylocity.com paycomonline.net paycomonline.com paycor.com jobvite.com bamboohr.com ashbyhq.com applytojob.com breezy.hr workable.com successfactors.com phenompeople.com healthcaresource.com governmentjobs.com usajobs.gov isolvedhire.com applicantpro.com applicantstack.com recruitee.com teamtailor.com rippling.com rippling-ats.com dayforcehcm.com csod.com peopleadmin.com avature.net eightfold.ai silkroad.com pageuppeople.com brassring.com zohorecruit.com indeed.com linkedin.com ziprecruiter.com glassdoor.com jobs.net jobdiva.com bullhorn.com bullhornstaffing.com hirebridge.com neogov.com clearcompany.com selectminds.com jazz.co jazzhr.com pinpointhq.com gr8people.com apploi.com hireology.com paychex.com gusto.com trinethire.com".split(
    " ",
  ),
);
const hostedLabels = new Set([...hosted].map((domain) => getDomainWithoutSuffix(domain)));
/** `.example` belongs to nobody (RFC 2606): in documents and tests it stands for the real one. */
const isHosted = (domain: string) =>
  hosted.has(domain) || (domain.endsWith(".example") && hostedLabels.has(domain.slice(0, -".example".length)));
/** Words of an employer's name that many share. */
const common =
  /(?:healthcare|health|hospitals?|medical|medicine|clinics?|center|centre|regional|community|memorial|general|system|group|coding|coders?|billing|services?|solutions|partners|associates|physicians|staffing|care|inc|llc|rcm|revenue|usa|us)+$/;
const anyMail = /(?<![\w.+-])[\w.+-]{1,64}@((?:[\w-]{1,63}\.)+[a-z]{2,24})\b/gi;
/** Few labels at once: a text that is one endless name is not read to its end from each of them. */
const anyHost =
  /\b(?:https?:\/\/)?((?:[\w-]{1,63}\.){1,8}(?:com|org|net|co|info|us|biz|online|site|io|health|care|jobs|careers|work|app|me|top|xyz|live|cc|edu|gov|example))\b/gi;

type Contact = { domain: string; passage: string; kind: "mail" | "link"; place: "apply" | "body" };

/** What of the addresses in the form and in the words does not fit the employer. */
export function lintContact(content: Linted, employer: PostingEmployer): LintFinding[] {
  const contacts = contactsOf(content);
  const own = employer.domain ?? companyDomain(employer.website);
  const found: LintFinding[] = [];
  const freeMail = contacts.filter(({ kind, domain }) => kind === "mail" && isMailProvider(domain));
  const inForm = content.apply.kind === "email" && isMailProvider(domainOf(content.apply.email));
  if (freeMail.length && !inForm)
    found.push(
      remark("contact-free-mail", freeMail, "Applications go to a free mail address", "Use an address at your own domain, or take applications on the board."),
    );
  const others = contacts.filter(({ kind, domain }) => !(kind === "mail" && isMailProvider(domain)) && !isHosted(domain));
  const alike = others.filter(({ domain }) => looksLike(domain, own, employer.name));
  // Free mail in the form is strange as well where the employer has a site of its own.
  const strange = [...others, ...(inForm ? freeMail : [])].filter(
    (one) => own && one.domain !== own && !alike.includes(one) && (one.kind === "mail" || one.place === "apply"),
  );
  if (alike.length)
    found.push(
      remark("contact-look-alike", alike, "An address looks like the employer’s, and is not", own ? `What is known as the employer’s own is ${own}. Use an address there, or take applications on the board.` : "Use an address at the employer’s own domain, or take applications on the board."),
    );
  if (strange.length)
    found.push(
      remark("contact-other-domain", strange, "An address is not at the employer’s domain", `What is known as the employer’s own is ${own}. If another one is yours as well, say so under “How to apply”.`),
    );
  return found;
} // prettier-ignore

function remark(rule: "contact-free-mail" | "contact-look-alike" | "contact-other-domain", contacts: Contact[], title: string, text: string): LintFinding {
  const step = contacts.some(({ place }) => place === "apply") ? "apply" : "job";
  const passages = [...new Set(contacts.map(({ passage }) => passage))].slice(0, 3);
  return finding(rule, step, title, text, { concern: "scam", passages });
} // prettier-ignore

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}

/** At most 50 addresses of the form and the description. */
function contactsOf({ apply, bodyText }: Linted): Contact[] {
  const contacts: Contact[] = [];
  const add = (host: string, passage: string, kind: Contact["kind"], place: Contact["place"]) => {
    const domain = isMailProvider(host.toLowerCase()) ? host.toLowerCase() : getDomain(host.toLowerCase(), psl);
    if (domain && contacts.length < 50) contacts.push({ domain, passage, kind, place });
  };
  if (apply.kind === "email") add(domainOf(apply.email), apply.email, "mail", "apply");
  if (apply.kind === "url" && URL.canParse(apply.url)) add(new URL(apply.url).hostname, apply.url.slice(0, 200), "link", "apply");
  const rest = withoutWarnings(bodyText).replace(anyMail, (passage: string, host: string) => {
    add(host, passage, "mail", "body");
    return " ";
  });
  for (const [passage, host = ""] of rest.matchAll(anyHost)) add(host, passage, "link", "body");
  return contacts;
} // prettier-ignore

/** Whether people would take `domain` for the employer's: its own (`own`), or one of its name where none is known. */
function looksLike(domain: string, own: string | undefined, name: string): boolean {
  if (domain === own) return false;
  const label = labelOf(domain);
  if (!own) return false;
  if (domainSkeleton(domain) === domainSkeleton(own)) return true;
  const mine = labelOf(own);
  if (label === mine) return true;
  const core = mine.replace(common, "");
  const folded = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "").replace(common, "");
  return (
    [mine, core, folded].some((part) => part.length >= 5 && label.includes(part)) ||
    (mine.length >= 5 && editDistance(label, mine) <= (mine.length >= 9 ? 2 : 1))
  );
} // prettier-ignore

/** The part of a domain that somebody chose, as it looks: `lakemont` of `Lake-mont.org`. */
function labelOf(domain: string): string {
  return domainSkeleton(getDomainWithoutSuffix(domain, psl) ?? domain);
}

/** Levenshtein's distance, of labels (63 characters at most). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++)
      next[to] = Math.min(row[to]! + 1, next[to - 1]! + 1, row[to - 1]! + (one[at - 1] === other[to - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length]!;
}
