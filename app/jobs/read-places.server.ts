import type { PlacePoint } from "~/platform/geocoder/place-answer.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { formatNumber } from "~/ui/format.ts";
import { stateName } from "~/vocabulary/states.ts";
import { problemOf } from "./place-of-text.server.ts";
import type { PlaceRow } from "./post-form.ts";

/** What the board makes of a typed place: where it stands on the map, or why nowhere; and what else may be meant. */
export type PlaceReading = { found: boolean; words: string; options: string[] };

const MOST_OPTIONS = 4;

/** The readings of the places that were typed, by the text as typed. */
export function readPlaces(rows: readonly PlaceRow[]): Record<string, PlaceReading> {
  const texts = new Set(rows.map((row) => row.text?.trim() ?? "").filter(Boolean));
  return Object.fromEntries([...texts].slice(0, 20).map((text) => [text, readPlace(text)]));
}

/** The reading of one place, for the person who typed it and sees it. */
export function readPlace(text: string): PlaceReading {
  const answer = resolvePlace(text, "posting");
  const alternatives = "alternatives" in answer ? answer.alternatives : [];
  const options = alternatives.map(({ label }) => label).filter((label) => label !== text);
  if (answer.kind === "point")
    return { found: true, words: pointWords(answer), options: options.slice(0, MOST_OPTIONS) };
  const words = problemOf(answer);
  // Of an ambiguous name the search, which shows what it took, knows the places of the name.
  const guess = options.length > 0 ? [] : searched(text);
  return { found: false, words, options: [...options, ...guess].slice(0, MOST_OPTIONS) };
}

function searched(text: string): string[] {
  const answer = resolvePlace(text, "search");
  const labels = "alternatives" in answer ? answer.alternatives.map(({ label }) => label) : [];
  return (answer.kind === "point" ? [answer.label, ...labels] : labels).filter((label) => label !== text);
}

function pointWords(point: PlacePoint): string {
  const state = stateName(point.state);
  const aside = point.note ? ` ${point.note}` : "";
  switch (point.scope) {
    case "zip":
      return `${point.city}, ${state}, ZIP code ${point.zip}.${aside}`;
    case "city":
      return `The city of ${point.city}, ${state}.${aside}`;
    case "neighborhood":
      return `In ${point.city}, ${state}.${aside}`;
    case "county":
    case "metro":
      return `${point.city}, ${state}: an area of about ${formatNumber(Math.round(point.reach))} miles around its middle. A city would say more.${aside}`;
  }
}
