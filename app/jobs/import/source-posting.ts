/** One posting as an outside source states it: texts, bounded and trimmed, understood by `map-posting.ts`. */
export type SourcePosting = {
  title: string;
  /** Empty where the source names nobody. */
  employer: string;
  employerWebsite: string | null;
  /** HTML, Markdown or flat text. */
  body: string;
  /** As written, one a place. */
  places: string[];
  url: string | null;
  /** The source's own number, with the name of who numbers. */
  identifier: string | null;
  posted: string | null;
  validThrough: string | null;
  types: string[];
  /** Whether a field of the source (not the text) says that the job is remote. */
  remote: boolean | null;
  /** What a field of the source says of the place of work beyond that; absent where it says nothing. */
  mode?: "hybrid" | "on-site" | null;
  /** States or countries to which a remote job is limited. */
  reach: string[];
  pay: SourcePay | null;
  /** What the reader did not understand. */
  notes?: string[];
};

export type SourcePay = { min: number | null; max: number | null; unit: string | null; currency: string | null };

/** A row of a file: the posting, or why it could not be read. `row` counts from 1 and is the row a person would look for. */
export type SourceRow = { row: number } & ({ posting: SourcePosting } | { refused: string });

/** A file as a whole cannot be read; the message says why and what would help. */
export class ImportFileError extends Error {}

/** The longest posting that is read, in characters of the file; anything longer is refused as a row. */
export const LONGEST_ROW = 4_000_000;

/** `value` as one line of at most `most` characters: control characters and doubled spaces go. */
export function oneLine(value: unknown, most: number): string {
  if (typeof value !== "string" && typeof value !== "number") return "";
  return String(value)
    .slice(0, most * 4)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, most)
    .trim();
}

/** `value` as an http(s) address of at most 1,000 characters, or null. */
export function httpUrl(value: unknown): string | null {
  const text = oneLine(value, 1_100);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  url.username = url.password = "";
  return url.href.length <= 1_000 && url.hostname.includes(".") ? url.href : null;
}

/** `value` as a number ("$62,000", "41.50", 30); null where it is none or not above zero. */
export function amount(value: unknown): number | null {
  const number = typeof value === "number" ? value : Number(oneLine(value, 40).replace(/[$,\s]/g, "") || NaN);
  return Number.isFinite(number) && number > 0 ? number : null;
}
