import type { TypedFastBitSet } from "typedfastbitset";
import type { LiveIndex } from "./live-index.server.ts";
import type { Position } from "./ranking.ts";

/**
 * How documents are ordered: by an integer, the highest first; among equals the highest id first. `column` holds it, and
 * `peaks`, where there are any, nothing below its highest value for every 32 documents.
 * `tiers`: those in an earlier set come before all others, whatever the column says; `step` is what a tier adds.
 */
export type Order = {
  column: Int32Array | Float64Array;
  peaks?: Int32Array;
  tiers?: { sets: readonly TypedFastBitSet[]; step: number };
};

export type Page = {
  docs: number[];
  keys: number[];
  /** Whether another page follows. */
  more: boolean;
};

/** The first `limit` documents of `jobs` in an order, or the first ones after a position; nothing is sorted whole. */
export function selectPage(
  index: LiveIndex,
  jobs: TypedFastBitSet,
  order: Order,
  limit: number,
  after?: Position,
): Page {
  const page: Page = { docs: [], keys: [], more: false };
  const room = limit + 1;
  const sets = order.tiers?.sets ?? [];
  const step = order.tiers?.step ?? 0;
  for (let tier = 0; tier <= sets.length && page.docs.length < room; tier++) {
    // Without its own set the last tier takes all that is left; each leaves out the tier before it, which holds the ones before that.
    const among = maskTier(jobs.words, sets[tier]?.words, sets[tier - 1]?.words);
    const base = order.tiers ? (sets.length + 1 - tier) * step : 0;
    selectTier(index, among, order, base, room, after, page);
  }
  page.more = page.docs.length > limit;
  page.docs.length = page.keys.length = Math.min(limit, page.docs.length);
  return page;
}

function maskTier(words: Uint32Array, own?: Uint32Array, before?: Uint32Array): Uint32Array {
  if (!own && !before) return words;
  const masked = new Uint32Array(words.length);
  for (let at = 0; at < words.length; at++)
    masked[at] = words[at]! & (own ? (own[at] ?? 0) : -1) & ~(before?.[at] ?? 0);
  return masked;
}

function selectTier(
  index: LiveIndex,
  words: Uint32Array,
  { column, peaks }: Order,
  base: number,
  room: number,
  after: Position | undefined,
  { docs, keys }: Page,
): void {
  const { ids } = index;
  // What an earlier tier put in front stays there.
  const first = docs.length;
  const last = room - 1;
  let worst = -Infinity;
  // From the newest document down: most of them then fall out at the first comparison.
  for (let at = words.length - 1; at >= 0; at--) {
    let word = words[at]!;
    if (word === 0 || (peaks && base + peaks[at]! < worst)) continue;
    do {
      const bit = 31 - Math.clz32(word);
      word &= ~(1 << bit);
      const doc = (at << 5) + bit;
      const key = base + column[doc]!;
      if (key < worst || (key === worst && ids[doc]! < ids[docs[last]!]!)) continue;
      if (after && (key > after.key || (key === after.key && ids[doc]! >= after.id))) continue;
      let place = Math.min(docs.length, last);
      while (
        place > first &&
        (keys[place - 1]! < key || (keys[place - 1] === key && ids[docs[place - 1]!]! < ids[doc]!))
      ) {
        keys[place] = keys[place - 1]!;
        docs[place] = docs[place - 1]!;
        place--;
      }
      keys[place] = key;
      docs[place] = doc;
      if (docs.length === room) worst = keys[last]!;
    } while (word !== 0);
  }
}
