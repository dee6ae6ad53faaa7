/** How near two texts are to each other: Jaccard's measure over their word shingles (Broder, 1997). No I/O. */
import { equalOpportunity } from "../lint/finding.ts";

/** Words in a row that make one shingle. Three tell texts of one field apart; a changed word costs at most three. */
const WORDS = 3;

/** What everybody's posting ends with, whoever wrote it: it says nothing about where a text comes from. */
const everybodys =
  /\b(?:reasonable accommodations?|accommodations? (?:may|can|will) be|e-?verify|background (?:check|investigation|screening)s?|drug[- ](?:screen|test|free)\w*|at[- ]will|eligib(?:le|ility) to work|authorized to work|work authorization|visa sponsorship|unsolicited r[eé]sum[eé]s?|third[- ]party recruiters?|physical demands|immunizations?|vaccinat\w+|(?:does not|not intended to|no way) (?:be |list|cover|contain)\b[^.]{0,500}\b(?:duties|responsibilities)|other duties|applicants? with disabilities|(?:401\(?k\)?|medical|dental|health|life)\b[^.]{0,500}\binsurance)\b/i;
/**
 * Addresses and telephone numbers: a copier changes them first. What looks behind keeps a long run of letters from being
 * read anew from each of them, which would take a process seconds.
 */
const contacts =
  /\b(?:https?:\/\/|www\.)\S+|(?<!\S)\S+@\S+|(?<![\w-]|[\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|example)\b\S*|\+?1?[\s.-]?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b/gi;

/**
 * The shingles of `text` as 32-bit numbers. Case, accents, invisible characters, spaces, figures, addresses and the order
 * of sentences and lines make no difference; sentences that stand in everybody's postings are left out.
 */
export function shinglesOf(text: string): Set<number> {
  const shingles = new Set<number>();
  const plain = text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]+/gu, "")
    .replace(contacts, " ")
    .toLowerCase();
  for (const sentence of plain.split(/[.!?;:]+(?=\s|$)|[\r\n]+/)) {
    if (equalOpportunity.test(sentence) || everybodys.test(sentence)) continue;
    const words = (sentence.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !/^\d+$/.test(word));
    for (let at = 0; at < Math.max(words.length - WORDS + 1, Math.min(words.length, 1)); at++)
      shingles.add(hashText(words.slice(at, at + WORDS).join(" ")));
  }
  return shingles;
}

/** What two sets share of all they hold, 0 to 1; two empty ones share nothing. */
export function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared++;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** FNV-1a, with the last step of MurmurHash3 so that every bit counts. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** The last step of MurmurHash3: a bijection of the 32-bit numbers that leaves no order. */
export function mix(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
