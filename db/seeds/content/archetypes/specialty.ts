import { allOf, anyOf, inLieu, inSetting, inSpecialty, preferAny, type Archetype } from "../archetype.ts";
import { medicalSpecialties } from "./specialty-medical.ts";
import { surgicalSpecialties } from "./specialty-surgical.ts";
import type { SpecialtyWork } from "./specialty-work.ts";

/** The professional-fee archetype of one specialty. */
function professional(of: SpecialtyWork): Archetype {
  const own = of.credential !== "cpc";
  const spread = Math.max(1, Math.round((of.perHour[1] - of.perHour[0]) / 6));
  const perChart = (dollars: number) => Math.round((dollars / of.perHour[0]) * 0.98 * 20) / 20;
  return {
    key: `professional-${of.code}`,
    functions: ["coder"],
    settings: ["professional-fee"],
    alsoSettings: ["outpatient-facility", "inpatient-facility"],
    specialties: [[of.code], [of.code, "evaluation-management"], [of.code]],
    codeSets: ["cpt", "icd-10-cm", "modifiers", ...of.codeSets],
    alsoCodeSets: ["hcpcs-ii"],
    tiers: ["mid", "mid", "senior", "entry", "lead", "mid"],
    titles: [
      `${of.named} Coder{level}`,
      `Professional Coder{level}, ${of.named}`,
      `Coding Specialist{level}, ${of.named}`,
      `Pro-Fee Coder{level}, ${of.named}`,
      `${of.named} Coding Specialist{level}`,
      `Physician Coder{level}, ${of.named} Service`,
    ],
    rules: own
      ? [
          [anyOf("cpc", of.credential)],
          [allOf(of.credential)],
          [anyOf("cpc", "ccs-p"), preferAny(of.credential)],
          [
            inLieu(
              anyOf(of.credential, "cpc", "ccs-p"),
              `Three years coding ${of.named.toLowerCase()} without a break`,
            ),
          ],
          [allOf("cpc"), preferAny(of.credential, "cemc")],
        ]
      : [
          [anyOf("cpc", "ccs-p")],
          [anyOf("cpc", "ccs-p", "cmc")],
          [inLieu(anyOf("cpc", "ccs-p"), `Four years coding ${of.named.toLowerCase()}`), preferAny("cemc", "cpma")],
        ],
    entryRules: [[anyOf("cpc", "ccs-p")], [anyOf("cpc", "cca")]],
    experience: [inSpecialty(of.code), inSetting("professional-fee")],
    hourly: of.hourly,
    byRecord: [
      {
        unit: "chart",
        low: perChart(of.hourly[0]),
        high: perChart(of.hourly[1]),
        chartsPerHour: of.perHour[0],
        recordType: of.records,
        period: "hour",
      },
    ],
    production: [{ recordType: of.records, from: of.perHour[0], to: of.perHour[1], step: spread, period: "hour" }],
    accuracy: [95, 95, 96],
    types: ["part-time", "contract", "prn"],
    remote: 0.75,
    encoders: of.encoders,
    tested: true,
    charts: of.records,
    work: `${of.named.toLowerCase()} coding`,
    matters: of.matters,
    duties: [
      ...of.duties,
      "{matter}, {matter} and {matter} are the cases people bring to the group.",
      "You code {charts} from the signed note, apply {sets}, and work the edits that come back on your own claims.",
      "On {matter} we follow the specialty society and write down why.",
      "You keep the same physicians for at least a year, which is how their notes get better.",
    ],
    week: [
      "{charts}, steadily: {prod} is what most of us reach by the third month",
      "A look at {matter}, with one note shared on the screen",
      "Ten minutes with {a surgeon or two|one physician|two physicians} on what the note left out",
      "Edits and denials on your own claims, before lunch on {Tuesday|Wednesday|Thursday}",
      "{Four|Six|Eight} addenda asked for, and most of them answered within {two|three} days",
      "Charge lag of your physicians, kept under {three|four|five} days",
    ],
    asks: [
      `You have coded ${of.named.toLowerCase()} long enough to be bored by the easy ones.`,
      "You read the body of the note and not its header.",
      "You can settle {matter} from the references, without a forum.",
      "You ask physicians short questions.",
    ],
  };
}

/** One archetype for each specialty of the two tables. */
export const specialtyArchetypes: Archetype[] = [...medicalSpecialties, ...surgicalSpecialties].map(professional);
