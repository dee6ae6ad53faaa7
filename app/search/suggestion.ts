import type { FacetName } from "./facets.ts";

/** Which field is typed into: the words of a search, or its place. */
export type SuggestField = "q" | "place";

/** The facets whose values are offered while words are typed; a state is offered as a place. */
export type SuggestedFacet = Exclude<FacetName, "state">;

/** What is offered to someone who types. */
export type Suggestion = {
  kind: "title" | "employer" | "place" | SuggestedFacet;
  /** `Inpatient coder`, `CPC`, `Mercy Health`, `Austin, TX`. */
  label: string;
  /** What a credential's letters stand for; null else. */
  detail: string | null;
  /** The one parameter of the search it leads to (`{ credential: "cpc" }`), understood by `parseCriteria`. */
  params: Readonly<Record<string, string>>;
  /** How many listed jobs that search finds; null where only the search itself could tell. */
  jobs: number | null;
};

export const MOST_SUGGESTIONS = 20;
export const USUAL_SUGGESTIONS = 8;
/** What is typed beyond that is not read. */
export const TYPED_LENGTH = 100;
