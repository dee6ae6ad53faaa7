import { type TypedFastBitSet } from "typedfastbitset";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { stateCodes } from "~/vocabulary/states.ts";
import { combineFilters, type Filter } from "./combine-filters.server.ts";
import { countAll, countAmong } from "./count-facets.server.ts";
import { DEFAULT_RADIUS, type JobCriteria, type Order as Sort } from "./criteria.ts";
import { Fit } from "./fit.server.ts";
import { facetNames, type FacetCounts, type FacetName } from "./facets.ts";
import { findDroppable } from "./find-droppable.server.ts";
import type { Asker, Found, SearchedPlace, Uncounted } from "./job-search.ts";
import type { LiveIndex } from "./live-index.server.ts";
import { emptySet, matchWords, type WordMatch } from "./match-words.server.ts";
import { parseQueryWords } from "./query-words.ts";
import { decodePosition, encodePosition, isFeatured, utcDay } from "./ranking.ts";
import { selectPage, type Order } from "./select-page.server.ts";
import { suggestSpelling } from "./suggest-spelling.server.ts";

/** More cents an hour than any job pays. */
const MOST_PAY = 2 ** 31 - 1;
const SIGN = 1 << 31;

/**
 * Answers a search from the index at the moment `at` (milliseconds since 1970). `place` is what the geocoder made of
 * `criteria.place`; null where none was asked for. `limit` is the page's length. `asker`: for whom, where it is for
 * somebody; else the criteria's `fit` chooses nothing, and the order by it is the best match.
 */
export function findJobs(
  index: LiveIndex,
  criteria: JobCriteria,
  place: PlaceAnswer | null,
  limit: number,
  at: number,
  asker?: Asker,
): Found {
  const { found, count } = find(index, criteria, place, limit, at, asker);
  return { ...found, facets: count() };
}

/** As `findJobs`, for who shows no counts: they are what most searches spend most of their time on. */
export function findUncounted(...asked: Parameters<typeof findJobs>): Uncounted {
  return find(...asked).found;
}

function find(
  index: LiveIndex,
  criteria: JobCriteria,
  place: PlaceAnswer | null,
  limit: number,
  at: number,
  asker: Asker | undefined,
): { found: Uncounted; count: () => FacetCounts } {
  index.lapse();
  index.scratch.release();
  const ignored: string[] = [];
  const today = utcDay(at);
  const sort = usableSort(criteria.sort, place, asker, ignored);
  const position = criteria.after === null ? undefined : decodePosition(criteria.after, sort, today);
  if (criteria.after !== null && !position) ignored.push(`after=${criteria.after}`);
  if (place?.kind === "unresolved") ignored.push(`place=${criteria.place}`);
  const day = position?.day ?? today;

  const query = parseQueryWords(criteria.q);
  if (query.ignored.length > 0) ignored.push(`q=${query.ignored.join(" ")}`);
  const words = matchWords(index, query);
  const searched = searchedPlace(criteria, place);
  const filters = listFilters(index, criteria, words, searched, day);
  const fit = asker && new Fit(index, asker, at);
  if (criteria.fit.length && fit) filters.push({ choice: "fit", jobs: fit.withAnyOf(criteria.fit) });
  const { jobs, without } = combineFilters(index, filters);
  const total = filters.length ? jobs.size() : index.size;

  const center = place?.kind === "point" ? place : undefined;
  const { docs, keys, more } = selectPage(
    index,
    jobs,
    sort === "fit" && fit ? fit.order(words, day) : makeOrder(index, sort, words, searched, day),
    limit,
    position,
  );
  const items = docs.map((doc) => ({
    id: index.ids[doc]!,
    featured: isFeatured(index.featuredUntil[doc]!, day),
    miles: center ? index.points.milesTo(doc, center.lat, center.lon) : null,
    ...(fit && { outcome: fit.outcomeOf(doc) }),
  }));
  const last = items.at(-1);
  const found = {
    total,
    items,
    next: more && last ? encodePosition({ sort, day, key: keys.at(-1)!, id: last.id }) : null,
    ignored,
    place: searched,
    droppable:
      total === 0
        ? findDroppable(
            index,
            criteria.q,
            filters.map(({ choice }) => choice),
            (choice) => without(choice) ?? jobs,
          )
        : [],
    didYouMean: total === 0 && words && !words.any.intersects(index.listed) ? suggestSpelling(index, criteria.q) : null,
    ...(fit && { outcomes: fit.count(without("fit") ?? jobs) }),
  };
  return { found, count: () => (filters.length ? countAmong(index, jobs, without) : countAll(index)) };
}

function usableSort(sort: Sort, place: PlaceAnswer | null, asker: Asker | undefined, ignored: string[]): Sort {
  if (sort === "fit" && !asker) return "match";
  if (sort !== "distance" || place?.kind === "point") return sort;
  ignored.push("sort=distance");
  return "match";
}

