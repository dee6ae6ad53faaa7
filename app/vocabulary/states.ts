/**
 * The states of the United States, the District of Columbia and the five territories.
 * A code is USPS's, lower case: so it is stored and stands in URLs. No I/O.
 */
import { stateCodes, stateNames, type StateCode } from "./state-names.ts";

/** A cell of the tile map, counted from 1: one cell a state, 8 rows by 11 columns. Territories have none. */
export type Tile = { readonly row: number; readonly column: number };

type Facts = {
  readonly kind?: "district" | "territory";
  readonly tile?: Tile;
  /** What else people write, folded: the older abbreviations of the Government Publishing Office and short forms. */
  readonly aliases?: readonly string[];
};

const facts = {
  al: { tile: { row: 7, column: 7 }, aliases: ["ala"] },
  ak: { tile: { row: 1, column: 1 } },
  az: { tile: { row: 6, column: 2 }, aliases: ["ariz"] },
  ar: { tile: { row: 6, column: 5 }, aliases: ["ark"] },
  ca: { tile: { row: 5, column: 1 }, aliases: ["calif", "cal"] },
  co: { tile: { row: 5, column: 3 }, aliases: ["colo"] },
  ct: { tile: { row: 4, column: 10 }, aliases: ["conn"] },
  de: { tile: { row: 5, column: 10 }, aliases: ["del"] },
  dc: { kind: "district", tile: { row: 6, column: 9 }, aliases: ["washington dc"] },
  fl: { tile: { row: 8, column: 9 }, aliases: ["fla"] },
  ga: { tile: { row: 7, column: 8 } },
  hi: { tile: { row: 8, column: 1 } },
  id: { tile: { row: 3, column: 2 } },
  il: { tile: { row: 3, column: 6 }, aliases: ["ill"] },
  in: { tile: { row: 4, column: 6 }, aliases: ["ind"] },
  ia: { tile: { row: 4, column: 5 } },
  ks: { tile: { row: 6, column: 4 }, aliases: ["kans", "kan"] },
  ky: { tile: { row: 5, column: 6 } },
  la: { tile: { row: 7, column: 5 } },
  me: { tile: { row: 1, column: 11 } },
  md: { tile: { row: 5, column: 9 } },
  ma: { tile: { row: 3, column: 10 }, aliases: ["mass"] },
  mi: { tile: { row: 3, column: 7 }, aliases: ["mich"] },
  mn: { tile: { row: 3, column: 5 }, aliases: ["minn"] },
  ms: { tile: { row: 7, column: 6 }, aliases: ["miss"] },
  mo: { tile: { row: 5, column: 5 } },
  mt: { tile: { row: 3, column: 3 }, aliases: ["mont"] },
  ne: { tile: { row: 5, column: 4 }, aliases: ["nebr", "neb"] },
  nv: { tile: { row: 4, column: 2 }, aliases: ["nev"] },
  nh: { tile: { row: 2, column: 11 }, aliases: ["n hampshire"] },
  nj: { tile: { row: 4, column: 9 }, aliases: ["n jersey"] },
  nm: { tile: { row: 6, column: 3 }, aliases: ["n mexico", "n mex"] },
  ny: { tile: { row: 3, column: 9 }, aliases: ["new york state"] },
  nc: { tile: { row: 6, column: 7 }, aliases: ["n carolina"] },
  nd: { tile: { row: 3, column: 4 }, aliases: ["n dak", "n dakota"] },
  oh: { tile: { row: 4, column: 7 } },
  ok: { tile: { row: 7, column: 4 }, aliases: ["okla"] },
  or: { tile: { row: 4, column: 1 }, aliases: ["ore"] },
  pa: { tile: { row: 4, column: 8 }, aliases: ["penn", "penna"] },
  ri: { tile: { row: 4, column: 11 } },
  sc: { tile: { row: 6, column: 8 }, aliases: ["s carolina"] },
  sd: { tile: { row: 4, column: 4 }, aliases: ["s dak", "s dakota"] },
  tn: { tile: { row: 6, column: 6 }, aliases: ["tenn"] },
  tx: { tile: { row: 8, column: 4 }, aliases: ["tex"] },
  ut: { tile: { row: 5, column: 2 } },
  vt: { tile: { row: 2, column: 10 } },
  va: { tile: { row: 5, column: 8 } },
  wa: { tile: { row: 3, column: 1 }, aliases: ["wash", "washington state"] },
  wv: { tile: { row: 5, column: 7 }, aliases: ["w virginia", "w va", "wva"] },
  wi: { tile: { row: 2, column: 6 }, aliases: ["wis", "wisc"] },
  wy: { tile: { row: 4, column: 3 }, aliases: ["wyo"] },
  as: { kind: "territory" },
  gu: { kind: "territory" },
  mp: { kind: "territory", aliases: ["cnmi", "northern marianas"] },
  pr: { kind: "territory", aliases: ["commonwealth of puerto rico"] },
  vi: { kind: "territory", aliases: ["virgin islands", "us virgin islands", "usvi"] },
} as const satisfies Record<StateCode, Facts>;

