import type { JobId } from "~/platform/ids.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import type { Outcome } from "~/profiles/outcome.ts";
import type { Standing } from "~/profiles/standing.ts";
import type { Choice, JobCriteria } from "./criteria.ts";
import type { FacetCounts } from "./facets.ts";
import type { Suggestion, SuggestField } from "./suggestion.ts";

/**
 * Somebody for whom a search is made: its `fit` and the order by it are by how jobs stand for them, and the result says
 * the outcomes. `key` is another one whenever `standing` is.
 */
export type Asker = { key: string; standing: Standing };

/**
 * One job of a result. `featured`: it was ordered as such, and must be labelled so. `miles` from the place asked for.
 * `outcome` for the asker, if there is one.
 */
export type FoundJob = { id: JobId; featured: boolean; miles: number | null; outcome?: Outcome };

/** What was understood of the place asked for, and how many miles around it were searched (null where it has no middle). */
export type SearchedPlace = { answer: PlaceAnswer; radius: number | null };

/**
 * What a search could do without, and how many jobs the search without it finds: a whole choice, or one `word` of the
 * words as it is typed (`coder`, `"risk adjustment"`, `-remote`), which leaves `q`.
 */
export type Droppable = { choice: Choice; count: number } | { choice: "q"; word: string; q: string; count: number };

export type Found = {
  /** All jobs that match, whatever the page. */
  total: number;
  items: FoundJob[];
  /** For every value of every facet: the jobs that match the other choices and this value. */
  facets: FacetCounts;
  /** The `after` of the next page; null on the last. */
  next: string | null;
  /** What of the criteria could not be used, as `name=value`; what the URL's parser ignored is its own list. */
  ignored: string[];
  /** Null where none was asked for. */
  place: SearchedPlace | null;
  /** For a search that finds nothing: what to drop, and the jobs that would bring, the most first. */
  droppable: Droppable[];
  /** The words asked for as they were probably meant, where no job has them as they are; null else. They find something. */
  didYouMean: string | null;
  /** For an asker: the jobs of every outcome that match all else. */
  outcomes?: Record<Outcome, number>;
};

/** What is found, without the counts of facets. */
export type Uncounted = Omit<Found, "facets">;

export type SearchOptions = { limit: number; asker?: Asker | undefined };

/** The search of the board; nothing else knows how it is done. */
export interface JobSearch {
  /**
   * Finds listed jobs. The answer depends on what is asked, `version` and the UTC day alone. `limit` is 1 to 100.
   * Waits for the first build. Throws DomainError `unavailable` where that does not come.
   */
  search(criteria: JobCriteria, options: SearchOptions): Promise<Found>;
  /** As `search`, in half its time or less, for who shows no counts. */
  find(criteria: JobCriteria, options: SearchOptions): Promise<Uncounted>;
  /** The counts of `search` without its jobs. Throws as it does. */
  facetCounts(criteria: JobCriteria): Promise<FacetCounts>;
  /**
   * What a text typed into a field may become, at most `limit` (1 to 20): titles, employers, values of facets and places
   * of the listed jobs. Any text is answered. Waits and throws as `search` does.
   */
  suggest(text: string, options: { field: SuggestField; limit: number }): Promise<Suggestion[]>;
  /** Resolves when every job change that was committed before the call is in the answers. Throws if that can't be had. */
  catchUp(): Promise<void>;
  /** Whether the index is whole. */
  readonly ready: boolean;
  /** Whether it is whole and follows the database. */
  readonly healthy: boolean;
  /** How many jobs are listed now. */
  readonly jobs: number;
  /** Every change committed so many milliseconds ago is in the answers. Infinity until the first build. */
  readonly lagMs: number;
  /** Grows with every change of any answer, the passing of an expiry included. */
  readonly version: number;
}
