import { findWords, type LintFinding, type LintRule, type WordRule, type Words } from "./finding.ts";
import { findPronoun } from "./pronouns.ts";

/** People who might take the job. */
const people =
  "(?:people|persons?|candidates?|applicants?|coders?|billers?|auditors?|employees?|staff|workers?|professionals?|individuals?)";
const rule = (code: LintRule, title: string, text: string, says: RegExp[], unless?: RegExp): WordRule => ({
  rule: code,
  concern: "law",
  title,
  text,
  says,
  unless,
});

/**
 * Age. The Age Discrimination in Employment Act forbids advertisements that show a preference by age (29 U.S.C. § 623(e));
 * 29 CFR § 1625.4 names “age 25 to 35”, “young”, “college student” and “recent college graduate”. Favouring older people
 * is lawful (General Dynamics v. Cline, 2004), and so is asking for legal age. Ages of patients are not meant.
 */
const age = rule(
  "wording-age",
  "This can read as a limit on age",
  "Advertisements may not prefer younger people (federal age discrimination law). Say what the work asks for instead: “comfortable with new software”, “entry level; new certificates welcome”, “at least 2 years of inpatient coding”.",
  [
    new RegExp(`\\byoung(?:er)?(?:(?:,| and| &| or)? \\w+){0,3} (?:team|${people}|talent|men|women|man|woman|workforce|graduates?|crew|colleagues)\\b`, "i"),
    /\byoung(?:,| and| &) (?:energetic|dynamic|hungry|vibrant|ambitious|motivated|enthusiastic|driven|fresh)\b|\byouthful\b|\byoung (?:at heart|minds?|minded)\b/i,
    /\bdigital natives?\b|\b(?:gen(?:eration)?[- ]?z|millennial)s?\b[^.]{0,20}\b(?:team|candidates?|coders?|workforce|only|preferred|wanted)\b/i,
    /\b(?:only|must be|should be|seeking|looking for|wanted|prefer\w*|ideal(?:ly)? for)\b[^.]{0,40}\b(?:recent|new|fresh) (?:(?:college|university|high school|coding) )?grad(?:uate)?s?\b/i,
    /\b(?:recent|new|fresh) (?:(?:college|university|high school|coding) )?grad(?:uate)?s? (?:only|preferred|wanted|required)\b/i,
    /\b(?:college|university|high school) students? (?:only|preferred|wanted|required)\b/i,
    /\b(?:ages?|aged)(?: of| between)? \d{2}\s?(?:-|–|to|and) ?\d{2}\b|\bbetween (?:the ages of )?\d{2} and \d{2} years(?: old| of age)\b/i,
    /\b(?:under|below|younger than|not older than|no older than|up to|maximum) (?:the )?(?:age (?:of )?)?[2-6]\d(?: years (?:old|of age))\b|\b(?:under|below) the age of [2-6]\d\b|\b(?:maximum age|age limit)\b/i,
    /\b(?:no|not) (?:more than|over) \d{1,2} years['’]? (?:of )?experience\b|\bmaximum (?:of )?\d{1,2} years['’]? (?:of )?experience\b|\bover-?qualified\b/i,
    /\b(?:send|include|state|tell us|give|provide|list)\b[^.]{0,40}\byour (?:age|date of birth|birth ?date|dob)\b/i,
  ],
  /\b(?:patients?|pediatric|child(?:ren)?|infants?|adolescents?|medicare|beneficiar\w+|members?|population|clinic for|welcome|also|as well as|accept|consider|not over-?qualified)\b/i,
); // prettier-ignore

/**
 * Sex. Title VII forbids advertisements that show a preference by sex (42 U.S.C. § 2000e-3(b)); 29 CFR § 1604.5 and the
 * EEOC count names of occupations that mean one sex.
 */
