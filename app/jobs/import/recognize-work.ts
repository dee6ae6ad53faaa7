import type { CodeSet, Ehr, Encoder, JobFunction, Setting, Specialty } from "~/vocabulary/work.ts";
import type { Level } from "../job-content.ts";
import { levelAt, sentencesOf } from "./levels.ts";

type Patterns<Code extends string> = readonly (readonly [Code, RegExp])[];

/** Read in titles; the text of a posting names everybody its holder works with. */
const functionsInTitle: Patterns<JobFunction> = [
  ["coder", /\bcod(?:er|ers|ing)\b|\bICD-?10\b/i],
  [
    "auditor",
    /\baudit(?:or|ors|ing)?\b|\bDRG validat|\bcoding (?:quality|QA)\b|\bvalidation\b.*\bDRG|\bcoding compliance review/i,
  ],
  [
    "cdi-specialist",
    /\bCDIS?\b|\bclin(?:ical)?\.? ?doc(?:ument(?:ation)?)?\b|\bdocumentation (?:improvement|integrity)\b|\bCDEO\b/i,
  ],
  ["risk-adjustment", /\bHCC\b|\brisk adjust/i],
  ["denials", /\bdenials?\b|\bappeals?\b/i],
  [
    "charge-capture",
    /\bcharge (?:capture|audit|integrity|entry|master|description|review|nurse auditor)|\bchargemaster\b|\bCDM\b|\brevenue integrity\b/i,
  ],
  ["biller", /\bbill(?:er|ers|ing)\b/i],
  [
    "accounts-receivable",
    /\baccounts? receivable\b|\bA\/?R\b(?= |$)(?=.*\b(?:follow|specialist|rep|analyst)\b)|\b(?:cash|payment) post|\bcredit balance|\binsurance follow/i,
  ],
  [
    "prior-authorization",
    /\bprior[- ]auth|\bauthorization (?:specialist|coordinator|rep)|\bpre-?(?:cert|authorization)/i,
  ],
  ["compliance", /\bcomplian(?:ce|t)\b/i],
  ["educator", /\beducat(?:or|ion|ors)\b|\binstructor\b|\btrainer\b/i],
  [
    "manager",
    /\bmanager\b|\bsupervisor(?:y|s)?\b|\bsup\b(?= med)|\bdirector\b|\bchief\b|\b(?:team )?lead\b|\bAVP\b|\bvice president\b/i,
  ],
  ["him", /\bHIMS?\b|\bhealth info(?:rmation)?\b|\bmed(?:ical)?\.? rec(?:ord)?s?\b|\brelease of info|\bROI\b/i],
  [
    "cancer-registry",
    /\b(?:tumor|cancer|oncology data) regist|\bODS\b(?=.*\bregist)|\boncology data specialist|\bCTR\b/i,
  ],
  [
    "ai-validator",
    /\b(?:AI|autonomous)\b.*\bcod(?:er|ing)\b.*\b(?:validat|review|audit)|\bcod(?:er|ing)\b.*\bAI (?:validat|review|train)/i,
  ],
];

/**
 * The functions that a title names. Records work is a coder's, a CDI specialist's or a registrar's where the title says
 * that too: "Medical Records Technician (Coder)".
 */
export function functionsOf(title: string): JobFunction[] {
  const found = matches(functionsInTitle, title);
  const narrower: JobFunction[] = ["coder", "cdi-specialist", "cancer-registry"];
  // CDIS is one; a plain "documentation" beside "coder" is the coder's.
  return found.filter((code) => code !== "him" || !found.some((other) => narrower.includes(other)));
}

