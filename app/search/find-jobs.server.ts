import { TypedFastBitSet } from "typedfastbitset";
import { DAY } from "~/platform/clock.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { stateCodes } from "~/vocabulary/states.ts";
import { DEFAULT_RADIUS, forEachFacet, isFacet, type Choice, type JobCriteria, type Sort } from "./criteria.ts";
import { countAll, countAmong, remembered } from "./count-facets.server.ts";
import { facetNames, type FacetCounts, type FacetName } from "./facets.ts";
import { findDroppable } from "./find-droppable.server.ts";
import type { Found, SearchedPlace } from "./job-search.ts";
import type { LiveIndex } from "./live-index.server.ts";
import { emptySet, matchWords, type WordMatch } from "./match-words.server.ts";
import { parseQueryWords } from "./query-words.ts";
import { decodePosition, encodePosition, isFeatured, TIER, utcDay } from "./ranking.ts";
import { selectPage, type Order } from "./select-page.server.ts";
import { suggestSpelling } from "./suggest-spelling.server.ts";

/**
 * One thing the criteria ask for, all that decides what it means, and the documents that have it. Documents that are gone
 * may be among them.
 */
type Filter = { choice: Choice; asks: unknown; jobs: TypedFastBitSet };

const METERS_A_MILE = 1_609.344;

/**
 * Answers a search from the index at the moment `at` (milliseconds since 1970). `place` is what the geocoder made of
 * `criteria.place`; null where none was asked for. `limit` is the page's length.
 */
export function findJobs(
  index: LiveIndex,
  criteria: JobCriteria,
  place: PlaceAnswer | null,
  limit: number,
  at: number,
): Found {
  const { version } = index;
  const ignored: string[] = [];
  const today = utcDay(at);
  const sort = usableSort(criteria.sort, place, ignored);
  const position = criteria.after === null ? undefined : decodePosition(criteria.after, sort, today);
  if (criteria.after !== null && !position) ignored.push(`after=${criteria.after}`);
  if (place?.kind === "unresolved") ignored.push(`place=${criteria.place}`);
  const day = position?.day ?? today;

  const words = matchWords(index, parseQueryWords(criteria.q));
  const searched = searchedPlace(criteria, place);
  const filters = listFilters(index, criteria, words, searched, day);
  const jobs = intersect(index, filters);
  const total = filters.length ? jobs.size() : index.size;

  const center = place?.kind === "point" ? place : undefined;
  const { docs, keys, more } = selectPage(
    index,
    jobs,
    makeOrder(index, sort, words, center, jobs, day),
    limit,
    position,
  );
  const items = docs.map((doc) => ({
    id: index.ids[doc]!,
    featured: isFeatured(index.featuredUntil[doc]!, day),
    miles: center ? index.points.milesTo(doc, center.lat, center.lon) : null,
  }));
  const last = items.at(-1);
  return {
    total,
    items,
    facets: countFacets(index, version, filters, jobs, total),
    next: more && last ? encodePosition({ sort, day, key: keys.at(-1)!, id: last.id }) : null,
    ignored,
    place: searched,
    droppable:
      total === 0
        ? findDroppable(
            index,
            criteria.q,
            filters.map(({ choice }) => choice),
            (choice) => intersect(index, filters, choice),
          )
        : [],
    didYouMean: total === 0 && words && !words.any.intersects(index.listed) ? suggestSpelling(index, criteria.q) : null,
  };
}

function usableSort(sort: Sort, place: PlaceAnswer | null, ignored: string[]): Sort {
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
  if (words) filters.push({ choice: "q", asks: criteria.q, jobs: words.any });
  const near = place && jobsAtPlace(index, place);
  if (near) filters.push({ choice: "place", asks: place, jobs: near });
  for (const facet of facetNames)
    if (criteria.facets[facet].length)
      filters.push({
        choice: facet,
        asks: criteria.facets[facet],
        jobs: withAnyOf(index, facet, criteria.facets[facet]),
      });
  if (criteria.payMin !== null || criteria.payMax !== null)
    filters.push({
      choice: "pay",
      asks: [criteria.payMin, criteria.payMax],
      jobs: jobsPaying(index, criteria.payMin ?? 0, criteria.payMax ?? Infinity),
    });
  if (criteria.posted !== null)
    filters.push({
      choice: "posted",
      asks: day - criteria.posted,
      jobs: jobsPostedSince(index, (day - criteria.posted) * DAY),
    });
  if (criteria.employers.length) {
    const jobs = emptySet(index);
    for (const slug of criteria.employers) index.employers.get(slug)?.addTo(jobs);
    filters.push({ choice: "employer", asks: criteria.employers, jobs });
  }
  return filters;
}

