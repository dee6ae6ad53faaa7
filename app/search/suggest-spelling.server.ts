import type { LiveIndex } from "./live-index.server.ts";
import { matchWords } from "./match-words.server.ts";
import { parseQueryWords } from "./query-words.ts";
import { stem, tokenize } from "./tokenize.ts";

/** So many misspelled words are mended; a search with more of them is no misspelling. */
const MOST_MENDED = 3;

/**
 * The words of a search that finds nothing, with those that no listed job holds replaced by the nearest that one does.
 * Quotes and the rest stay as they are; what must not occur is not looked at. Null where that finds nothing either.
 */
export function suggestSpelling(index: LiveIndex, q: string): string | null {
  let mended = 0;
  const suggestion = q.replace(/(?<![^\s"])[^\s"]+/g, (piece) => {
    const [word, ...more] = tokenize(piece);
    if (word === undefined || more.length > 0 || piece.startsWith("-") || mended === MOST_MENDED) return piece;
    if (isUsed(index, word)) return piece;
    const number = index.dictionary.nearest(word);
    if (number === undefined) return piece;
    mended++;
    return index.dictionary.word(number);
  });
  if (mended === 0) return null;
  const match = matchWords(index, parseQueryWords(suggestion));
  return match?.any.intersects(index.listed) ? suggestion : null;
}

/** Whether any listed job holds the word in any ending. */
function isUsed({ dictionary }: LiveIndex, word: string): boolean {
  return dictionary.withStem(stem(word)).some((number) => dictionary.uses(number) > 0);
}
