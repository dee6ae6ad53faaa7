import { parseStateList } from "~/vocabulary/states.ts";
import type {
  ApprenticeAnswer,
  EmploymentType,
  Perk,
  ProductionPeriod,
  StateReach,
  WorkMode,
} from "~/vocabulary/terms.ts";
import type { ExperienceRow, ProductionRow } from "../job-content.ts";
import { countedIn } from "./recognize-work.ts";

/** The first pattern that `text` matches names the value; order is the stronger first. */
const first = <Value>(patterns: readonly (readonly [Value, RegExp])[], text: string): Value | undefined =>
  patterns.find(([, pattern]) => pattern.test(text))?.[0];

/** A mode said in few words: a title, a place, a field of the source. */
const shortModes: readonly (readonly [WorkMode, RegExp])[] = [
  ["remote-after-training", /\bremote after\b|\bremote (?:post|following)[- ]training/i],
  ["hybrid", /\bhybrid\b/i],
  [
    "remote",
    /\bremote(?:ly)?\b|\bwork[- ](?:from|at)[- ]home\b|\bWFH\b|\btelecommut|\btelework|\bvirtual\b|\banywhere\b/i,
  ],
  ["on-site", /\bon-?\s?site\b|\bin[- ]office\b/i],
];

const work =
  "(?:position|role|job|opportunity|schedule|work(?:ing)?(?: schedule| model| arrangement| environment)?|employee|coder|team)";
/** A mode said of this job in running text. Canteen "Hybrid, Title 38" and "remote monitoring" are no modes. */
const textModes: readonly (readonly [WorkMode, RegExp])[] = [
  [
    "remote-after-training",
    /\bremote(?:ly)? after\b.{0,40}\b(?:training|orientation|onboarding|days|weeks|months)\b|\b(?:after|upon|following) (?:successful )?(?:completion of )?.{0,30}\b(?:training|orientation)\b.{0,60}\b(?:work(?:ing)? (?:from home|remotely)|remote)\b|\bon-?site (?:training|orientation)\b.{0,60}\b(?:then|before|prior to|followed by)\b.{0,40}\b(?:remote|from home)/i,
  ],
  [
    "hybrid",
    new RegExp(
      `\\bhybrid(?: remote)? ${work}\\b|\\b(?:remote type|workplace type|work type|work location|location type)\\W{0,6}hybrid\\b|\\bthis is a hybrid\\b|\\b${work} (?:is|will be) (?:a )?hybrid\\b|\\b(?:\\d|two|three) days (?:a|per|each) week (?:on-?site|in (?:the )?office)|\\b(?:two|three|\\d) days on-?site\\b`,
      "i",
    ),
  ],
  [
    "remote",
    new RegExp(
      `\\b(?:fully|100%|completely|entirely|permanent(?:ly)?|full)[- ]remote\\b|\\bremote (?:medical |inpatient |outpatient |coding )?${work}\\b|\\b(?:remote type|workplace type|workplace set ?up|work type|work location|location type|location|schedule)\\W{0,8}(?:fully |100% )?remote\\b|\\b${work} is (?:fully |100% |primarily )?remote\\b|\\bwork[- ](?:from|at)[- ]home (?:position|role|job|opportunity|environment)\\b|\\b100% telework\\b|\\bworks? remotely\\b|\\(remote\\)|\\bwork remote position\\b`,
      "i",
    ),
  ],
  [
    "on-site",
    new RegExp(
      `\\bon-?site work requirement|\\b${work} (?:is|will be|must be) (?:fully |100% )?(?:on-?site|in[- ]person|in[- ]office)\\b|\\b(?:remote type|workplace type|work location)\\W{0,6}(?:on-?site|in[- ]person)\\b|\\b(?:must|required to) (?:be|work|report) (?:fully |100% )?on-?site\\b|\\b(?:5|five) days (?:a|per) week in (?:our|the)\\b|\\b(?:fully|100%) on-?site\\b|\\bwill require in-person work\\b`,
      "i",
    ),
  ],
];
const denial = /\b(?:not|no|isn.t|never|non)\b[^.]{0,25}\b(?:remote|telework|hybrid|virtual|work from home)\b/i;

