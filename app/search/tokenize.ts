import { stemmer } from "stemmer";
import { credentials } from "~/vocabulary/credentials.ts";
import { codeSets } from "~/vocabulary/work.ts";

/** Longer runs of letters are no words anybody searches; they are cut. */
export const WORD_LENGTH = 40;

const codeNames = [
  ...credentials.flatMap(({ label, aliases, apprenticeStatus }) => [label, ...aliases, apprenticeStatus ?? []].flat()),
  ...codeSets.entries.flatMap(({ label }) => label.split(/[\s/]+/)),
]
  .filter((name) => /[A-Z].*[A-Z\d]/.test(name))
  .map((name) => name.toLowerCase());

/** The names of credentials and code sets: neither split nor stemmed ("CCS" is no plural). */
const keptWhole: ReadonlySet<string> = new Set(codeNames);

/** Lower case, accents folded, hyphens and apostrophes of every kind made plain. */
export function fold(text: string): string {
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[\u2010\u2011\u00ad]/g, "-")
    .replace(/[\u02bb\u2018\u2019\u00b4]/g, "'")
    .toLowerCase();
}

const RUN = /[\p{L}\p{N}]+(?:[-'/&.][\p{L}\p{N}]+)*/gu;
const JOINED = /[-'/&.]/;

const remembered = new Map<string, readonly string[]>();
const REMEMBER = 20_000;

/**
 * The words of a text in their order, folded. `ICD-10-CM`, `CPC-A`, `3M`, `E/M` and `U.S.` are one word each;
 * `entry-level`, `CPC/CCS` and `and/or` are two.
 */
export function tokenize(text: string): string[] {
  const words: string[] = [];
  for (const [run] of fold(text).matchAll(RUN)) {
    if (!JOINED.test(run)) {
      words.push(run.length > WORD_LENGTH ? run.slice(0, WORD_LENGTH) : run);
      continue;
    }
    let parts = remembered.get(run);
    if (!parts) {
      parts = splitRun(run);
      if (remembered.size >= REMEMBER) remembered.clear();
      // A copy: the slice of a text that a regular expression gives keeps the whole text alive.
      if (run.length <= WORD_LENGTH) remembered.set(Buffer.from(run).toString(), parts);
    }
    for (const part of parts) words.push(part);
  }
  return words;
}

function splitRun(run: string): string[] {
  const plain = run.replace(/'s(?![\p{L}\p{N}])/gu, "").replace(/'/g, "");
  if (/^[a-z](?:[/&][a-z])+$/.test(plain)) return [plain.replace(/&/g, "/")];
  if (/^(?:[a-z]\.)+[a-z]$/.test(plain)) return [plain.replace(/\./g, "")];
  return plain
    .split(/[/&.]/)
    .flatMap((piece) => (isWhole(piece) ? [piece] : piece.split("-")))
    .filter(Boolean)
    .map((piece) => piece.slice(0, WORD_LENGTH));
}

/** Codes are kept whole: known ones, short ones with a digit (`w-2`, `v24-hcc`), one letter beside a hyphen (`x-ray`). */
function isWhole(piece: string): boolean {
  if (!piece.includes("-") || keptWhole.has(piece)) return true;
  const parts = piece.split("-");
  if (/\d/.test(piece) && parts.every((part) => part.length <= 3)) return true;
  return parts.length === 2 && parts.some((part) => part.length === 1);
}

/** The stem under which a word of `tokenize` is found (Porter); codes and words of three letters are their own. */
export function stem(word: string): string {
  return word.length <= 3 || keptWhole.has(word) || !/^[a-z]+$/.test(word) ? word : stemmer(word);
}

/** Whether the word is a credential's or a code set's name: it is never taken for the beginning of another. */
export function isCodeName(word: string): boolean {
  return keptWhole.has(word);
}
