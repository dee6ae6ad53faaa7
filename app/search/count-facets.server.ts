import type { TypedFastBitSet } from "typedfastbitset";
import { forEachFacet } from "./criteria.ts";
import type { CountedRange } from "./facet-matrix.server.ts";
import { facetCodes, facetNames, type FacetCounts, type FacetName } from "./facets.ts";
import type { LiveIndex } from "./live-index.server.ts";

/** How many of all listed jobs have each value of every facet. */
export function countAll(index: LiveIndex): FacetCounts {
  return forEachFacet((facet) => toRecord(index, facet, index.matrix.sizes));
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
  const ranges: CountedRange[] = [];
  for (const facet of facetNames) {
    const among = (others(facet) ?? jobs).words;
    const { first, end } = index.facetRange(facet);
    const last = ranges.at(-1);
    if (last?.among === among && last.end === first) last.end = end;
    else ranges.push({ first, end, among });
  }
  const counts = index.matrix.countIn(ranges);
  return forEachFacet((facet) => toRecord(index, facet, counts));
}

/** A record of every facet's codes. A copy of it is made in a tenth of the time of adding them to an empty one. */
const templates = forEachFacet((facet) => Object.fromEntries(facetCodes(facet).map((code) => [code, 0])));

function toRecord(index: LiveIndex, facet: FacetName, counts: Uint32Array): Record<string, number> {
  const record = { ...templates[facet] };
  for (const { code, number } of index.facets[facet]) record[code] = counts[number]!;
  return record;
}
