import { familyNames } from "#db/seeds/content/people.ts";
import type { Random } from "#db/seeds/content/random.ts";

/*
 * The rare words of postings. A closed stock of sentences runs out of new words after a few hundred jobs; real postings
 * never do (Heaps' law): each brings procedures, names and products that few others have.
 */

const prefixes = "peri endo trans sub inter supra hemi poly neo retro para hyper micro dys".split(" ");
const roots =
  "cholecyst arthr cardi oste neur hepat gastr nephr col hyster mast thyroid laryng bronch vascul angi myel chondr pancreat splen pneum encephal dermat ophthalm ot rhin pharyng tonsill esophag duoden jejun ile append proct cyst ureter urethr prostat orch salping oophor vagin phleb arteri aort valvul atri ventricul lamin disc spondyl fasci tend my burs synov periton omphal herni lymph aden thym hypophys blephar kerat retin scler vitre tympan mastoid palat gloss odont gingiv maxill mandibul crani mening radicul gangli".split(
    " ",
  );
const suffixes =
  "ectomy otomy ostomy oplasty opexy orrhaphy oscopy ography ogram itis osis opathy olysis odesis ocentesis ometry algia oma orrhage orrhea ostenosis ectasis otripsy ocele oparesis omalacia ogenesis otoxicity odynia omegaly".split(
    " ",
  );
const onsets =
  "Al Bar Ben Bran Cal Car Castel Cor Dal Del Dor El Fal Fer Gar Gil Hal Har Hen Jan Kar Kel Kor Lam Lan Lor Mal Mar Mel Mon Nor Ol Pal Par Per Quin Ram Ros Sal San Sor Tal Tam Tor Val Var Vil Wal Wen Yar Zan".split(
    " ",
  );
const middles = "a an ar as e en er es i in is o on or u ul um al el il ol and ent ing ont".split(" ");
const endings =
  "berg by ci court dale den der dorf ell er ez feld ford gate ham ian ic ini ison ka ki land ley lin man mont ner nik off ova quist ridge sen shaw son stein ston ter ton vall vic well wick wood worth yan zak zen".split(
    " ",
  );
const brandEnds =
  "Chart Code Coder Query Flow Note Scribe Link Path Works Vault Audit Edit Claim Desk Gate Mark Point Sync Track".split(
    " ",
  );

/** Goes through 0 … `size`-1 once in a scattered order; `at` below `size`. */
const scatter = (at: number, size: number) => (at * 7_368_787 + 13) % size;

/** The clinical term of a rank, from the most used on; the same rank is always the same term. */
export function clinicalTerm(rank: number): string {
  const pairs = roots.length * suffixes.length;
  const pair = (at: number) => roots[at % roots.length]! + suffixes[Math.floor(at / roots.length) % suffixes.length]!;
  if (rank < pairs) return pair(scatter(rank, pairs));
  const rest = rank - pairs;
  const prefixed = pairs * prefixes.length;
  if (rest < prefixed) {
    const at = scatter(rest, prefixed);
    return prefixes[at % prefixes.length]! + pair(Math.floor(at / prefixes.length));
  }
  const compounds = pairs * roots.length;
  const at = scatter((rest - prefixed) % compounds, compounds);
  return `${roots[at % roots.length]!}o${pair(Math.floor(at / roots.length))}`;
}

/** The family name of a rank. */
export function familyName(rank: number): string {
  if (rank < familyNames.length) return familyNames[rank]!;
  return compose(rank - familyNames.length, [onsets, middles, endings]);
}

/** The product name of a rank. */
export function productName(rank: number): string {
  return compose(rank, [onsets, middles, brandEnds]);
}

function compose(rank: number, parts: readonly (readonly string[])[]): string {
  const size = parts.reduce((all, part) => all * part.length, 1);
  let at = scatter(rank % size, size);
  return parts
    .map((part) => {
      const piece = part[at % part.length]!;
      at = Math.floor(at / part.length);
      return piece;
    })
    .join("");
}

/**
 * A rank by the Zipf–Mandelbrot law with exponent 2, P(rank ≥ r) = shift / (shift + r): in n draws about √(π·n·shift)
 * different ranks come, so the number of words grows with the square root of the text, as it does in real postings.
 * `shift` is how many ranks are about equally common.
 */
export function zipfRank(random: Random, shift: number): number {
  const chance = 1 - random.number();
  return Math.min(4_000_000, Math.floor(shift * (1 / chance - 1)));
}

/** One of `list`, whose first members are the commoner: the weight of the one at `r` is 1 / (r + 2). */
export function pickZipf<T>(list: readonly T[], random: Random): T {
  const most = Math.log((list.length + 1.5) / 1.5);
  const at = Math.floor(1.5 * Math.exp(random.number() * most) - 1.5);
  return list[Math.min(list.length - 1, at)]!;
}
