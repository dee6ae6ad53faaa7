import { stateName, type StateCode } from "~/vocabulary/states.ts";
import { prominence } from "./build-gazetteer.server.ts";
import { milesBetween, type LatLon } from "./distance.ts";
import { findCity, looksLikeSite, type CityHit } from "./find-city.server.ts";
import { placeKey } from "./fold-name.ts";
import { gazetteer } from "./gazetteer.server.ts";
import { cutLeadingState, cutTrailingState, parsePlaceText, type PlacePart } from "./parse-place-text.ts";
import { PLACE_TEXT_LIMIT, type PlaceAnswer, type PlaceOption, type PlaceProblem } from "./place-answer.ts";
import { type Place } from "./places.ts";
import { isMilitaryZip } from "./read-sources.server.ts";
import { resolveRemote, saysRemote } from "./resolve-remote.server.ts";

/**
 * Who wrote the text. A `search` is typed by a person who sees the answer and its alternatives: a bare name is its most
 * populous city, an unknown city is said so. A `posting` is read unseen: a bare name counts only where no other place
 * could be meant, and of an unknown city the state is kept.
 */
export type PlacePurpose = "search" | "posting";

type Candidate = { readonly city: string; readonly state: StateCode; readonly zip: string | null };

const SEVERAL =
  /^(?:\d+|multiple|various|several|many|all)\s+(?:\w+\s+)?(?:locations?|cities|sites|states|places|offices)$|^(?:multiple|various)$/i;
const MODES = /\b(?:hybrid|on-?site|in[- ](?:office|person))\b/gi;
/** Parts that say nothing of where. */
const NOISE =
  /^(?:hq|headquarters?|(?:main |corporate |home |branch )?(?:office|campus)|locations?|work|jobs?|unknown|tb[da]|n\/?a|none|any(?: location)?)$/i;
const MILITARY = /^(?:APO|FPO|DPO)\b/;
const AFTER_NAME = /\s+(?:office|hq|headquarters)$/i;
/** A bare name in a posting is a city where it is this large and this much larger than the next of its name. */
const PLAIN = { people: 100_000, times: 10, onlyOnePeople: 20_000 };
const ALTERNATIVES = 5;
/** A state's name is offered as a city from this size on: New York, Washington. */
const CITY_LIKE_STATE = 300_000;
/** A ZIP code belongs to a city this near even where USPS prefers another name. */
const ZIP_MILES = 40;
/** A foreign city of this size beside a state's code says that the code is a country's: Bengaluru, IN. */
const FOREIGN_CITY = 500_000;

/**
 * What a typed search place or a posting's location text means. Pure and in process, well under a millisecond once the
 * gazetteer is loaded (`gazetteer()`); never throws on any text, and never guesses: what is not known is `unresolved`
 * with its reason. Resolving an answer's label gives the same place. Reads at most 200 characters.
 */
export function resolvePlace(text: string, purpose: PlacePurpose = "search"): PlaceAnswer {
  if (text.length > PLACE_TEXT_LIMIT) return unresolved("too-long");
  const clean = text
    .normalize("NFC")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
  if (!clean) return unresolved("empty");
  if (SEVERAL.test(clean)) return unresolved("several");
  if (saysRemote(clean)) return resolveRemote(clean, (rest) => resolveStanding(rest, purpose));
  return resolveStanding(clean, purpose);
}

function resolveStanding(text: string, purpose: PlacePurpose): PlaceAnswer {
  const bare = text
    .replace(MODES, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,:;-]+|[\s,:;-]+$/g, "");
  if (!/[\p{L}\d]/u.test(bare)) return unresolved("unnamed");
  const first = resolveParts(parsePlaceText(bare), purpose);
  if (first.kind !== "unresolved" || first.reason !== "unknown" || !bare.includes("/")) return first;
  const second = resolveParts(parsePlaceText(bare, true), purpose);
  return second.kind === "unresolved" ? first : second;
}

