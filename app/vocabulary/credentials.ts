/**
 * The credentials of this field, by the body that grants them. The apprentice forms (CPC-A, COC-A) are no credentials of
 * their own: AAPC's apprentice is a status, lifted by two years' experience or by education and Practicode.
 */
import { labelledCredentials, type CredentialBody, type CredentialName } from "./credential-labels.ts";

export { credentialLabel } from "./credential-labels.ts";
export type { CredentialBody };

export type CredentialTier = "core" | "specialty" | "associate" | "management";

export type Credential = {
  /** Stored and in URLs: lower case. */
  readonly code: string;
  /** As people write it. */
  readonly label: string;
  readonly body: CredentialBody;
  readonly name: string;
  readonly tier: CredentialTier;
  /** The status of a new holder, where the body has one. */
  readonly apprenticeStatus?: "CPC-A" | "COC-A";
  /** Older or other spellings. */
  readonly aliases: readonly string[];
  /** No longer granted; holders keep it. */
  readonly legacy?: true;
};

/** Where each body lets anybody check a credential; of those that have no such page, where they tell of it. */
export const verifyUrls = {
  AAPC: "https://www.aapc.com/certification/credential-verification.aspx",
  AHIMA: "https://my.ahima.org/certification/credentialverification.aspx",
  ACDIS: "https://acdis.org/certification",
  NHA: "https://certportal.nhanow.com/verify",
  AMBA: "https://www.americanmedicalbillingassociation.net",
  HFMA: "https://www.hfma.org/certifications",
  PMI: "https://www.pmimd.com",
  RCCB: "https://www.rccb.org",
  BMSC: "https://www.bmscertification.org",
  HCCA: "https://www.hcca-info.org/certification",
  NCCT: "https://www.ncctinc.com",
  QPro: "https://www.qpro.com",
} as const satisfies Record<CredentialBody, string>;

type Facts = Pick<Credential, "name" | "tier" | "aliases" | "apprenticeStatus" | "legacy">;

const row = (
  name: string,
  tier: CredentialTier,
  more: Partial<Pick<Credential, "apprenticeStatus" | "aliases" | "legacy">> = {},
): Facts => ({ name, tier, aliases: [], ...more });

const facts: Record<CredentialName, Facts> = {
  CPC: row("Certified Professional Coder", "core", { apprenticeStatus: "CPC-A" }),
  COC: row("Certified Outpatient Coder", "core", { apprenticeStatus: "COC-A", aliases: ["CPC-H"] }),
  CIC: row("Certified Inpatient Coder", "core"),
  CRC: row("Certified Risk Adjustment Coder", "core"),
  CPB: row("Certified Professional Biller", "core"),
  CPMA: row("Certified Professional Medical Auditor", "core"),
  CDEO: row("Certified Documentation Expert Outpatient", "core"),
  CDEI: row("Certified Documentation Expert Inpatient", "core"),
  CPPM: row("Certified Physician Practice Manager", "management"),
  CPCO: row("Certified Professional Compliance Officer", "management"),
  "CPC-I": row("Certified Professional Coder Instructor", "management"),
  "CPC-P": row("Certified Professional Coder-Payer", "core", { legacy: true }),
  CANPC: row("Certified Anesthesia and Pain Management Coder", "specialty"),
  CASCC: row("Certified Ambulatory Surgical Center Coder", "specialty"),
  CCC: row("Certified Cardiology Coder", "specialty"),
  CCVTC: row("Certified Cardiovascular and Thoracic Surgery Coder", "specialty"),
  CEDC: row("Certified Emergency Department Coder", "specialty"),
  CEMC: row("Certified Evaluation and Management Coder", "specialty"),
  CENTC: row("Certified ENT Coder", "specialty"),
  CFPC: row("Certified Family Practice Coder", "specialty"),
  CGIC: row("Certified Gastroenterology Coder", "specialty"),
  CGSC: row("Certified General Surgery Coder", "specialty"),
  CHONC: row("Certified Hematology and Oncology Coder", "specialty"),
  CIRCC: row("Certified Interventional Radiology Cardiovascular Coder", "specialty"),
  COBGC: row("Certified Obstetrics Gynecology Coder", "specialty"),
  COPC: row("Certified Ophthalmology Coder", "specialty"),
  COSC: row("Certified Orthopaedic Surgery Coder", "specialty"),
  CPCD: row("Certified Professional Coder in Dermatology", "specialty"),
  CPEDC: row("Certified Pediatrics Coder", "specialty"),
  CPRC: row("Certified Plastic and Reconstructive Surgery Coder", "specialty"),
  CRHC: row("Certified Rheumatology Coder", "specialty"),
  CSFAC: row("Certified Surgical Foot and Ankle Coder", "specialty"),
  CUC: row("Certified Urology Coder", "specialty"),
  CCA: row("Certified Coding Associate", "associate"),
  CCS: row("Certified Coding Specialist", "core"),
  "CCS-P": row("Certified Coding Specialist, Physician-based", "core", { aliases: ["CCSP"] }),
  RHIT: row("Registered Health Information Technician", "core"),
  RHIA: row("Registered Health Information Administrator", "management"),
  CDIP: row("Certified Documentation Integrity Practitioner", "specialty"),
  CHDA: row("Certified Health Data Analyst", "specialty"),
  CHPS: row("Certified in Healthcare Privacy and Security", "specialty"),
  CCDS: row("Certified Clinical Documentation Specialist", "core"),
  "CCDS-O": row("Certified Clinical Documentation Specialist, Outpatient", "core", { aliases: ["CCDSO"] }),
  CBCS: row("Certified Billing and Coding Specialist", "associate"),
  CEHRS: row("Certified Electronic Health Records Specialist", "associate"),
  CMRS: row("Certified Medical Reimbursement Specialist", "core"),
  CRCR: row("Certified Revenue Cycle Representative", "core"),
  CMC: row("Certified Medical Coder", "core"),
  CMOM: row("Certified Medical Office Manager", "management"),
  CMCO: row("Certified Medical Compliance Officer", "management"),
  CMIS: row("Certified Medical Insurance Specialist", "core"),
  RCC: row("Radiology Certified Coder", "specialty"),
  RCCIR: row("Radiology Certified Coder in Interventional Radiology", "specialty"),
  "HCS-D": row("Homecare Coding Specialist, Diagnosis", "specialty", { aliases: ["HCSD"] }),
  CHC: row("Certified in Healthcare Compliance", "management"),
  NCICS: row("National Certified Insurance and Coding Specialist", "associate"),
  QMC: row("Qualified Medical Coder", "core"),
};

/** Every credential, in the order of `labelledCredentials`. */
export const credentials: readonly Credential[] = labelledCredentials.map((credential) => ({
  ...credential,
  ...facts[credential.label],
}));

const byCode = new Map(credentials.map((credential) => [credential.code, credential]));
const bySpelling = new Map(
  credentials.flatMap((credential) =>
    [credential.label, ...credential.aliases].map((spelling) => [spelling.toUpperCase(), credential]),
  ),
);

/** The credential of a stored code. */
export function credentialByCode(code: string): Credential | undefined {
  return byCode.get(code);
}

/** The credential a person means by `text`: "ccs-p", "CPC-H" (now COC). The apprentice spellings mean their credential. */
export function credentialBySpelling(text: string): Credential | undefined {
  const spelling = text.trim().toUpperCase();
  return bySpelling.get(spelling) ?? bySpelling.get(spelling.replace(/-A$/, ""));
}
