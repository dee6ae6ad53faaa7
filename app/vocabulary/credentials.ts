/**
 * The credentials of this field, by the body that grants them. The apprentice forms (CPC-A, COC-A) are no credentials of
 * their own: AAPC's apprentice is a status, lifted by two years' experience or by education and Practicode.
 */
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

/** Where each body lets anybody check a credential. */
export const verifyUrls = {
  AAPC: "https://www.aapc.com/medical-coding-certification/verify",
  AHIMA: "https://my.ahima.org/verify-a-credential",
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
} as const;
export type CredentialBody = keyof typeof verifyUrls;

const row = (
  label: string,
  body: CredentialBody,
  name: string,
  tier: CredentialTier,
  more: Partial<Pick<Credential, "apprenticeStatus" | "aliases" | "legacy">> = {},
): Credential => ({ code: label.toLowerCase(), label, body, name, tier, aliases: [], ...more });

export const credentials: readonly Credential[] = [
  row("CPC", "AAPC", "Certified Professional Coder", "core", { apprenticeStatus: "CPC-A" }),
  row("COC", "AAPC", "Certified Outpatient Coder", "core", { apprenticeStatus: "COC-A", aliases: ["CPC-H"] }),
  row("CIC", "AAPC", "Certified Inpatient Coder", "core"),
  row("CRC", "AAPC", "Certified Risk Adjustment Coder", "core"),
  row("CPB", "AAPC", "Certified Professional Biller", "core"),
  row("CPMA", "AAPC", "Certified Professional Medical Auditor", "core"),
  row("CDEO", "AAPC", "Certified Documentation Expert Outpatient", "core"),
  row("CDEI", "AAPC", "Certified Documentation Expert Inpatient", "core"),
  row("CPPM", "AAPC", "Certified Physician Practice Manager", "management"),
  row("CPCO", "AAPC", "Certified Professional Compliance Officer", "management"),
  row("CPC-I", "AAPC", "Certified Professional Coder Instructor", "management"),
  row("CPC-P", "AAPC", "Certified Professional Coder-Payer", "core", { legacy: true }),
  row("CANPC", "AAPC", "Certified Anesthesia and Pain Management Coder", "specialty"),
  row("CASCC", "AAPC", "Certified Ambulatory Surgical Center Coder", "specialty"),
  row("CCC", "AAPC", "Certified Cardiology Coder", "specialty"),
  row("CCVTC", "AAPC", "Certified Cardiovascular and Thoracic Surgery Coder", "specialty"),
  row("CEDC", "AAPC", "Certified Emergency Department Coder", "specialty"),
  row("CEMC", "AAPC", "Certified Evaluation and Management Coder", "specialty"),
  row("CENTC", "AAPC", "Certified ENT Coder", "specialty"),
  row("CFPC", "AAPC", "Certified Family Practice Coder", "specialty"),
  row("CGIC", "AAPC", "Certified Gastroenterology Coder", "specialty"),
  row("CGSC", "AAPC", "Certified General Surgery Coder", "specialty"),
  row("CHONC", "AAPC", "Certified Hematology and Oncology Coder", "specialty"),
  row("CIRCC", "AAPC", "Certified Interventional Radiology Cardiovascular Coder", "specialty"),
  row("COBGC", "AAPC", "Certified Obstetrics Gynecology Coder", "specialty"),
  row("COPC", "AAPC", "Certified Ophthalmology Coder", "specialty"),
  row("COSC", "AAPC", "Certified Orthopaedic Surgery Coder", "specialty"),
  row("CPCD", "AAPC", "Certified Professional Coder in Dermatology", "specialty"),
  row("CPEDC", "AAPC", "Certified Pediatrics Coder", "specialty"),
  row("CPRC", "AAPC", "Certified Plastic and Reconstructive Surgery Coder", "specialty"),
  row("CRHC", "AAPC", "Certified Rheumatology Coder", "specialty"),
  row("CSFAC", "AAPC", "Certified Surgical Foot and Ankle Coder", "specialty"),
  row("CUC", "AAPC", "Certified Urology Coder", "specialty"),
  row("CCA", "AHIMA", "Certified Coding Associate", "associate"),
  row("CCS", "AHIMA", "Certified Coding Specialist", "core"),
  row("CCS-P", "AHIMA", "Certified Coding Specialist, Physician-based", "core", { aliases: ["CCSP"] }),
  row("RHIT", "AHIMA", "Registered Health Information Technician", "core"),
  row("RHIA", "AHIMA", "Registered Health Information Administrator", "management"),
  row("CDIP", "AHIMA", "Certified Documentation Integrity Practitioner", "specialty"),
  row("CHDA", "AHIMA", "Certified Health Data Analyst", "specialty"),
  row("CHPS", "AHIMA", "Certified in Healthcare Privacy and Security", "specialty"),
  row("CCDS", "ACDIS", "Certified Clinical Documentation Specialist", "core"),
  row("CCDS-O", "ACDIS", "Certified Clinical Documentation Specialist, Outpatient", "core", { aliases: ["CCDSO"] }),
  row("CBCS", "NHA", "Certified Billing and Coding Specialist", "associate"),
  row("CEHRS", "NHA", "Certified Electronic Health Records Specialist", "associate"),
  row("CMRS", "AMBA", "Certified Medical Reimbursement Specialist", "core"),
  row("CRCR", "HFMA", "Certified Revenue Cycle Representative", "core"),
  row("CMC", "PMI", "Certified Medical Coder", "core"),
  row("CMOM", "PMI", "Certified Medical Office Manager", "management"),
  row("CMCO", "PMI", "Certified Medical Compliance Officer", "management"),
  row("CMIS", "PMI", "Certified Medical Insurance Specialist", "core"),
  row("RCC", "RCCB", "Radiology Certified Coder", "specialty"),
  row("RCCIR", "RCCB", "Radiology Certified Coder in Interventional Radiology", "specialty"),
  row("HCS-D", "BMSC", "Homecare Coding Specialist, Diagnosis", "specialty", { aliases: ["HCSD"] }),
  row("CHC", "HCCA", "Certified in Healthcare Compliance", "management"),
  row("NCICS", "NCCT", "National Certified Insurance and Coding Specialist", "associate"),
  row("QMC", "QPro", "Qualified Medical Coder", "core"),
];

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

/** How a stored credential code is written; the code in capitals where it is unknown. */
export function credentialLabel(code: string): string {
  return byCode.get(code)?.label ?? code.toUpperCase();
}
