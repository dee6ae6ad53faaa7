import { finding, findWords, type LintFinding, type Linted, type WordRule, type Words } from "./finding.ts";

/** Mail that anybody gets in a minute; an employer's own domain is what seekers look for. */
const freeMail =
  /@(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|me|mac|proton|protonmail|pm|gmx|mail|zoho|yandex|tutanota)\.[a-z.]{2,6}\b/i;
const anyMail = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,}/;
const phone = /(?:\+?1[\s.-]?)?\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b/;
/** Seven words in a row: a sentence is shouted, not a list of credentials (`CPC, CCS, COC, CIC and RHIT`). */
const shouted = /(?:\b[A-Z]{2,}(?:'[A-Z]+)?\b[\s,!-]+){6}\b[A-Z]{2,}\b/;
const acronyms = /^(?:[A-Z]{2,5}[\s,!-]+){6}/;

/** `You never have to come in`, `no on-site days`, `visit us on site if you like`. */
const nobodyHasTo =
  /\b(?:never|none|without|(?:do|does|need|is|are|will)(?: not|n['’]t)|won['’]t|no (?:days?|on[- ]?site|in[- ]person|office|travel|commut\w*)|not (?:required|needed|necessary)|if you (?:like|want|wish)|optional(?:ly)?)\b/i;
/** `Remote work is not possible`, `remote after training`, `two days from home`. */
const notAllOfIt =
  /\b(?:never|no|not|none|without|don['’]t|isn['’]t|after|once|later|days?|part|partly|occasional(?:ly)?|sometimes)\b/i;
const inside = "(?:on[- ]?site|on the premises|in (?:the|our) (?:office|hospital|clinic)|in[- ]office|in[- ]person)";

/** A remote job whose words call people in, and a job on site whose words send them home. */
const calledIn: WordRule = {
  rule: "mode-contradicts",
  concern: "help",
  title: "The description speaks of coming in, the form says remote",
  text: "Only a job in which nobody ever has to come in is fully remote. Choose “Hybrid” or “Remote after training” under “Where the work is done”, or take the words out.",
  says: [
    new RegExp(`\\b(?:days?|weeks?|months?|mornings?|once|twice|times?|training|onboarding|orientation)\\b[^.]{0,40}\\b${inside}\\b`, "i"),
    new RegExp(`\\b(?:must|will|have to|need to|required to|expected to|able to)\\b[^.]{0,50}\\b(?:${inside}|commute|report to (?:the|our) (?:office|hospital|clinic))\\b`, "i"),
    /\bhybrid (?:schedule|position|role|job|work|model|arrangement)\b|\b(?:position|role|job|schedule) is hybrid\b/i,
    /\bwithin \d{1,3} (?:miles|minutes)(?:['’]? drive)? (?:of|from)\b|\bwithin commuting distance\b|\blocal (?:candidates|applicants) only\b/i,
    /\b(?:this is|is) not a remote\b|\b(?:work|job|position|role) is (?:fully |entirely |all )?on[- ]?site\b/i,
  ],
  unless: nobodyHasTo,
}; // prettier-ignore
const sentHome: WordRule = {
  rule: "mode-contradicts",
  concern: "help",
  title: "The description speaks of remote work, the form does not",
  text: "Seekers filter by where the work is done. Choose the mode that is true, or say in the description which days are spent where.",
  says: [/\b(?:fully|100 ?%|completely|entirely|permanently)[- ]remote\b|\bremote (?:position|job|role)\b|\bwork(?:ing)? from (?:home|anywhere)\b/i],
  unless: notAllOfIt,
}; // prettier-ignore
const leftOut: WordRule = {
  rule: "states-contradict",
  concern: "help",
  title: "The description leaves states out, the form says all",
  text: "Choose “All states but these” under “States a remote person may live in”: a coder in those states then sees at once that the job is not open to them.",
  says: [
    /\b(?:cannot|can['’]?t|can not|unable to|not able to|do not|don['’]t) (?:hire|employ|consider)\b[^.]{0,60}\b(?:in|from|residents? of|living in)\b/i,
    /\b(?:not (?:available|open)|unavailable|excluded?) (?:in|to|for)\b[^.]{0,30}\b(?:states|residents|California|Colorado|New York|Washington|Hawaii|Alaska)\b/i,
    /\b(?:only|must (?:live|reside)|residents?)\b[^.]{0,40}\b(?:following|these|certain|eligible|approved) states\b/i,
  ],
}; // prettier-ignore

/** Remarks on the description and the address for applications. `body` is the description's words. */
export function lintText(content: Linted, body: readonly Words[]): LintFinding[] {
  const { bodyText, apply, mode, stateReach } = content;
  const found: LintFinding[] = [];
  if (apply.kind === "email" && freeMail.test(apply.email))
    found.push(
      finding(
        "contact-free-mail",
        "apply",
        "This is a free mail address",
        "Seekers are warned of jobs that answer from one, and a moderator will ask. Use an address at your own domain, or take applications on the board.",
        { passages: [apply.email] },
      ),
    );
  const contact = anyMail.exec(bodyText) ?? phone.exec(bodyText);
  if (contact)
    found.push(
      finding(
        "body-contact",
        "job",
        "The description holds a contact",
        "Applications that go around the form are not counted, and seekers cannot follow them. Say under “How to apply” where they belong.",
        { passages: [contact[0]] },
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
  const loud = shouted.exec(bodyText);
  if (loud && !acronyms.test(loud[0]))
    found.push(
      finding("body-shout", "job", "Write it in small letters", "Whole sentences in capitals are hard to read.", {
        passages: [loud[0]],
      }),
    );
  if (mode === "remote") found.push(...findWords(calledIn, body));
  if (mode === "on-site" || mode === "hybrid") found.push(...findWords(sentHome, body));
  if ((mode === "remote" || mode === "remote-after-training") && stateReach === "all")
    found.push(...findWords(leftOut, body));
  return found;
}