const sex = rule(
  "wording-sex",
  "This names one sex",
  "Advertisements may not prefer one sex (Title VII). Write “you”, “the coder” or “they”, and names of occupations for everybody: “salesperson”, “lead”, “office assistant”.",
  [
    /\b(?:salesm[ae]n|saleswom[ae]n|salesladys?|salesladies|foreman|forewoman|repairm[ae]n|handym[ae]n|waitress(?:es)?|girl friday|office (?:girls?|boys?|lad(?:y|ies)))\b/,
    new RegExp(`\\b(?:male|female|men|women|ladies|gentlemen|guys|girls|boys)\\s+(?:preferred|wanted|needed|need apply|${people})\\b`, "i"),
    /\b(?:males?|females?|men|women|ladies|gentlemen) only\b/i,
    /\b(?:seek|seeking|looking for|want|need|hiring)\b(?: \w+){0,3} (?:lady|ladies|gentlem[ae]n|man|woman|guy|guys|gal|gals|girls?|boys?|males?|females?)\b(?! (?:patients?|records?|charts?|reproductive))/i,
  ],
  /\b(?:patients?|reproductive|anatomy|clinic|hospital|health care for)\b/i,
); // prettier-ignore

/**
 * National origin. Title VII (42 U.S.C. § 2000e-3(b)); the EEOC's guidance on national origin (2016) lets an employer ask
 * for fluency where the work needs it, never for a native speaker or the absence of an accent.
 */
const origin = rule(
  "wording-origin",
  "This can read as a limit on where people come from",
  "Ask for what the work needs (Title VII): “reads and writes English fluently”, “clear on the phone”. Nobody has to be a native speaker or to have been born here.",
  [
    /\bnative(?:[- ]level)?[- ](?:english|spanish|american(?!s? (?:health|tribe|patient|communit|owned|corporation|preference|medical|heritage)))\b|\bnative (?:speakers?|tongue|speaking|fluency)\b|\bnative or bilingual\b/i,
    /\b(?:english|spanish) (?:as (?:a |your )?(?:first|native|mother)|(?:is )?(?:a )?(?:first language|mother tongue))\b|\bmother tongue\b/i,
    /\b(?:no|without (?:an?|any)?|free of) ?(?:foreign |heavy |strong |thick )?accents?\b|\baccent[- ](?:free|less)\b|\b(?:neutral|american) accent\b/i,
    /\b(?:american|us|u\.s\.|native)[- ]born\b|\bborn (?:and raised )?in (?:the )?(?:us|usa|u\.s\.|united states|america)\b|\b(?:only americans|americans only)\b/i,
    new RegExp(`\\bno (?:foreigners|immigrants|foreign (?:nationals|${people}))\\b`, "i"),
  ],
); // prettier-ignore

/**
 * Citizenship and immigration status. 8 U.S.C. § 1324b(a)(1) protects citizens, permanent residents, refugees and asylees
 * alike; only a law, regulation, executive order or government contract may ask for citizenship (§ 1324b(a)(2)(C)).
 * Saying that no visa is sponsored is lawful.
 */
const citizenship = rule(
  "wording-citizenship",
  "This asks for citizenship",
  "Unless a law or a government contract asks for it (then name it), an employer may not prefer citizens (8 U.S.C. § 1324b). Write “Must be authorized to work in the United States.” That you sponsor no visa may be said.",
  [
    /\b(?:(?:us|u\.s\.|united states|american) )?citizens? (?:only|required|preferred|or (?:green card|permanent residents?)|and (?:green card|permanent residents?))\b/i,
    /\b(?:only|must be|must hold|required to be|need to be)\b[^.]{0,30}\b(?:us|u\.s\.|united states|american) citizen(?:s|ship)?\b|\b(?:us|u\.s\.|united states|american) citizenship (?:is )?(?:required|preferred|only|a must)\b/i,
    /\b(?:only|must be|must have|must hold)\b[^.]{0,30}\b(?:green ?card|permanent residen(?:ts?|cy))\b|\bgreen ?card (?:holders? )?(?:only|required|preferred)\b/i,
    /\bno (?:h-?1b|opt|cpt|ead|visa) (?:holders?|candidates?|applicants?|transfers?)\b|\b(?:opt|cpt|h-?1b) (?:need not|do not|not) (?:apply|accepted|eligible)\b/i,
  ],
  /\b(?:clearance|(?:federal|government|dod|va|department of \w+) (?:contract|law|regulation|agency|requirement)|required by (?:law|statute|regulation|contract|executive order)|regardless of citizenship|not (?:required|need)|ITAR|export control|international traffic in arms|protected individuals?|refugees?|asylees?)\b/i,
); // prettier-ignore

