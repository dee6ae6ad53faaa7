import type { Archetype } from "../archetype.ts";
import { clinicArchetypes } from "./clinics.ts";
import { practiceArchetypes } from "./practice.ts";
import { procedureArchetypes } from "./procedures.ts";
import { recordArchetypes } from "./records.ts";
import { facilityArchetypes } from "./facility.ts";
import { officeArchetypes } from "./office.ts";
import { postAcuteArchetypes } from "./post-acute.ts";
import { professionalArchetypes } from "./professional.ts";
import { reviewArchetypes } from "./cdi-audit.ts";
import { revenueArchetypes } from "./revenue.ts";
import { riskArchetypes } from "./risk.ts";
import { specialtyArchetypes } from "./specialty.ts";
import { traineeArchetypes } from "./trainee.ts";

/** Every kind of work that the demo's jobs are made of. */
export const archetypes: readonly Archetype[] = [
  ...facilityArchetypes,
  ...postAcuteArchetypes,
  ...professionalArchetypes,
  ...specialtyArchetypes,
  ...riskArchetypes,
  ...reviewArchetypes,
  ...revenueArchetypes,
  ...officeArchetypes,
  ...clinicArchetypes,
  ...practiceArchetypes,
  ...procedureArchetypes,
  ...recordArchetypes,
  ...traineeArchetypes,
];

const byKey = new Map(archetypes.map((archetype) => [archetype.key, archetype]));

/** The archetype of a key that an employer's mix names. Throws on an unknown key. */
export function archetypeOf(key: string): Archetype {
  const found = byKey.get(key);
  if (!found) throw new RangeError(`No kind of work is called ${key}`);
  return found;
}