function withAnyOf(index: LiveIndex, facet: FacetName, codes: readonly string[]): TypedFastBitSet {
  const jobs = emptySet(index);
  for (const code of codes) index.value(facet, code)?.jobs.addTo(jobs);
  return jobs;
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

/** Jobs whose range reaches into the one asked for; those without an hourly figure do not. */
function jobsPaying(index: LiveIndex, least: number, most: number): TypedFastBitSet {
  const jobs = emptySet(index);
  const { words } = jobs;
  const { hourlyMin, hourlyMax } = index;
  for (let doc = 0; doc < index.end; doc++) {
    const max = hourlyMax[doc]!;
    if (max >= 0 && max >= least && hourlyMin[doc]! <= most) words[doc >>> 5]! |= 1 << doc;
  }
  return jobs;
}

function jobsPostedSince(index: LiveIndex, since: number): TypedFastBitSet {
  const jobs = emptySet(index);
  const { words } = jobs;
  const { postedAt } = index;
  for (let doc = 0; doc < index.end; doc++) if (postedAt[doc]! >= since) words[doc >>> 5]! |= 1 << doc;
  return jobs;
}

/** The listed jobs that pass every filter but `except`'s. The set is the caller's own. */
function intersect(index: LiveIndex, filters: readonly Filter[], except?: Choice): TypedFastBitSet {
  // No longer than it must be: bitsets grow by doubling, and every count below walks the whole of this one.
  const jobs = TypedFastBitSet.fromWords(index.listed.words.slice(0, (index.end + 31) >>> 5));
  for (const filter of filters) if (filter.choice !== except) jobs.intersection(filter.jobs);
  return jobs;
}

function makeOrder(
  index: LiveIndex,
  sort: Sort,
  words: WordMatch | undefined,
  center: { lat: number; lon: number } | undefined,
  jobs: TypedFastBitSet,
  day: number,
): Order {
  switch (sort) {
    case "match": {
      const freshness = index.freshnessOn(day);
      return words ? { ...freshness, tiers: { sets: [words.title, words.head], step: TIER } } : freshness;
    }
    case "newest":
      return { column: index.postedAt };
    case "pay":
      return { column: index.hourlyMax };
    case "distance": {
      const column = new Int32Array(index.end);
      if (center)
        jobs.forEach((doc) => {
          column[doc] = -Math.round((index.points.milesTo(doc, center.lat, center.lon) ?? 0) * METERS_A_MILE);
        });
      return { column };
    }
  }
}

/** Every facet counted under the other choices, not its own. */
function countFacets(
  index: LiveIndex,
  version: number,
  filters: readonly Filter[],
  jobs: TypedFastBitSet,
  total: number,
): FacetCounts {
  const chosen = new Set(filters.map((filter) => filter.choice).filter(isFacet));
  const among = remembered(index, version, keyOf(filters), () => countAmong(index, jobs, total));
  return forEachFacet((facet) => {
    if (!chosen.has(facet)) return filters.length ? among(facet) : countAll(index)(facet);
    if (filters.length === 1) return countAll(index)(facet);
    const count = () => {
      const others = intersect(index, filters, facet);
      return countAmong(index, others, others.size());
    };
    return remembered(index, version, keyOf(filters, facet), count)(facet);
  });
}

/** Names the jobs that pass every filter but `except`'s. */
function keyOf(filters: readonly Filter[], except?: Choice): string {
  return JSON.stringify(filters.filter(({ choice }) => choice !== except).map(({ choice, asks }) => [choice, asks]));
}
