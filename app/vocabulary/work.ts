import { vocabulary, type CodeOf } from "./vocabulary.ts";

/** What the person does. */
export const functions = vocabulary({
  coder: "Coder",
  auditor: "Auditor / QA",
  "cdi-specialist": "CDI specialist",
  "risk-adjustment": "Risk adjustment (HCC)",
  denials: "Denials and appeals",
  "charge-capture": "Charge capture",
  biller: "Biller",
  "accounts-receivable": "Accounts receivable",
  "prior-authorization": "Prior authorization",
  compliance: "Compliance",
  educator: "Educator",
  manager: "Manager",
  him: "HIM / release of information",
  "cancer-registry": "Cancer registry",
  "ai-validator": "AI-coding validator",
});
export type JobFunction = CodeOf<typeof functions>;

/** Where the charts come from. */
export const settings = vocabulary({
  "inpatient-facility": "Inpatient facility",
  "outpatient-facility": "Outpatient facility",
  observation: "Observation",
  "ambulatory-surgery": "Ambulatory surgery",
  "ed-facility": "ED facility",
  "ed-professional": "ED professional fee",
  "professional-fee": "Professional fee",
  "fqhc-rhc": "FQHC / RHC",
  snf: "Skilled nursing (SNF)",
  irf: "Inpatient rehabilitation (IRF)",
  ltch: "Long-term care hospital (LTCH)",
  "home-health": "Home health / hospice",
  behavioral: "Behavioral",
  telehealth: "Telehealth",
  dme: "DME",
  dental: "Dental",
  payer: "Payer",
  vendor: "Vendor",
  government: "Government",
});
export type Setting = CodeOf<typeof settings>;

/** The AAPC's specialty list plus what it leaves out. */
export const specialties = vocabulary({
  anesthesia: "Anesthesia and pain",
  "ambulatory-surgery-center": "Ambulatory surgery center",
  cardiology: "Cardiology",
  cardiothoracic: "Cardiothoracic surgery",
  emergency: "Emergency",
  "evaluation-management": "Evaluation and management",
  otolaryngology: "Otolaryngology (ENT)",
  "family-practice": "Family practice",
  gastroenterology: "Gastroenterology",
  "general-surgery": "General surgery",
  "hematology-oncology": "Hematology / oncology",
  "interventional-radiology": "Interventional radiology",
  "ob-gyn": "OB/GYN",
  ophthalmology: "Ophthalmology",
  orthopaedics: "Orthopaedic surgery",
  dermatology: "Dermatology",
  pediatrics: "Pediatrics",
  "plastic-surgery": "Plastic and reconstructive surgery",
  rheumatology: "Rheumatology",
  "foot-ankle": "Foot and ankle surgery",
  urology: "Urology",
  "pathology-lab": "Pathology / lab",
  "diagnostic-radiology": "Diagnostic radiology",
  "radiation-oncology": "Radiation oncology",
  neurosurgery: "Neurosurgery / spine",
  transplant: "Transplant",
  trauma: "Trauma",
  "wound-care": "Wound care",
  nephrology: "Nephrology",
  pulmonary: "Pulmonary",
  hospitalist: "Hospitalist",
  "critical-care": "Critical care",
  podiatry: "Podiatry",
  infusion: "Infusion",
  multispecialty: "Multispecialty",
});
export type Specialty = CodeOf<typeof specialties>;

/** Code sets, and the logic that stands on them. */
export const codeSets = vocabulary({
  "icd-10-cm": "ICD-10-CM",
  "icd-10-pcs": "ICD-10-PCS",
  cpt: "CPT",
  "hcpcs-ii": "HCPCS II",
  modifiers: "Modifiers",
  cdt: "CDT",
  ndc: "NDC",
  "revenue-codes": "Revenue codes",
  "ms-drg": "MS-DRG",
  "apr-drg": "APR-DRG",
  apc: "APC",
  "cms-hcc": "CMS-HCC V24/V28",
  "hhs-hcc": "HHS-HCC",
  rxhcc: "RxHCC",
  ncci: "NCCI",
  "lcd-ncd": "LCD/NCD",
  poa: "POA",
  rvu: "RVU",
});
export type CodeSet = CodeOf<typeof codeSets>;

export const ehrs = vocabulary({
  epic: "Epic",
  "oracle-health": "Oracle Health (Cerner)",
  meditech: "Meditech",
  eclinicalworks: "eClinicalWorks",
  athenahealth: "athenahealth",
  nextgen: "NextGen",
  veradigm: "Veradigm",
  modmed: "ModMed",
  vista: "VistA",
});
export type Ehr = CodeOf<typeof ehrs>;

/** Encoders and computer-assisted coding. */
export const encoders = vocabulary({
  "solventum-360": "Solventum (3M) 360 Encompass",
  encoderpro: "Optum EncoderPro",
  trucode: "TruCode",
  trubridge: "TruBridge",
  codify: "Codify",
  "find-a-code": "Find-A-Code",
  dolbey: "Dolbey",
  codametrix: "CodaMetrix",
  fathom: "Fathom",
});
export type Encoder = CodeOf<typeof encoders>;
