import type { TypedFastBitSet } from "typedfastbitset";
import { suggestPlaces } from "~/platform/geocoder/suggest-places.server.ts";
import { PLACE_LENGTH, QUERY_LENGTH, QUERY_WORDS } from "./criteria.ts";
import { countAll } from "./count-facets.server.ts";
import type { LiveIndex } from "./live-index.server.ts";
import { matchAnywhere } from "./match-words.server.ts";
import { BEGINS, nameWords, type Fit } from "./name-words.ts";
import { parseQueryWords } from "./query-words.ts";
import { fitValue, namedValues } from "./suggest-vocabulary.ts";
import { MOST_SUGGESTIONS, TYPED_LENGTH, type Suggestion, type SuggestField } from "./suggestion.ts";

/** A suggestion with what it is ranked by. `weight`: jobs; below 0 where there is no telling. */
type Candidate = { suggestion: Suggestion; fit: Fit; weight: number };

/** Places are offered among words only from so many letters on: every two letters begin a city. */
const PLACE_LETTERS = 3;
const PLACES_AMONG_WORDS = 2;

/**
 * What the text that stands in a field may become: at most `limit`, itself 1 to 20. Of words: what is called so stands
 * before what begins so, and that before what has a word that begins so; then what leads to more jobs. The titles are those that most jobs have. Half of the list at
 * most is of one sort (titles, employers, values of facets) while there are others. Every suggestion but a place finds
 * something. Any text whatever is answered; one without letters and digits by nothing.
 */
export function suggest(index: LiveIndex, field: SuggestField, text: string, limit: number): Suggestion[] {
  const most = Math.max(1, Math.min(MOST_SUGGESTIONS, Math.floor(limit) || 1));
  const typed = text.slice(0, TYPED_LENGTH);
  return field === "place" ? suggestPlace(index, typed, most) : suggestWords(index, typed, most);
}

function suggestWords(index: LiveIndex, text: string, limit: number): Suggestion[] {
  const words = nameWords(text);
  // Takes out what has lapsed.
  if (words.length === 0 || index.size === 0) return [];
  const most = Math.ceil(limit / 2);
  const sorts = [
    listValues(index, words),
    listTitles(index, words, limit),
    listEmployers(index, words, limit),
    words.join("").length < PLACE_LETTERS ? [] : listPlaces(index, text, PLACES_AMONG_WORDS),
  ];
  const ranked = sorts.map((candidates) => candidates.sort(compare));
  const first = ranked.flatMap((candidates) => candidates.slice(0, most)).sort(compare);
  const rest = ranked.flatMap((candidates) => candidates.slice(most)).sort(compare);
  const countTitle = titleCounter(index);
  return [...first, ...rest]
    .slice(0, limit)
    .map((candidate) => (candidate.suggestion.kind === "title" ? countTitle(candidate) : candidate))
    .sort(compare)
    .map(({ suggestion }) => suggestion);
}

/** Stable: what is equal keeps the order of its sort, and the sorts theirs. */
function compare(a: Candidate, b: Candidate): number {
  return a.fit - b.fit || b.weight - a.weight;
}

function listValues(index: LiveIndex, words: readonly string[]): Candidate[] {
  const candidates: Candidate[] = [];
  const facets = countAll(index);
  for (const value of namedValues) {
    const fit = fitValue(value, words);
    const jobs = facets[value.facet][value.code] ?? 0;
    if (fit === undefined || jobs === 0) continue;
    const { facet: kind, label, detail } = value;
    candidates.push({ suggestion: { kind, label, detail, params: { [kind]: value.code }, jobs }, fit, weight: jobs });
  }
  return candidates;
}

function listTitles(index: LiveIndex, words: readonly string[], limit: number): Candidate[] {
  return index.titles.find(words, limit).flatMap(({ label, jobs, fit }) => {
    const q = wordsOfTitle(label);
    const shown = label.replace(/[\p{C}\p{Z}\s]+/gu, " ").trim();
    return q
      ? [{ suggestion: { kind: "title", label: shown, detail: null, params: { q }, jobs: null }, fit, weight: jobs }]
      : [];
  });
}

/** A title as words to search for: its quotes and minus signs would mean something else there. */
export function wordsOfTitle(title: string): string {
  const words = title
    .replace(/["\p{C}\p{Z}\s]+/gu, " ")
    .split(" ")
    .map((word) => word.replace(/^-+/, ""))
    .filter(Boolean)
    .slice(0, QUERY_WORDS);
  while (words.join(" ").length > QUERY_LENGTH) words.pop();
  return words.join(" ");
}

/** Counts what the words of titles find, which are more than the jobs so called. Titles have most of their words in common. */
function titleCounter(index: LiveIndex): (title: Candidate) => Candidate {
  const matched = new Map<string, TypedFastBitSet>();
  return ({ suggestion, fit }) => {
    const jobs = index.listed.clone();
    for (const unit of parseQueryWords(suggestion.params.q ?? "").wanted) {
      const key = JSON.stringify(unit);
      let those = matched.get(key);
      if (!those) matched.set(key, (those = matchAnywhere(index, unit)));
      jobs.intersection(those);
    }
    const weight = jobs.size();
    return { suggestion: { ...suggestion, jobs: weight }, fit, weight };
  };
}

function listEmployers(index: LiveIndex, words: readonly string[], limit: number): Candidate[] {
  const slugs = new Set<string>();
  return index.employerNames.find(words, limit).flatMap(({ label, tag: slug, fit }) => {
    // Under two names while a new one comes in job by job.
    if (slugs.has(slug)) return [];
    slugs.add(slug);
    const jobs = index.employers.get(slug)?.size ?? 0;
    return [
      { suggestion: { kind: "employer", label, detail: null, params: { employer: slug }, jobs }, fit, weight: jobs },
    ];
  });
}

/** The geocoder ranks places itself. */
function listPlaces(index: LiveIndex, text: string, limit: number): Candidate[] {
  return suggestPlaces(text, limit)
    .filter(({ label }) => label.length <= PLACE_LENGTH)
    .map(({ label, scope, state }) => ({
      suggestion: {
        kind: "place",
        label,
        detail: null,
        params: { place: label },
        jobs: scope === "state" ? (countAll(index).state[state] ?? 0) : null,
      },
      fit: BEGINS,
      weight: -1,
    }));
}

function suggestPlace(index: LiveIndex, text: string, limit: number): Suggestion[] {
  const places = listPlaces(index, text, limit).map(({ suggestion }) => suggestion);
  const typed = nameWords(text).join(" ");
  if (!typed || !"remote".startsWith(typed)) return places;
  const remote: Suggestion = {
    kind: "place",
    label: "Remote",
    detail: null,
    params: { place: "Remote" },
    jobs: null,
  };
  return [remote, ...places].slice(0, limit);
}
