import { isStateCode, stateByName, type StateCode } from "~/vocabulary/states.ts";
import { placeKey } from "./fold-name.ts";

/** A piece of a place text between commas, dashes, bars or brackets, and what it says. */
export type PlacePart =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "state"; readonly state: StateCode; readonly zip: string | null; readonly text: string }
  | { readonly is: "zip"; readonly zip: string; readonly text: string }
  | { readonly is: "country"; readonly text: string };

const COUNTRY = /^(?:the\s+)?(?:u\.?\s?s\.?|u\.?\s?s\.?\s?a\.?|united states(?: of america)?)$/i;
const TRAILING_COUNTRY = /\s+(?:U\.?S\.?A?\.?|united states(?: of america)?)$/i;
const LEADING_COUNTRY = /^(?:USA?|United States(?: of America)?)\s+(?=[A-Z])/;
const ZIP = /^(\d{5})(?:-\d{4})?$/;
const STATE_ZIP = /^(\D+?)\s*(\d{5})(?:-\d{4})?$/;

/** Cuts a place text into its parts, empty ones left out. A slash cuts too where `slash` is set. */
export function parsePlaceText(text: string, slash = false): PlacePart[] {
  const parts: PlacePart[] = [];
  const pieces = text.split(slash ? /[,;|()[\]•·\n/]+|\s+[-–—:]+\s+|:\s/ : /[,;|()[\]•·\n]+|\s+[-–—:]+\s+|:\s/);
  for (const piece of pieces) {
    const trimmed = piece.trim().replace(/^[-–—:.\s]+|[-–—:\s]+$/g, "");
    if (/[\p{L}\d]/u.test(trimmed)) for (const part of cutHyphens(trimmed)) parts.push(classify(part, parts.length));
  }
  return parts;
}

/** `US-TX-Austin`, `TX-Houston` and `Columbus-OH` are parts; `Winston-Salem` is one name. */
function cutHyphens(text: string): string[] {
  const pieces = text.split("-").map((piece) => piece.trim());
  if (pieces.length < 2 || ZIP.test(text)) return [text];
  if (pieces.every((piece) => isUpperCode(piece))) return [text];
  const [first, last] = [pieces[0]!, pieces[pieces.length - 1]!];
  return isUpperCode(first) || isUpperCode(last) || /^USA?$/.test(first) ? pieces.filter(Boolean) : [text];
}

function isUpperCode(text: string): boolean {
  return /^[A-Z]{2}$/.test(text) && isStateCode(text.toLowerCase());
}

function classify(raw: string, position: number): PlacePart {
  if (COUNTRY.test(raw)) return { is: "country", text: raw };
  const text = raw.replace(TRAILING_COUNTRY, "").replace(LEADING_COUNTRY, "");
  const zip = ZIP.exec(text);
  if (zip) return { is: "zip", zip: zip[1]!, text };
  const state = stateOfPart(text, position);
  if (state) return { is: "state", state, zip: null, text };
  const [, before, digits] = STATE_ZIP.exec(text) ?? [];
  const beforeZip = before === undefined ? undefined : stateOfPart(before, position);
  if (beforeZip) return { is: "state", state: beforeZip, zip: digits!, text };
  return { is: "text", text };
}

/** A state's code or name; after a comma also the older abbreviations (`Calif.`), which alone are words. */
function stateOfPart(text: string, position: number): StateCode | undefined {
  const state = stateByName(text);
  // Washington, DC names a city and its state.
  if (state?.code === "dc" && /^w/i.test(text)) return undefined;
  if (state)
    return position > 0 || text.length === 2 || placeKey(text) === placeKey(state.name) ? state.code : undefined;
  // An area over several states is written with the first one's city: "NY-NJ-PA".
  const first = /^([A-Z]{2})(?:-[A-Z]{2})+$/.exec(text)?.[1]?.toLowerCase();
  return isStateCode(first) ? first : undefined;
}

/**
 * A state at the end of words without a comma: `austin texas`, `43 New Scotland Ave Albany NY 12208`.
 * With `capitals`, a code counts only in capitals, so that "in", "or" and "me" of a sentence do not.
 */
export function cutTrailingState(
  text: string,
  capitals: boolean,
): { city: string; state: StateCode; zip: string | null } | undefined {
  const words = text.split(/\s+/);
  const zip = ZIP.exec(words[words.length - 1]!)?.[1] ?? null;
  if (zip) words.pop();
  for (let count = Math.min(3, words.length - 1); count > 0; count--) {
    const name = words.slice(-count).join(" ");
    if (capitals && name.length <= 3 && name !== name.toUpperCase()) continue;
    const state = stateByName(name);
    if (state) return { city: words.slice(0, -count).join(" "), state: state.code, zip };
  }
  return undefined;
}

/** The same at the start, as some applicant systems write: `MD Annapolis Junction`. A code in capitals only. */
export function cutLeadingState(text: string): { city: string; state: StateCode; zip: null } | undefined {
  const [, code, city] = /^([A-Z]{2})\s+(\p{L}.*)$/u.exec(text) ?? [];
  const state = code?.toLowerCase();
  return isStateCode(state) ? { city: city!, state, zip: null } : undefined;
}