/** Where the work is done, as a title, a place or a field of the source says in few words. */
export function modeInWords(text: string): WorkMode | undefined {
  return denial.test(text) ? undefined : first(shortModes, text);
}

/** Where the work is done, as the running text says of this job; a sentence that denies a mode is left out. */
export function modeInText(text: string): WorkMode | undefined {
  // A label and its value may stand on two lines.
  const joined = text.replace(
    /\b(remote type|workplace type|workplace set ?up|work location|location type)\W*\n+/gi,
    "$1: ",
  );
  const sentences = joined.split(/\n|(?<=[.;!?])\s+/).filter((sentence) => sentence.length < 600);
  const said = textModes.filter(([mode, pattern]) =>
    sentences.some(
      (sentence) =>
        pattern.test(sentence) && !/\?\s*$/.test(sentence) && (mode === "on-site" || !denial.test(sentence)),
    ),
  );
  return said[0]?.[0];
}

const typePatterns: readonly (readonly [EmploymentType, RegExp])[] = [
  ["temp-to-hire", /\btemp(?:orary)?[-\s_]to[-\s_](?:hire|perm)|\bcontract[-\s_]to[-\s_]hire/i],
  ["full-time", /\bfull[-\s_]?time\b/i],
  ["part-time", /\bpart[-\s_]?time\b/i],
  ["prn", /\bPRN\b|\bper[-\s_]?diem\b/i],
  ["contract", /\b1099\b|\bcontract(?:or)?\b|\bindependent contractor\b/i],
  ["temporary", /\btemp(?:orary)?\b(?![-\s_]to)/i],
  ["externship", /\b(?:ex|in)tern(?:ship)?\b/i],
];
/** What the field or a labelled line says; "contract" and "temporary" are words of running text. */
const labelledType =
  /\b(?:time type|employment type|job type|position type|worker type|employee type|job status|employment status|status|schedule)\W{0,8}\n*\W{0,4}((?:regular |permanent )?(?:full|part)[-\s]?time|PRN|per diem|temporary|contract)\b/gi;
const saidType = /\bthis (?:is a )?((?:full|part)[-\s]?time|PRN|per diem)\b/gi;

/** The employment types of the source's own field, each in one word or several; unknown words are handed back. */
export function typesOfField(values: readonly string[]): { types: EmploymentType[]; unknown: string[] } {
  const unknown = values.filter((value) => first(typePatterns, value) === undefined);
  return { types: typesIn(values.join(" ; ")), unknown };
}

/** The employment types that the title or a labelled line of the text says. */
export function typesOfText(title: string, text: string): EmploymentType[] {
  const inTitle = typePatterns
    .filter(([code, pattern]) => code !== "contract" && code !== "externship" && pattern.test(title))
    .map(([code]) => code);
  if (inTitle.length) return inTitle;
  const labelled = [...text.matchAll(labelledType), ...text.matchAll(saidType)].map((match) => match[1]!);
  return typesIn(labelled.join(" ; "));
}

function typesIn(text: string): EmploymentType[] {
  const found = typePatterns.filter(([, pattern]) => pattern.test(text)).map(([code]) => code);
  return found.includes("temp-to-hire") ? found.filter((code) => code !== "contract" && code !== "temporary") : found;
}

