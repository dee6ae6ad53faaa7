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
  without(choice: Filter["choice"]): TypedFastBitSet | undefined;
};

/**
 * Combines filters over the listed documents of an index. Two sets say all: what passes every filter, and what fails at
 * exactly one; without a filter, the first are found and those of the second that fail there. Good until the next search.
 */
export function combineFilters(
  { listed, end, scratch, combiner }: Pick<LiveIndex, "listed" | "end" | "scratch" | "combiner">,
  filters: readonly Filter[],
): Combination {
  // No longer than it must be: bitsets grow by doubling, and every count walks the whole of this one.
  const length = (end + 31) >>> 5;
  combiner.begin(listed.words, length);
  for (const { jobs } of filters) combiner.pass(jobs.words);
  return {
    jobs: scratch.copy(combiner.passing, length),
    without(choice) {
      const filter = filters.find((one) => one.choice === choice);
      return filter && scratch.copy(combiner.without(filter.jobs.words), length);
    },
  };
}
