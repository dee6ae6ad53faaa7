import { askedConcepts } from "./concepts.ts";
import { QUERY_WORDS } from "./criteria.ts";
import { isCodeName, stem, tokenize } from "./tokenize.ts";

/**
 * One thing the words of a search ask for. `words`: all of them (a phrase: side by side, in this order), each in any
 * ending. `concepts`: or any of these. `prefix`: or any word that begins with the only one.
 */
export type QueryUnit = {
  words: readonly string[];
  stems: readonly string[];
  phrase: boolean;
  concepts: readonly string[];
  prefix: boolean;
};

/** `ignored`: the pieces of which not all was read. */
export type QueryWords = { wanted: QueryUnit[]; excluded: QueryUnit[]; ignored: string[] };

/** So many phrases of three words or more are read in one search: each costs as much as several searches for words. */
const LONG_PHRASES = 2;

/** Words that tell nothing; left out of a search unless it has no others, or they are quoted. */
const fillers: ReadonlySet<string> = new Set(
  "a an and are as at by for from i in is of on or that the this to with".split(" "),
);

/** A piece of a search's words as typed: `coder`, `"risk adjustment"`, `-remote`. */
const PIECE = /(?<!\S)(-?)(?:"([^"]*)"|(\S+))/g;

/** The pieces of a search's words in their order, each with what is left without it. */
export function listPieces(q: string): { word: string; rest: string }[] {
  return [...q.matchAll(PIECE)].map(({ 0: word, index }) => ({
    word,
    rest: `${q.slice(0, index)} ${q.slice(index + word.length)}`.replace(/ {2,}/g, " ").trim(),
  }));
}

/**
 * Reads `coder "risk adjustment" -inpatient rem`: words, phrases, what must not occur, and the last word as a prefix. Not
 * more than `QUERY_WORDS`, however they are joined ("a,b,c" is one piece and three words), nor than `LONG_PHRASES`.
 */
export function parseQueryWords(q: string): QueryWords {
  const wanted: QueryUnit[] = [];
  const excluded: QueryUnit[] = [];
  let plain: string[] = [];
  let openEnd = false;
  let left = QUERY_WORDS;
  let longPhrases = 0;
  const ignored: string[] = [];
  const flush = () => {
    wanted.push(...plainUnits(plain));
    plain = [];
  };

  for (const [piece, minus, quoted, chunk = ""] of q.matchAll(PIECE)) {
    openEnd = false;
    const all = tokenize(quoted ?? chunk);
    const isLong = all.length > 2 && (minus !== "" || quoted !== undefined);
    const words = isLong && longPhrases === LONG_PHRASES ? [] : all.slice(0, left);
    if (isLong) longPhrases = Math.min(longPhrases + 1, LONG_PHRASES);
    if (words.length < all.length) ignored.push(piece);
    left -= words.length;
    if (words.length === 0) continue;
    if (minus) excluded.push(...(quoted === undefined && words.length === 1 ? plainUnits(words) : [phraseUnit(words)]));
    else if (quoted !== undefined) {
      flush();
      wanted.push(phraseUnit(words));
    } else {
      plain.push(...words);
      openEnd = true;
    }
  }
  flush();

  const last = wanted.at(-1);
  if (openEnd && last && mayBePrefix(last)) last.prefix = true;
  const telling = wanted.filter((unit) => unit.phrase || unit.words.some((word) => !fillers.has(word)));
  return { wanted: telling.length ? telling : wanted, excluded, ignored };
}

function mayBePrefix({ words, concepts }: QueryUnit): boolean {
  const [word = ""] = words;
  return words.length === 1 && word.length >= 2 && !fillers.has(word) && !isCodeName(word) && concepts.length === 0;
}

function plainUnits(words: readonly string[]): QueryUnit[] {
  const stems = words.map(stem);
  const units: QueryUnit[] = [];
  for (let at = 0; at < words.length;) {
    const asked = askedConcepts(stems.slice(at));
    const end = at + (asked?.length ?? 1);
    units.push({
      words: words.slice(at, end),
      stems: stems.slice(at, end),
      phrase: false,
      concepts: asked?.concepts ?? [],
      prefix: false,
    });
    at = end;
  }
  return units;
}

function phraseUnit(words: readonly string[]): QueryUnit {
  return { words, stems: words.map(stem), phrase: words.length > 1, concepts: [], prefix: false };
}
