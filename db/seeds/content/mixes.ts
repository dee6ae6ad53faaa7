/** What kinds of work the usual employers of this field have, as keys of archetypes; an employer adds its own. */

const facility = [
  "inpatient-coder",
  "inpatient-coder",
  "outpatient-coder",
  "inpatient-coder",
  "ed-facility",
  "surgery-coder",
];
const around = [
  "cdi-inpatient",
  "denials-inpatient",
  "charge-capture",
  "inpatient-auditor",
  "coding-manager",
  "him-roi",
];

/** The professional-fee work of these specialties. */
export const specialties = (...codes: string[]) => codes.map((code) => `professional-${code}`);

/** `mix` with `keys` strewn in from the start, so that an employer with few jobs has them too. */
export function among(mix: readonly string[], keys: readonly string[]): string[] {
  return mix.flatMap((key, at) => {
    const extra = at % 3 === 1 ? keys[(at - 1) / 3] : undefined;
    return extra ? [key, extra] : [key];
  });
}

/** A health system with hospitals and clinics. */
export const HEALTH_SYSTEM = [
  ...facility,
  "cdi-inpatient",
  "apprentice-program",
  "denials-inpatient",
  "em-multispecialty",
  "interventional",
  "charge-capture",
  "hospitalist",
  "wound-infusion",
  "inpatient-auditor",
  "cancer-registrar",
  "cdi-outpatient",
  "him-roi",
  "pro-auditor",
  "coding-manager",
  "educator",
  "externship",
  "denials-professional",
  "him-data",
  "compliance",
];

/** A single hospital. */
export const HOSPITAL = [
  ...facility,
  "apprentice-program",
  ...around,
  "wound-infusion",
  "cancer-registrar",
  "externship",
];

/** A company that codes for others. */
export const VENDOR = [
  "inpatient-coder",
  "outpatient-coder",
  "ed-professional",
  "hcc-coder",
  "inpatient-auditor",
  "ed-facility",
  "surgery-coder",
  "interventional",
  "em-multispecialty",
  "inpatient-coder",
  "anesthesia",
  "pro-auditor",
  "denials-inpatient",
  "home-health",
  "cdi-inpatient",
  "hcc-auditor",
  "cancer-registrar",
  "educator",
  "rehab-coder",
  "hospitalist",
  "ltch-coder",
  "denials-professional",
];

/** A health plan. */
export const PAYER = [
  "hcc-coder",
  "payer-claims",
  "hcc-auditor",
  "payer-drg",
  "hcc-coder",
  "hhs-risk",
  "cdi-outpatient",
  "prior-auth",
  "payer-claims",
  "compliance",
  "him-data",
  "educator",
];

/** The billing side of a physician group. */
export const PRACTICE = [
  "biller",
  "denials-professional",
  "practice-manager",
  "prior-auth",
  "apprentice-program",
  "ar-specialist",
  "pro-auditor",
];
