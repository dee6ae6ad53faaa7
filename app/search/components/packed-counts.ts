import { forEachFacet } from "../criteria.ts";
import { packing } from "~/ui/packing.ts";
import { facetCodes, facetNames, type FacetCounts } from "../facets.ts";

/**
 * All counts of a search in one line of text, in the vocabularies' order: `37 21 0;12 3`. Some 260 codes with a number
 * each would weigh more in a page's data than its jobs.
 */
export const {
  pack: packCounts,
  unpack: unpackCounts,
  read: readCounts,
} = packing<FacetCounts>(
  (counts) =>
    facetNames
      .map((facet) =>
        facetCodes(facet)
          .map((code) => counts[facet][code] ?? 0)
          .join(" "),
      )
      .join(";"),
  (packed) => {
    const lists = new Map(packed.split(";").map((list, index) => [facetNames[index], list.split(" ")]));
    return forEachFacet((facet) => {
      const list = lists.get(facet);
      return Object.fromEntries(facetCodes(facet).map((code, index) => [code, Number(list?.[index] ?? 0)]));
    });
  },
);
