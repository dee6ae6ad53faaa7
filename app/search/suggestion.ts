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
const MOST_IGNORED = 20;

/**
 * Reads what is typed from a URL. Never fails: what it does not understand is named in `ignored` (`limit=lots`), at most
 * 20 times, each at most 100 characters. Words stand before a place where both are given.
 */
export function parseSuggestParams(params: URLSearchParams): {
  field: SuggestField;
  text: string;
  limit: number;
  ignored: string[];
} {
  const field = params.has("q") || !params.has("place") ? "q" : "place";
  const asked = { text: "", limit: USUAL_SUGGESTIONS };
  const seen = new Set<string>();
  const ignored: string[] = [];
  for (const [name, value] of params) {
    const limit = /^\d{1,9}$/.test(value) ? Number(value) : 0;
    const known = !seen.has(name) && (name === field || (name === "limit" && limit >= 1 && limit <= MOST_SUGGESTIONS));
    seen.add(name);
    if (!known) ignored.push(`${name}=${value}`.slice(0, 100));
    else if (name === "limit") asked.limit = limit;
    else asked.text = value;
  }
  return { field, ...asked, ignored: ignored.slice(0, MOST_IGNORED) };
}
