import { TypedFastBitSet } from "typedfastbitset";
import { milesBetween } from "~/platform/geocoder/distance.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import type { AlertId } from "~/platform/ids.ts";
import { DEFAULT_RADIUS, forEachFacet, type JobCriteria } from "~/search/criteria.ts";
import { facetNames, type FacetName } from "~/search/facets.ts";
import { isRemote, type JobDocument } from "~/search/job-document.ts";
import { parseQueryWords, type QueryUnit } from "~/search/query-words.ts";
import { utcDay } from "~/search/ranking.ts";
import type { WorkMode } from "~/vocabulary/terms.ts";
import { stateCodes } from "~/vocabulary/states.ts";
import { JobWords } from "./job-words.server.ts";

/** An alert as it is matched. `since`: milliseconds since 1970; a job that was posted before is not new to it. */
export type MatchedAlert = { id: AlertId; criteria: JobCriteria; place: PlaceAnswer | null; since: number };

const ANY_PAY = -1;
const NO_WORDS = -1;
const ANY_DAY = -1;

/** The alerts that choose nothing of one kind, and by each choice those that take it. */
type Choices = { any: TypedFastBitSet; by: Map<string, TypedFastBitSet> };
/** The same where there are more choices than alerts for each: a set of slots takes less than a bit for every alert. */
type SparseChoices = { any: TypedFastBitSet; by: Map<string, Set<number>> };
type Circle = { place: PlaceAnswer; radius: number; slots: Set<number> };
/** The words of searches as numbers of their units. */
type Words = { wanted: readonly number[]; excluded: readonly number[] };

/**
 * Alerts, held so that one job finds all that it matches at once: the search's index the other way round. An alert is a
 * small number (its slot); every choice of a facet is a set of the alerts that take it. For a job, a facet's sets are
 * united over the values that the job has; what is in all facets is left, and only of that are pay and words looked at,
 * each distinct word but once. What matches is exactly what the alert's own search would find.
 */
export class AlertIndex {
  private readonly slots = new Map<AlertId, number>();
  private readonly ids: (AlertId | undefined)[] = [];
  /** By slot: the sets of choices that it is in, and the employers that it chose. */
  private readonly setsOf: TypedFastBitSet[][] = [];
  private readonly employersOf: (readonly string[] | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly active = new TypedFastBitSet();
  private readonly facets: Record<FacetName, Choices> = forEachFacet(() => ({
    any: new TypedFastBitSet(),
    by: new Map(),
  }));
  private readonly employers: SparseChoices = { any: new TypedFastBitSet(), by: new Map() };
  private readonly anywhere = new TypedFastBitSet();
  private readonly circles = new Map<string, Circle>();
  private readonly circleOf: (string | undefined)[] = [];
  private readonly payMin: number[] = [];
  private readonly payMax: number[] = [];
  private readonly posted: number[] = [];
  private readonly since: number[] = [];
  /** By slot: which of `texts` it asks for. */
  private readonly textOf: number[] = [];
  private readonly texts: Words[] = [];
  private readonly textNumbers = new Map<string, number>();
  private readonly units: QueryUnit[] = [];
  private readonly unitNumbers = new Map<string, number>();

  /** How many alerts there are. */
  get size(): number {
    return this.slots.size;
  }

  /** Adds an alert, or replaces what was known of it. */
  put({ id, criteria, place, since }: MatchedAlert): void {
    this.remove(id);
    const slot = this.free.pop() ?? this.ids.length;
    this.slots.set(id, slot);
    this.ids[slot] = id;
    this.since[slot] = since;
    this.active.add(slot);
    this.setsOf[slot] = facetNames.flatMap((facet) => this.choose(facet, criteria.facets[facet], slot));
    this.putEmployers(criteria.employers, slot);
    this.putPlace(slot, criteria, place);
    this.payMin[slot] = criteria.payMin ?? ANY_PAY;
    this.payMax[slot] = criteria.payMax ?? ANY_PAY;
    this.posted[slot] = criteria.posted ?? ANY_DAY;
    this.textOf[slot] = this.textNumber(criteria.q);
  }

  /** Removes an alert; one that is not there changes nothing. */
  remove(id: AlertId): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    this.slots.delete(id);
    this.ids[slot] = undefined;
    this.active.remove(slot);
    for (const facet of facetNames) this.facets[facet].any.remove(slot);
    for (const set of this.setsOf[slot]!) set.remove(slot);
    this.removeEmployers(slot);
    this.anywhere.remove(slot);
    const circle = this.circleOf[slot];
    if (circle !== undefined) {
      const slots = this.circles.get(circle)?.slots;
      slots?.delete(slot);
      if (slots?.size === 0) this.circles.delete(circle);
    }
    this.circleOf[slot] = undefined;
    this.free.push(slot);
  }

  /** The alerts whose search would find the job, were it listed at the moment `at` (milliseconds since 1970). */
  match(job: JobDocument, at: number): AlertId[] {
    const left = this.active.clone();
    for (const facet of facetNames) {
      const { any, by } = this.facets[facet];
      const having = any.clone();
      for (const code of job.facets[facet]) {
        const takers = by.get(code);
        if (takers) having.union(takers);
      }
      left.intersection(having);
    }
    left.intersection(withSlots(this.employers.any, [this.employers.by.get(job.employer.slug)]));
    const near = [...this.circles.values()].flatMap((circle) => (isAt(job, circle) ? [circle.slots] : []));
    left.intersection(withSlots(this.anywhere, near));
    return this.judgeRest(left, job, at);
  }

