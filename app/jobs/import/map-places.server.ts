import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { splitLocations } from "~/platform/geocoder/split-locations.server.ts";
import { placeProblems } from "~/platform/geocoder/place-answer.ts";
import type { StateReach, WorkMode } from "~/vocabulary/terms.ts";
import { MAX_LOCATIONS, type JobLocation } from "../job-content.ts";
import { modeInWords } from "./recognize-terms.ts";

export type MappedPlaces = {
  locations: JobLocation[];
  /** What the places say of the mode ("Remote", "San Francisco-Hybrid"). */
  mode: WorkMode | undefined;
  reach: StateReach;
  states: string[];
  /** Every place that could be read lies outside the United States. */
  abroad: boolean;
  notes: string[];
};

/** Reads a source's places with the geocoder. A place that it does not know is kept as it was written, without a point. */
export function mapPlaces(places: readonly string[]): MappedPlaces {
  const mapped: MappedPlaces = {
    locations: [],
    mode: undefined,
    reach: "not-stated",
    states: [],
    abroad: false,
    notes: [],
  };
  let abroad = 0;
  const seen = new Set<string>();
  for (const text of places.flatMap((place) => splitLocations(place))) {
    if (seen.has(text) || seen.size === 50) continue;
    seen.add(text);
    const label = text.slice(0, 200);
    const answer = resolvePlace(label, "posting");
    const mode = modeInWords(label);
    mapped.mode ??= mode;
    if (answer.kind === "point") {
      const inCity = answer.scope === "city" || answer.scope === "zip" || answer.scope === "neighborhood";
      mapped.locations.push({
        label,
        city: inCity ? answer.city : null,
        state: answer.state,
        zip: answer.zip,
        latitude: answer.lat,
        longitude: answer.lon,
      });
    } else if (answer.kind === "state") {
      mapped.locations.push({ label, city: null, state: answer.state, zip: null, latitude: null, longitude: null });
    } else if (answer.kind === "remote") {
      mapped.mode = mode ?? "remote";
      if (answer.states.rule !== "unstated") mapped.reach = answer.states.rule;
      if ("states" in answer.states) mapped.states = [...new Set([...mapped.states, ...answer.states.states])];
    } else if (answer.kind === "unresolved") {
      if (answer.reason === "abroad") abroad++;
      mapped.notes.push(`place "${label}": ${placeProblems[answer.reason]}`);
      if (!["abroad", "several", "empty", "unnamed", "too-long"].includes(answer.reason))
        mapped.locations.push({ label, city: null, state: null, zip: null, latitude: null, longitude: null });
    }
  }
  mapped.abroad = abroad > 0 && mapped.locations.length === 0 && mapped.mode !== "remote";
  if (mapped.locations.length > MAX_LOCATIONS) {
    mapped.notes.push(`only the first ${MAX_LOCATIONS} of ${mapped.locations.length} places are kept`);
    mapped.locations.length = MAX_LOCATIONS;
  }
  return mapped;
}
