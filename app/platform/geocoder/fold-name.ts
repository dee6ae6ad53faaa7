/** What a word at the start or in the middle of a place's name stands for: `St. Louis`, `Ft. Worth`, `N. Little Rock`. */
const BEFORE: Readonly<Record<string, string>> = {
  st: "saint",
  ste: "sainte",
  mt: "mount",
  ft: "fort",
  pt: "point",
  n: "north",
  s: "south",
  e: "east",
  w: "west",
};

/** What a word after the first stands for: USPS's abbreviations of city names (Publication 28, appendix C1). */
const AFTER: Readonly<Record<string, string>> = {
  afb: "air force base",
  arpt: "airport",
  bch: "beach",
  cor: "corner",
  crk: "creek",
  ctr: "center",
  cntr: "center",
  cty: "city",
  cyn: "canyon",
  fls: "falls",
  gdns: "gardens",
  grv: "grove",
  hbr: "harbor",
  hls: "hills",
  hts: "heights",
  jct: "junction",
  lk: "lake",
  lks: "lakes",
  lndg: "landing",
  mtn: "mountain",
  mtns: "mountains",
  pk: "park",
  plns: "plains",
  prt: "port",
  rdg: "ridge",
  shrs: "shores",
  spg: "spring",
  spgs: "springs",
  sta: "station",
  twp: "township",
  vlg: "village",
  vly: "valley",
};

/** The words of a name: lower case, accents folded, apostrophes gone, everything else between words a break. */
export function nameWords(text: string): string[] {
  let folded = text;

  if (/[^\x00-\x7f]/.test(text)) {
    folded = text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(/[\u02bb\u2018\u2019\u00b4]/g, "'");
  }
  return folded
    .toLowerCase()
    .replace(/['`]/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/**
 * The key under which a place's name is found, from its words: abbreviations written out, spaces dropped, so that
 * `St. Louis` and `Saint Louis`, `La Grange` and `LaGrange`, `Winston-Salem` and `Winston Salem` are one.
 */
export function keyOfWords(words: readonly string[]): string {
  let key = "";
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const long = (at < words.length - 1 ? own(BEFORE, word) : undefined) ?? (at > 0 ? own(AFTER, word) : undefined);
    key += long === undefined ? word : long.replace(/ /g, "");
  }
  return key;
}

/** `keyOfWords` of a text. */
export function placeKey(text: string): string {
  return keyOfWords(nameWords(text));
}

function own(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
