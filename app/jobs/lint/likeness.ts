/** How much a text is worded like the scams among the labelled ones: a sum over its words and pairs of words. No I/O. */
import { sentencesOf } from "./finding.ts";

/** What each word, or pair of words, says by standing in a text: above nothing for a scam, below it for an honest posting. */
export type Likeness = { bias: number; weights: Readonly<Record<string, number>> };

export type Wording = { title: string; bodyText: string };

/** The sentences of a posting, its title the first, without the employer's name: names tell nothing about others. */
export function sentencesOfPosting({ title, bodyText }: Wording, employerName: string): string[] {
  const text = `${title}\n${bodyText}`;
  return sentencesOf(employerName ? text.replaceAll(employerName, " ") : text);
}

const endings = ["ing", "ed", "es", "s"];

/** `Coders’` and `coding` as `cod`; every number is the same one. */
function stemOf(word: string): string {
  if (/\d/.test(word)) return "0";
  const bare = word.replace(/['’](?:s|ll|re|ve)?$|['’](?:s|ll|re|ve)$/, "").replace("’", "'");
  if (bare.length <= 4) return bare;
  const ending = endings.find((end) => bare.endsWith(end) && bare.length - end.length >= 3);
  return (ending ? bare.slice(0, -ending.length) : bare).replace(/e$/, "");
}

/** Words of grammar, which tell how somebody writes rather than what is offered. */
const grammar = new Set(
  "a an the and or but nor so as at by for from in into of off on onto out over per than then through to up with within without about after before during until while if when where which who whom whose what that this these those there here it its is are was were be been being am do does did done have has had having will would shall should can could may might must not no yes we us our ours you they them their theirs he she his her him i me my mine one ones other others each every all any both some more most such same own only just also very too etc how why".split(
    " ",
  ),
);

/** The stems of a sentence that are no grammar, its pairs of neighbours among them, and what is said to be yours. */
export function wordsOf(sentence: string): Set<string> {
  const said = (sentence.toLowerCase().match(/[a-z]+(?:['’][a-z]+)?|\$|\d+/g) ?? []).filter(
    (word) => !grammar.has(word),
  );
  const stems = said.map(stemOf);
  const pairs = stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`);
  return new Set([...stems.filter((stem) => stem !== "your"), ...pairs]);
}

/** What a word says; `constructor` and its like are words too. */
function says(weights: Likeness["weights"], word: string): number | undefined {
  return Object.hasOwn(weights, word) ? weights[word] : undefined;
}

/** Fewer known words than this make no posting that can be judged as a whole. */
const LEAST_WORDS = 30;

/**
 * The log-odds of a scam against an honest posting, as learned; above 0 it is more like the scams. Words that were not
 * learned say nothing, a long text says no more than a short one, and one of hardly any words says 0.
 */
export function likenessOf({ bias, weights }: Likeness, sentences: readonly string[]): number {
  const words = new Set(sentences.flatMap((sentence) => [...wordsOf(sentence)]));
  const known = [...words].flatMap((word) => says(weights, word) ?? []);
  if (known.length < LEAST_WORDS) return 0;
  return bias + known.reduce((sum, weight) => sum + weight, 0) / Math.sqrt(known.length);
}

/** The sentences that say most for a scam, the strongest first. */
export function tellingSentences({ weights }: Likeness, sentences: readonly string[], most: number): string[] {
  return sentences
    .map((sentence) => ({ sentence, sum: [...wordsOf(sentence)].reduce((sum, word) => sum + (says(weights, word) ?? 0), 0) }))
    .filter(({ sum }) => sum > 0)
    .sort((one, other) => other.sum - one.sum)
    .slice(0, most)
    .map(({ sentence }) => sentence);
} // prettier-ignore
