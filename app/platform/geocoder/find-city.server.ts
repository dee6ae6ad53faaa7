import { type StateCode } from "~/vocabulary/states.ts";
import { milesBetween } from "./distance.ts";
import { keyOfWords, nameWords } from "./fold-name.ts";
import { gazetteer } from "./gazetteer.server.ts";
import { type Place } from "./places.ts";

/** `area`: the metropolitan area around a city was meant. `note`: what of the words was set aside. */
export type CityHit = { readonly place: Place; readonly area: boolean; readonly note: string | null };

const KIND_OF = /^(?:city|town|village|borough|municipality|township) of /;
const AREA =
  / (?:(?:metro|metropolitan) area|metro|metropolitan statistical area|msa|area|region|and vicinity|vicinity)$/;
const GREATER = /^(?:greater|metro|metropolitan) /;
const INNER = /^(?:downtown|midtown|uptown|central|inner|urban) /;
const KIND = / (?:city|town|village|borough|cdp|downtown|office|hq|headquarters)$/;
const BEARING =
  /^(?:north|south|east|west|northeast|northwest|southeast|southwest|n|s|e|w|ne|nw|se|sw) | (?:north|south|east|west|northeast|northwest|southeast|southwest)$/;
/** The least people of a city whose name may be read out of a longer one ("Boise City", "Northeast Philadelphia"). */
const LARGE = 50_000;
/** Cities named together for one area lie at most this far apart. */
const AREA_MILES = 80;

/** Words with which a street, a building or an employer's site ends, before a city's name begins. */
const SITE_WORDS = new Set(
  (
    "ave avenue blvd boulevard bldg building campus center centre cir circle clinic court ct dr drive expressway floor fl " +
    "highway hospital hq hwy lane ln loop mall office parkway pike pkwy pl place plaza rd road route square st ste street " +
    "suite terrace tower trail turnpike way ne nw se sw"
  ).split(" "),
);

/** The city, county or area that `text` names in a state; undefined where none. Addresses before the name are skipped. */
export function findCity(text: string, state: StateCode): CityHit | undefined {
  const words = nameWords(text);
  if (words.length === 0 || words.length > 20) return undefined;
  return (
    hit(exact(words, state)) ??
    variant(words, state) ??
    area(text, state) ??
    afterAddress(words, state) ??
    bearing(words, state)
  );
}

/** Whether a part before or after a city is an address, a building or a site rather than another city. */
export function looksLikeSite(text: string): boolean {
  return /\d/.test(text) || nameWords(text).some((word) => SITE_WORDS.has(word));
}

function hit(place: Place | undefined, area = false, note: string | null = null): CityHit | undefined {
  return place && { place, area, note };
}

function exact(words: readonly string[], state: StateCode): Place | undefined {
  return gazetteer().inState(keyOfWords(words), state);
}

function variant(words: readonly string[], state: StateCode): CityHit | undefined {
  const name = words.join(" ");
  const find = (bare: string) => (bare === name ? undefined : exact(bare.split(" "), state));
  const around = find(name.replace(AREA, "").replace(GREATER, ""));
  if (around) return hit(around, around.scope === "city");
  const kind = find(name.replace(KIND_OF, "")) ?? find(name.replace(INNER, ""));
  if (kind) return hit(kind);
  const large = find(name.replace(KIND, ""));
  return large && (large.population >= LARGE || / town$/.test(name)) ? hit(large) : undefined;
}

/** `Seattle-Tacoma-Bellevue`, `Dallas/Ft. Worth`: the area around the first, where another of them is near. */
function area(text: string, state: StateCode): CityHit | undefined {
  const names = text.split(/\s*(?:-+|\/|–)\s*/).filter(Boolean);
  if (names.length < 2 || names.length > 6) return undefined;
  const first = exact(nameWords(names[0]!), state);
  if (first?.scope !== "city") return undefined;
  const near = names.slice(1).some((name) =>
    gazetteer()
      .named(keyOfWords(nameWords(name)))
      .some((other) => milesBetween(first, other) <= AREA_MILES),
  );
  return near ? hit(first, true) : undefined;
}

/** `43 New Scotland Avenue Albany`: the longest city's name at the end, after a number or a site's word. */
function afterAddress(words: readonly string[], state: StateCode): CityHit | undefined {
  for (let from = 1; from < words.length; from++) {
    const numbered = words.slice(0, from).some((word) => /\d/.test(word));
    if (!numbered && !SITE_WORDS.has(words[from - 1]!)) continue;
    const place = exact(words.slice(from), state);
    if (place) return hit(place);
  }
  return undefined;
}

function bearing(words: readonly string[], state: StateCode): CityHit | undefined {
  const name = words.join(" ");
  const bare = name.replace(BEARING, "");
  const place = bare === name ? undefined : exact(bare.split(" "), state);
  return place && place.population >= LARGE ? hit(place, false, `Read as ${place.name}.`) : undefined;
}
