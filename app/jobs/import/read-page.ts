import { Parser } from "htmlparser2";
import { postingsOfJson } from "./read-jsonld.ts";
import { httpUrl, ImportFileError, LONGEST_ROW, type SourceRow } from "./source-posting.ts";

/** Pages are nested deeply, broken ones more so; each level costs the parser a comparison at every end tag. */
const DEEPEST = 512;
const MOST_SCRIPTS = 1_000;
const PIECE = 64 * 1024;

/**
 * Reads the JSON-LD JobPosting that stands in an HTML page's `<script type="application/ld+json">`. A posting without an
 * address of its own has the page's. @param pageUrl where the page was fetched from.
 * @throws ImportFileError if there is no JobPosting in the page, or it is nested too deeply.
 */
export function* readPage(text: string, pageUrl?: string | null): Generator<SourceRow> {
  const scripts = jsonLdIn(text);
  let row = 0;
  for (const [index, script] of scripts.entries()) {
    const answers = [...postingsOfJson(script === null ? null : bare(script))];
    for (const answer of answers) {
      row++;
      if (typeof answer !== "string")
        yield { row, posting: { ...answer, url: answer.url ?? (answers.length === 1 ? httpUrl(pageUrl) : null) } };
      else yield { row, refused: `script ${index + 1} of the page: ${answer}` };
    }
  }
  if (row === 0) throw new ImportFileError("There is no JSON-LD JobPosting in this page.");
}

/** The texts of the page's JSON-LD scripts; null for one that is too long. */
function jsonLdIn(text: string): (string | null)[] {
  const scripts: (string | null)[] = [];
  let script: string | null | undefined;
  let depth = 0;
  const parser = new Parser({
    onopentag(name, { type = "" }) {
      if (++depth > DEEPEST) throw new ImportFileError(`The page is nested deeper than ${DEEPEST} levels.`);
      if (name === "script" && /^\s*application\/ld\+json\b/i.test(type) && scripts.length < MOST_SCRIPTS) script = "";
    },
    ontext(data) {
      if (script === undefined || script === null) return;
      script = script.length + data.length > LONGEST_ROW ? null : script + data;
    },
    onclosetag(name) {
      depth--;
      if (name !== "script" || script === undefined) return;
      scripts.push(script);
      script = undefined;
    },
  });
  for (let at = 0; at < text.length; at += PIECE) parser.write(text.slice(at, at + PIECE));
  parser.end();
  return scripts;
}

/** Old pages hide a script in a comment or a CDATA section. */
function bare(script: string): string {
  return script.replace(/^\s*(?:\/\/\s*)?(?:<!--|<!\[CDATA\[)/, "").replace(/(?:\/\/\s*)?(?:-->|\]\]>)\s*$/, "");
}
