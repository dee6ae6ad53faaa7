import { Parser } from "htmlparser2";
import { payOfText } from "./recognize-pay.ts";
import { httpUrl, ImportFileError, LONGEST_ROW, oneLine, type SourceRow } from "./source-posting.ts";

/** Deeper than any feed of jobs; each level costs the parser a comparison at every end tag. */
const DEEPEST = 32;
/** How much of the text is parsed before what was found is handed on. */
const PIECE = 64 * 1024;

type Fields = Map<string, string>;

/**
 * Reads the XML that Indeed takes: `<source>` with `<job>` elements (title, referencenumber, url, company, city, state,
 * postalcode, country, description, salary, jobtype, remotetype, date, expirationdate; any order, CDATA or escaped).
 * Nothing outside the file is looked at: a document that declares entities of its own is refused, and no other entity
 * than XML's and HTML's is ever expanded.
 * @throws ImportFileError if it is no such XML, is nested too deeply or ends in the middle.
 */
export function* readIndeedXml(text: string): Generator<SourceRow> {
  const found: SourceRow[] = [];
  const names: string[] = [];
  let fields: Fields | undefined;
  let name = "";
  let value = "";
  let length = 0;
  let row = 0;
  let root = "";
  /** Where the innermost tag began: an empty one (`<a/>`) closes at that very place, and no other does. */
  let openedAt = -1;
  const parser: Parser = new Parser(
    {
      onprocessinginstruction(_, data) {
        if (/^!doctype/i.test(data) && /\[|!entity/i.test(data))
          throw new ImportFileError("The XML declares entities of its own (<!DOCTYPE … [). Leave the declaration out.");
        if (/^!entity/i.test(data)) throw new ImportFileError("The XML declares entities of its own. Leave them out.");
      },
      onopentagname(opened) {
        names.push(opened.toLowerCase());
        openedAt = parser.startIndex;
        if (names.length > DEEPEST)
          throw new ImportFileError(`Row ${row + 1}: the XML is nested deeper than ${DEEPEST} levels.`);
        const at = names.at(-1)!;
        root ||= at;
        if (!fields && at === "job") {
          fields = new Map();
          length = 0;
        } else if (fields && !name) {
          name = at;
          value = "";
        }
      },
      ontext(data) {
        if (!name) return;
        length += data.length;
        if (length <= LONGEST_ROW) value += data;
      },
      onclosetag(_, implied) {
        const closed = names.pop();
        if (implied && parser.startIndex !== openedAt)
          throw new ImportFileError(
            `Row ${Math.max(1, fields ? row + 1 : row)}: the XML ends in the middle, or its tags do not match here.`,
          );
        if (!fields) return;
        if (closed === name && names.at(-1) === "job") {
          if (!fields.has(name)) fields.set(name, value);
          name = "";
        } else if (closed === "job" && !name) {
          row++;
          found.push(
            length > LONGEST_ROW
              ? { row, refused: `it is longer than ${LONGEST_ROW.toLocaleString("en")} characters` }
              : rowOf(row, fields),
          );
          fields = undefined;
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let at = 0; at < text.length; at += PIECE) {
    yield* partOf(parser, () => parser.write(text.slice(at, at + PIECE)), found);
  }
  yield* partOf(parser, () => parser.end(), found);
  if (!root) throw new ImportFileError("The file is not XML.");
  if (row === 0 && root !== "source" && root !== "jobs")
    throw new ImportFileError(`This XML is about <${oneLine(root, 40)}>; there is no <job> in it.`);
}

/** What a piece brought; where the piece is refused in its middle, what was whole before it comes first. */
function* partOf(parser: Parser, parse: () => void, found: SourceRow[]): Generator<SourceRow> {
  let refusal: unknown;
  try {
    parse();
  } catch (error) {
    refusal = error;
    parser.pause();
  }
  yield* found.splice(0);
  if (refusal !== undefined) throw refusal as Error;
}

function rowOf(row: number, fields: Fields): SourceRow {
  const line = (field: string, most = 200) => oneLine(fields.get(field) ?? "", most);
  const title = line("title", 400);
  if (!title) return { row, refused: "it has no title" };
  const [city, state, zip, country] = [line("city"), line("state"), line("postalcode", 20), line("country", 60)];
  const inside = [city, [state, zip].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  const abroad = country && !/^(us|usa|u\.s\.a?\.?|united states( of america)?)$/i.test(country);
  const remote = line("remotetype", 60);
  const salary = line("salary");
  const pay = salary ? payOfText(`Pay: ${salary}`).pay : null;
  const number = line("referencenumber", 190) || line("requisitionid", 190);
  const place = abroad ? [inside, country].filter(Boolean).join(", ") : inside || line("location");
  return {
    row,
    posting: {
      title,
      employer: line("company", 160),
      employerWebsite: null,
      body: (fields.get("description") ?? "").trim(),
      places: [place].filter(Boolean),
      url: httpUrl(fields.get("url")?.trim()),
      identifier: number ? `${line("sourcename", 60)}|${number}` : null,
      posted: day(line("date", 60)),
      validThrough: day(line("expirationdate", 60)),
      types: line("jobtype")
        .split(/[,;|]/)
        .map((type) => type.trim())
        .filter(Boolean),
      remote: /remote|home/i.test(remote) && !/hybrid/i.test(remote) ? true : null,
      mode: /hybrid/i.test(remote) ? "hybrid" : null,
      reach: [],
      pay: pay ? { min: pay.minCents / 100, max: pay.maxCents / 100, unit: pay.unit, currency: "USD" } : null,
      notes: salary && !pay ? [`the salary "${salary.slice(0, 80)}" is not read`] : [],
    },
  };
}

/** Feeds write dates as mail does ("Mon, 10 Dec 2029 22:49:39 GMT"); the readers of dates know ISO days. */
function day(text: string): string | null {
  if (!/^[A-Z][a-z]{2},? /.test(text)) return text || null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
