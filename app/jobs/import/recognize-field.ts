import { codeSetsOf, functionsOf } from "./recognize-work.ts";
import { findCredentials } from "./recognize-credentials.ts";

/** Titles that are this field's work by themselves. */
const ownTitle =
  /\b(?:medical|clinical|professional|outpatient|inpatient|hospital|risk|HCC|DRG|ICD|CPC|surgery|surgical|facility|profee|fee|health|dental|radiology|denials?|senior|lead|certified|remote|I{1,3}|services|concurrent|professional fee)\b.{0,40}\bcod(?:er|ers|ing)\b|\bcoders?\b|\bcoding (?:spec|anal|audit|educ|qual|man|sup|comp|lead|coord|integ|valid|denial|tech)|\(coding\b|, coding\b|\bremote (?:inpatient|outpatient) coding|\bCDIS?\b|\bclin(?:ical)?\.? ?doc(?:ument(?:ation)?)?\b|\bmed(?:ical)?\.? rec(?:ord)?s?\b|\bhealth info(?:rmation)?\b|\bHIMS?\b|\bHCC\b|\brisk adjustment\b|\bDRG\b|\b(?:tumor|cancer) regist|\brevenue integrity\b|\bcharge (?:capture|audit|integrity|master)|\bchargemaster\b|\bmedical bill|\bbilling (?:and|&) coding|\brelease of information\b/i;

/** Titles of work that other trades do too: the text must show that it is this field's. */
const sharedTitle =
  /\bbill(?:er|ers|ing)\b|\bdenials?\b|\bappeals?\b|\bauthorizations?\b|\baccounts? receivable\b|\bcomplian(?:ce|t)\b|\baudit|\brevenue cycle\b|\bpayment post|\bcredit balance|\breimbursement\b|\bclaims?\b|\bregistrar\b|\bcoding\b|\bdocumentation\b|\beducator\b/i;

/** Trades whose postings speak of codes or charts in passing. */
const otherTrade =
  /\bnurse practitioner\b|\bphysician\b(?! advis| cod| bill|.based)|\bsurgeon|\btherap(?:ist|y)\b|\bpharmac|\bcounselor\b|\bsocial work|\bmarket(?:er|ing)\b|\bsales\b|\baccount executive\b|\bengineer|\bdeveloper\b|\bsoftware\b|\bdesigner\b|\bproduct (?:manager|owner|marketer)\b|\brecruit|\bparamedic|\btechnologist\b|\bsonograph|\bdietit|\bphlebotom|\bmedical assistant\b|\bdata scien|\battorney\b|\bteacher\b|\bcyber|\bsecurity\b|\bGRC\b|\bgovernance, risk\b|\bscreening\b/i;
const nurse = /\bnurse\b|\bRN\b|\bLPN\b|\bLVN\b|\bAPRN\b/i;

const codingWords = /\bcod(?:er|ers|ing)\b|\bclinical documentation\b|\bCDI\b/gi;

/** A cheap look before the text is cleaned: false only where `isCodingWork` could not be true. */
export function mayBeCodingWork(title: string, source: string): boolean {
  return ownTitle.test(title) || sharedTitle.test(title) || (source.match(codingWords)?.length ?? 0) >= 3;
}

/**
 * Whether a posting is this field's work. It is, when
 * 1. the title names such work ("Medical Coder", "CDI", "Medical Records", "DRG", "HIM") and no other trade; or
 * 2. the title names work that other trades share (billing, appeals, authorization, audit, compliance, revenue cycle) and
 *    the text names a coding credential, a code set or medical billing (for a nurse's title, or one of audit, compliance or
 *    coding alone: a credential or two code sets); or
 * 3. the title names neither, and the text names a coding credential and a code set and speaks of coding three times; or
 * 4. the title names another trade as well as this one, and the text has what 3 asks for.
 */
export function isCodingWork(title: string, text: string): boolean {
  const sets = codeSetsOf("", text).filter((code) => !["modifiers", "poa", "rvu", "ndc"].includes(code));
  const credentials = new Set(
    findCredentials(`${title}\n${text}`, text.slice(0, 4_000)).map((mention) => mention.code),
  );
  const shownByText =
    credentials.size > 0 && (text.match(codingWords)?.length ?? 0) >= 3 && (sets.length > 0 || credentials.size > 1);
  const other = otherTrade.test(title) && !/\bcoders?\b|\bmedical records?\b/i.test(title);

  if (ownTitle.test(title) && functionsOf(title).length > 0) return !other || shownByText;
  if (other) return false;
  if (sharedTitle.test(title)) {
    const broad =
      /\bcomplian|\baudit|\bregistrar|\beducator|\bdocumentation|\bcoding\b/i.test(title) &&
      !/\bmedical|\bhospital|\bclaims?\b|\bbill/i.test(title);
    if (nurse.test(title) || broad) return credentials.size > 0 || sets.length >= 2;
    return (
      credentials.size > 0 ||
      sets.length > 0 ||
      /\b(?:medical (?:billing|coding|claims)|(?:hospital|physician|healthcare) (?:billing|claims))\b/i.test(
        `${title}\n${text}`,
      )
    );
  }
  return shownByText && !nurse.test(title);
}
