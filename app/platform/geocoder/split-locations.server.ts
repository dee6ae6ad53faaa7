import { type StateCode } from "~/vocabulary/states.ts";
import { cutTrailingState, parsePlaceText } from "./parse-place-text.ts";
import { findCity } from "./find-city.server.ts";
import { resolvePlace } from "./resolve-place.server.ts";

const TEXT_LIMIT = 4000;
const LOCATION_LIMIT = 50;

/**
 * The locations of a posting's location text, each once, as it wrote them: `Austin, TX; Dallas, TX`, a list in lines,
 * `Austin, TX | Remote`, `Austin or Dallas, TX` (which gives `Austin, TX` too). A weaker separator than a semicolon or
 * a new line cuts only where every piece is a place by itself. Empty for a blank text; reads 4,000 characters and gives
 * at most 50 locations.
 */
export function splitLocations(text: string): string[] {
  const found = new Set<string>();
  for (const line of text.slice(0, TEXT_LIMIT).split(/[;\n\r•]+/)) {
    const location = line.replace(/\s+/g, " ").trim();
    if (location) for (const piece of splitLine(location)) found.add(piece);
    if (found.size >= LOCATION_LIMIT) break;
  }
  return [...found].slice(0, LOCATION_LIMIT);
}

function splitLine(text: string): string[] {
  const barred = cut(text, /\s*\|\s*/);
  const whole = resolvePlace(text, "posting");
  if (barred && !(whole.kind === "remote" && !whole.note) && barred.every(isPlace)) return barred.flatMap(splitLine);
  const pairs = splitPairs(text);
  if (pairs) return pairs;
  if ((whole.kind === "point" || whole.kind === "remote") && !whole.note) return [text];
  const pieces = cut(text, /\s+(?:or|and)\s+|\s*[/&]\s*/i);
  if (!pieces) return [text];
  const state = stateAtEnd(pieces[pieces.length - 1]!);
  // "Austin or Dallas, TX": the state at the end is the state of all.
  const full = pieces.map((piece) =>
    state && !stateAtEnd(piece) && findCity(piece, state) ? `${piece}, ${state.toUpperCase()}` : piece,
  );
  return full.every((piece) => isPlace(piece) && !hasNote(piece)) ? full : [text];
}

function cut(text: string, separator: RegExp): string[] | undefined {
  const pieces = text.split(separator).filter(Boolean);
  return pieces.length > 1 ? pieces.slice(0, LOCATION_LIMIT) : undefined;
}

function isPlace(text: string): boolean {
  return resolvePlace(text, "posting").kind !== "unresolved";
}

function hasNote(text: string): boolean {
  const answer = resolvePlace(text, "posting");
  return "note" in answer && answer.note !== null;
}

/** `Austin, TX, Dallas, TX`: cities and states in turn. */
function splitPairs(text: string): string[] | undefined {
  const parts = parsePlaceText(text);
  if (parts.length < 4 || parts.length % 2 !== 0 || parts.length > 2 * LOCATION_LIMIT) return undefined;
  const pairs: string[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const [city, state] = [parts[at]!, parts[at + 1]!];
    if (city.is === "country" || city.is === "zip" || state.is !== "state" || !findCity(city.text, state.state))
      return undefined;
    pairs.push(`${city.text}, ${state.text}`);
  }
  return pairs;
}

function stateAtEnd(text: string): StateCode | undefined {
  const last = parsePlaceText(text).at(-1);
  if (last?.is === "state") return last.state;
  return last ? cutTrailingState(last.text, true)?.state : undefined;
}
