/** The forms in which postings come, by code. No I/O. */
export const feedFormats = {
  "indeed-xml": "Indeed-style XML",
  greenhouse: "Greenhouse board (JSON)",
  lever: "Lever postings (JSON)",
  "json-ld": "JSON-LD JobPosting",
  html: "A page with JSON-LD in it (HTML)",
  csv: "CSV with a header line",
} as const;
export type FeedFormat = keyof typeof feedFormats;

/** Whether `text` is the code of a format. */
export function isFeedFormat(text: unknown): text is FeedFormat {
  return typeof text === "string" && Object.hasOwn(feedFormats, text);
}

/**
 * What a text is by its first signs: `<` begins XML or a page, `{` and `[` one of the three JSON forms, told apart by the
 * names that only they use. Everything else is taken for CSV, whose reader asks for a header.
 */
export function detectFormat(text: string): FeedFormat {
  const start = text.slice(0, 64 * 1024).replace(/^\uFEFF?\s*/, "");
  if (start.startsWith("<"))
    return /<!doctype html|<html[\s>]|<script[\s>]|<head[\s>]|<body[\s>]/i.test(start) ? "html" : "indeed-xml";
  if (!/^[[{]/.test(start)) return "csv";
  if (/"@(?:type|context|graph)"\s*:/.test(start)) return "json-ld";
  if (start.startsWith("{") && /^\{\s*"(?:jobs|meta)"\s*:/.test(start)) return "greenhouse";
  if (/"(?:hostedUrl|descriptionPlain|categories|workplaceType)"\s*:/.test(start)) return "lever";
  if (/"absolute_url"\s*:/.test(start)) return "greenhouse";
  return /^\[\s*\]\s*$/.test(start) ? "lever" : "json-ld";
}
