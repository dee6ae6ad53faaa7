import { demoSignIns } from "../demo-sign-ins.ts";
import { familyNames, givenNames } from "./people.ts";
import { inWords, listed } from "./phrase.ts";
import type { JobSeed } from "./make-jobs.ts";
import { random as randomOf, type Random } from "./random.ts";
import type { Size } from "./demo.ts";

type Craft = {
  key: string;
  credentials: readonly (readonly string[])[];
  /** Kinds of work, by the start of their keys. */
  works: readonly string[];
  positions: readonly string[];
  duties: readonly string[];
};

/** What a seeker of the demo has learned, and so which jobs they apply to. */
const crafts: readonly Craft[] = [
  {
    key: "inpatient",
    credentials: [["CCS"], ["CCS", "RHIT"], ["CIC"], ["CCS", "CDIP"]],
    works: ["inpatient-", "denials-inpatient", "payer-drg", "ltch", "rehab", "interventional"],
    positions: ["Inpatient coder", "Facility coder, inpatient", "Senior inpatient coder"],
    duties: [
      "Medicine, surgery and intensive care stays; 2.7 charts an hour at 96.4 %",
      "Second reader for DRG shifts",
      "Wrote query templates for malnutrition",
      "Trained two new coders",
    ],
  },
  {
    key: "outpatient",
    credentials: [["COC"], ["CPC", "COC"], ["CCS"]],
    works: ["outpatient-", "ed-facility", "surgery-", "wound-infusion", "charge-capture"],
    positions: ["Outpatient coder", "ED and observation coder", "Same-day surgery coder"],
    duties: [
      "Emergency, observation and endoscopy accounts",
      "Worked own NCCI and medical necessity edits",
      "Injections and infusions with the nursing record",
    ],
  },
  {
    key: "professional",
    credentials: [["CPC"], ["CPC", "CEMC"], ["CCS-P"], ["CPC", "CPMA"]],
    works: [
      "em-",
      "hospitalist",
      "ed-professional",
      "professional-",
      "pro-auditor",
      "denials-professional",
      "anesthesia",
    ],
    positions: ["Professional fee coder", "Physician coder", "Clinic coder, multispecialty"],
    duties: [
      "22 providers in four specialties",
      "Feedback talks with new providers",
      "Edits and denials on own claims",
      "Eighteen encounters an hour at 95.9 %",
    ],
  },
  {
    key: "risk",
    credentials: [["CRC"], ["CPC", "CRC"]],
    works: ["hcc-", "hhs-", "cdi-outpatient"],
    positions: ["Risk adjustment coder", "HCC reviewer"],
    duties: ["Retrospective review, V24 and V28", "Over-reading of a group of eight", "Nine charts an hour at 97 %"],
  },
  {
    key: "beginner",
    credentials: [["CPC-A"], ["CCA"], ["CPC-A"], ["COC-A"]],
    works: [],
    positions: ["Medical assistant", "Registrar, emergency department", "Pharmacy technician"],
    duties: [
      "Intake, vital signs, refills",
      "Insurance checks and estimates",
      "Practicode, 600 cases, finished this year",
    ],
  },
  {
    key: "documentation",
    credentials: [["CCDS"], ["CDIP", "CCS"]],
    works: ["cdi-", "denials-inpatient"],
    positions: ["Documentation specialist", "Staff nurse, intensive care"],
    duties: ["Eleven new reviews a day", "Rounds with hospital medicine twice a week", "Query answer rate of 93 %"],
  },
  {
    key: "billing",
    credentials: [["CPB"], ["CPC", "CPB"], ["CRCR"]],
    works: ["biller", "ar-", "prior-auth", "denials-professional", "practice-manager", "dme", "dental"],
    positions: ["Medical biller", "Insurance follow-up specialist"],
    duties: [
      "Four practices from charge to zero balance",
      "Aging over ninety days cut by a third",
      "Authorizations for imaging and biologics",
    ],
  },
  {
    key: "records",
    credentials: [["RHIT"], ["RHIA"]],
    works: ["him-", "cancer-registrar", "snf"],
    positions: ["Health information technician", "Cancer registry abstractor"],
    duties: [
      "Release of information, 50 requests a day",
      "Duplicates merged with patient access",
      "Nine abstracts a day",
    ],
  },
];

