import { specialties } from "~/vocabulary/work.ts";
import type { Archetype, Tier } from "./archetype.ts";
import type { Facts } from "./make-content.ts";
import { speaker } from "./phrase.ts";
import type { Random } from "./random.ts";

const LEVELS: Record<Tier, readonly string[]> = {
  entry: ["", " I", " I", ""],
  mid: ["", "", " II"],
  senior: [" III", "", " II"],
  lead: [""],
};

/** A specialty's label as a title writes it: no brackets, no slash, every noun in capitals. */
function inTitle(label: string): string {
  return label
    .replace(/ \(.*\)/, "")
    .replace(" / ", " and ")
    .replace(/\b(?!and\b)[a-z]/g, (letter) => letter.toUpperCase());
}

/** Titles for one job, best first: without pay, date, credential or employer, as search engines and readers want them. */
export function titlesFor(archetype: Archetype, facts: Facts, random: Random): string[] {
  const [specialty] = facts.specialties;
  const level = random.pick(LEVELS[facts.tier]);
  const ranked = level === "" && (facts.tier === "senior" || facts.tier === "lead");
  const slots = {
    level,
    Specialty:
      specialty && specialty !== "ambulatory-surgery-center" ? inTitle(specialties.label(specialty)) : undefined,
  };
  const said = speaker(slots, random);
  return said.some(archetype.titles, archetype.titles.length).map((title) => {
    const prefix =
      ranked && archetype.tiers.length > 1 && !/Lead|Manager|Officer|Supervisor/.test(title)
        ? `${facts.tier === "lead" ? "Lead" : "Senior"} `
        : "";
    const type = facts.employmentTypes[0];
    const note =
      type === "prn"
        ? ", Per Diem"
        : type === "part-time"
          ? ", Part-Time"
          : facts.schedule === "weekends" && random.chance(0.4) && !title.includes("Weekends")
            ? ", Weekends"
            : "";
    return `${prefix}${title}${note}`;
  });
}
