import { credentials } from "~/vocabulary/credentials.ts";
import { facetCodes, facetLabel, facetNames } from "./facets.ts";
import { fitName, nameWords, type Fit } from "./name-words.ts";
import type { SuggestedFacet } from "./suggestion.ts";
import { synonyms } from "./synonyms.ts";

/** A value of a facet, and every name under which one may begin to type it, as words. */
export type NamedValue = {
  facet: SuggestedFacet;
  code: string;
  label: string;
  detail: string | null;
  names: readonly (readonly string[])[];
};

/** The statuses of new holders are no credentials; what welcomes them is an answer to apprentices. */
const furtherNames: Record<string, readonly string[]> = {
  "apprentice=welcome": credentials.flatMap(({ apprenticeStatus }) => apprenticeStatus ?? []),
};

const synonymWords = synonyms.map(({ terms }) => terms.map(nameWords));

/** Every value that is offered: all of all facets but the states, which are places, and what was not stated. */
export const namedValues: readonly NamedValue[] = facetNames
  .filter((facet) => facet !== "state")
  .flatMap((facet) =>
    facetCodes(facet)
      .filter((code) => code !== "not-stated")
      .map((code) => {
        const label = facetLabel(facet, code);
        const credential = facet === "credential" ? credentials.find((one) => one.code === code) : undefined;
        const own = [label, credential?.name ?? [], credential?.aliases ?? [], furtherNames[`${facet}=${code}`] ?? []]
          .flat()
          .map(nameWords);
        return { facet, code, label, detail: credential?.name ?? null, names: [...own, ...otherNames(own[0]!)] };
      }),
  );

/** What else a label's words are called: of `ED facility` also `emergency room`. */
function otherNames(label: readonly string[]): (readonly string[])[] {
  const holds = (term: readonly string[]) =>
    label.some((_, start) => term.every((word, at) => label[start + at] === word));
  return synonymWords.filter((terms) => terms.some(holds)).flat();
}

/** How well what is typed fits the best of a value's names; undefined where it fits none. */
export function fitValue(value: NamedValue, typed: readonly string[]): Fit | undefined {
  let best: Fit | undefined;
  for (const name of value.names) {
    const fit = fitName(name, typed);
    if (fit !== undefined && (best === undefined || fit < best)) best = fit;
  }
  return best;
}
