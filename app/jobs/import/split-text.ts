import { ImportFileError } from "./source-posting.ts";

/**
 * The lines of a text that comes in pieces. A line longer than `most` characters is not kept: it comes out as null, so
 * that memory stays bounded whatever the file.
 */
export async function* splitLines(chunks: AsyncIterable<string>, most: number): AsyncGenerator<string | null> {
  let rest = "";
  let tooLong = false;
  let first = true;
  for await (let chunk of chunks) {
    if (first) chunk = chunk.replace(/^\uFEFF/, "");
    first = false;
    let from = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", from)) {
      const line = rest + chunk.slice(from, end);
      yield tooLong || line.length > most ? null : line.replace(/\r$/, "");
      rest = "";
      tooLong = false;
      from = end + 1;
    }
    rest += chunk.slice(from);
    if (rest.length > most) {
      tooLong = true;
      rest = "";
    }
  }
  if (tooLong) yield null;
  else if (rest) yield rest.replace(/\r$/, "");
}

/**
 * The elements of a JSON array that comes in pieces, each as its own text; null for one longer than `most` characters.
 * It only counts brackets outside strings: whether an element is JSON is for the caller to find out. An array that is
 * cut off gives its last, incomplete element too.
 */
export async function* splitJsonArray(chunks: AsyncIterable<string>, most: number): AsyncGenerator<string | null> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let element = "";
  let tooLong = false;
  let over = false;
  const keep = (text: string) => {
    if (tooLong) return;
    element += text;
    if (element.length > most) {
      tooLong = true;
      element = "";
    }
  };
  const finish = (): string | null | undefined => {
    const text = tooLong ? null : element.trim() || undefined;
    element = "";
    tooLong = false;
    return text;
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length && !over; at++) {
      const sign = chunk[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (sign === "\\") escaped = true;
        else if (sign === '"') inString = false;
      } else if (sign === '"') inString = true;
      else if (sign === "[" || sign === "{") {
        if (depth++ === 0) from = at + 1;
      } else if (sign === "]" || sign === "}" || (sign === "," && depth === 1)) {
        if (sign !== ",") depth--;
        if (depth === 0 || sign === ",") {
          keep(chunk.slice(from, at));
          from = at + 1;
          const text = finish();
          if (text !== undefined) yield text;
          over = depth === 0;
        }
      }
    }
    if (!over && depth > 0) keep(chunk.slice(from));
  }
  const text = finish();
  if (text !== undefined) yield text;
}

/**
 * The elements of the list that stands under `name` in the outermost JSON object, as `splitJsonArray` gives an array's.
 * @throws RangeError when the text ends without one.
 */
export async function* splitJsonMember(
  chunks: AsyncIterable<string>,
  name: string,
  most: number,
): AsyncGenerator<string | null> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** The last string at the object's own level, which is a member's name when a colon follows. */
  let last = "";
  let member = "";
  let inList = false;

  async function* ofList(): AsyncGenerator<string> {
    for await (const chunk of chunks) {
      if (inList) {
        yield chunk;
        continue;
      }
      for (let at = 0; at < chunk.length; at++) {
        const sign = chunk[at]!;
        if (inString) {
          if (escaped) escaped = false;
          else if (sign === "\\") escaped = true;
          else if (sign === '"') inString = false;
          if (inString && depth === 1 && last.length < 100) last += sign;
        } else if (sign === '"') {
          inString = true;
          if (depth === 1) last = "";
        } else if (sign === ":" && depth === 1) member = last;
        else if (sign === "[" && depth === 1 && member === name) {
          inList = true;
          yield chunk.slice(at);
          break;
        } else if (sign === "[" || sign === "{") depth++;
        else if (sign === "]" || sign === "}") depth--;
      }
    }
    if (!inList) throw new RangeError(`There is no list "${name}"`);
  }
  yield* splitJsonArray(ofList(), most);
}

/** Unclosed quotes that are looked past: each costs reading all below it once more. */
const MOST_UNCLOSED = 100;

/**
 * The records of a CSV that comes in pieces, each as its own text; null for one longer than `most` characters. A quote
 * opens at the start of a cell only and closes before a comma, a line's end or another quote, so that `5" pipe` is no
 * quotation. Where a quote is never closed, its line alone comes out as null and the lines below it are read again.
 * @throws ImportFileError when that happens in line after line.
 */
export async function* splitCsvRecords(chunks: AsyncIterable<string>, most: number): AsyncGenerator<string | null> {
  let state = newCsvState();
  let rest = "";
  for await (const chunk of chunks) {
    rest += chunk;
    // A quote or a carriage return at the end means what the next character says.
    const ready = /["\r]$/.test(rest) ? rest.length - 1 : rest.length;
    yield* scan(rest.slice(0, ready), rest[ready] ?? "");
    rest = rest.slice(ready);
  }
  yield* scan(`${rest}\n`, "");
  for (let unclosed = 1; state.record && !state.tooLong; unclosed++) {
    if (unclosed > MOST_UNCLOSED)
      throw new ImportFileError(`More than ${MOST_UNCLOSED} rows open a quote that is never closed.`);
    const unread = state.record;
    state = newCsvState();
    yield null;
    const next = unread.indexOf("\n") + 1;
    if (next > 0 && next < unread.length) yield* scan(unread.slice(next), "");
  }
  if (state.tooLong) yield null;

  function* scan(text: string, after: string): Generator<string | null> {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at];
      if (state.inQuotes) {
        if (sign !== '"') continue;
        const next = text[at + 1] ?? after;
        if (next === '"' && !state.escaped) state.escaped = true;
        else if (state.escaped) state.escaped = false;
        else if (next === "," || next === "\n" || next === "\r" || next === "") state.inQuotes = false;
      } else if (sign === '"' && state.atCellStart) state.inQuotes = true;
      else if (sign === "\n") {
        const record = state.record + text.slice(from, at);
        const tooLong = state.tooLong || record.length > most;
        state = newCsvState();
        from = at + 1;
        if (tooLong) yield null;
        else if (record.trim()) yield record.replace(/\r$/, "");
        continue;
      }
      state.atCellStart = sign === ",";
    }
    if (!state.tooLong) state.record += text.slice(from);
    if (state.record.length > most) {
      state.tooLong = true;
      state.record = "";
    }
  }
}

const newCsvState = () => ({ record: "", inQuotes: false, escaped: false, atCellStart: true, tooLong: false });
