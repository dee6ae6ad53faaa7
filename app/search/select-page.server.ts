import type { TypedFastBitSet } from "typedfastbitset";
import { levels } from "./dictionary.server.ts";
import type { LiveIndex } from "./live-index.server.ts";
import type { WordMatch } from "./match-words.server.ts";
import { TIER, type Position } from "./ranking.ts";

/**
 * How documents are ordered: by an integer, the highest first; among equals the highest id first. `peaks`, where there
 * are any, are the highest of every 32 documents. Where there are `words`, documents that have them nearer to what the
 * job is come before all others, whatever the integer says.
 */
export type Order = {
  column: { values: Int32Array | Float64Array; peaks?: Int32Array | Float64Array };
  words?: WordMatch | undefined;
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
  const { words } = order;
  if (!words) selectTier(index, jobs.words, order, 0, room, after, page);
  else
    for (let tier = levels.length; tier > 0 && page.docs.length < room; tier--) {
      // The last level has all that is left; each leaves out the level before it, which holds the ones before that.
      const own = tier > 1 ? words[levels[levels.length - tier]!] : undefined;
      const before = tier < levels.length ? words[levels[levels.length - tier - 1]!] : undefined;
      selectTier(index, maskTier(index, jobs.words, own?.words, before?.words), order, tier * TIER, room, after, page);
    }
  page.more = page.docs.length > limit;
  page.docs.length = page.keys.length = Math.min(limit, page.docs.length);
  return page;
}

function maskTier(index: LiveIndex, words: Uint32Array, own?: Uint32Array, before?: Uint32Array): Uint32Array {
  if (!own && !before) return words;
  const masked = index.scratch.empty(words.length).words;
  for (let at = 0; at < words.length; at++)
    masked[at] = words[at]! & (own ? (own[at] ?? 0) : -1) & ~(before?.[at] ?? 0);
  return masked;
}

function selectTier(
  index: LiveIndex,
  words: Uint32Array,
  { column: { values, peaks } }: Order,
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
      const key = base + values[doc]!;
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
