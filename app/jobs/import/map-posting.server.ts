import { createHash } from "node:crypto";
import { parseStateList } from "~/vocabulary/states.ts";
import type { StateReach, WorkMode } from "~/vocabulary/terms.ts";
import { jobContentSchema } from "../job-content-schema.ts";
import { TITLE_LENGTH, type JobContent } from "../job-content.ts";
import { cleanBody, isCut } from "./clean-body.ts";
import { mapPlaces, type MappedPlaces } from "./map-places.server.ts";
import { credentialGroupsOf } from "./recognize-credentials.ts";
import { isCodingWork, mayBeCodingWork } from "./recognize-field.ts";
import { payOfField, payOfText } from "./recognize-pay.ts";
import {
  accuracyOf,
  apprenticeOf,
  experienceOf,
  modeInText,
  modeInWords,
  perksOf,
  productionOf,
  stateReachOf,
  typesOfField,
  typesOfText,
  usOnlyOf,
} from "./recognize-terms.ts";
import { codeSetsOf, functionsOf, settingsOf, specialtiesOf, toolsOf } from "./recognize-work.ts";
import { readDate } from "./source-dates.ts";
import { oneLine, type SourcePosting } from "./source-posting.ts";

/** A posting in the board's words. Whatever the source did not say is not stated; `notes` tell what was not understood. */
export type MappedPosting = {
  content: JobContent;
  /** Empty where the source names nobody. */
  employer: string;
  employerWebsite: string | null;
  postedAt: Date | null;
  validThrough: Date | null;
  url: string | null;
  /** The same for the same posting of the same source, whatever its words become. */
  sourceKey: string;
  /** Differs as soon as anything that the board would show differs. */
  hash: string;
  notes: string[];
};

/**
 * Maps a source's posting at the moment `at`. `anyWork` takes postings of other trades too, to try the mapping and the
 * index on more words. @returns it, or why it is refused.
 */
export function mapPosting(posting: SourcePosting, at: Date, anyWork = false): MappedPosting | { refused: string } {
  const notes: string[] = [...(posting.notes ?? [])];
  const fullTitle = words(posting.title);
  const title = shorten(fullTitle);
  if (!title) return { refused: "it has no title" };
  if (title !== fullTitle) notes.push(`the title is cut at ${TITLE_LENGTH} characters`);
  if (!anyWork && !mayBeCodingWork(fullTitle, posting.body)) return { refused: "not a medical coding job" };
  const source = withoutOtherJobs(posting.body);
  if (source !== posting.body) notes.push("a list of the source's other jobs is left out of the text");
  const body = cleanBody(source);
  if (isCut(source)) notes.push("the text is cut at 100,000 characters");
  if (!body.bodyText) notes.push("the source gives no text");
  const text = body.bodyText;

  if (!anyWork && !isCodingWork(fullTitle, text)) return { refused: "not a medical coding job" };
  const places = mapPlaces(posting.places);
  if (places.abroad) return { refused: "the job is outside the United States" };
  notes.push(...places.notes);
  const validThrough = posting.validThrough ? readDate(posting.validThrough, true) : null;
  if (posting.validThrough && !validThrough) notes.push(`valid through "${posting.validThrough}" is not read`);
  if (validThrough && validThrough <= at)
    return { refused: `it was valid through ${validThrough.toISOString().slice(0, 10)}` };
  let postedAt = posting.posted ? readDate(posting.posted) : null;
  if (posting.posted && !postedAt) notes.push(`the date "${posting.posted}" is relative or unknown and is not read`);
  if (postedAt && postedAt > at) {
    notes.push(`the date ${posting.posted} is in the future and is not read`);
    postedAt = null;
  }
  if (!posting.employer) notes.push("the source names no employer");
  if (!posting.url) notes.push("the source gives no address to apply at");

  const mode = modeOf(fullTitle, text, posting, places.mode);
  const types = typesOfField(posting.types);
  notes.push(...types.unknown.map((type) => `employment type "${type}" is not known`));
  const fieldPay = payOfField(posting.pay);
  const pay = fieldPay.pay ? fieldPay : payOfText(text);
  if (!pay.pay) notes.push(...[fieldPay.note, pay.note].filter((note) => note !== null));

  const content = jobContentSchema.parse({
    title,
    ...body,
    functions: functionsOf(fullTitle),
    settings: settingsOf(fullTitle, text, posting.employer),
    specialties: specialtiesOf(fullTitle, text),
    codeSets: codeSetsOf(fullTitle, text),
    ...toolsOf(fullTitle, text),
    employmentTypes: types.types.length ? types.types : typesOfText(fullTitle, text),
    mode,
    locations: places.locations,
    ...reachOf(mode, posting, fullTitle, text, places),
    usOnly: usOnlyOf(text),
    pay: pay.pay,
    perks: perksOf(text),
    apprentice: apprenticeOf(`${fullTitle}\n${text}`),
    credentialGroups: credentialGroupsOf(fullTitle, text),
    experience: experienceOf(text),
    production: productionOf(text),
    accuracyPercent: accuracyOf(text),
    auditMethod: null,
    downtimePaid: null,
    codingTest: null,
    aiSharePercent: null,
    schedule: null,
    scheduleNote: null,
    apply: posting.url ? { kind: "url", url: posting.url } : { kind: "board" },
    questions: [],
  } satisfies JobContent);
  // No source asks questions of ours; that there are some is no news of a posting that was hashed before.
  const { questions: _, ...said } = content;
  const employer = words(posting.employer).slice(0, 160);
  return {
    content,
    employer,
    employerWebsite: posting.employerWebsite,
    postedAt,
    validThrough,
    url: posting.url,
    sourceKey: sourceKeyOf(posting, fullTitle, employer),
    hash: digest([said, employer, validThrough]),
    notes,
  };
}