/** Race and color. Title VII, 42 U.S.C. § 2000e-3(b); of color there is no lawful preference in an advertisement. */
const race = rule(
  "wording-race",
  "This can read as a preference by race or origin",
  "Take it out (Title VII). If you want more people to apply, say “Everybody who meets the rule above is welcome.”",
  [
    new RegExp(`\\b(?:white|black|caucasian|african[- ]american|hispanic|latin[oax]|asian|indian|filipin[oa]|chinese|american indian)s?\\s+(?:only|preferred|wanted|need apply|${people})\\b`, "i"),
    new RegExp(`\\b(?:no|not) (?:white|black|hispanic|latin[oax]|asian|indian|filipin[oa]|chinese|african)s?\\b(?! box)`, "i"),
  ],
  /\b(?:encouraged|patients?|health (?:system|service|center)|clinics?|nurses association)\b/i,
); // prettier-ignore

/** Religion. Title VII; a religious organization may prefer its own (42 U.S.C. § 2000e-1(a)) and then says that it is one. */
const religion = rule(
  "wording-religion",
  "This can read as a preference by religion",
  "Only a religious organization may prefer its own members (Title VII). Name your mission if you like; ask for nothing about faith or dress.",
  [
    new RegExp(`\\b(?:christian|catholic|jewish|muslim|hindu|mormon|protestant|evangelical)s?\\s+(?:only|preferred|wanted|${people})\\b`, "i"),
    /\b(?:must|should|need to|has to) be (?:an? )?(?:practicing |devout |born[- ]again |committed )?(?:christian|catholic|jew(?:ish)?|muslim|hindu|mormon|believer|church)\b/i,
    /\b(?:practicing|devout|born[- ]again|god[- ]fearing) (?:christian|catholic|jew|muslim|hindu|people|person|individual)s?\b|\bgod[- ]fearing\b|\bchurch(?:[- ]going|[- ]goers?| members(?:hip)? (?:only|required|preferred))\b/i,
    /\bno (?:hijabs?|turbans?|head ?scar(?:f|ves)|yarmulkes?|beards?)\b/i,
  ],
); // prettier-ignore

/**
 * Family. Title VII as amended by the Pregnancy Discrimination Act (42 U.S.C. § 2000e(k)), Phillips v. Martin Marietta
 * (1971) on parents, and the laws of many states on marital status. That nobody may mind children during the paid hours
 * may be said.
 */
const family = rule(
  "wording-family",
  "This asks about family",
  "Pregnancy, children and marriage are no conditions of a job (Title VII and many states). Say the hours and how they are fixed: “Monday to Friday, 7 to 15:30, not interrupted.”",
  [
    /\b(?:not|never|isn['’]t|aren['’]t) (?:be |become |currently )?pregnant\b|\bno pregnan(?:cy|cies|t)\b|\bno plans? (?:to|for|of) (?:have |having |become |starting |start )?(?:a )?(?:children|pregnan\w+|famil\w+|baby|kids)\b/i,
    /\b(?:no|without) (?:small |young |minor |little )?(?:children|kids)\b|\bchild(?:less|[- ]free)\b/i,
    /\b(?:no|without|free of) (?:family|child ?care|parental|household) (?:obligations|commitments|responsibilities|duties)\b/i,
    /\b(?:unmarried|married|single) (?:women|men|woman|man)\b|\b(?:unmarried|married|single) (?:persons?|people|applicants?|candidates?) (?:only|preferred|wanted)\b|\bmust (?:not )?be (?:single|married|unmarried)\b/i,
    /\b(?:send|include|state|tell us|give|provide|list)\b[^.]{0,40}\b(?:your )?marital status\b/i,
  ],
  /\b(?:patients?|charts?|records?|deductions?|benefits?|coverage)\b/i,
); // prettier-ignore

