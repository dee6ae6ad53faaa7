import { synonyms } from "./synonyms.ts";
import { stem, tokenize } from "./tokenize.ts";

/** A concept is one row of the synonyms; its name is a word that no text contains. */
type Node = { next: Map<string, Node>; means: string[]; asks: string[] };
const newNode = (): Node => ({ next: new Map(), means: [], asks: [] });

const root = newNode();
for (const [row, { terms, includes = [] }] of synonyms.entries()) {
  const name = `\u0001${row}`;
  for (const term of terms) {
    const node = grow(term);
    if (!node.means.includes(name)) node.means.push(name);
    if (!node.asks.includes(name)) node.asks.push(name);
  }
  for (const term of includes) {
    const node = grow(term);
    if (!node.means.includes(name)) node.means.push(name);
  }
}

function grow(term: string): Node {
  let node = root;
  for (const word of tokenize(term)) {
    const key = stem(word);
    let next = node.next.get(key);
    if (!next) node.next.set(key, (next = newNode()));
    node = next;
  }
  return node;
}

/** Whether a term may begin with a word of this stem; spares a walk for nearly every word of a text. */
export function beginsTerm(wordStem: string): boolean {
  return root.next.has(wordStem);
}

/** Gives `found` every concept that a term beginning at word `at` of a text means. `stemAt` is undefined past its end. */
export function conceptsAt(
  stemAt: (at: number) => string | undefined,
  at: number,
  found: (concept: string) => void,
): void {
  let node: Node | undefined = root;
  for (let position = at; node; position++) {
    for (const concept of node.means) found(concept);
    const next = stemAt(position);
    node = next === undefined ? undefined : node.next.get(next);
  }
}

/** The concepts of the longest term that begins a list of words, and how many words it takes; undefined where none does. */
export function askedConcepts(stems: readonly string[]): { concepts: readonly string[]; length: number } | undefined {
  let node: Node | undefined = root;
  let best: { concepts: readonly string[]; length: number } | undefined;
  for (let length = 0; node; length++) {
    if (node.asks.length) best = { concepts: node.asks, length };
    node = node.next.get(stems[length] ?? "");
  }
  return best;
}
