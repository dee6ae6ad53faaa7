import { decodeText } from "./decode-text.ts";
import { detectFormat, type FeedFormat } from "./feed-formats.ts";
import { readGreenhouse, readLever } from "./read-boards.ts";
import { readCsv } from "./read-csv.ts";
import { readIndeedXml } from "./read-indeed-xml.ts";
import { readJsonLd } from "./read-jsonld.ts";
import { readPage } from "./read-page.ts";
import type { SourceRow } from "./source-posting.ts";

const PIECE = 64 * 1024;

export type ReadOptions = {
  /** The form of the file; found out by its content where nobody says it. */
  format?: FeedFormat | null;
  /** The encoding that a server named. */
  charset?: string | null;
  /** Where the file was fetched from. */
  url?: string | null;
};

/**
 * Reads the postings of a whole file in any of the forms, one row at a time. What is wrong with one row refuses that row;
 * what is wrong with the file is thrown, after the rows that stand before it.
 * @throws ImportFileError (at once, or while the rows are read).
 */
export function readBytes(
  bytes: Uint8Array,
  options: ReadOptions = {},
): { format: FeedFormat; rows: AsyncIterable<SourceRow> | Iterable<SourceRow> } {
  const text = decodeText(bytes, options.charset);
  const format = options.format ?? detectFormat(text);
  return { format, rows: rowsOf(text, format, options) };
}

function rowsOf(
  text: string,
  format: FeedFormat,
  { url }: ReadOptions,
): AsyncIterable<SourceRow> | Iterable<SourceRow> {
  switch (format) {
    case "indeed-xml":
      return readIndeedXml(text);
    case "html":
      return readPage(text, url);
    case "greenhouse":
      return readGreenhouse(pieces(text), text.slice(0, 1_000));
    case "lever":
      return readLever(pieces(text), text.slice(0, 1_000));
    case "json-ld":
      return readJsonLd(pieces(text));
    case "csv":
      return readCsv(pieces(text));
  }
}

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}
