import { credentials, credentialBySpelling } from "~/vocabulary/credentials.ts";
import type { CredentialGroup, Level } from "../job-content.ts";
import { levelAt, sentencesOf } from "./levels.ts";

/**
 * What letters need around them to be the credential, and what around them says that they mean something else. Letters
 * that are not listed mean nothing else in health care.
 */
const ambiguous: Record<string, { needs?: RegExp; never?: RegExp }> = {
  cpc: { never: /chest pain|cost per|pathologic|primary care plus|college/i },
  coc: { never: /continuity of care|continuum of care|commission on cancer|cancer program|code of conduct/i },
  cic: { never: /infection|epidemiolog|APIC\b|CBIC\b/i },
  crc: {
    needs: /risk|AAPC|AHIMA|coder|coding|HCC/i,
    never: /colorectal|clinical research|research coordinator|rehabilitation counsel|cancer/i,
  },
  cca: { never: /commonwealth care|clinical assistant|care assistant|cardiac|call center|chartered/i },
  ccs: { never: /children.?s services|carbon|coronary|critical care s|classification software|formerly/i },
  cpb: { needs: /bill|AAPC|coder|coding|certif/i, never: /bypass/i },
  cppm: { needs: /AAPC|practice manage|certif/i },
  ccc: {
    needs: /cardiology cod|AAPC|coder|coding/i,
    never: /SLP|clinical competence|speech|language|cancer cent|comprehensive care|critical care|hospital/i,
  },
  cfpc: { needs: /AAPC|coder|coding|certif/i },
  cgic: { needs: /AAPC|coder|coding|certif/i },
  cgsc: { needs: /AAPC|coder|coding|certif/i },
  copc: { needs: /AAPC|coder|coding|certif/i },
  cosc: { needs: /AAPC|coder|coding|certif/i },
  cprc: { needs: /AAPC|coder|coding/i },
  crhc: { needs: /AAPC|coder|coding|certif/i, never: /rural/i },
  cuc: { needs: /AAPC|coder|coding|certif/i },
  chps: { needs: /AHIMA|privacy|certif|credential/i },
  cmc: { needs: /PMI\b|coder|coding|certif/i, never: /medical cent|cardiac medicine|critical care|CCRN|nurse/i },
  cmom: { needs: /PMI\b|certif/i },
  cmco: { needs: /PMI\b|certif/i },
  cmis: { needs: /PMI\b|certif/i },
  rcc: { needs: /RCCB|radiology|coder|coding/i, never: /renal|carcinoma|resident care/i },
  chc: { needs: /HCCA|CCB\b|complian/i, never: /community health|health cent|teen/i },
  qmc: { needs: /QPro|qualified medical coder|coder|coding/i, never: /queen/i },
  cdip: { never: /(?:improvement|integrity) program/i },
  cehrs: { needs: /NHA\b|certif|credential|health record/i },
};

/** Letters common enough to need this field somewhere near, when the ambiguous ones' own rule says nothing more. */
const needsTheField = new Set(["cpc", "coc", "cic", "cca", "ccs"]);
const field = /AAPC|AHIMA|ACDIS|certif|credential|coder|coding|\bcoded?\b|\bCDI\b|\bHIM\b|ICD-?10|\bCPT\b|RHI[AT]\b/i;

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const spellings = credentials
  .flatMap((credential) => [
    credential.label,
    ...credential.aliases,
    ...(credential.apprenticeStatus ? [credential.apprenticeStatus] : []),
  ])
  .sort((one, other) => other.length - one.length);
/** Capitals, alone or in a row ("CPC/CCS", "RHIT.RHIA", "CPCs", "CPC-certified"), but no part of more ("CCC-SLP"). */
const letters = new RegExp(
  `(?<![A-Za-z0-9])(${spellings.map((spelling) => escape(spelling).replace("-", "[- ]?-?\\s?")).join("|")})(?:['’]?s)?(?![A-Za-z0-9])(?!-[A-Z]{2})`,
  "g",
);

