import { labelledCredentials } from "~/vocabulary/credential-labels.ts";
import { stateNames } from "~/vocabulary/state-names.ts";
import { apprenticeAnswers, employmentTypes, workModes } from "~/vocabulary/terms.ts";
import { vocabulary, type Vocabulary } from "~/vocabulary/vocabulary.ts";
import { codeSets, ehrs, encoders, functions, settings, specialties } from "~/vocabulary/work.ts";

/** The facets of a search, each a URL parameter of the same name whose values are the codes of its vocabulary. */
export const facetVocabularies = {
  mode: workModes,
  state: vocabulary(stateNames),
  credential: vocabulary(Object.fromEntries(labelledCredentials.map(({ code, label }) => [code, label]))),
  apprentice: apprenticeAnswers,
  function: functions,
  setting: settings,
  specialty: specialties,
  codeset: codeSets,
  ehr: ehrs,
  encoder: encoders,
  type: employmentTypes,
} as const satisfies Record<string, Vocabulary>;

export type FacetName = keyof typeof facetVocabularies;

/** Every facet, in the order in which canonical URLs name them. */
export const facetNames = Object.keys(facetVocabularies) as FacetName[];

/** The codes of one facet, typed as plain text: a search takes them from a URL. */
export function facetCodes(facet: FacetName): readonly string[] {
  return facetVocabularies[facet].codes;
}

/** How a facet's value is shown; the code itself where the vocabulary has none such. */
export function facetLabel(facet: FacetName, code: string): string {
  return facetVocabularies[facet].label(code);
}

/** For every facet and every code of it, in how many jobs it occurs. */
export type FacetCounts = Record<FacetName, Readonly<Record<string, number>>>;
