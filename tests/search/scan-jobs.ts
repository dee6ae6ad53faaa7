import { DAY } from "~/platform/clock.ts";
import { milesBetween } from "~/platform/geocoder/distance.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import type { JobCriteria, Choice } from "~/search/criteria.ts";
import { choicesOf, DEFAULT_RADIUS, without } from "~/search/criteria.ts";
import { facetCodes, facetLabel, facetNames, type FacetName } from "~/search/facets.ts";
import type { JobDocument } from "~/search/job-document.ts";
import { parseQueryWords, type QueryUnit } from "~/search/query-words.ts";
import { synonyms } from "~/search/synonyms.ts";
import { stem, tokenize } from "~/search/tokenize.ts";

/** What a search answers, found by looking at every job in turn: slow, short, and what the index is held against. */
export type Scanned = {
  /** In order. */
  ids: string[];
  facets: Record<string, Record<string, number>>;
  droppable: { choice: Choice; word?: string; q?: string; count: number }[];
};

type Tier = 3 | 2 | 1;

/** Answers `criteria` over `jobs` at the moment `at`, by the meanings of DOMAIN.md and nothing of the index. */
export function scanJobs(
  jobs: readonly JobDocument[],
  criteria: JobCriteria,
  place: PlaceAnswer | null,
  at: number,
): Scanned {
  const day = Math.floor(at / DAY);
  const listed = jobs.filter((job) => job.listedUntil > at);
  const matching = (asked: JobCriteria) => listed.filter((job) => matches(job, asked, asked.place ? place : null, day));
  const found = matching(criteria);
  const rank = (job: JobDocument): number[] => {
    if (criteria.sort === "newest") return [job.postedAt];
    if (criteria.sort === "pay") return [job.hourly?.maxCents ?? -1];
    if (criteria.sort === "distance" && place?.kind === "point") return [-Math.round(nearest(job, place) * 1609.344)];
    const age = day - Math.floor(job.postedAt / DAY);
    const step = [1, 3, 7, 14, 30].filter((days) => age <= days).length;
    const confirmed = Math.max(0, Math.min(15, 15 - (day - Math.floor(job.confirmedAt / DAY))));
    return [
      tierOf(job, criteria.q),
      job.featuredUntil > day * DAY ? 1 : 0,
      step,
      confirmed,
      Math.floor(job.postedAt / DAY),
    ];
  };
  const ranked = found.map((job) => ({ job, rank: rank(job) }));
  ranked.sort((a, b) => {
    for (const [position, value] of a.rank.entries()) if (value !== b.rank[position]) return b.rank[position]! - value;
    return a.job.id < b.job.id ? 1 : -1;
  });
  return {
    ids: ranked.map(({ job }) => job.id),
    facets: Object.fromEntries(
      facetNames.map((facet) => {
        const others = matching(without(criteria, facet));
        return [
          facet,
          Object.fromEntries(
            facetCodes(facet).map((code) => [code, others.filter((job) => job.facets[facet].includes(code)).length]),
          ),
        ];
      }),
    ),
    droppable: found.length
      ? []
      : [
          ...choicesOf(criteria).map((choice) => ({ choice, count: matching(without(criteria, choice)).length })),
          ...pieces(criteria.q).flatMap((word, at, all) => {
            const q = all.filter((_, other) => other !== at).join(" ");
            if (tokenize(q).length === 0) return [];
            return [{ choice: "q" as const, word, q, count: matching({ ...criteria, q }).length }];
          }),
        ]
          .filter(({ count }) => count > 0)
          .sort((a, b) => b.count - a.count),
  };
}