  private judgeRest(left: TypedFastBitSet, job: JobDocument, at: number): AlertId[] {
    const found: AlertId[] = [];
    const postedDay = utcDay(job.postedAt);
    const today = utcDay(at);
    const least = job.hourly?.minCents ?? Infinity;
    const most = job.hourly?.maxCents ?? -Infinity;
    const asks = this.askWords(job);
    left.forEach((slot) => {
      const payMin = this.payMin[slot]!;
      const payMax = this.payMax[slot]!;
      const posted = this.posted[slot]!;
      if (
        job.postedAt >= this.since[slot]! &&
        (payMin === ANY_PAY || most >= payMin) &&
        (payMax === ANY_PAY || least <= payMax) &&
        (posted === ANY_DAY || postedDay >= today - posted) &&
        asks(this.textOf[slot]!)
      )
        found.push(this.ids[slot]!);
    });
    return found;
  }

  /** Whether the job holds the words of a text. Of each unit it is asked once, and only when an alert depends on it. */
  private askWords(job: JobDocument): (text: number) => boolean {
    let words: JobWords | undefined;
    const known = new Int8Array(this.units.length);
    const holds = (unit: number): boolean => {
      if (known[unit] === 0) known[unit] = (words ??= new JobWords(job)).holds(this.units[unit]!) ? 1 : -1;
      return known[unit] === 1;
    };
    return (text) => {
      if (text === NO_WORDS) return true;
      const { wanted, excluded } = this.texts[text]!;
      return wanted.every(holds) && !excluded.some(holds);
    };
  }

  /** @returns the sets of the choices. */
  private choose(facet: FacetName, codes: readonly string[], slot: number): TypedFastBitSet[] {
    const { any, by } = this.facets[facet];
    if (codes.length === 0) any.add(slot);
    return codes.map((code) => {
      let takers = by.get(code);
      if (!takers) by.set(code, (takers = new TypedFastBitSet()));
      takers.add(slot);
      return takers;
    });
  }

  private putEmployers(slugs: readonly string[], slot: number): void {
    const { any, by } = this.employers;
    if (slugs.length === 0) any.add(slot);
    else this.employersOf[slot] = slugs;
    for (const slug of slugs) {
      let takers = by.get(slug);
      if (!takers) by.set(slug, (takers = new Set()));
      takers.add(slot);
    }
  }

  private removeEmployers(slot: number): void {
    const { any, by } = this.employers;
    any.remove(slot);
    for (const slug of this.employersOf[slot] ?? []) {
      const takers = by.get(slug);
      takers?.delete(slot);
      if (takers?.size === 0) by.delete(slug);
    }
    this.employersOf[slot] = undefined;
  }

  private putPlace(slot: number, { radius }: JobCriteria, place: PlaceAnswer | null): void {
    // A place that is not known, or all of the country, restricts no search.
    if (!place || place.kind === "country" || place.kind === "unresolved") {
      this.anywhere.add(slot);
      return;
    }
    const miles = place.kind === "point" ? Math.max(radius ?? DEFAULT_RADIUS, place.reach) : 0;
    const key = circleKey(place, miles);
    let circle = this.circles.get(key);
    if (!circle) this.circles.set(key, (circle = { place, radius: miles, slots: new Set() }));
    circle.slots.add(slot);
    this.circleOf[slot] = key;
  }

  private textNumber(q: string): number {
    let number = this.textNumbers.get(q);
    if (number !== undefined) return number;
    const { wanted, excluded } = parseQueryWords(q);
    if (wanted.length === 0 && excluded.length === 0) number = NO_WORDS;
    else {
      const unit = (one: QueryUnit) => this.unitNumber(one);
      number = this.texts.push({ wanted: wanted.map(unit), excluded: excluded.map(unit) }) - 1;
    }
    this.textNumbers.set(q, number);
    return number;
  }

  private unitNumber(unit: QueryUnit): number {
    const key = JSON.stringify([unit.words, unit.phrase, unit.concepts, unit.prefix]);
    let number = this.unitNumbers.get(key);
    if (number === undefined) this.unitNumbers.set(key, (number = this.units.push(unit) - 1));
    return number;
  }
}

function withSlots(any: TypedFastBitSet, more: readonly (ReadonlySet<number> | undefined)[]): TypedFastBitSet {
  const all = any.clone();
  for (const slots of more) if (slots) for (const slot of slots) all.add(slot);
  return all;
}

function circleKey(place: PlaceAnswer, miles: number): string {
  if (place.kind === "point") return `${place.lat},${place.lon},${miles}`;
  if (place.kind === "state") return place.state;
  return place.kind === "remote" ? `remote ${JSON.stringify(place.states)}` : place.kind;
}

/** Whether a search of the place finds the job, as far as the place goes. */
function isAt(job: JobDocument, { place, radius }: Circle): boolean {
  switch (place.kind) {
    case "point":
      return job.points.some(({ latitude, longitude }) => {
        // A degree of latitude is 69 miles: most places are told to be too far away without a sine.
        if (Math.abs(latitude - place.lat) * 68 > radius) return false;
        return milesBetween(place, { lat: latitude, lon: longitude }) <= radius;
      });
    case "state":
      return job.facets.state.includes(place.state);
    case "remote": {
      if (!job.facets.mode.some((mode) => isRemote(mode as WorkMode))) return false;
      const { states } = place;
      if (states.rule !== "only" && states.rule !== "except") return true;
      const wanted: readonly string[] =
        states.rule === "only" ? states.states : stateCodes.filter((code) => !states.states.includes(code));
      return job.facets.state.some((code) => wanted.includes(code));
    }
    default:
      return true;
  }
}
