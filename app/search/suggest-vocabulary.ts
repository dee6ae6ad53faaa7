import { credentials, type Credential } from "~/vocabulary/credentials.ts";
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
        const names = [label, ...namesOf(credential), ...(furtherNames[`${facet}=${code}`] ?? [])].map(nameWords);
        return { facet, code, label, detail: credential?.name ?? null, names, synonyms: otherNames(names[0]!) };
      }),
  );

/** Nearly every credential certifies: who types "professional coder" means the CPC. */
function namesOf(credential: Credential | undefined): string[] {
  if (!credential) return [];
  const { name, aliases } = credential;
  return [name, name.replace(/^Certified (?:in )?/, ""), ...aliases];
}

/** What else a label's words are called: of `ED facility` also `emergency room`. */
function otherNames(label: readonly string[]): (readonly string[])[] {
  const holds = (term: readonly string[]) =>
    label.some((_, start) => term.every((word, at) => label[start + at] === word));
  return synonymWords.filter((terms) => terms.some(holds)).flat();
}

/** How well what is typed fits the best of a value's names; undefined where it fits none. A synonym fits less than a name. */
export function fitValue(value: NamedValue, typed: readonly string[]): Fit | undefined {
  let best: Fit | undefined;
  for (const name of value.names) {
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