/** Names in words that are not the vocabulary's own, and names that begin another's. */
const otherNames: Record<string, RegExp> = {
  cpc: /certified professional (?:medical )?coders?(?!\W{0,4}(?:payer|instructor|in dermatology))/i,
  coc: /certified out-?patient cod(?:er|ing)/i,
  cic: /certified in-?patient cod(?:er|ing)/i,
  crc: /certified risk adjust(?:ment|er) cod(?:er|ing)/i,
  ccs: /certified coding specialists?(?!\W{0,3}(?:\(CCS\)\W{0,4})?(?:for )?physician)/i,
  "ccs-p": /certified coding specialists?\W{0,3}(?:\(CCS\)\W{0,4})?(?:for )?physician/i,
  cca: /certified coding associates?/i,
  rhit: /(?:registered )?health information techn(?:icians?|ology) \(RHIT\)|registered health information techn(?:icians?|ology)/i,
  rhia: /registered health information administrat(?:ors?|ion)/i,
  cdip: /(?:certified )?(?:clinical )?documentation (?:integrity|improvement) (?:practitioners?|professionals?)/i,
  ccds: /certified clinical documentation (?:integrity |improvement )?specialists?(?!\W{0,4}(?:\(CCDS\)\W{0,4})?out-?patient)/i,
  "ccds-o":
    /certified clinical documentation (?:integrity |improvement )?specialists?\W{0,4}(?:\(CCDS\)\W{0,4})?out-?patient/i,
  cdeo: /certified documentation expert\W{0,4}out-?patient/i,
  cdei: /certified documentation expert\W{0,4}in-?patient/i,
  "cpc-i": /certified professional coder\W{0,4}instructor/i,
  "cpc-p": /certified professional coder\W{0,4}payer/i,
};
const names = credentials.map((credential) => ({
  code: credential.code,
  pattern: new RegExp(
    (
      otherNames[credential.code] ??
      new RegExp(`\\b${credential.name.split(/\W+/).map(escape).join("\\W{1,3}(?:and )?")}s?\\b`)
    ).source,
    "gi",
  ),
}));

/** A credential as a posting names it, and where. */
export type CredentialMention = { code: string; index: number; length: number };

/** Dashes of every kind become one, so that `CCS–P` is found. Lengths stay. */
const sameDashes = (text: string) => text.replace(/[‐‑‒–—]/g, "-");

/**
 * The credentials that `text` names, by letters or by name; `context` is text around it that helps to tell letters
 * which mean two things.
 */
export function findCredentials(text: string, context = ""): CredentialMention[] {
  const plain = sameDashes(text);
  const mentions: CredentialMention[] = [];
  for (const { code, pattern } of names)
    for (const match of plain.matchAll(pattern)) mentions.push({ code, index: match.index, length: match[0].length });
  for (const match of plain.matchAll(letters)) {
    const code = credentialBySpelling(match[1]!.replace(/\s*-\s*|\s+/g, "-"))?.code;
    if (!code) continue;
    const near = plain.slice(Math.max(0, match.index - 60), match.index + match[0].length + 60);
    const wide = plain.slice(Math.max(0, match.index - 300), match.index + match[0].length + 300);
    const rule = ambiguous[code];
    if (rule?.never?.test(near)) continue;
    if (rule?.needs && !rule.needs.test(wide.replace(match[0], ""))) continue;
    const isField =
      field.test(wide) ||
      field.test(context) ||
      /^\W{1,3}(?:certif|required|preferred|credential)/i.test(plain.slice(match.index + match[0].length));
    if (!rule?.needs && needsTheField.has(code) && !isField) continue;
    mentions.push({ code, index: match.index, length: match[0].length });
  }
  return mentions.sort((one, other) => one.index - other.index);
}

/**
 * The credential rule a posting states, as at most two *any of* groups: what its words require ("required", "must",
 * "minimum", or a heading that says so), and the rest, which is `preferred`: being named is no requirement. Postings list
 * credentials as alternatives even where they write "and", so a group is never *all of*.
 */
export function credentialGroupsOf(title: string, text: string): CredentialGroup[] {
  const levels = new Map<string, Level>();
  const inLieu: Partial<Record<Level, string>> = {};
  for (const sentence of [{ text: title, level: levelAt(title, title.length) }, ...sentencesOf(text)])
    for (const mention of findCredentials(sentence.text, `${title}\n${text.slice(0, 4_000)}`)) {
      const level = levelAt(sentence.text, mention.index + mention.length) ?? sentence.level ?? "preferred";
      if (levels.get(mention.code) !== "required") levels.set(mention.code, level);
      if (/\bin lieu of\b/i.test(sentence.text) && sentence.text.length <= 300) inLieu[level] ??= sentence.text.trim();
    }
  return (["required", "preferred"] as const).flatMap((level) => {
    const codes = [...levels].filter(([, found]) => found === level).map(([code]) => code);
    return codes.length
      ? [{ how: "any" as const, level, codes: codes.slice(0, 20), inLieu: inLieu[level] ?? null }]
      : [];
  });
}