function resolveParts(all: readonly PlacePart[], purpose: PlacePurpose): PlaceAnswer {
  const isTown = (text: string) => all.some((part) => part.is === "state" && findCity(text, part.state));
  // Campus, IL is a village.
  const parts = all.filter((part) => part.is !== "text" || !NOISE.test(part.text) || isTown(part.text));
  if (parts.length === 0) return unresolved("unnamed");
  const candidates = listCandidates(parts, purpose);
  for (const candidate of candidates) {
    const hit = findCity(candidate.city, candidate.state);
    if (hit) return withZip(hit, candidate);
  }

  const texts = parts.flatMap((part) => (part.is === "text" ? [part.text] : []));
  if (texts.some((text) => MILITARY.test(text))) return unresolved("military");
  const named = [...new Set(parts.flatMap((part) => (part.is === "state" ? [part.state] : [])))];
  const zip = parts.reduce<string | null>(
    (found, part) => (part.is === "zip" || (part.is === "state" && part.zip) ? part.zip : found),
    null,
  );
  if (zip) return resolveZip(zip, named, texts);
  if (isAbroad(texts, named.length > 0, parts)) return unresolved("abroad", texts.flatMap(options));
  if (named.length > 1 && texts.length === 0) return unresolved("several", named.map(stateOption));
  if (named.length > 0) {
    if (texts.length === 0) return stateAnswer(named[0]!, null);
    if (named.length > 1) return unresolved("unknown-city", named.map(stateOption));
    if (purpose === "posting") return stateAnswer(named[0]!, `No city known in this: ${texts.join(", ")}`);
    return unresolved("unknown-city", [stateOption(named[0]!)]);
  }
  if (texts.length === 0) return { kind: "country", label: "United States" };
  if (texts.length === 1) return resolveBare(texts[0]!, purpose);
  const onlySites = texts.filter((text) => !looksLikeSite(text));
  return purpose === "search" && onlySites.length === 1 ? resolveBare(onlySites[0]!, purpose) : unresolved("unknown");
}

/** The pairs of city and state that the parts may mean, the likeliest first. */
function listCandidates(parts: readonly PlacePart[], purpose: PlacePurpose): Candidate[] {
  const candidates: Candidate[] = [];
  const zipAfter = (at: number) => {
    const next = parts[at + 1];
    return next?.is === "zip" ? next.zip : null;
  };
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at]!;
    if (part.is !== "state") continue;
    const zip = part.zip ?? zipAfter(at);
    for (let left = at - 1; left >= 0; left--) {
      const { text } = parts[left]!;
      candidates.push({ city: text, state: part.state, zip });
      if (!looksLikeSite(text)) break;
    }
  }
  for (let at = 0; at < parts.length; at++) {
    const [part, next] = [parts[at]!, parts[at + 1]];
    if (part.is === "state" && next?.is === "text")
      candidates.push({ city: next.text, state: part.state, zip: zipAfter(at + 1) });
  }
  for (const [at, part] of parts.entries()) {
    if (part.is !== "text") continue;
    // A city whose own name ends in a state's, as Port Washington, is that city where nothing else is said.
    const whole = parts.length === 1 && gazetteer().named(placeKey(part.text)).length > 0;
    const cut = whole ? undefined : (cutTrailingState(part.text, purpose === "posting") ?? cutLeadingState(part.text));
    if (cut) candidates.push({ ...cut, zip: cut.zip ?? zipAfter(at) });
  }
  return candidates;
}

/** The point of a city, or of its ZIP code where both agree. */
function withZip(hit: CityHit, { zip, state }: Candidate): PlaceAnswer {
  const { place, area, note } = hit;
  if (area && place.scope === "city") return areaAnswer(place);
  const known = zip === null ? undefined : gazetteer().zip(Number(zip));
  // Of two places of one name in a state the ZIP code says which.
  if (known?.place.state === state && placeKey(known.place.name) === placeKey(place.name))
    return point(known.place, { zip, at: known, note });
  if (zip === null || place.scope === "metro" || place.scope === "county") return point(place, { note });
  if (!known && isMilitaryZip(Number(zip))) return unresolved("military");
  if (!known) return point(place, { note: `ZIP code ${zip} is not known.` });
  if (known.place.state !== state || milesBetween(known, place) > ZIP_MILES)
    return unresolved("contradiction", [option(place), option(known.place)]);
  return point(place, { zip, at: known, note });
}

function resolveZip(zip: string, named: readonly StateCode[], texts: readonly string[]): PlaceAnswer {
  const known = gazetteer().zip(Number(zip));
  if (!known) return unresolved(isMilitaryZip(Number(zip)) ? "military" : "unknown-zip", named.map(stateOption));
  const { place } = known;
  if (named.some((state) => state !== place.state))
    return unresolved("contradiction", [...named.map(stateOption), option(place)]);
  const odd = texts.filter((text) => placeKey(text) !== placeKey(place.name));
  return point(place, {
    zip,
    at: known,
    note: odd.length > 0 ? `Read by its ZIP code; set aside: ${odd.join(", ")}` : null,
  });
}

