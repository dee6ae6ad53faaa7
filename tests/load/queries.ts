import { parseCriteria, type JobCriteria } from "~/search/criteria.ts";
import { facetNames, type FacetCounts } from "~/search/facets.ts";
import { clinicalTerm } from "./tail-words.ts";

/** The searches of the bench, in the order of the table. */
export const queryNames = [
  "no words",
  "two common words",
  "rare word and state",
  "radius",
  "phrase",
  "long phrases",
  "all facets on",
  "pay and posted",
] as const;
export type QueryName = (typeof queryNames)[number];

/** Whether a search may take ten times as long as one for words. */
export function isPhrase(name: QueryName): boolean {
  return name === "phrase" || name === "long phrases";
}

export type BenchQuery = { name: QueryName; criteria: JobCriteria };

/** So many values of each facet are chosen in "all facets on". */
const VALUES = 3;

/**
 * The searches as the page would read them from its URL. The common words and the phrase stand in nearly every posting,
 * each of the two long phrases (as many as a search may have) in two thirds of them or more;
 * the rare word in about one of two hundred; "all facets on" chooses the values that most jobs of `counts` have.
 */
export function benchQueries(counts: FacetCounts): BenchQuery[] {
  const urls: Record<QueryName, string> = {
    "no words": "",
    "two common words": "q=medical+coding",
    "rare word and state": `q=${clinicalTerm(0)}&state=tx`,
    radius: "place=New+York,+NY&radius=50",
    phrase: 'q="medical+record"',
    "long phrases": 'q="the+medical+record"+"now+and+then"',
    "all facets on": allFacets(counts),
    "pay and posted": "pay_min=32&posted=7",
  };
  return queryNames.map((name) => {
    const { criteria, ignored } = parseCriteria(new URLSearchParams(urls[name]));
    if (ignored.length) throw new Error(`The board does not understand ${ignored.join(", ")}`);
    return { name, criteria };
  });
}

function allFacets(counts: FacetCounts): string {
  const params = new URLSearchParams();
  for (const facet of facetNames) {
    const most = Object.entries(counts[facet]).sort((one, other) => other[1] - one[1]);
    for (const [code] of most.slice(0, VALUES)) params.append(facet, code);
  }
  return params.toString();
}