function matches(job: JobDocument, criteria: JobCriteria, place: PlaceAnswer | null, day: number): boolean {
  const { hourly } = job;
  if (facetNames.some((facet) => criteria.facets[facet].length && !has(job, facet, criteria.facets[facet])))
    return false;
  if (criteria.employers.length && !criteria.employers.includes(job.employer.slug)) return false;
  if (criteria.payMin !== null && !(hourly && hourly.maxCents >= criteria.payMin)) return false;
  if (criteria.payMax !== null && !(hourly && hourly.minCents <= criteria.payMax)) return false;
  if (criteria.posted !== null && job.postedAt < (day - criteria.posted) * DAY) return false;
  if (place && !isAt(job, place, criteria.radius)) return false;
  const { wanted, excluded } = parseQueryWords(criteria.q);
  return wanted.every((unit) => holds(texts(job, 1), unit)) && !excluded.some((unit) => holds(texts(job, 1), unit));
}

/** What stands between the spaces, quotes kept together. */
function pieces(q: string): string[] {
  return q.match(/-?"[^"]*"|\S+/g) ?? [];
}

function has(job: JobDocument, facet: FacetName, codes: readonly string[]): boolean {
  return codes.some((code) => job.facets[facet].includes(code));
}

function isAt(job: JobDocument, place: PlaceAnswer, radius: number | null): boolean {
  if (place.kind === "point") return nearest(job, place) <= Math.max(radius ?? DEFAULT_RADIUS, place.reach);
  if (place.kind === "state") return job.facets.state.includes(place.state);
  if (place.kind !== "remote") return true;
  if (!has(job, "mode", ["remote", "remote-after-training"])) return false;
  const { states } = place;
  if (states.rule === "only") return has(job, "state", states.states);
  if (states.rule === "except") return job.facets.state.some((code) => !states.states.some((other) => other === code));
  return true;
}

function nearest(job: JobDocument, place: { lat: number; lon: number }): number {
  return Math.min(
    Infinity,
    ...job.points.map((point) => milesBetween(place, { lat: point.latitude, lon: point.longitude })),
  );
}

function tierOf(job: JobDocument, q: string): number {
  const { wanted, excluded } = parseQueryWords(q);
  if (wanted.length === 0) return excluded.length ? 1 : 0;
  return ([3, 2] as const).find((tier) => wanted.every((unit) => holds(texts(job, tier), unit))) ?? 1;
}

const tokenized = new WeakMap<JobDocument, Map<Tier, string[][]>>();

/** The words of the texts that count for a tier. */
function texts(job: JobDocument, tier: Tier): string[][] {
  let tiers = tokenized.get(job);
  if (!tiers) tokenized.set(job, (tiers = new Map()));
  let lists = tiers.get(tier);
  if (!lists) tiers.set(tier, (lists = readTexts(job, tier)));
  return lists;
}

function readTexts(job: JobDocument, tier: Tier): string[][] {
  const list = [job.title];
  if (tier <= 2) {
    list.push(job.employer.name, ...job.notes);
    for (const facet of facetNames)
      for (const code of job.facets[facet])
        if (facet !== "state" && code !== "not-stated" && !(facet === "apprentice" && code === "no"))
          list.push(facetLabel(facet, code));
  }
  if (tier === 1) list.push(job.body);
  return list.map(tokenize);
}

function holds(lists: readonly string[][], unit: QueryUnit): boolean {
  const sideBySide = (stems: readonly string[]) =>
    lists.some((words) =>
      words.some((_, start) =>
        stems.every((wanted, at) => start + at < words.length && stem(words[start + at]!) === wanted),
      ),
    );
  if (unit.phrase) return sideBySide(unit.stems);
  const meant = unit.concepts.flatMap((concept) => {
    const row = synonyms[Number(concept.slice(1))]!;
    return [...row.terms, ...(row.includes ?? [])];
  });
  if (meant.some((term) => sideBySide(tokenize(term).map(stem)))) return true;
  return unit.words.every((word, at) =>
    lists.some((words) =>
      words.some((other) => stem(other) === unit.stems[at] || (unit.prefix && other.startsWith(word))),
    ),
  );
}