/** The apprentice answer, only where the text gives one in words; that a CPC-A is named does not say that it is welcome. */
export function apprenticeOf(text: string): ApprenticeAnswer {
  const who = "(?:CPC-?A|COC-?A|apprentice(?:s|ship)?(?: status| coders?)?)";
  if (
    new RegExp(
      `\\bno ${who}\\b|\\bnot (?:an? )?(?:CPC-?A|COC-?A)\\b|\\b(?:cannot|can.t|won.t|(?:do|does|will|are|is) not|unable to|not) (?:be )?(?:accept|consider|hir|tak|eligible)\\w*[^.\\n]{0,25}\\b${who}\\b|\\b${who}\\b[^.\\n]{0,30}\\b(?:not (?:be )?(?:accepted|considered|eligible)|will not)\\b|\\bapprentice (?:designation|status) (?:must be )?removed\\b|\\bwithout (?:the )?apprentice\\b`,
      "i",
    ).test(text)
  )
    return "no";
  const welcome = new RegExp(
    `\\b${who}\\b[^.\\n]{0,40}\\b(?:welcome|accepted|considered|acceptable|encouraged|eligible|ok(?:ay)?)\\b|\\b(?:accept(?:s|ing)?|welcome|consider(?:s|ing)?|hir(?:e|ing)) [^.\\n]{0,20}\\b${who}\\b|\\b(?:CPC|COC)(?:,| or| /)+ ?(?:CPC|COC)-A (?:is )?required`,
    "i",
  );
  if (!welcome.test(text)) return "not-stated";
  return /\b(?:practicode|externship)\b/i.test(text) ? "with-practicode" : "welcome";
}

const perkPatterns: readonly (readonly [Perk, RegExp])[] = [
  ["sign-on-bonus", /(?<!\bno )\bsign(?:ing)?-?\s?on bonus|\bsigning bonus|\bhiring bonus/i],
  [
    "production-incentive",
    /\b(?:production|productivity|quality|performance) (?:incentive|bonus)|\bincentive (?:pay|program) (?:for|based on) product/i,
  ],
  [
    "dues-paid",
    /\b(?:AAPC|AHIMA|membership|professional|credential(?:ing)?|certification)\b.{0,25}\bdues\b.{0,25}\b(?:paid|reimburs|covered)|\b(?:paid|reimbursed|we (?:pay|cover)|reimbursement (?:for|of))\b.{0,30}\b(?:membership|AAPC|AHIMA|professional) dues\b/i,
  ],
  [
    "ceus-paid",
    /\b(?:paid|free|reimbursed|provided|we (?:pay|cover)|reimbursement (?:for|of)) .{0,25}\bCEUs?\b|\bCEUs?\b.{0,25}\b(?:paid|reimburs|provided|covered|free)/i,
  ],
  [
    "books-paid",
    /\b(?:code|coding) ?books?\b.{0,25}\b(?:paid|provided|supplied|reimburs|covered)|\b(?:paid|provided?|supply|reimburs\w*) .{0,25}\b(?:code|coding) ?books?\b/i,
  ],
  [
    "equipment-supplied",
    /\b(?:equipment|computer|laptop|workstation|monitors)\b.{0,20}\b(?:is|are|will be)? ?(?:provided|supplied|furnished)\b|\bcompany[- ](?:provided|supplied|issued) (?:equipment|laptop|computer)|\bwe (?:provide|supply) .{0,20}\b(?:equipment|laptop|computer)/i,
  ],
];

/** The perks that the text names. */
export function perksOf(text: string): Perk[] {
  return perkPatterns.filter(([, pattern]) => pattern.test(text)).map(([code]) => code);
}

const numberWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const years = new RegExp(
  `\\b(\\d{1,2}|${numberWords.slice(1).join("|")})(?:\\s*(?:-|–|to)\\s*\\d{1,2})?\\s*(?:\\+\\s*)?(?:\\(\\d{1,2}\\)\\s*)?(?:or more\\s*)?(?:full\\s*)?\\+?(?:years?|yrs?)\\b['’]?([^.;\\n]{0,110})`,
  "gi",
);

/** Years counted in a setting or a specialty ("2+ years of inpatient coding"); years in the air are no row (DOMAIN.md). */
export function experienceOf(text: string): ExperienceRow[] {
  const rows = new Map<string, ExperienceRow>();
  for (const match of text.matchAll(years)) {
    const count = Number(match[1]) || numberWords.indexOf(match[1]!.toLowerCase());
    const phrase = match[2]!.split(/\b(?:and|or) (?:\d|a |an )/)[0]!;
    if (!/\bexperience|\bcod(?:ing|er)|\baudit|\bbilling/i.test(phrase) || count < 1 || count > 40) continue;
    const counted = countedIn(phrase);
    if (counted && !rows.has(counted.code)) rows.set(counted.code, { years: count, ...counted });
  }
  return [...rows.values()].slice(0, 10);
}

