/** Stands between two texts of one document, so that no phrase runs across; the number of no word. */
export const BREAK = 0;

/** What stands at which places: that of `numbers[n]` are `places` from `from[n]` to `from[n + 1]`; all ascending. */
export type Places = { numbers: Uint32Array; from: Uint32Array; places: Uint16Array | Uint32Array };

/** Turns lists of numbers (words, or pairs of them) around. It keeps its scratch memory between two lists. */
export class PlaceSorter {
  private counts = new Uint32Array(1 << 12);

  /** The places of each of the first `length` numbers of a list; a BREAK has none. */
  sort(list: Uint32Array, length: number): Places {
    const met: number[] = [];
    for (let at = 0; at < length; at++) {
      const number = list[at]!;
      if (number === BREAK) continue;
      if (number >= this.counts.length) this.enlarge(number);
      if (this.counts[number]!++ === 0) met.push(number);
    }
    const { counts } = this;
    const numbers = Uint32Array.from(met).sort();
    const from = new Uint32Array(numbers.length + 1);
    let total = 0;
    for (let n = 0; n < numbers.length; n++) {
      from[n] = total;
      total += counts[numbers[n]!]!;
      counts[numbers[n]!] = from[n]!;
    }
    from[numbers.length] = total;
    const places = length <= 1 << 16 ? new Uint16Array(total) : new Uint32Array(total);
    for (let at = 0; at < length; at++) if (list[at] !== BREAK) places[counts[list[at]!]!++] = at;
    for (const number of numbers) counts[number] = 0;
    return { numbers, from, places };
  }

  private enlarge(number: number): void {
    const counts = new Uint32Array(number * 2);
    counts.set(this.counts);
    this.counts = counts;
  }
}

/** The first place in a list that holds at least `value`, its length where none does; found fast if it is near a guess. */
export function lowerBoundNear(list: Uint32Array, guess: number, value: number): number {
  const { length } = list;
  let low = Math.min(guess, length);
  let high = low;
  for (let step = 1; low > 0 && list[low - 1]! >= value; step *= 2) {
    high = low - 1;
    low = Math.max(0, low - step);
  }
  for (let step = 1; high < length && list[high]! < value; step *= 2) {
    low = high + 1;
    high = Math.min(length, high + step);
  }
  return lowerBound(list, low, high, value);
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