/** In titles a setting stands alone; in texts it must be said of charts or coding, or every hospital would be all of them. */
const settingsInTitle: Patterns<Setting> = [
  ["inpatient-facility", /\bin-?patient|\bIP\b|\bIPDRG\b|\bDRG\b|\bcoder in\b|\bin\/out\b/i],
  ["outpatient-facility", /\bout-?patient|\bOP\b|\bin\/out\b|\bambulatory (?!surg)/i],
  ["observation", /\bobservation\b/i],
  ["ambulatory-surgery", /\bambulatory surg|\bASC\b|\bsame[- ]day surg/i],
  ["ed-facility", /\bED facility\b|\b(?:ED|emergency department) (?:facility )?cod(?:er|ing)\b/i],
  ["ed-professional", /\bED (?:pro|profee|professional)/i],
  ["professional-fee", /\bpro(?:fessional)?[- ]?fee\b|\bphysician (?:cod|bill)|\bPB cod/i],
  ["fqhc-rhc", /\bFQHC\b|\bRHC\b|\brural health clinic|\bfederally qualified/i],
  ["snf", /\bSNF\b|\bskilled nursing\b|\blong[- ]term care (?!hosp)/i],
  ["irf", /\bIRF\b|\binpatient rehab/i],
  ["ltch", /\bLTCH\b|\bLTACH?\b|\blong[- ]term (?:acute )?care hosp/i],
  ["home-health", /\bhome ?(?:health|care)\b|\bhospice\b|\bOASIS\b/i],
  ["behavioral", /\bbehavioral\b|\bmental health\b|\bpsychiatr/i],
  ["telehealth", /\btele-?health\b|\btele-?medicine\b/i],
  ["dme", /\bDME\b|\bdurable medical/i],
  ["dental", /\bdental\b/i],
  ["payer", /\bpayer\b|\bhealth plan\b/i],
];
const settingsInText: Patterns<Setting> = [
  [
    "inpatient-facility",
    /\bin-?patient (?:facility|hospital )?\s?(?:medical )?(?:cod(?:er|ing|e)|charts?|records? cod|DRG|encounters?|accounts?|facility)|\b(?:coder|coding)[- (]{1,3}in-?patient\b|\b(?:MS|APR)-DRG (?:assign|valid|cod)/i,
  ],
  [
    "outpatient-facility",
    /\bout-?patient (?:facility|hospital )?\s?(?:medical )?(?:cod(?:er|ing|e)|charts?|encounters?|accounts?|facility|surgery cod)|\b(?:coder|coding)[- (]{1,3}out-?patient\b/i,
  ],
  ["observation", /\bobservation (?:cod|charts?|accounts?|encounters?|stays?\b.*\bcod)/i],
  [
    "ambulatory-surgery",
    /\bambulatory surg(?:ery|ical)(?: cent(?:er|re)s?)?,? (?:and |or )?(?:\w+ )?(?:cod|charts?|encounters?|records?)|\bASC cod|\bsame[- ]day surgery (?:cod|charts?)/i,
  ],
  ["ed-facility", /\b(?:ED|ER|emergency (?:department|room)) (?:facility|level)|\bfacility (?:ED|emergency)/i],
  ["ed-professional", /\b(?:ED|ER|emergency (?:department|room|medicine)) (?:pro ?-?fee|professional)/i],
  ["professional-fee", /\bpro[- ]?fee\b|\bprofessional[- ]fee\b|\bprofessional (?:billing|coding|services cod)/i],
  ["fqhc-rhc", /\bFQHC\b|\bfederally qualified health|\brural health clinic/i],
  ["snf", /\b(?:SNF|skilled nursing(?: facilit(?:y|ies))?) (?:cod|bill|claims?|charts?)/i],
  ["irf", /\bIRF(?:-PAI)?\b.{0,40}\bcod|\binpatient rehab(?:ilitation)? (?:facility )?cod/i],
  ["ltch", /\bLTA?CH?\b.{0,40}\bcod/],
  ["home-health", /\b(?:home health|hospice) (?:cod|bill|claims?|charts?)|\bOASIS\b.{0,40}\bcod/i],
  ["behavioral", /\b(?:behavioral|mental) health (?:cod|bill|claims?|charts?)/i],
  ["telehealth", /\btele-?(?:health|medicine) (?:cod|bill|claims?|visits? cod)/i],
  ["dme", /\b(?:DME|durable medical equipment) (?:cod|bill|claims?)/i],
  ["dental", /\bdental (?:cod|bill|claims?)/i],
];

/** The settings that the title names, and those whose charts the text speaks of. A federal employer is `government`. */
export function settingsOf(title: string, text: string, employer = ""): Setting[] {
  const government =
    /\b(?:Department of|Veterans|Indian Health Service|Defense Health|U\.?S\.? (?:Army|Navy|Air Force)|County of|State of)\b/i.test(
      employer,
    );
  return unique([
    ...matches(settingsInTitle, title),
    ...matches(settingsInText, text),
    ...(government ? (["government"] as const) : []),
  ]);
}

const specialtyPatterns: Patterns<Specialty> = [
  ["anesthesia", /\banesth|\bpain management\b/i],
  ["ambulatory-surgery-center", /\bambulatory surg(?:ery|ical) cent|\bASC\b/i],
  ["cardiology", /\bcardiolog|\bcardiovascular(?! and thor)|\bcardiac (?!cath lab)/i],
  ["cardiothoracic", /\bcardio-?thoracic|\bcardiovascular and thoracic|\bthoracic surg|\bCT surgery\b/i],
  ["emergency", /\bemergency (?:med|dep|room|serv|cod)|\bED (?:cod|fac|pro|chart|level|encounter)/i],
  ["evaluation-management", /\bevaluation (?:and|&|\/) management|\bE ?(?:&|\/|and) ?M\b/i],
  ["otolaryngology", /\botolaryng|\bENT\b/],
  ["family-practice", /\bfamily (?:practice|medicine)\b|\bprimary care\b/i],
  ["gastroenterology", /\bgastro(?:enterology|intestinal)?\b|\bGI\b|\bdigestive\b/i],
  ["general-surgery", /\bgeneral surg/i],
  ["hematology-oncology", /\bhematolog|\boncolog|\bheme?\/onc/i],
  ["interventional-radiology", /\binterventional rad|\bIR cod|\bIVR\b|\bvascular interventional/i],
  ["ob-gyn", /\bOB ?\/? ?-?GYN|\bobstetric|\bgynecolog/i],
  ["ophthalmology", /\bophthalm/i],
  ["orthopaedics", /\borthop(?:a)?edic|\bortho\b/i],
  ["dermatology", /\bdermatolog/i],
  ["pediatrics", /\bp(?:a)?ediatric/i],
  ["plastic-surgery", /\bplastic(?:s| surg| and recon)/i],
  ["rheumatology", /\brheumatolog/i],
  ["foot-ankle", /\bfoot (?:and|&) ankle/i],
  ["urology", /\burolog/i],
  ["pathology-lab", /\bpatholog(?:y|ist)|\blaborator(?:y|ies)\b/i],
  ["diagnostic-radiology", /\bdiagnostic (?:rad|imag)|(?<!interventional )\bradiology\b/i],
  ["radiation-oncology", /\bradiation onc/i],
  ["neurosurgery", /\bneuro-?surg|\bspine\b|\bspinal surg/i],
  ["transplant", /\btransplant/i],
  ["trauma", /\btrauma\b/i],
  ["wound-care", /\bwound care/i],
  ["nephrology", /\bnephrolog|\bdialysis\b/i],
  ["pulmonary", /\bpulmon(?:ary|olog)/i],
  ["hospitalist", /\bhospitalist/i],
  ["critical-care", /\bcritical care\b|\bintensivist/i],
  ["podiatry", /\bpodiatr/i],
  ["infusion", /\binfusion/i],
  ["multispecialty", /\bmulti-?\s?special/i],
];
/** The word that makes a specialty the chart's and not the hospital's. */
const codingWord =
  /\bcod(?:er|ers|ing|es?|ed)\b|\bcharts?\b|\bCPT\b|\bICD-?10\b|\bclaims?\b|\bpro-?fee\b|\bauditing\b/i;
const NEAR = 50;

/** The specialties that the title of coding work names, and those beside a word of coding in the text. */
export function specialtiesOf(title: string, text: string): Specialty[] {
  const found = matches(specialtyPatterns, title);
  for (const sentence of sentencesOf(text)) {
    if (!codingWord.test(sentence.text) || sentence.text.length > 600) continue;
    for (const [code, pattern] of specialtyPatterns) {
      const match = pattern.exec(sentence.text);
      if (!match || /^\W*(?:oncology|laborator)/i.test(match[0])) continue;
      if (codingWord.test(sentence.text.slice(Math.max(0, match.index - NEAR), match.index + match[0].length + NEAR)))
        found.push(code);
    }
  }
  return unique(found);
}

const codeSetPatterns: Patterns<CodeSet> = [
  // ICD-10 alone is at least ICD-10-CM in the United States: no other code set for diagnoses is in use.
  ["icd-10-cm", /\bICD[- ]?(?:9\/)?(?:10|X)(?!-?\s?PCS)|\bICD-?9\/10/i],
  [
    "icd-10-pcs",
    /\bICD-?\s?10[-\s]?(?:CM)?\s?(?:\/|&|and|,)?\s?-?PCS\b|\bICD-?10-?CM (?:and|&) (?:ICD-?10-?)?PCS\b|\bPCS cod/i,
  ],
  ["cpt", /\bCPT(?:-?4)?\b/],
  ["hcpcs-ii", /\bHCPCS\b/i],
  ["modifiers", /\bmodifiers?\b/i],
  ["cdt", /\bCDT[- ]?(?:codes?|coding|\d{4})|\bdental\b.{0,60}\bCDT\b/],
  ["ndc", /\bNDC\b|\bnational drug code/i],
  ["revenue-codes", /\brevenue codes?\b/i],
  ["ms-drg", /\bMS[-\s]?DRGs?\b/i],
  ["apr-drg", /\bAPR?[-\s]?DRGs?\b/i],
  [
    "apc",
    /\bAPCs?\b(?=.{0,60}\b(?:DRG|OPPS|outpatient|valid|assign|group|payment|HCPCS|coding)\b)|\b(?:DRG|OPPS|RUG|HCPCS)s?\b.{0,40}\bAPCs?\b|\bambulatory payment class/,
  ],
  ["cms-hcc", /\bCMS[- ]?HCC\b|\bV2[48]\b/i],
  ["hhs-hcc", /\bHHS[- ]?HCC\b/i],
  ["rxhcc", /\bRx[- ]?HCC\b/i],
  ["ncci", /\bNCCI\b|\bCCI edits?\b|\bcorrect coding initiative/i],
  ["lcd-ncd", /\bLCDs?\b.{0,20}\bNCDs?\b|\bNCDs?\b.{0,20}\bLCDs?\b|\b(?:local|national) coverage determination/i],
  ["poa", /\bpresent[- ]on[- ]admission\b|\bPOA (?:indicators?|status|cod)/i],
  ["rvu", /\bw?RVUs?\b|\brelative value unit/i],
];

/** The code sets and payment logic that the title or the text names. */
export function codeSetsOf(title: string, text: string): CodeSet[] {
  const whole = `${title}\n${text}`;
  const found = matches(codeSetPatterns, whole);
  // "modifier" is a word of other trades as well.
  return found.filter(
    (code) => code !== "modifiers" || found.some((other) => ["cpt", "hcpcs-ii", "icd-10-cm", "ncci"].includes(other)),
  );
}

const ehrPatterns: Patterns<Ehr> = [
  ["epic", /\bE(?:pic|PIC)\b(?! (?:proportion|scale|journey|adventure))/],
  ["oracle-health", /\bCerner\b|\bOracle Health\b/i],
  ["meditech", /\bMedi-?tech\b/i],
  ["eclinicalworks", /\be-?Clinical ?Works\b|\beCW\b/i],
  ["athenahealth", /\bathena(?:health|one|net|collector|practice|IDX)?\b/i],
  ["nextgen", /\bNextGen\b(?! (?:AI|technology))/],
  ["veradigm", /\bVeradigm\b|\bAllscripts\b/i],
  ["modmed", /\bModMed\b|\bModernizing Medicine\b/i],
  ["vista", /\bVistA\b|\bVISTA\/CPRS\b|\bCPRS\b/],
];
const encoderPatterns: Patterns<Encoder> = [
  [
    "solventum-360",
    /\b3M\b.{0,30}\b(?:360|encompass|encoder|coding|CAC|HDM|HIS|Doc)|\b(?:encoders?|encoding)\b.{0,40}\b3M\b|\b360 ?Encompass\b|\bSolventum\b/i,
  ],
  ["encoderpro", /\bEncoder ?Pro\b|\bOptum Encoder\b/i],
  ["trucode", /\bTru ?Code\b/i],
  ["trubridge", /\bTru ?Bridge\b/i],
  ["codify", /\b(?:AAPC|using|software|tools?|encoders?)\b.{0,30}\bCodify\b|\bCodify (?:by|\(|software|encoder)/],
  ["find-a-code", /\bFind-?A-?Code\b/i],
  ["dolbey", /\bDolbey\b|\bFusion CAC\b/i],
  ["codametrix", /\bCodaMetrix\b/i],
  ["fathom", /\bFathom (?:Health|AI|coding|platform)|\bFathom\b(?=.{0,40}\b(?:autonomous|CAC|coding)\b)/],
];

/** The record systems and encoders that are named; `required` only where the words say so. */
export function toolsOf(
  title: string,
  text: string,
): { ehrs: { code: Ehr; level: Level }[]; encoders: { code: Encoder; level: Level }[] } {
  const sentences = [{ text: title, level: null }, ...sentencesOf(text)];
  return { ehrs: leveled(ehrPatterns, sentences), encoders: leveled(encoderPatterns, sentences) };
}

function leveled<Code extends string>(
  patterns: Patterns<Code>,
  sentences: { text: string; level: Level | null }[],
): { code: Code; level: Level }[] {
  const found = new Map<Code, Level>();
  for (const sentence of sentences)
    for (const [code, pattern] of patterns) {
      const match = pattern.exec(sentence.text);
      if (!match || found.get(code) === "required") continue;
      found.set(code, levelAt(sentence.text, match.index + match[0].length) ?? sentence.level ?? "preferred");
    }
  return [...found].map(([code, level]) => ({ code, level }));
}

/** The setting or specialty that a phrase like "2 years ED facility coding" counts its years in. */
export function countedIn(
  phrase: string,
): { countedIn: "setting"; code: Setting } | { countedIn: "specialty"; code: Specialty } | undefined {
  // "DRG coding" and letters like OP are no setting to count in.
  const inWords = phrase.replace(/\b(?:DRGs?|IP|OP|IPDRG)\b/g, "");
  const setting =
    matches(settingsInText, phrase)[0] ?? (codingWord.test(phrase) ? matches(settingsInTitle, inWords)[0] : undefined);
  if (setting) return { countedIn: "setting", code: setting };
  const specialty = codingWord.test(phrase) ? matches(specialtyPatterns, phrase)[0] : undefined;
  return specialty && { countedIn: "specialty", code: specialty };
}

function matches<Code extends string>(patterns: Patterns<Code>, text: string): Code[] {
  return patterns.filter(([, pattern]) => pattern.test(text)).map(([code]) => code);
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
