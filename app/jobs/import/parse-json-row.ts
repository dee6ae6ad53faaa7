import { LONGEST_ROW } from "./source-posting.ts";

/** Deeper than any posting is nested; beyond it JSON is made to cost, not to be read. */
const DEEPEST = 40;

/** The value of a row's JSON, or why it cannot be read; null is a row that was too long to be kept. Never throws. */
export function parseJsonRow(text: string | null): { value: unknown } | { refused: string } {
  if (text === null) return { refused: `it is longer than ${LONGEST_ROW.toLocaleString("en")} characters` };
  if (isDeep(text)) return { refused: `it is nested deeper than ${DEEPEST} levels` };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { refused: "this is not complete JSON" };
  }
}

/** Counts brackets outside strings, before anything is built of them. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 34) {
      // To the string's end; a backslash takes the next sign with it.
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at++;
    } else if (sign === 91 || sign === 123) {
      if (++depth > DEEPEST) return true;
    } else if (sign === 93 || sign === 125) depth--;
  }
  return false;
}