/** A title says most; then a text that says hybrid, against a scraper's plain "remote"; then the source's field. */
function modeOf(title: string, text: string, posting: SourcePosting, ofPlaces: WorkMode | undefined): WorkMode {
  const inTitle = modeInWords(title);
  if (inTitle) return inTitle;
  if (posting.mode === "hybrid") return "hybrid";
  const inText = modeInText(text);
  if (inText === "hybrid" || inText === "remote-after-training") return inText;
  return posting.remote ? "remote" : (posting.mode ?? ofPlaces ?? inText ?? "not-stated");
}

/** The reach of a remote job: the source's own field, its places ("Anywhere in the U.S."), then its words. */
function reachOf(
  mode: WorkMode,
  posting: SourcePosting,
  title: string,
  text: string,
  places: MappedPlaces,
): { stateReach: StateReach; states: string[] } {
  if (mode !== "remote" && mode !== "remote-after-training") return { stateReach: "not-stated", states: [] };
  const named = posting.reach.flatMap(
    (place) => parseStateList(place.replace(/,?\s*(?:USA?|United States)$/i, "")).states,
  );
  if (named.length) return { stateReach: "only", states: [...new Set(named)] };
  const inWords = stateReachOf(`${title}\n${text}`);
  if (inWords.reach === "only" || inWords.reach === "except")
    return { stateReach: inWords.reach, states: inWords.states };
  if (places.reach === "only" || places.reach === "except") return { stateReach: places.reach, states: places.states };
  const wholeCountry =
    places.reach === "all" ||
    inWords.reach === "all" ||
    posting.reach.some((place) => /^(?:USA?|United States(?: of America)?)$/i.test(place));
  return { stateReach: wholeCountry ? "all" : "not-stated", states: [] };
}

/** Some scrapers take a page's list of other jobs for the text: names, "locations", place and number run together. */
function withoutOtherJobs(body: string): string {
  return body
    .split("\n")
    .filter((line) => (line.match(/locations?[A-Z0-9][^\n]{0,90}?(?:[A-Z]{1,3}[-_]?)\d{3,7}/g)?.length ?? 0) < 3)
    .join("\n");
}

/** Plain words of a title or name: no tags, entities or doubled spaces. */
function words(text: string): string {
  const entities: Record<string, string> = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    ndash: "–",
    mdash: "—",
    rsquo: "’",
  };
  const decoded = text
    .replace(/&amp;(?=#?\w+;)/g, "&")
    .replace(
      /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}));/gi,
      (whole: string, decimal?: string, hex?: string, name?: string) => {
        if (name) return entities[name.toLowerCase()] ?? whole;
        const point = decimal ? Number(decimal) : parseInt(hex ?? "", 16);
        return point >= 32 && point <= 0x10ffff ? String.fromCodePoint(point) : " ";
      },
    )
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/\\{1,2}(?=[-&()#+._|*])/g, "");
  return oneLine(decoded, 400);
}

function shorten(title: string): string {
  if (title.length <= TITLE_LENGTH) return title;
  const end = title.lastIndexOf(" ", TITLE_LENGTH);
  return title.slice(0, end > TITLE_LENGTH / 2 ? end : TITLE_LENGTH).replace(/[\s,;:(–-]+$/, "");
}

/** `sourceKey` of what `mapPosting` makes or refuses, so that also a refused posting is known again. */
export function keyOfPosting(posting: SourcePosting): string {
  return sourceKeyOf(posting, words(posting.title), words(posting.employer).slice(0, 160));
}

/** The identity of a posting: its number and its address at the source; without either, its employer, title and place. */
function sourceKeyOf(posting: SourcePosting, title: string, employer: string): string {
  const url = posting.url ? new URL(posting.url) : null;
  if (url) {
    url.hash = "";
    for (const name of [...url.searchParams.keys()])
      if (/^(?:utm_|gclid|fbclid|gh_src|trk|ref$|source$)/i.test(name)) url.searchParams.delete(name);
  }
  const identity =
    url || posting.identifier ? [posting.identifier, url?.href ?? employer] : [employer, title, posting.places];
  return `import:${digest(identity)}`;
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
