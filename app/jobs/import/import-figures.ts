import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { credentials } from "~/vocabulary/credentials.ts";
import { stateByName } from "~/vocabulary/states.ts";
import type { JobContent } from "../job-content.ts";
import { cleanBody } from "./clean-body.ts";
import type { SourcePosting } from "./source-posting.ts";

export type Figure = { found: number; of: number };

/** How well a file was understood; both denominators are plain patterns that know nothing of the recognizer. */
export type ImportFigures = {
  /** A coding posting's title or text names a credential, and the job got that facet. Counted a credential and posting. */
  credentials: Figure & { missed: string[] };
  /** A place of the form "City, ST", and the geocoder knows it. */
  places: Figure & { unresolved: string[] };
};

const LISTED = 100;
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const named = credentials.map((credential) => ({
  code: credential.code,
  pattern: new RegExp(
    [
      `(?<![\\w-])(?:${[credential.label, ...credential.aliases, credential.apprenticeStatus]
        .filter((spelling) => spelling !== undefined)
        .map(escape)
        .join("|")})s?(?![\\w-])`,
      `(?<!\\w)${credential.name
        .split("")
        .map((letter) => (/[a-z]/i.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : escape(letter)))
        .join("")}(?!\\w|,? ?[-–] ?\\w)`,
    ].join("|"),
  ),
}));
const codingWord = /\bcod(?:er|ers|ing)\b|\bclinical doc|\bmedical rec|\bhealth information\b|\bCDI\b/gi;
const cityAndState =
  /^([\p{L}][\p{L} .'’-]{1,40}), ?([A-Z]{2}|[A-Z][a-z]+(?: [A-Za-z]+){0,3})(?:,? \d{5})?(?:, ?(?:US|USA|United States))?$/u;

export function newFigures(): ImportFigures {
  return { credentials: { found: 0, of: 0, missed: [] }, places: { found: 0, of: 0, unresolved: [] } };
}

/** Counts a row that could be read; `content` is what it became, null where it was refused before. */
export function countRow(
  figures: ImportFigures,
  row: number,
  posting: SourcePosting,
  content: JobContent | null,
): void {
  const isCoding =
    (posting.title.match(codingWord)?.length ?? 0) > 0 || (posting.body.match(codingWord)?.length ?? 0) >= 3;
  if (isCoding) {
    const text = `${posting.title}\n${cleanBody(posting.body).bodyText}`;
    const got = new Set(content?.credentialGroups.flatMap((group) => group.codes));
    for (const { code, pattern } of named) {
      if (!pattern.test(text)) continue;
      figures.credentials.of++;
      if (got.has(code)) figures.credentials.found++;
      else if (figures.credentials.missed.length < LISTED) figures.credentials.missed.push(`row ${row}: ${code}`);
    }
  }
  for (const place of posting.places) {
    const state = stateByName(cityAndState.exec(place)?.[2] ?? "");
    if (!state) continue;
    figures.places.of++;
    const answer = resolvePlace(place, "posting");
    if (answer.kind === "point" && answer.state === state.code) figures.places.found++;
    else if (figures.places.unresolved.length < LISTED && !figures.places.unresolved.includes(place))
      figures.places.unresolved.push(place);
  }
}

/** "97.1 % (33 of 34)"; of nothing there is no share. */
export function share({ found, of }: Figure): string {
  return of === 0 ? "none to count" : `${((100 * found) / of).toFixed(1)} % (${found} of ${of})`;
}
