import { isStateCode, type StateCode } from "~/vocabulary/states.ts";
import { milesBetween } from "./distance.ts";
import { placeKey } from "./fold-name.ts";
import { foreignAreas } from "./foreign-areas.ts";
import { type Gazetteer, type Place, type ZipPlace } from "./places.ts";
import { metros, nicknames } from "./metros.ts";
import { readCities, readZips, type ZipRow } from "./read-sources.server.ts";

const OURS: ReadonlySet<string> = new Set(["US", "AS", "GU", "MP", "PR", "VI"]);
const FOREIGN_MINIMUM = 100_000;
/** A ZIP code farther than this from the city of its name belongs to another one of that name in the state. */
const SAME_PLACE_MILES = 40;
/** GeoNames' names that nobody writes before the state. */
const SPELLED = new Map([
  ["New York City", "New York"],
  ["Washington, D.C.", "Washington"],
  ["The Bronx", "Bronx"],
  ["Lexington-Fayette", "Lexington"],
]);
const COUNTY_REACH_LIMIT = 60;

/** How prominent a place is among those of its name: its people. A neighborhood's or county's figure is often its city's. */
export function prominence(place: Place): number {
  return place.scope === "city" || place.scope === "metro" ? place.population : place.population / 20;
}

/** Every name under which a place is found in a state, and all places that share one. */
class Names {
  readonly byState = new Map<string, Place>();
  private readonly doubles = new Map<string, Place[]>();

  add(key: string, place: Place): void {
    const full = key + place.state;
    const before = this.byState.get(full);
    if (before) this.doubles.set(full, [...(this.doubles.get(full) ?? [before]), place]);
    if (!before || prominence(place) > prominence(before)) this.byState.set(full, place);
  }

  /** An alias takes no name away from a place that bears it, but from a mere post office. */
  addAlias(key: string, place: Place, state: StateCode): void {
    if (!this.byState.get(key + state)?.population) this.byState.set(key + state, place);
  }

  nearest(full: string, row: ZipRow): Place | undefined {
    const single = this.byState.get(full);
    if (!single) return undefined;
    let best: Place | undefined;
    let least = SAME_PLACE_MILES;
    for (const place of this.doubles.get(full) ?? [single]) {
      const miles = milesBetween(place, row);
      if (miles <= least) [best, least] = [place, miles];
    }
    return best;
  }
}

/** Reads the three packages into compact tables. Takes a fifth of a second; throws where a file of theirs is missing. */
export function buildGazetteer(): Gazetteer {
  const names = new Names();
  const { foreign, countries } = addCities(names);
  const zips = addZips(names);
  const metroOf = addMetros(names);

  const byName = new Map<string, Place[]>();
  for (const [full, place] of names.byState) {
    const key = full.slice(0, -2);
    const list = byName.get(key);
    if (!list) byName.set(key, [place]);
    else if (!list.includes(place)) list.push(place);
  }
  for (const list of byName.values()) if (list.length > 1) list.sort((a, b) => prominence(b) - prominence(a));
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));

  return {
    inState: (key, state) => names.byState.get(key + state),
    named: (key) => byName.get(key) ?? [],
    foreign: (key) => foreign.get(key) ?? 0,
    isForeignCountry: (key) => countries.has(key),
    metroOf: (city) => metroOf.get(city),
    startingWith: (prefix, limit, states) => {
      const best: Place[] = [];
      for (let at = firstAtLeast(sorted, prefix); at < sorted.length; at++) {
        const [key, places] = sorted[at]!;
        if (!key.startsWith(prefix)) break;
        for (const place of places) if (!states || states.has(place.state)) insertRanked(best, place, limit);
      }
      return best;
    },
    zip: (zip) => zips.find(zip),
    zipsStartingWith: (digits, limit) => zips.startingWith(digits, limit),
  };
}

function addCities(names: Names): { foreign: Map<string, number>; countries: Set<string> } {
  const foreign = new Map<string, number>();
  const codes = new Set<string>();
  readCities(OURS, FOREIGN_MINIMUM, (city) => {
    const { lat, lon, population } = city;
    if (!OURS.has(city.country)) {
      const key = placeKey(city.name);
      foreign.set(key, Math.max(population, foreign.get(key) ?? 0));
      codes.add(city.country);
      return;
    }
    const state = (city.country === "US" ? city.division : city.country).toLowerCase();
    // GeoNames keeps towns that are no more: "Buffalo (historical)".
    if (!isStateCode(state) || city.name.endsWith("(historical)")) return;
    const name = SPELLED.get(city.name) ?? city.name.replace(/ \(.*\)$/, "");
    names.add(placeKey(name), {
      name,
      state,
      scope: city.section ? "neighborhood" : "city",
      population,
      reach: 0,
      lat,
      lon,
    });
  });
  const regionNames = new Intl.DisplayNames(["en"], { type: "region" });
  const countries = new Set([...codes].map((code) => placeKey(regionNames.of(code) ?? code)));
  for (const name of foreignAreas) countries.add(placeKey(name));
  return { foreign, countries };
}

/** The ZIP codes by number: which place, and where. A class, since a closure would keep all that its builder held. */
class Zips {
  private readonly places: Place[] = [];
  private readonly numbers = new Map<Place, number>();
  private readonly placeOf = new Int32Array(100_000).fill(-1);
  private readonly lats = new Float32Array(100_000);
  private readonly lons = new Float32Array(100_000);