/**
 * Disability and health. The Americans with Disabilities Act forbids medical questions before an offer (42 U.S.C.
 * § 12112(d)(2), 29 CFR § 1630.13), the Genetic Information Nondiscrimination Act those on the family's (42 U.S.C.
 * § 2000ff-1(b)). What the work itself needs may be said.
 */
const health = rule(
  "wording-health",
  "This asks about health",
  "Before an offer nothing may be asked about health or disability (ADA). Say what the work is, such as “screen work for most of the day”, and that you give reasonable accommodation.",
  [
    new RegExp(`\\b(?:able[- ]bodied|healthy (?:persons?|candidates?|applicants?|employees?) (?:only|preferred|wanted))\\b|\\bno (?:physical |mental )?disabilit(?:y|ies)\\b|\\bnon-?disabled\\b|\\bdisabled ${people} (?:need not|not)\\b`, "i"),
    /\b(?:must|should|need to|has to|have to) be (?:in |of )?(?:good|excellent|sound|perfect|physically|mentally) (?:(?:physical|mental|general) )?(?:health|fit)\b/i,
    /\b(?:no|without|free of|free from) (?:any )?(?:pre-?existing |chronic |serious |known |current )?(?:medical|health|mental|psychiatric|physical) (?:conditions?|problems?|issues?|illness(?:es)?|limitations?)\b/i,
    /\b(?:send|submit|include|provide|disclose|list|describe|tell us)\b[^.]{0,40}\byour (?:health|medical|disability|family['’]?s? (?:medical|health))(?: (?:history|records?|questionnaire|status|conditions?))?\b/i,
    /\b(?:disclose|reveal)\b[^.]{0,30}\b(?:disabilit(?:y|ies)|medical conditions?|illness(?:es)?)\b/i,
  ],
  /\b(?:patients?|charts?|cod(?:e|es|ing) (?:for|of)|accommodat\w+|insurance|coverage|benefits?|HCC)\b/i,
); // prettier-ignore

/**
 * Criminal records. A blanket ban falls on some groups more than others (EEOC Enforcement Guidance 915.002, 2012), and
 * fair chance laws forbid asking before an offer (such as California Government Code § 12952 and New York City's Fair
 * Chance Act). The exclusion list of the Inspector General (42 U.S.C. § 1320a-7) and a check after an offer may be named.
 */
const record = rule(
  "wording-record",
  "This shuts out everybody with a record",
  "Many states and cities forbid asking before an offer, and a blanket ban is rarely lawful (EEOC, fair chance laws). Write “A background check follows a conditional offer; each record is looked at by itself.”",
  [
    /\b(?:no|without|free of) (?:a |any |prior )?(?:criminal (?:records?|histor(?:y|ies)|backgrounds?|convictions?)|felon(?:y|ies|s)(?: convictions?)?|convictions?|misdemeanors?|arrests?(?: records?)?|police record)\b/i,
    /\b(?:felons?|ex-?(?:felons?|convicts?|offenders?)|convicts|people with (?:a )?(?:criminal )?records?)\b[^.]{0,20}\b(?:need not|not (?:eligible|considered|hired)|cannot|can['’]t|will not)\b/i,
    /\b(?:clean|clear|spotless) (?:criminal |police )?(?:background(?! in)|criminal record|police record)\b|\bmust (?:have|hold) an? (?:clean|clear|spotless) record\b/i,
    /\bnever (?:been )?(?:convicted|arrested)\b/i,
  ],
); // prettier-ignore

const rules = [age, sex, origin, citizenship, race, religion, family, health, record];

/**
 * Words that may be unlawful in an advertisement, each with its source above and what to write instead. The rules are
 * deliberately narrow: what a coder codes (`young adult unit`, `male reproductive system`) is no remark on coders.
 */
export function lintWording(words: readonly Words[]): LintFinding[] {
  return rules.flatMap((one) => findWords(one === sex ? { ...one, saysAfter: findPronoun } : one, words));
}
