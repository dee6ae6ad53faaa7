import type { TypedFastBitSet } from "typedfastbitset";
import type { Choice } from "./criteria.ts";
import type { LiveIndex } from "./live-index.server.ts";

/** One thing the criteria ask for, and the documents that have it. Documents that are gone may be among them. */
export type Filter = { choice: Choice; jobs: TypedFastBitSet };

/** What passes all of some filters, and what passes all but one of them. */
export type Combination = {
  /** The listed documents that pass every filter. */
  jobs: TypedFastBitSet;
  /** The listed documents that pass all others than this one; undefined for a choice that no filter is for. */
  without(choice: Choice): TypedFastBitSet | undefined;
};

/**
 * Combines filters over the listed documents of an index. Leaving out each in turn takes three intersections a filter:
 * what passes all before it meets what passes all behind it. The sets are good until the next search.
 */
export function combineFilters(
  { listed, end, scratch }: Pick<LiveIndex, "listed" | "end" | "scratch">,
  filters: readonly Filter[],
): Combination {
  // No longer than it must be: bitsets grow by doubling, and every count walks the whole of this one.
  const length = (end + 31) >>> 5;
  const both = (a: TypedFastBitSet, b: TypedFastBitSet) => scratch.copy(a.words, length).intersection(b);
  const before = [scratch.copy(listed.words, length)];
  for (const [at, { jobs }] of filters.entries()) before.push(both(before[at]!, jobs));
  const behind: TypedFastBitSet[] = [];
  const behindOf = (at: number): TypedFastBitSet => {
    const { jobs } = filters[at + 1]!;
    return (behind[at] ??= at + 2 === filters.length ? jobs : both(behindOf(at + 1), jobs));
  };
  return {
    jobs: before[filters.length]!,
    without(choice) {
      const at = filters.findIndex((filter) => filter.choice === choice);
      if (at < 0) return undefined;
      return at + 1 === filters.length ? before[at] : both(before[at]!, behindOf(at));
    },
  };
}
