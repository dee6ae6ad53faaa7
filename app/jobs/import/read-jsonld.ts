import { postingOfJsonLd } from "./jsonld-posting.ts";
import { parseJsonRow } from "./parse-json-row.ts";
import { ImportFileError, LONGEST_ROW, type SourcePosting, type SourceRow } from "./source-posting.ts";
import { splitJsonArray, splitLines } from "./split-text.ts";

/** A whole-file object (`@graph`, or one posting over many lines) is held in memory, so it has a bound of its own. */
const LONGEST_DOCUMENT = 32_000_000;
const DEEPEST_GRAPH = 6;

/**
 * Reads JSON-LD JobPosting: JSON Lines, an array, `@graph`, or one object. Lines and arrays are read one posting at a
 * time, so memory stays bounded by the longest. What cannot be read is refused with its row, and the rest goes on.
 * @throws ImportFileError if the text is no JSON at all.
 */
export async function* readJsonLd(chunks: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  const source = await peek(chunks);
  let row = 0;
  const rowsOf = function* (text: string): Generator<SourceRow> {
    let found = 0;
    for (const posting of postingsOfJson(text)) {
      found++;
      yield typeof posting === "string" ? { row: ++row, refused: posting } : { row: ++row, posting };
    }
    if (!found) yield { row: ++row, refused: "there is no JobPosting in it" };
  };

  switch (formOf(source.start)) {
    case "lines":
      for await (const line of splitLines(source.all, LONGEST_ROW)) {
        if (line === null)
          yield { row: ++row, refused: `it is longer than ${LONGEST_ROW.toLocaleString("en")} characters` };
        else if (line.trim()) yield* rowsOf(line);
      }
      break;
    case "array":
      for await (const element of splitJsonArray(source.all, LONGEST_ROW)) {
        if (element === null)
          yield { row: ++row, refused: `it is longer than ${LONGEST_ROW.toLocaleString("en")} characters` };
        else yield* rowsOf(element);
      }
      break;
    case "document": {
      let text = "";
      for await (const chunk of source.all) {
        text += chunk;
        if (text.length > LONGEST_DOCUMENT)
          throw new ImportFileError(
            "The file is one JSON object of more than 32 MB. Give it as JSON Lines, one posting a line.",
          );
      }
      yield* rowsOf(text.replace(/^\uFEFF/, ""));
      break;
    }
    default:
      throw new ImportFileError("The file is empty or is not JSON. JSON-LD begins with { or [.");
  }
}

/** The postings in one JSON text, or why each cannot be read; none where the text is about something else. */
export function* postingsOfJson(text: string | null): Generator<SourcePosting | string> {
  const parsed = parseJsonRow(text);
  if ("refused" in parsed) return yield parsed.refused;
  for (const item of postingsIn(parsed.value, DEEPEST_GRAPH)) yield postingOfJsonLd(item);
}

/** How the postings are written, by the first characters of the file. */
function formOf(start: string): "lines" | "array" | "document" | undefined {
  const text = start.replace(/^\uFEFF?\s*/, "");
  if (text.startsWith("[")) {
    // An array a line is JSON Lines too; an array of the whole file is split by its elements.
    const first = text.slice(0, text.indexOf("\n") + 1 || undefined);
    return isJson(first) && text.length > first.length && text.slice(first.length).trim() ? "lines" : "array";
  }
  if (!text.startsWith("{")) return undefined;
  const [first = "", second = ""] = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  if (!second) return start.includes("\n") || !isJson(first) ? "lines" : "document";
  if (isJson(first)) return "lines";
  // No object goes on with a brace on its second line unless the first ends by opening or separating something.
  return second.startsWith("{") && !/[[,:{]$/.test(first) ? "lines" : "document";
}

function isJson(text: string): boolean {
  return "value" in parseJsonRow(text);
}

/** Enough of the file to tell its form, and the whole of it. */
async function peek(chunks: AsyncIterable<string>): Promise<{ start: string; all: AsyncIterable<string> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start = "";
  let ended = false;
  while (start.length < LONGEST_ROW && start.split("\n", 4).filter((line) => line.trim()).length < 3) {
    const next = await iterator.next();
    if (next.done) {
      ended = true;
      break;
    }
    start += next.value;
  }
  async function* all(): AsyncGenerator<string> {
    yield start;
    if (!ended) for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { start, all: all() };
}

/** The objects of type JobPosting in `value`: itself, a list, `@graph`, `mainEntity` or an `ItemList`'s items. */
function* postingsIn(value: unknown, depth: number): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || depth === 0) return;
  if (Array.isArray(value)) {
    for (const item of value) yield* postingsIn(item, depth - 1);
    return;
  }
  const object = value as Record<string, unknown>;
  const types = ([] as unknown[]).concat(object["@type"] ?? []);
  if (types.some((type) => typeof type === "string" && /(^|[/:])JobPosting$/.test(type))) return yield object;
  for (const key of ["@graph", "mainEntity", "itemListElement", "item"]) yield* postingsIn(object[key], depth - 1);
}