function searchedPlace(criteria: JobCriteria, answer: PlaceAnswer | null): SearchedPlace | null {
  if (!answer) return null;
  return { answer, radius: answer.kind === "point" ? Math.max(criteria.radius ?? DEFAULT_RADIUS, answer.reach) : null };
}

function listFilters(
  index: LiveIndex,
  criteria: JobCriteria,
  words: WordMatch | undefined,
  place: SearchedPlace | null,
  day: number,
): Filter[] {
  const filters: Filter[] = [];
  if (words) filters.push({ choice: "q", jobs: words.any });
  const near = place && jobsAtPlace(index, place);
  if (near) filters.push({ choice: "place", jobs: near });
  for (const facet of facetNames)
    if (criteria.facets[facet].length)
      filters.push({ choice: facet, jobs: withAnyOf(index, facet, criteria.facets[facet]) });
  if (criteria.payMin !== null || criteria.payMax !== null)
    filters.push({ choice: "pay", jobs: jobsPaying(index, criteria.payMin ?? 0, criteria.payMax ?? MOST_PAY) });
  if (criteria.posted !== null) filters.push({ choice: "posted", jobs: jobsPostedSince(index, day - criteria.posted) });
  if (criteria.employers.length) {
    const jobs = emptySet(index);
    for (const slug of criteria.employers) index.employers.get(slug)?.addTo(jobs);
    filters.push({ choice: "employer", jobs });
  }
  return filters;
}

function withAnyOf(index: LiveIndex, facet: FacetName, codes: readonly string[]): TypedFastBitSet {
  const values = codes.flatMap((code) => index.value(facet, code)?.number ?? []);
  return index.scratch.copy(index.matrix.having(values), (index.end + 31) >>> 5);
}

/** Null where the place restricts nothing: the whole country, or one that is not known. */
function jobsAtPlace(index: LiveIndex, { answer, radius }: SearchedPlace): TypedFastBitSet | null {
  switch (answer.kind) {
    case "point": {
      const jobs = emptySet(index);
      index.points.near(answer.lat, answer.lon, radius ?? DEFAULT_RADIUS, jobs);
      return jobs;
    }
    case "state":
      return withAnyOf(index, "state", [answer.state]);
    case "remote": {
      const jobs = withAnyOf(index, "mode", ["remote", "remote-after-training"]);
      if (answer.states.rule !== "only" && answer.states.rule !== "except") return jobs;
      const { rule, states } = answer.states;
      return jobs.intersection(
        withAnyOf(index, "state", rule === "only" ? states : stateCodes.filter((code) => !states.includes(code))),
      );
    }
    default:
      return null;
  }
}

/** Jobs whose range reaches into the one asked for, in cents; those without an hourly figure (-1) do not. */
function jobsPaying(index: LiveIndex, least: number, most: number): TypedFastBitSet {
  const jobs = jobsFrom(index, index.hourlyMax.values, least);
  if (most === MOST_PAY) return jobs;
  const above = jobsFrom(index, index.hourlyMin, most + 1);
  return jobs.difference(above);
}

/** `since` as `utcDay` counts. */
function jobsPostedSince(index: LiveIndex, since: number): TypedFastBitSet {
  return jobsFrom(index, index.postedDay, since);
}

/**
 * The documents whose number in a column is at least that one. The sign bit says which, and 32 of them are gathered
 * before they are stored: a branch that goes either way for half the jobs takes five times as long, a function for each
 * job or a store for each bit three times.
 */
function jobsFrom(index: LiveIndex, column: Int32Array, least: number): TypedFastBitSet {
  const jobs = emptySet(index);
  const { words } = jobs;
  for (let at = 0; at < words.length; at++) {
    let word = 0;
    // The columns have room for a multiple of 32 documents; those beyond the last are listed nowhere.
    for (let doc = at << 5, end = doc + 32; doc < end; doc++) word = (word >>> 1) | (~(column[doc]! - least) & SIGN);
    words[at] = word;
  }
  return jobs;
}

function makeOrder(
  index: LiveIndex,
  sort: Sort,
  words: WordMatch | undefined,
  place: SearchedPlace | null,
  day: number,
): Order {
  switch (sort) {
    case "match":
    case "fit":
      return { column: index.freshnessOn(day), words };
    case "newest":
      return { column: index.postedAt };
    case "pay":
      return { column: index.hourlyMax };
    case "distance": {
      if (place?.answer.kind !== "point") return { column: index.freshnessOn(day) };
      const { lat, lon } = place.answer;
      return { column: { values: index.points.nearnessWithin(lat, lon, place.radius ?? DEFAULT_RADIUS) } };
    }
  }
}
