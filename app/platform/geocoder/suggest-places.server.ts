import { states, type StateCode } from "~/vocabulary/states.ts";
import { prominence } from "./build-gazetteer.server.ts";
import { keyOfWords, nameWords, placeKey } from "./fold-name.ts";
import { gazetteer } from "./gazetteer.server.ts";
import { PLACE_TEXT_LIMIT, type PlaceOption, type PlaceScope } from "./place-answer.ts";
import { type Place } from "./places.ts";
import { labelOf } from "./resolve-place.server.ts";

/** A place to offer while someone types; resolving `label` gives it. */
export type PlaceSuggestion = PlaceOption & { readonly scope: PlaceScope | "state" };

const LIMIT = 20;
const STATES = 2;

/**
 * The places that what was typed so far may become, the most populous first: `aus` → Austin, TX; `spring, m` → those of
 * Missouri and Massachusetts; `787` → ZIP codes, ascending; `st l` → St. Louis. At most `limit`, itself at most 20.
 * States whose name begins so stand first. Empty for a text that is blank or begins no name.
 */
export function suggestPlaces(typed: string, limit = 8): PlaceSuggestion[] {
  const most = Math.max(0, Math.min(LIMIT, Math.floor(limit) || 0));
  if (most === 0) return [];
  const text = typed.slice(0, PLACE_TEXT_LIMIT).trim();
  if (/^\d{1,5}$/.test(text)) return suggestZips(text, most);
  const words = nameWords(text);
  if (words.length === 0) return [];

  const found = new Set<Place>();
  const comma = text.lastIndexOf(",");
  if (comma >= 0) for (const place of cityAndState(text.slice(0, comma), text.slice(comma + 1), most)) found.add(place);
  else {
    // The last word may be whole or begun: "st" is St. and the start of Stockton.
    const keys = [...new Set([keyOfWords(words), keyOfWords([...words, ""])])];
    const ranked = keys
      .flatMap((key) => gazetteer().startingWith(key, most))
      .sort((a, b) => prominence(b) - prominence(a));
    // What begins so by its name stands before what is only also called so.
    const named = (place: Place) => keys.some((key) => placeKey(place.name).startsWith(key));
    for (const place of [...ranked.filter(named), ...ranked]) found.add(place);
    if (words.length > 1)
      for (const place of cityAndState(words.slice(0, -1).join(" "), words[words.length - 1]!, most)) found.add(place);
  }
  const named = comma < 0 && words.length > 0 ? statesStartingWith(placeKey(text)).slice(0, STATES) : [];
  const suggestions: PlaceSuggestion[] = named.map(({ name, code }) => ({
    label: name,
    state: code,
    population: 0,
    scope: "state",
  }));
  for (const place of found)
    suggestions.push({ label: labelOf(place), state: place.state, population: place.population, scope: place.scope });
  return suggestions.slice(0, most);
}

function suggestZips(digits: string, most: number): PlaceSuggestion[] {
  return gazetteer()
    .zipsStartingWith(digits, most)
    .map((zip) => {
      const { place } = gazetteer().zip(zip)!;
      const label = `${labelOf(place)} ${String(zip).padStart(5, "0")}`;
      return { label, state: place.state, population: place.population, scope: "zip" };
    });
}

/** Cities that begin so, in the states that begin so. */
function cityAndState(city: string, state: string, most: number): Place[] {
  const key = placeKey(city);
  if (!key) return [];
  const begun = nameWords(state).join("");
  const among = new Set<StateCode>(begun ? statesStartingWith(begun).map(({ code }) => code) : undefined);
  return gazetteer().startingWith(key, most, begun ? among : undefined);
}

function statesStartingWith(key: string) {
  return states.filter(({ code, name }) => placeKey(name).startsWith(key) || code === key);
}
