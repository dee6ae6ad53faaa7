import { placeProblems, type PlaceAnswer, type PlaceOption } from "~/platform/geocoder/place-answer.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { stateName } from "~/vocabulary/states.ts";
import type { JobLocation } from "./job-content.ts";

/**
 * The location that an employer's words name, or why they name none, in a sentence to put beside the field. A place of
 * work is at least a city, county or metropolitan area: a state alone would put the job on no map.
 */
export function placeOfText(text: string): { location: JobLocation } | { problem: string } {
  const answer = resolvePlace(text, "posting");
  if (answer.kind === "point") {
    const inCity = answer.scope === "city" || answer.scope === "zip" || answer.scope === "neighborhood";
    return {
      location: {
        label: text,
        city: inCity ? answer.city : null,
        state: answer.state,
        zip: answer.zip,
        latitude: answer.lat,
        longitude: answer.lon,
      },
    };
  }
  return { problem: `${problemOf(answer)}${suggestion(alternativesOf(answer))}` };
}

/** Why words name no place of work, in a sentence. */
export function problemOf(answer: Exclude<PlaceAnswer, { kind: "point" }>): string {
  switch (answer.kind) {
    case "state":
      return `Name the city in ${stateName(answer.state)} too, or its ZIP code. If you did, check how it is spelt.`;
    case "remote":
      return "This is no place. Choose “Remote” above, and say here only where people come in.";
    case "country":
      return "Name the city and state, such as Columbus, OH.";
    case "unresolved":
      return answer.reason === "unknown"
        ? "We cannot find this place. Write the city and state, such as Columbus, OH, or a ZIP code."
        : placeProblems[answer.reason];
  }
}

function alternativesOf(answer: Exclude<PlaceAnswer, { kind: "point" }>): readonly PlaceOption[] {
  return "alternatives" in answer ? answer.alternatives : [];
}

function suggestion(options: readonly PlaceOption[]): string {
  const labels = options.slice(0, 4).map((option) => option.label);
  return labels.length ? ` Did you mean ${labels.join("; ")}?` : "";
}
