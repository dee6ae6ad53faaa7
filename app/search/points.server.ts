import { around } from "geokdbush";
import KDBush from "kdbush";
import { LRUCache } from "lru-cache";
import type { TypedFastBitSet } from "typedfastbitset";
import { milesBetween } from "~/platform/geocoder/distance.ts";
import { Posting } from "./posting.server.ts";

const KILOMETERS_A_MILE = 1.609344;
const METERS_A_MILE = 1_609.344;
/** So many new points are looked at one by one before the tree is built anew. */
const PENDING = 256;
const NOWHERE = -1;
/** So many places in the circles asked for last are kept: most people look around the same few hundred cities. */
const KEPT_PLACES = 50_000;

type Place = { lat: number; lon: number; jobs: Posting };
type Near = { place: Place; away: number };

/**
 * Where jobs are done. Jobs share points (a city's middle), so that a circle is a few points, and a point a set of jobs.
 */
export class Points {
  private readonly numbers = new Map<string, number>();
  private readonly places: Place[] = [];
  /** By document: its first place; and of the few that have more, the others. */
  private firstOf = new Int32Array(0);
  private readonly othersOf = new Map<number, number[]>();
  private nearness = new Int32Array(0);
  private tree: KDBush | undefined;
  private inTree = 0;
  /** The places in a circle, whatever jobs they have; true as long as no place is new. */
  private readonly circles = new LRUCache<string, readonly Near[]>({
    maxSize: KEPT_PLACES,
    sizeCalculation: (circle) => circle.length + 1,
  });

  /** Makes room for documents below `capacity`. */
  resize(capacity: number): void {
    const firstOf = new Int32Array(capacity).fill(NOWHERE);
    firstOf.set(this.firstOf);
    this.firstOf = firstOf;
  }

  /** Notes where a document's job is done. */
  add(doc: number, points: readonly { latitude: number; longitude: number }[]): void {
    this.put(
      doc,
      points.map(({ latitude, longitude }) => this.number(latitude, longitude)),
    );
  }

  /** Gives a document the places of another one. */
  repeat(doc: number, other: number): void {
    const first = this.firstOf[other]!;
    if (first !== NOWHERE) this.put(doc, [first, ...(this.othersOf.get(other) ?? [])]);
  }

  private put(doc: number, [first, ...others]: readonly number[]): void {
    if (first === undefined) return;
    this.firstOf[doc] = first;
    if (others.length > 0) this.othersOf.set(doc, others);
    for (const number of [first, ...others]) this.places[number]!.jobs.add(doc);
  }

  /** Forgets a document. */
  remove(doc: number): void {
    const first = this.firstOf[doc]!;
    if (first === NOWHERE) return;
    for (const number of [first, ...(this.othersOf.get(doc) ?? [])]) this.places[number]!.jobs.remove(doc);
    this.firstOf[doc] = NOWHERE;
    this.othersOf.delete(doc);
  }

  /** Where a document's job is done. */
  of(doc: number): { latitude: number; longitude: number }[] {
    const first = this.firstOf[doc]!;
    if (first === NOWHERE) return [];
    return [first, ...(this.othersOf.get(doc) ?? [])].map((number) => {
      const { lat, lon } = this.places[number]!;
      return { latitude: lat, longitude: lon };
    });
  }

  /** Adds to `target`, which is empty, the documents within `miles` of a point. */
  near(latitude: number, longitude: number, miles: number, target: TypedFastBitSet): void {
    for (const { place } of this.around(latitude, longitude, miles)) place.jobs.addTo(target);
  }

  /**
   * How near the documents within `miles` of a point are, by document: their distance in whole meters below zero. What
   * it says of other documents means nothing; the next call writes it anew.
   */
  nearnessWithin(latitude: number, longitude: number, miles: number): Int32Array {
    if (this.nearness.length < this.firstOf.length) this.nearness = new Int32Array(this.firstOf.length);
    const { nearness } = this;
    // The nearest last, so that it decides where a job has several places.
    const found = this.around(latitude, longitude, miles).sort((a, b) => b.away - a.away);
    for (const { place, away } of found) {
      const near = -Math.round(away * METERS_A_MILE);
      place.jobs.forEach((doc) => (nearness[doc] = near));
    }
    return nearness;
  }

  /** The miles from a point to the nearest place of a document; null for one without a place. */
  milesTo(doc: number, latitude: number, longitude: number): number | null {
    const first = this.firstOf[doc]!;
    if (first === NOWHERE) return null;
    const here = { lat: latitude, lon: longitude };
    let least = milesBetween(this.places[first]!, here);
    for (const number of this.othersOf.get(doc) ?? [])
      least = Math.min(least, milesBetween(this.places[number]!, here));
    return least;
  }

  private around(latitude: number, longitude: number, miles: number): Near[] {
    const key = `${latitude},${longitude},${miles}`;
    let circle = this.circles.get(key);
    if (!circle) this.circles.set(key, (circle = this.drawCircle(latitude, longitude, miles)));
    return circle.filter(({ place }) => place.jobs.size > 0);
  }

  private drawCircle(latitude: number, longitude: number, miles: number): Near[] {
    if (!this.tree || this.places.length - this.inTree > PENDING) this.buildTree();
    const here = { lat: latitude, lon: longitude };
    // The tree's earth is a little smaller than ours: it is asked for more, and milesBetween decides.
    const numbers = this.tree
      ? around(this.tree, longitude, latitude, Infinity, miles * KILOMETERS_A_MILE * 1.001)
      : [];
    return numbers
      .map((number) => this.places[number]!)
      .concat(this.places.slice(this.inTree))
      .map((place) => ({ place, away: milesBetween(place, here) }))
      .filter(({ away }) => away <= miles);
  }

  private number(latitude: number, longitude: number): number {
    const key = `${latitude},${longitude}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.places.push({ lat: latitude, lon: longitude, jobs: new Posting() }) - 1;
      this.numbers.set(key, number);
      this.circles.clear();
    }
    return number;
  }

  private buildTree(): void {
    if (this.places.length === 0) return;
    const tree = new KDBush(this.places.length);
    for (const { lat, lon } of this.places) tree.add(lon, lat);
    tree.finish();
    this.tree = tree;
    this.inTree = this.places.length;
  }
}
