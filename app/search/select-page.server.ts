import type { TypedFastBitSet } from "typedfastbitset";
import type { LiveIndex } from "./live-index.server.ts";
import type { Position } from "./ranking.ts";

/** The integer by which a document is ordered, the highest first; among equals the highest id first. */
export type Order = (doc: number) => number;

export type Page = {
  docs: number[];
  keys: number[];
  /** Whether another page follows. */
  more: boolean;
};

/** The first `limit` documents of `jobs` in an order, or the first ones after a position; in one pass, nothing sorted whole. */
export function selectPage(
  index: LiveIndex,
  jobs: TypedFastBitSet,
  order: Order,
  limit: number,
  after?: Position,
): Page {
  const { ids } = index;
  const docs: number[] = [];
  const keys: number[] = [];
  const room = limit + 1;
  const { words } = jobs;
  // From the newest document down: most of them then fall out at the first comparison.
  for (let at = words.length - 1; at >= 0; at--) {
    for (let word = words[at]!; word !== 0;) {
      const bit = 31 - Math.clz32(word);
      word &= ~(1 << bit);
      const doc = (at << 5) + bit;
      const key = order(doc);
      if (after && (key > after.key || (key === after.key && ids[doc]! >= after.id))) continue;
      let place = docs.length;
      if (place === room) {
        const worst = keys[room - 1]!;
        if (key < worst || (key === worst && ids[doc]! < ids[docs[room - 1]!]!)) continue;
        place--;
      }
      while (place > 0 && (keys[place - 1]! < key || (keys[place - 1] === key && ids[docs[place - 1]!]! < ids[doc]!))) {
        keys[place] = keys[place - 1]!;
        docs[place] = docs[place - 1]!;
        place--;
      }
      keys[place] = key;
      docs[place] = doc;
    }
  }
  const more = docs.length > limit;
  return { docs: docs.slice(0, limit), keys: keys.slice(0, limit), more };
}