  set({ zip, lat, lon }: ZipRow, place: Place): void {
    let number = this.numbers.get(place);
    if (number === undefined) this.numbers.set(place, (number = this.places.push(place) - 1));
    this.placeOf[zip] = number;
    this.lats[zip] = lat;
    this.lons[zip] = lon;
  }

  find(zip: number): ZipPlace | undefined {
    const place = this.places[this.placeOf[zip] ?? -1];
    return place && { place, lat: degrees(this.lats[zip]!), lon: degrees(this.lons[zip]!) };
  }

  startingWith(digits: string, limit: number): number[] {
    const scale = 10 ** (5 - digits.length);
    const found: number[] = [];
    for (let zip = Number(digits) * scale; zip < (Number(digits) + 1) * scale && found.length < limit; zip++)
      if (this.placeOf[zip]! >= 0) found.push(zip);
    return found;
  }
}

/** Adds the cities that only ZIP codes know, in the middle of their ZIP codes, and the counties likewise. */
function addZips(names: Names): Zips {
  const zips = new Zips();
  const keys = new Map<string, string>();
  const homeless = new Map<string, ZipRow[]>();
  const counties = new Map<string, number[]>();
  readZips((row) => {
    let key = keys.get(row.city);
    if (key === undefined) keys.set(row.city, (key = placeKey(row.city)));
    const place = names.nearest(key + row.state, row);
    if (place) zips.set(row, place);
    else push(homeless, key + row.state, row);
    if (row.county) push(counties, row.state + row.county, row.zip);
  });
  for (const [full, rows] of homeless) {
    const { city, state } = rows[0]!;
    const place: Place = {
      name: copy(city).replace(/^Mc (?=[A-Z])/, "Mc"),
      state,
      scope: "city",
      population: 0,
      reach: 0,
      ...middle(rows),
    };
    names.add(full.slice(0, -2), place);
    for (const row of rows) zips.set(row, place);
  }
  for (const [stateAndCounty, members] of counties) {
    const state = stateAndCounty.slice(0, 2) as StateCode;
    const name = countyName(stateAndCounty.slice(2), state);
    if (!name) continue;
    const points = members.map((zip) => zips.find(zip)!);
    const center = middle(points);
    const reach = Math.ceil(
      Math.min(COUNTY_REACH_LIMIT, Math.max(...points.map((point) => milesBetween(center, point)))),
    );
    // Its cities' people, since the sources count no county's.
    const cities = new Set(points.map((point) => point.place));
    const population = [...cities].reduce((sum, city) => sum + city.population, 0);
    names.add(placeKey(name), { name: copy(name), state, scope: "county", population, reach, ...center });
  }
  return zips;
}

/** A string of its own: a slice would keep the whole file alive that it was cut from. */
function copy(text: string): string {
  return Buffer.from(text).toString();
}

/** Adds our own metropolitan areas and nicknames; gives the area of each first central city. Throws on an unknown city. */
function addMetros(names: Names): Map<Place, Place> {
  const metroOf = new Map<Place, Place>();
  const cityNamed = (name: string, among: readonly StateCode[]) => {
    for (const state of among) {
      const city = names.byState.get(placeKey(name) + state);
      if (city) return city;
    }
    throw new Error(`No city ${name} in ${among.join(", ")}, though metros.ts names it`);
  };
  for (const { name, cities, states, reach, aliases } of metros) {
    const [state] = states;
    const centers = cities.map((city) => cityNamed(city, states));
    const population = Math.max(...centers.map((city) => city.population));
    const metro: Place = { name, state, scope: "metro", population, reach, ...middle(centers) };
    for (const alias of [name, ...(aliases ?? [])])
      for (const each of states) names.addAlias(placeKey(alias), metro, each);
    if (!metroOf.has(centers[0]!)) metroOf.set(centers[0]!, metro);
  }
  for (const [short, city, state] of nicknames) names.addAlias(placeKey(short), cityNamed(city, [state]), state);
  return metroOf;
}

/** The source's county names say the kind only now and then; null for a city that is no county's, being a place itself. */
function countyName(raw: string, state: StateCode): string | null {
  if (/\(city|^City of /.test(raw) || state === "dc") return null;
  const bare = raw
    .replace(/^City and (?:County|Borough) of | City and Borough$/, "")
    .replace(/ \(CA\)$/, " Census Area");
  if (/ (?:County|Parish|Census Area)$/.test(bare)) return bare;
  return `${bare} ${state === "la" ? "Parish" : state === "ak" ? "Borough" : "County"}`;
}

function middle(points: readonly { lat: number; lon: number }[]): { lat: number; lon: number } {
  const mean = (of: "lat" | "lon") => degrees(points.reduce((sum, point) => sum + point[of], 0) / points.length);
  return { lat: mean("lat"), lon: mean("lon") };
}

/** To four decimals: 11 meters. */
function degrees(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function push<Row>(groups: Map<string, Row[]>, key: string, row: Row): void {
  const group = groups.get(key);
  if (group) group.push(row);
  else groups.set(key, [row]);
}

function firstAtLeast(sorted: readonly (readonly [string, unknown])[], key: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (sorted[mid]![0] < key) low = mid + 1;
    else high = mid;
  }
  return low;
}

function insertRanked(best: Place[], place: Place, limit: number): void {
  const rank = prominence(place);
  if (best.length >= limit && prominence(best[best.length - 1]!) >= rank) return;
  if (best.includes(place)) return;
  let at = best.length;
  while (at > 0 && prominence(best[at - 1]!) < rank) at--;
  best.splice(at, 0, place);
  if (best.length > limit) best.pop();
}
