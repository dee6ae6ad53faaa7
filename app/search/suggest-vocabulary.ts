import { credentials } from "~/vocabulary/credentials.ts";
import { facetCodes, facetLabel, facetNames } from "./facets.ts";
import { BEGINS, fitName, nameWords, WHOLE, WITHIN, type Fit } from "./name-words.ts";
import type { SuggestedFacet } from "./suggestion.ts";
import { synonyms } from "./synonyms.ts";

/** A value of a facet, and the names under which one may begin to type it, as words: its own, and what else it is called. */
export type NamedValue = {
  facet: SuggestedFacet;
  code: string;
  label: string;
  detail: string | null;
  names: readonly (readonly string[])[];
  /** Names that are meant only once a second word is typed. */
  phrases: readonly (readonly string[])[];
  synonyms: readonly (readonly string[])[];
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
        const detail = credential?.name ?? null;
        const further = furtherNames[`${facet}=${code}`] ?? [];
        const names = [label, ...(detail ? [detail] : []), ...(credential?.aliases ?? []), ...further].map(nameWords);
        // Nearly every credential certifies: who types "professional coder" means the CPC.
        const phrases = detail ? [nameWords(detail.replace(/^Certified (?:in )?/, ""))] : [];
        return { facet, code, label, detail, names, phrases, synonyms: otherNames(names[0]!) };
      }),
  );

/** What else a label's words are called: of `ED facility` also `emergency room`. */
function otherNames(label: readonly string[]): (readonly string[])[] {
  const holds = (term: readonly string[]) =>
    label.some((_, start) => term.every((word, at) => label[start + at] === word));
  return synonymWords.filter((terms) => terms.some(holds)).flat();
}

/** How well what is typed fits the best of a value's names; undefined where it fits none. A synonym fits less than a name. */
export function fitValue(value: NamedValue, typed: readonly string[]): Fit | undefined {
  let best: Fit | undefined;
  for (const name of typed.length > 1 ? [...value.names, ...value.phrases] : value.names) {
    const fit = fitName(name, typed);
    if (fit !== undefined && (best === undefined || fit < best)) best = fit;
  }
  for (const name of best === undefined ? value.synonyms : []) {
    const fit = fitName(name, typed);
    if (fit !== undefined) best = fit === WHOLE ? BEGINS : (best ?? WITHIN);
    if (best === BEGINS) break;
  }
  return best;
}
