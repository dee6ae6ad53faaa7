import { around } from "geokdbush";
import KDBush from "kdbush";
import type { TypedFastBitSet } from "typedfastbitset";
import { milesBetween } from "~/platform/geocoder/distance.ts";
import { Posting } from "./posting.server.ts";

const KILOMETERS_A_MILE = 1.609344;
/** So many new points are looked at one by one before the tree is built anew. */
const PENDING = 256;

/**
 * Where jobs are done. Jobs share points (a city's middle), so that a circle is a few points, and a point a set of jobs.
 */
export class Points {
  private readonly numbers = new Map<string, number>();
  private readonly places: { lat: number; lon: number; jobs: Posting }[] = [];
  private readonly ofDoc = new Map<number, number[]>();
  private tree: KDBush | undefined;
  private inTree = 0;

  /** Notes where a document's job is done. */
  add(doc: number, points: readonly { latitude: number; longitude: number }[]): void {
    if (points.length === 0) return;
    const numbers = points.map(({ latitude, longitude }) => this.number(latitude, longitude));
    for (const number of numbers) this.places[number]!.jobs.add(doc);
    this.ofDoc.set(doc, numbers);
  }

  /** Forgets a document. */
  remove(doc: number): void {
    for (const number of this.ofDoc.get(doc) ?? []) this.places[number]!.jobs.remove(doc);
    this.ofDoc.delete(doc);
  }

  /** Adds to `target`, which is empty, the documents within `miles` of a point. */
  near(latitude: number, longitude: number, miles: number, target: TypedFastBitSet): void {
    for (const { jobs } of this.around(latitude, longitude, miles)) jobs.addTo(target);
  }

  /** The miles from a point to the nearest place of a document; null for one without a place. */
  milesTo(doc: number, latitude: number, longitude: number): number | null {
    const numbers = this.ofDoc.get(doc);
    if (!numbers) return null;
    let least = Infinity;
    for (const number of numbers)
      least = Math.min(least, milesBetween(this.places[number]!, { lat: latitude, lon: longitude }));
    return least;
  }

  private around(latitude: number, longitude: number, miles: number) {
    if (!this.tree || this.places.length - this.inTree > PENDING) this.buildTree();
    const here = { lat: latitude, lon: longitude };
    // The tree's earth is a little smaller than ours: it is asked for more, and milesBetween decides.
    const numbers = this.tree
      ? around(this.tree, longitude, latitude, Infinity, miles * KILOMETERS_A_MILE * 1.001)
      : [];
    return numbers
      .map((number) => this.places[number]!)
      .concat(this.places.slice(this.inTree))
      .filter((place) => place.jobs.size > 0 && milesBetween(here, place) <= miles);
  }

  private number(latitude: number, longitude: number): number {
    const key = `${latitude},${longitude}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.places.push({ lat: latitude, lon: longitude, jobs: new Posting() }) - 1;
      this.numbers.set(key, number);
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
