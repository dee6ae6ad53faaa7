import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it, vi } from "vitest";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { stateByName } from "~/vocabulary/states.ts";

// Loading the gazetteer takes seconds on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

const data = path.resolve(process.env.SHARED_DATA ?? path.resolve(import.meta.dirname, "../../../../shared/data"));
const postings = path.join(data, "jobs", "coding.jsonld.jsonl");
const table = path.join(data, "jobs", "health-1000.csv");
const areas = path.join(data, "geo", "county-to-metro.csv");

type Address = string | { addressLocality?: string; addressRegion?: string };
type Posting = { jobLocation?: { address?: Address } | { address?: Address }[] };

/** The place strings of both files, as often as they occur. */
function realPlaces(): string[] {
  const rows: { location: string }[] = parse(readFileSync(table, "utf8"), { columns: true, relax_quotes: true });
  const places = rows.map((row) => row.location);
  for (const line of readFileSync(postings, "utf8").split("\n").filter(Boolean)) {
    const { jobLocation }: Posting = JSON.parse(line);
    for (const place of [jobLocation ?? []].flat()) {
      const { address } = place;
      if (typeof address === "string") places.push(address);
      else if (address?.addressLocality && address.addressRegion)
        places.push(`${address.addressLocality}, ${address.addressRegion}`);
    }
  }
  return places;
}

/** `City, ST` or `City, State`, with or without the country after it. */
function isCityAndState(text: string): boolean {
  const [city, state, ...rest] = text.split(",").map((part) => part.trim());
  const country = rest.join(",");
  return Boolean(
    city &&
    state &&
    stateByName(state) &&
    !stateByName(city) &&
    city !== "US" &&
    (!country || /^(?:US|USA|United States)$/.test(country)),
  );
}

describe("real places", () => {
  it.skipIf(!existsSync(postings) || !existsSync(table))(
    "of the form city and state resolve, at least 96 in 100",
    () => {
      const places = realPlaces().filter(isCityAndState);
      expect(places.length).toBeGreaterThan(500);
      const failed = places.filter((place) => resolvePlace(place, "posting").kind !== "point");
      const share = 1 - failed.length / places.length;
      console.log(
        `${places.length - failed.length} of ${places.length} (${(share * 100).toFixed(2)} %) resolve; not: ${[...new Set(failed)].join(" · ")}`,
      );
      expect(share).toBeGreaterThanOrEqual(0.96);
    },
  );

  it.skipIf(!existsSync(areas))(
    "metropolitan areas by the Department of Labor's names resolve into their first state",
    () => {
      const rows: { AreaName: string }[] = parse(readFileSync(areas, "latin1"), { columns: true });
      const names = [...new Set(rows.map((row) => row.AreaName))].filter((name) =>
        /, [A-Z]{2}(?:-[A-Z]{2})*$/.test(name),
      );
      expect(names.length).toBeGreaterThan(350);
      const failed = names.filter((name) => {
        const answer = resolvePlace(name.replace("\u0081", ""), "posting");
        return (
          answer.kind !== "point" || answer.state.toUpperCase() !== name.slice(name.lastIndexOf(", ") + 2).slice(0, 2)
        );
      });
      console.log(
        `${names.length - failed.length} of ${names.length} metropolitan areas resolve; not: ${failed.join(" · ")}`,
      );
      expect(1 - failed.length / names.length).toBeGreaterThanOrEqual(0.98);
    },
  );
});
