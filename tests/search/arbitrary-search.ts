import fc from "fast-check";
import { arbitraryDemands } from "#tests/profiles/arbitrary-profile.ts";
import { DAY } from "~/platform/clock.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { encodeId, type JobId } from "~/platform/ids.ts";
import { anyJob, forEachFacet, sorts, type JobCriteria } from "~/search/criteria.ts";
import { facetCodes } from "~/search/facets.ts";
import type { JobDocument } from "~/search/job-document.ts";

/** The moment around which random jobs are dated. */
export const NOON = Date.UTC(2026, 5, 15, 12);

/** Few words, so that jobs share them: endings, accents, codes, and the parts of synonyms. */
const vocabulary =
  "coder coders coding code remote inpatient IP risk adjustment adjustments HCC ED emergency department education Café cafe ICD-10-CM ICD-10 CPC CPC-A 3M E/M evaluation and management the of pro fee professional entry-level auditor auditing CCS".split(
    " ",
  );
const word = fc.constantFrom(...vocabulary);
/** So common that the index keeps the pairs of them; so few that most phrases of them stand somewhere. */
const commonWord = fc.constantFrom("of", "the", "and", "coder", "coding", "medical");
const text = (most: number) =>
  fc
    .array(fc.oneof({ weight: 2, arbitrary: word }, { weight: 1, arbitrary: commonWord }), { maxLength: most })
    .map((words) => words.join(" "));
const phrase = fc
  .tuple(fc.array(commonWord, { minLength: 2, maxLength: 4 }), fc.option(word, { freq: 2 }), fc.boolean())
  .map(([common, other, first]) => (first ? [other ?? [], ...common] : [...common, other ?? []]).flat().join(" "));

const cities = [
  { latitude: 39.96, longitude: -83 },
  { latitude: 39.1, longitude: -84.51 },
  { latitude: 39.76, longitude: -84.19 },
  { latitude: 30.27, longitude: -97.74 },
  { latitude: 29.42, longitude: -98.49 },
];

export const jobId = (number: number): JobId =>
  encodeId<"job">(Uint8Array.of(...new Array<number>(14).fill(1), number >> 8, number & 255));

const someOf = (codes: readonly string[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...codes.slice(0, 6)), { maxLength: most });
/** Coarse, so that what is paid and what is asked for meet exactly. */
const money = fc.integer({ min: 3, max: 12 }).map((steps) => steps * 500);
const daysAgo = (most: number) => fc.integer({ min: 0, max: most * 4 }).map((quarters) => NOON - (quarters * DAY) / 4);

/** How many jobs there may be; more than two words of a bitset. */
export const JOBS = 80;

/** A live job, one of few ids, so that edits and removals meet it. */
export const document: fc.Arbitrary<JobDocument> = fc.record({
  id: fc.integer({ min: 0, max: JOBS - 1 }).map(jobId),
  employer: fc.constantFrom({ slug: "mercy", name: "Mercy Coding" }, { slug: "solace", name: "Solace" }),
  title: text(5),
  body: text(14),
  facets: fc.record({
    mode: fc.constantFrom(...facetCodes("mode")).map((code) => [code]),
    state: fc.oneof(someOf(facetCodes("state"), 3), fc.constant(facetCodes("state"))),
    credential: someOf(facetCodes("credential"), 3),
    apprentice: fc.constantFrom(...facetCodes("apprentice")).map((code) => [code]),
    function: someOf(facetCodes("function"), 2),
    setting: someOf(facetCodes("setting"), 3),
    specialty: someOf(facetCodes("specialty"), 3),
    codeset: someOf(facetCodes("codeset"), 2),
    ehr: someOf(facetCodes("ehr"), 2),
    encoder: someOf(facetCodes("encoder"), 2),
    type: someOf(facetCodes("type"), 2),
  }),
  notes: fc.array(fc.constantFrom("Columbus, OH", "Ohio", "CEUs paid", "Remote", "risk adjustment"), { maxLength: 2 }),
  points: fc.uniqueArray(fc.constantFrom(...cities), { maxLength: 2 }),
  hourly: fc.option(fc.tuple(money, money).map(([a, b]) => ({ minCents: Math.min(a, b), maxCents: Math.max(a, b) }))),
  demands: arbitraryDemands,
  postedAt: daysAgo(40),
  confirmedAt: daysAgo(16),
  featuredUntil: fc.oneof(fc.constant(0), daysAgo(2), fc.constant(NOON + 5 * DAY)),
  listedUntil: fc.integer({ min: 1, max: 12 }).map((quarters) => NOON + (quarters * DAY) / 4),
});

const piece = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 1, arbitrary: fc.tuple(word, word).map((words) => `"${words.join(" ")}"`) },
  { weight: 3, arbitrary: phrase.map((words) => `"${words}"`) },
  { weight: 1, arbitrary: phrase.map((words) => `-"${words}"`) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("Mercy Coding", "columbus oh", "risk adjustment", "encoder pro", "professional fee")
      .map((phrase) => `"${phrase}"`),
  },
  { weight: 1, arbitrary: word.map((other) => `-${other}`) },
  {
    weight: 2,
    arbitrary: fc.tuple(word, fc.integer({ min: 1, max: 4 })).map(([whole, length]) => whole.slice(0, length)),
  },
);

const point = fc.constantFrom(...cities).map(({ latitude, longitude }): PlaceAnswer => ({
  kind: "point",
  label: "A city",
  scope: "city",
  city: "A city",
  state: "oh",
  zip: null,
  lat: latitude,
  lon: longitude,
  population: 1,
  reach: 0,
  alternatives: [],
  note: null,
}));

export const place: fc.Arbitrary<PlaceAnswer> = fc.oneof(
  { weight: 4, arbitrary: point },
  fc.constantFrom<PlaceAnswer[]>(
    { kind: "state", label: "Alabama", state: "al", alternatives: [], note: null },
    { kind: "remote", label: "Remote", states: { rule: "unstated" }, note: null },
    { kind: "remote", label: "Remote", states: { rule: "only", states: ["al", "ak"] }, note: null },
    { kind: "remote", label: "Remote", states: { rule: "except", states: ["al"] }, note: null },
    { kind: "country", label: "United States" },
    { kind: "unresolved", reason: "unknown", alternatives: [] },
  ),
);

const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2, nil: null });

/** Criteria with few choices at a time, so that most of them find something. */
export const criteria: fc.Arbitrary<{ criteria: JobCriteria; place: PlaceAnswer | null }> = fc
  .record({
    q: fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(" ")),
    place: fc.option(place, { freq: 1 }),
    radius: fc.option(fc.constantFrom(1, 60, 120, 500)),
    chosen: fc.array(
      fc
        .constantFrom(...Object.keys(anyJob().facets))
        .chain((facet) => fc.tuple(fc.constant(facet), fc.nat(5), fc.nat(5))),
      { maxLength: 2 },
    ),
    employers: fc.constantFrom<string[][]>([], [], [], ["mercy"], ["nobody"]),
    payMin: rarely(money),
    payMax: rarely(money),
    posted: rarely(fc.constantFrom(1, 7, 30)),
    sort: fc.constantFrom(...sorts),
  })
  .map(({ chosen, place, q, ...rest }) => ({
    place,
    criteria: {
      ...anyJob(),
      ...rest,
      q: q.trim(),
      place: place ? "somewhere" : "",
      facets: forEachFacet((facet) => {
        const numbers = chosen.filter(([name]) => name === facet).flatMap(([, a, b]) => [a, b]);
        return facetCodes(facet).filter((_, at) => numbers.includes(at));
      }),
    },
  }));
