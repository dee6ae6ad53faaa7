/**
 * The credentials of this field as people write them, by the body that grants them, in the order of every list. What else
 * is known of them is in credentials.ts, which a page that only names them need not load.
 */
const labels = {
  AAPC: [
    "CPC",
    "COC",
    "CIC",
    "CRC",
    "CPB",
    "CPMA",
    "CDEO",
    "CDEI",
    "CPPM",
    "CPCO",
    "CPC-I",
    "CPC-P",
    "CANPC",
    "CASCC",
    "CCC",
    "CCVTC",
    "CEDC",
    "CEMC",
    "CENTC",
    "CFPC",
    "CGIC",
    "CGSC",
    "CHONC",
    "CIRCC",
    "COBGC",
    "COPC",
    "COSC",
    "CPCD",
    "CPEDC",
    "CPRC",
    "CRHC",
    "CSFAC",
    "CUC",
  ],
  AHIMA: ["CCA", "CCS", "CCS-P", "RHIT", "RHIA", "CDIP", "CHDA", "CHPS"],
  ACDIS: ["CCDS", "CCDS-O"],
  NHA: ["CBCS", "CEHRS"],
  AMBA: ["CMRS"],
  HFMA: ["CRCR"],
  PMI: ["CMC", "CMOM", "CMCO", "CMIS"],
  RCCB: ["RCC", "RCCIR"],
  BMSC: ["HCS-D"],
  HCCA: ["CHC"],
  NCCT: ["NCICS"],
  QPro: ["QMC"],
} as const;

export type CredentialBody = keyof typeof labels;
export type CredentialName = (typeof labels)[CredentialBody][number];

/** A credential's code (its label in lower case, stored and in URLs), how it is written, and who grants it. */
export type LabelledCredential = {
  readonly code: string;
  readonly label: CredentialName;
  readonly body: CredentialBody;
};

/** Every credential. */
export const labelledCredentials: readonly LabelledCredential[] = (Object.keys(labels) as CredentialBody[]).flatMap(
  (body) => labels[body].map((label) => ({ code: label.toLowerCase(), label, body })),
);

const byCode = new Map(labelledCredentials.map((credential) => [credential.code, credential]));

/** How a stored credential code is written; the code in capitals where it is unknown. */
export function credentialLabel(code: string): string {
  return byCode.get(code)?.label ?? code.toUpperCase();
}

/** Who grants the credential of a stored code. */
export function credentialBody(code: string): CredentialBody | undefined {
  return byCode.get(code)?.body;
}
