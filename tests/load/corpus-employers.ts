import { employers as templates } from "#db/seeds/content/employers.ts";
import type { EmployerSeed } from "#db/seeds/content/employer.ts";
import { random as randomOf, type Random } from "#db/seeds/content/random.ts";
import slugify from "@sindresorhus/slugify";
import type { JobLocation } from "~/jobs/job-content.ts";
import { placeOfText } from "~/jobs/place-of-text.server.ts";
import { readCities } from "~/platform/geocoder/read-sources.server.ts";
import { familyName, zipfRank } from "./tail-words.ts";

const CITIES = 2_000;

/** US cities, drawn in proportion to their people, with the locations that the board's own geocoder gives them. */
export class Cities {
  private readonly labels: string[] = [];
  private readonly upTo: number[] = [];
  private readonly known = new Map<string, JobLocation | null>();

  constructor() {
    const rows: { label: string; population: number }[] = [];
    readCities(new Set(["US"]), Infinity, (city) => {
      if (city.country === "US" && !city.section && /^[A-Z]{2}$/.test(city.division))
        rows.push({ label: `${city.name.replace(/ City$/, "")}, ${city.division}`, population: city.population });
    });
    rows.sort((one, other) => other.population - one.population);
    let sum = 0;
    for (const { label, population } of rows.slice(0, CITIES)) {
      this.labels.push(label);
      this.upTo.push((sum += population));
    }
  }

  /** "City, ST", one that the geocoder knows. */
  pick(random: Random): string {
    for (;;) {
      const point = random.number() * this.upTo.at(-1)!;
      let [low, high] = [0, this.upTo.length - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.upTo[middle]! > point) high = middle;
        else low = middle + 1;
      }
      const label = this.labels[low]!;
      if (this.location(label)) return label;
    }
  }

  /** As the post form stores it; null where the geocoder knows no such place. */
  location(label: string): JobLocation | null {
    let location = this.known.get(label);
    if (location === undefined) {
      const answer = placeOfText(label);
      this.known.set(label, (location = "location" in answer ? answer.location : null));
    }
    return location;
  }
}

const kinds = [
  "Health",
  "Medical Center",
  "Health System",
  "Coding Services",
  "Physicians",
  "Clinic",
  "Revenue Partners",
  "Regional Hospital",
  "Medical Group",
  "Health Plan",
];

/** An employer of the corpus: one of the demo's kinds under a name of its own, in cities by their population. */
export type CorpusEmployer = EmployerSeed & { slug: string };

/** Makes the employers of a board with so many jobs. Their number grows with the power 0.6 of the jobs. */
export function makeEmployers(jobs: number, seed: string, cities: Cities): CorpusEmployer[] {
  const count = Math.max(1, Math.round(3 * jobs ** 0.6));
  return Array.from({ length: count }, (_, at) => {
    const random = randomOf(`${seed} employer ${at}`);
    const template = random.pick(templates);
    const short = random.chance(0.4) ? cities.pick(random).split(",")[0]! : familyName(zipfRank(random, 400));
    const name = `${short} ${random.pick(kinds)}`;
    const places = Array.from({ length: random.int(1, 6) }, () => cities.pick(random));
    return {
      ...template,
      key: `${template.key}-${at}`,
      name,
      short,
      slug: `${slugify(name)}-${at}`,
      places: [places[0]!, ...places.slice(1)],
      payLevel: Number((template.payLevel * (0.92 + random.number() * 0.2)).toFixed(3)),
    };
  });
}