/** A name without a state. */
function resolveBare(text: string, purpose: PlacePurpose): PlaceAnswer {
  const name = text.replace(AFTER_NAME, "");
  let places = gazetteer().named(placeKey(name));
  let isArea = false;
  if (places.length === 0) {
    const around = bareArea(name);
    if (around) [places, isArea] = [[around], true];
  }
  const [first, second] = places;
  if (!first) return unresolved("unknown");
  const others = places.slice(1, ALTERNATIVES + 1).map(option);
  if (purpose === "posting" && first.scope !== "metro" && !isArea) {
    const foreign = gazetteer().foreign(placeKey(name));
    const next = Math.max(foreign, second ? prominence(second) : 0);
    const alone = !second && foreign === 0;
    const plain =
      prominence(first) >= (alone ? PLAIN.onlyOnePeople : PLAIN.people) && prominence(first) >= next * PLAIN.times;
    if (!plain) return unresolved("ambiguous", [option(first), ...others]);
  }
  return isArea ? areaAnswer(first) : point(first, { alternatives: others });
}

/** `Seattle metro area`, `Seattle-Tacoma-Bellevue`: the area around the most populous city of the first name. */
function bareArea(text: string): Place | undefined {
  const city = text.replace(/^(?:greater|metro)\s+|\s+(?:(?:metro|metropolitan)\s+)?area$|\s+metro$|\s*[-/].*$/gi, "");
  const place =
    city === text
      ? undefined
      : gazetteer()
          .named(placeKey(city))
          .find(({ scope }) => scope === "city");
  return place && findCity(text, place.state)?.area ? place : undefined;
}

function isAbroad(texts: readonly string[], stateNamed: boolean, parts: readonly PlacePart[]): boolean {
  const known = gazetteer();
  const saysUs = parts.some((part) => part.is === "country");
  if (saysUs) return false;
  if (stateNamed) return texts.some((text) => known.foreign(placeKey(text)) >= FOREIGN_CITY);
  return texts
    .flatMap((text) => [text, text.replace(AFTER_NAME, ""), ...text.split(/\s*[-/]\s*/)])
    .some(
      (text) =>
        known.isForeignCountry(placeKey(text)) ||
        (known.named(placeKey(text)).length === 0 && known.foreign(placeKey(text)) > 0),
    );
}

const AREA_REACH = 30;

/** The metropolitan area of a city: our own table's where it has one, else the city with thirty miles around. */
function areaAnswer(city: Place): PlaceAnswer {
  const metro = gazetteer().metroOf(city);
  if (metro) return point(metro, {});
  return point({ ...city, name: `${city.name} metro area`, scope: "metro", reach: AREA_REACH }, {});
}

function point(
  place: Place,
  {
    zip = null,
    at = place,
    alternatives = [],
    note = null,
  }: { zip?: string | null; at?: LatLon; alternatives?: PlaceOption[]; note?: string | null },
): PlaceAnswer {
  return {
    kind: "point",
    label: `${labelOf(place)}${zip ? ` ${zip}` : ""}`,
    scope: zip ? "zip" : place.scope,
    city: place.name,
    state: place.state,
    zip,
    lat: at.lat,
    lon: at.lon,
    population: place.population,
    reach: place.reach,
    alternatives,
    note,
  };
}

/** `Austin, TX`. */
export function labelOf(place: Place): string {
  return `${place.name}, ${place.state.toUpperCase()}`;
}

function option(place: Place): PlaceOption {
  return { label: labelOf(place), state: place.state, population: place.population };
}

function options(text: string): PlaceOption[] {
  const towns = gazetteer()
    .named(placeKey(text))
    .filter((place) => place.population > 0);
  return towns.slice(0, ALTERNATIVES).map(option);
}

function stateOption(state: StateCode): PlaceOption {
  return { label: stateName(state), state, population: 0 };
}

function stateAnswer(state: StateCode, note: string | null): PlaceAnswer {
  const label = stateName(state);
  const alternatives = options(label).filter((city) => city.population >= CITY_LIKE_STATE);
  return { kind: "state", label, state, alternatives, note };
}

function unresolved(reason: PlaceProblem, alternatives: PlaceOption[] = []): PlaceAnswer {
  return { kind: "unresolved", reason, alternatives: alternatives.slice(0, ALTERNATIVES) };
}
