import type { TypedFastBitSet } from "typedfastbitset";
import { forEachFacet } from "./criteria.ts";
import { facetCodes, type FacetCounts, type FacetName } from "./facets.ts";
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
  return forEachFacet((facet) => {
    const { first, end } = index.facetRange(facet);
    return toRecord(index, facet, index.matrix.countIn((others(facet) ?? jobs).words, first, end), first);
  });
}

/** A record of every facet's codes. A copy of it is made in a tenth of the time of adding them to an empty one. */
const templates = forEachFacet((facet) => Object.fromEntries(facetCodes(facet).map((code) => [code, 0])));

/** `counts` begins with that of the value numbered `first`. */
function toRecord(index: LiveIndex, facet: FacetName, counts: Uint32Array, first: number): Record<string, number> {
  const record = { ...templates[facet] };
  for (const { code, number } of index.facets[facet]) record[code] = counts[number - first]!;
  return record;
}