export { stateCodes, type StateCode };
export type UsState = {
  readonly code: StateCode;
  readonly name: string;
  readonly kind: "state" | "district" | "territory";
  readonly tile: Tile | null;
};

/** Every state, in the order of `stateCodes`. */
export const states: readonly UsState[] = stateCodes.map((code) => {
  const { kind, tile }: Facts = facts[code];
  return { code, name: stateNames[code], kind: kind ?? "state", tile: tile ?? null };
});

const byCode = new Map<string, UsState>(states.map((state) => [state.code, state]));

/** Letters and digits, lower case, accents gone, words parted by one space: `N. Dak.` is `n dak`, `D.C.` is `dc`. */
function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

const byFoldedName = new Map<string, UsState>();
for (const state of states) {
  const { aliases }: Facts = facts[state.code];
  for (const name of [state.code, foldName(state.name), ...(aliases ?? [])]) byFoldedName.set(name, state);
}

/** Whether `value` is a state code as stored (lower case). */
export function isStateCode(value: unknown): value is StateCode {
  return typeof value === "string" && byCode.has(value);
}

/** The name of a state: `oh` → `Ohio`; the code in capitals where it is none of ours. */
export function stateName(code: string): string {
  return byCode.get(code)?.name ?? code.toUpperCase();
}

/**
 * The state that `text` as a whole names: by code, name or usual abbreviation, in any case (`TX`, `texas`, `Tex.`,
 * `Washington, D.C.`). Undefined where it is anything else, a city included.
 */
export function stateByName(text: string): UsState | undefined {
  return text.length > 60 ? undefined : byFoldedName.get(foldName(text));
}

const longNames = states.map((state) => foldName(state.name)).concat("washington dc", "virgin islands");
/** Full names anywhere, the longest first, so that West Virginia is not Virginia; codes only in capitals. */
const mentions = new RegExp(
  `\\b(?:${longNames
    .sort((a, b) => b.length - a.length)
    .map((name) => caseless(name).replace(/ /g, "[\\s.,]+"))
    .join("|")}|${stateCodes.map((code) => code.toUpperCase()).join("|")})\\b`,
  "g",
);

function caseless(name: string): string {
  return name.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/**
 * The states that a list names, each once, in its order: `TX, FL`, `Ohio and Indiana`, `tx/fl`, `AL AZ CO`.
 * `rest` is what is none of them, so that a caller can tell a list of states from a sentence.
 * Reads the first 1,000 characters.
 */
export function parseStateList(text: string): { states: StateCode[]; rest: string } {
  const found = new Set<StateCode>();
  const rest: string[] = [];
  const list = text
    .slice(0, 1000)
    .replace(/[^\S\n]+/g, " ")
    .replace(/washington,?\s+d\.?\s?c\b\.?/gi, "DC");
  for (const item of list.split(/[,;/|&+\n()]+|\s+(?:and|or)\s+|\s[-–—]\s/i)) {
    const named = stateByName(item);
    const words = item.trim().split(/\s+/);
    if (named) found.add(named.code);
    else if (words.every((word) => /^[a-z]{2}$/i.test(word) && isStateCode(word.toLowerCase())))
      for (const word of words) found.add(word.toLowerCase() as StateCode);
    else {
      const left = item.replace(mentions, (mention) => {
        const state = stateByName(mention);
        if (state) found.add(state.code);
        return state ? " " : mention;
      });
      if (/[\p{L}\d]/u.test(left)) rest.push(left.replace(/\s+/g, " ").trim());
    }
  }
  return { states: [...found], rest: rest.join(", ") };
}
