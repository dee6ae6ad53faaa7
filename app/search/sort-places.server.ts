/** Stands between two texts of one document, so that no phrase runs across; the number of no word. */
export const BREAK = 0;

/** Which words stand at which places: those of `words[n]` are `places` from `from[n]` to `from[n + 1]`; all ascending. */
export type Places = { words: Uint32Array; from: Uint32Array; places: Uint16Array | Uint32Array };

/** Turns lists of words around. It keeps its scratch memory between two lists. */
export class PlaceSorter {
  private counts = new Uint32Array(1 << 12);

  /** The places of each of the first `length` words of a list; a BREAK has none. */
  sort(list: Uint32Array, length: number): Places {
    const met: number[] = [];
    for (let at = 0; at < length; at++) {
      const word = list[at]!;
      if (word === BREAK) continue;
      if (word >= this.counts.length) this.enlarge(word);
      if (this.counts[word]!++ === 0) met.push(word);
    }
    const { counts } = this;
    const words = Uint32Array.from(met).sort();
    const from = new Uint32Array(words.length + 1);
    let total = 0;
    for (let n = 0; n < words.length; n++) {
      from[n] = total;
      total += counts[words[n]!]!;
      counts[words[n]!] = from[n]!;
    }
    from[words.length] = total;
    const places = length <= 1 << 16 ? new Uint16Array(total) : new Uint32Array(total);
    for (let at = 0; at < length; at++) if (list[at] !== BREAK) places[counts[list[at]!]!++] = at;
    for (const word of words) counts[word] = 0;
    return { words, from, places };
  }

  private enlarge(word: number): void {
    const counts = new Uint32Array(word * 2);
    counts.set(this.counts);
    this.counts = counts;
  }
}

/** The first place from `low` on, before `high`, that holds at least `value`; `high` where none does. The list ascends. */
export function lowerBound(list: Uint16Array | Uint32Array, low: number, high: number, value: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
