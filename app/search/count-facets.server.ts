import type { TypedFastBitSet } from "typedfastbitset";
import { forEachFacet } from "./criteria.ts";
import { facetNames, type FacetCounts, type FacetName } from "./facets.ts";
import type { LiveIndex } from "./live-index.server.ts";

/** How many of all listed jobs have each value of every facet. */
export function countAll(index: LiveIndex): FacetCounts {
  return forEachFacet((facet) => toRecord(index, facet, index.matrix.sizes, 0));
}

/**
 * How many of `jobs`, listed ones, have each value of every facet; of those facets that `others` gives a set for, how many
 * of that one.
 */
export function countAmong(
  index: LiveIndex,
  jobs: TypedFastBitSet,
  others: (facet: FacetName) => TypedFastBitSet | undefined,
): FacetCounts {
  const counted: Partial<FacetCounts> = {};
  for (const facet of facetNames) {
    const among = others(facet);
    if (!among) continue;
    const { first, end } = index.facetRange(facet);
    counted[facet] = toRecord(index, facet, index.matrix.countIn(among.words, first, end), first);
  }
  const all = index.matrix.countIn(jobs.words, 0, index.facetValues.length);
  return forEachFacet((facet) => counted[facet] ?? toRecord(index, facet, all, 0));
}

/** `counts` begins with that of the value numbered `first`. */
function toRecord(index: LiveIndex, facet: FacetName, counts: Uint32Array, first: number): Record<string, number> {
  const record: Record<string, number> = {};
  for (const { code, number } of index.facets[facet]) record[code] = counts[number - first]!;
  return record;
}
