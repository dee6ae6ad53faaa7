import type { TypedFastBitSet } from "typedfastbitset";
import { outcomes, type Outcome } from "~/profiles/outcome.ts";
import { levels } from "./dictionary.server.ts";
import type { Asker } from "./job-search.ts";
import type { LiveIndex } from "./live-index.server.ts";
import { emptySet, type WordMatch } from "./match-words.server.ts";
import { FIT, TIER } from "./ranking.ts";
import type { Order } from "./select-page.server.ts";

/** How the documents of an index stand for somebody at a moment; good until the next one is made. */
export class Fit {
  /** By document, its outcome's place in `outcomes`. */
  private readonly ranks: Uint8Array;

  /** `at`: milliseconds since 1970; its UTC day decides what has expired. */
  constructor(
    private readonly index: LiveIndex,
    asker: Asker,
    at: number,
  ) {
    this.ranks = index.demands.ranksFor(asker, new Date(at).toISOString().slice(0, 10), index.end);
  }

  outcomeOf(doc: number): Outcome {
    return outcomes[this.ranks[doc]!]!;
  }

  /** The documents of some outcomes; those that are gone may be among them. */
  withAnyOf(wanted: readonly Outcome[]): TypedFastBitSet {
    const { ranks, index } = this;
    const jobs = emptySet(index);
    const { words } = jobs;
    const bits = Uint8Array.from(outcomes, (outcome) => (wanted.includes(outcome) ? 1 : 0));
    for (let at = 0; at < words.length; at++) {
      let word = 0;
      for (let doc = at << 5, end = doc + 32; doc < end; doc++) word |= bits[ranks[doc]!]! << doc;
      words[at] = word;
    }
    return jobs;
  }

  /** How many of `jobs` have each outcome. */
  count(jobs: TypedFastBitSet): Record<Outcome, number> {
    const counts = new Uint32Array(outcomes.length);
    const { words } = jobs;
    for (let at = 0; at < words.length; at++)
      for (let word = words[at]!; word !== 0; word &= word - 1) {
        const doc = (at << 5) + 31 - Math.clz32(word & -word);
        counts[this.ranks[doc]!]!++;
      }
    return {
      qualified: counts[0]!,
      "not-stated": counts[1]!,
      "one-missing": counts[2]!,
      "not-eligible": counts[3]!,
    };
  }

  /** The best outcome first; among equals as the best match. `day` as `utcDay` counts. */
  order(words: WordMatch | undefined, day: number): Order {
    const { index, ranks } = this;
    const freshness = index.freshnessOn(day).values;
    const values = new Int32Array(freshness.length);
    for (let doc = 0; doc < index.end; doc++) values[doc] = (outcomes.length - 1 - ranks[doc]!) * FIT + freshness[doc]!;
    // Each level holds the ones before it, so that what is nearer to the job is counted once more.
    if (words)
      for (const level of levels) {
        const set = words[level].words;
        for (let at = 0; at < set.length; at++)
          for (let word = set[at]!; word !== 0; word &= word - 1)
            values[(at << 5) + 31 - Math.clz32(word & -word)]! += TIER;
      }
    return { column: { values } };
  }
}