const production =
  /\b(\d{1,3}(?:\.\d{1,2})?)(?:\s*(?:-|–|to)\s*\d{1,3}(?:\.\d{1,2})?)?\s+((?:[a-z-]+ ){0,3}(?:charts|accounts|records|encounters|claims|cases))\s*(?:per|an?|each|\/)\s*(hour|day|week|month)\b/gi;

/** Production terms in the employer's own numbers ("4 inpatient charts per hour"); of a range the lower end. */
export function productionOf(text: string): ProductionRow[] {
  return [...text.matchAll(production)].slice(0, 10).flatMap((match) => {
    const amount = Number(match[1]);
    const recordType = match[2]!.trim().slice(0, 60);
    return amount > 0 ? [{ amount, recordType, period: match[3]!.toLowerCase() as ProductionPeriod }] : [];
  });
}

/** The accuracy required, in percent, where the text says one of 80 or more. */
export function accuracyOf(text: string): number | null {
  const match =
    /\b(\d{2}(?:\.\d)?|100)\s?%(?: or (?:higher|greater|above|better))?(?: \w+){0,2} (?:accuracy|quality (?:score|rate|standard))/i.exec(
      text,
    ) ??
    /\b(?:coding )?(?:accuracy|quality)(?: (?:rate|score|standard|level))?(?: of)?(?: at least| a minimum of|:)? (\d{2}(?:\.\d)?|100)\s?%/i.exec(
      text,
    );
  const percent = Number(match?.[1]);
  return percent >= 80 && percent <= 100 ? percent : null;
}

/** Whether the work may only be done inside the United States. */
export function usOnlyOf(text: string): boolean {
  return /\bmust (?:\w+ ){0,2}(?:reside|live|be located|be based|work) (?:with)?in the (?:continental |contiguous )?(?:United States|U\.?S)|\bUS[- ]based (?:only|candidates)|\b(?:no|not) offshore\b|\bwithin the (?:United States|US) only\b/i.test(
    text,
  );
}

const onlyStates =
  /\b(?:must|should|to) (?:\w+ ){0,2}?(?:reside|live|be located|be based)(?: and work)?,? (?:with)?in (?:one of )?(?:the )?(?:following )?(?:states?(?: of)?)?:? ?([^.;\n)]{2,300})|\b(?:eligible|approved|following|allowed) states?(?: (?:are|include))?:\s*([^.;\n)]{2,400})/gi;
const exceptStates =
  /\b(?:(?:do|does|can|will)(?: ?not|n.t) (?:currently )?(?:hire|employ|accept)|cannot (?:hire|employ)|not (?:available|eligible|open|hiring)|exclud(?:es|ing)|except(?: for)?)\b[^.:;\n]{0,60}?(?:in|from|to|for|:|states?)\s*(?:the )?(?:following )?(?:states?)?:?\s*([^;\n)]{2,300})/gi;

/**
 * The states that a remote job's text opens or closes: "must reside in IL, IN or WI". Only a list of nothing but states
 * counts; two such lists that differ (one a kind of role) leave it not stated.
 */
export function stateReachOf(text: string): { reach: StateReach; states: string[] } {
  const lists = (pattern: RegExp) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const words = (match[1] ?? match[2] ?? "").replace(/\.\s.*$/s, "");
      const { states, rest } = parseStateList(words);
      return states.length && !/\p{L}{3}/u.test(rest.replace(/\b(?:and|or|only|states?|the|of|state)\b/gi, ""))
        ? [[...states].sort()]
        : [];
    });
  for (const [reach, found] of [
    ["except", lists(exceptStates)],
    ["only", lists(onlyStates)],
  ] as const) {
    const different = new Set(found.map((list) => list.join()));
    if (different.size === 1) return { reach, states: [...found[0]!] };
  }
  return /\ball (?:50|fifty) states\b|\banywhere in the (?:U\.?S|United States)/i.test(text)
    ? { reach: "all", states: [] }
    : { reach: "not-stated", states: [] };
}
