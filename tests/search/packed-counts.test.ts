import fc from "fast-check";
import { expect, test } from "vitest";
import { packCounts, readCounts } from "~/search/components/packed-counts.ts";
import { forEachFacet } from "~/search/criteria.ts";
import { facetCodes } from "~/search/facets.ts";

test("the counts of a page are those of the search, however they were sent", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(1_000_000)), (numbers) => {
      const counts = forEachFacet((facet) =>
        Object.fromEntries(facetCodes(facet).map((code) => [code, numbers.next().value])),
      );
      expect(readCounts(packCounts(counts).text)).toEqual(counts);
    }),
    { numRuns: 20 },
  );
});

test("a value that nobody counted has none", () => {
  const counts = readCounts(packCounts({ ...forEachFacet(() => ({})), mode: { remote: 3 } }).text);
  expect(counts.mode.remote).toBe(3);
  expect(counts.mode["on-site"]).toBe(0);
  expect(counts.ehr.epic).toBe(0);
});
