import { fold, WORD_LENGTH } from "./tokenize.ts";

/** Names and what is typed have at most so many words; further ones are not read. */
export const NAME_WORDS = 24;

/** How well what is typed fits a name: it is the name, begins it, or begins a word of it. */
export const WHOLE = 0;
export const BEGINS = 1;
export const WITHIN = 2;
export type Fit = typeof WHOLE | typeof BEGINS | typeof WITHIN;

/**
 * The words of a name as far as typing is concerned: folded, and split wherever anything but a letter or digit stands, so
 * that a word that is half typed splits as the whole one does (`CPC-A` is two here, and `entry-l` begins `entry-level`).
 */
export function nameWords(text: string): string[] {
  const words: string[] = [];
  for (const [run] of fold(text)
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "")
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    if (words.push(run.slice(0, WORD_LENGTH)) === NAME_WORDS) break;
  }
  return words;
}

/** How well `typed` fits the words of a name; undefined where it does not. Its last word may be begun, the others not. */
export function fitName(name: readonly string[], typed: readonly string[]): Fit | undefined {
  const last = typed.length - 1;
  if (last < 0) return undefined;
  for (let start = 0; start + last < name.length; start++) {
    if (!name[start + last]!.startsWith(typed[last]!)) continue;
    let at = 0;
    while (at < last && name[start + at] === typed[at]) at++;
    if (at < last) continue;
    if (start > 0) return WITHIN;
    return name.length === typed.length && name[last] === typed[last] ? WHOLE : BEGINS;
  }
  return undefined;
}
