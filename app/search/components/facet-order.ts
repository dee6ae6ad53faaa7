import { facetCodes, type FacetName } from "../facets.ts";

/** So many values of a long facet are shown at once; the rest wait under "more". */
const SHOWN = 8;
/** A list that is only this much longer is shown whole: a "more" for two would be in the way. */
const SPARE = 3;
/** Facets whose values have an order of their own. */
const ordered: readonly FacetName[] = ["apprentice", "mode"];

export type FacetOrder = { first: string[]; more: string[] };

/**
 * How a facet's values are listed: the chosen ones and those with the most jobs first, the rest under "more"; *not stated*
 * is last. Two calls with the same arguments give the same order.
 */
export function orderValues(
  facet: FacetName,
  counts: Readonly<Record<string, number>>,
  chosen: readonly string[],
): FacetOrder {
  const all = facetCodes(facet);
  if (ordered.includes(facet)) return { first: [...all], more: [] };
  const rank = (code: string) => (chosen.includes(code) ? 2e9 : 0) + (code === "not-stated" ? -1 : (counts[code] ?? 0));
  const ranked = all.map((code) => ({ code, rank: rank(code) })).sort((a, b) => b.rank - a.rank);
  const codes = ranked.map(({ code }) => code);
  if (codes.length <= SHOWN + SPARE) return { first: codes, more: [] };
  const shown = Math.max(SHOWN, chosen.length);
  return { first: codes.slice(0, shown), more: codes.slice(shown) };
}