const formerEmployers = [
  "Stonebrook Medical",
  "Dunmore County Hospital",
  "Ashgrove Clinic",
  "Tallow Creek Physicians",
  "Mirror Lake Health",
  "Farrier Street Family Medicine",
  "Coldwater Surgical",
  "Beacon Row Billing",
  "Hollins Memorial",
  "Quarry Road Medical Group",
];
const homes = [
  "Toledo, OH",
  "Knoxville, TN",
  "Tampa, FL",
  "Boise, ID",
  "El Paso, TX",
  "Macon, GA",
  "Rockford, IL",
  "Spokane, WA",
  "Albany, NY",
  "Duluth, MN",
  "Tulsa, OK",
  "Fresno, CA",
  "Dayton, OH",
  "Mobile, AL",
  "Lansing, MI",
  "Omaha, NE",
  "Reading, PA",
  "Eugene, OR",
  "Durham, NC",
  "Jackson, MS",
  "Augusta, ME",
  "Pueblo, CO",
  "Wichita, KS",
  "Madison, WI",
  "Laredo, TX",
];

/** Somebody who looks for work on the demo board. */
export type SeekerSeed = {
  key: string;
  name: string;
  email: string;
  home: string;
  /** As they write them, apprentice status included. */
  credentials: readonly string[];
  years: number;
  past: string;
  works: readonly string[];
  beginner: boolean;
  /** The lines of the résumé. */
  resume: string[];
};

function makeSeeker(craft: Craft, at: number, random: Random): SeekerSeed {
  const vega = at === 0 ? demoSignIns.find(({ role }) => role === "seeker") : undefined;
  const given = givenNames[(at * 7 + 3) % givenNames.length]!;
  const family = familyNames[(at * 11 + 5) % familyNames.length]!;
  const name = vega?.name ?? `${given} ${family}`;
  const plain = name
    .normalize("NFD")
    .replace(/[^A-Za-z ]/g, "")
    .toLowerCase()
    .replace(" ", ".");
  const home = vega ? "Toledo, OH" : random.pick(homes);
  const credentials = vega ? ["CPC", "COC"] : random.pick(craft.credentials);
  const beginner = craft.key === "beginner";
  const years = random.int(2, 14);
  const [past, before] = random.take(formerEmployers, 2) as [string, string];
  const [now, earlier] = [random.pick(craft.positions), random.pick(craft.positions)];
  const resume = [
    name,
    `${home}   ${listed(credentials)}`,
    "",
    "EXPERIENCE",
    `${now}, ${past}, ${inWords(Math.max(1, years - 2))} years`,
    ...random.take(craft.duties, 2).map((duty) => `  ${duty}`),
    `${earlier}, ${before}, two years`,
    ...random.take(craft.duties, 1).map((duty) => `  ${duty}`),
    "",
    "CREDENTIALS",
    `${listed(credentials)}, numbers on request`,
    "",
    "SYSTEMS",
    listed(
      random.take(["Epic", "Oracle Health", "Meditech", "athenahealth", "360 Encompass", "EncoderPro", "Codify"], 3),
    ),
  ];
  return {
    key: plain,
    name,
    email: vega?.email ?? `${plain}@demo.example`,
    home,
    credentials,
    years,
    past,
    works: craft.works,
    beginner,
    resume,
  };
}

/** The demo's seekers; the first one is the sign-in. */
export function makeSeekers(size: Size): SeekerSeed[] {
  return Array.from({ length: size === "full" ? 40 : 12 }, (_, at) => {
    const craft = at === 0 ? crafts.find(({ key }) => key === "professional")! : crafts[at % crafts.length]!;
    return makeSeeker(craft, at, randomOf(`seeker ${at}`));
  });
}

/** Whether a job is of the kind that this seeker applies to. */
export function suits(seeker: SeekerSeed, job: JobSeed): boolean {
  if (job.content.apply.kind !== "board" || job.archetype === "") return false;
  if (seeker.beginner) return job.content.apprentice === "welcome" || job.content.apprentice === "with-practicode";
  return seeker.works.some((work) => job.archetype.startsWith(work));
}
