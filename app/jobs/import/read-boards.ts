import { parseJsonRow } from "./parse-json-row.ts";
import {
  amount,
  httpUrl,
  ImportFileError,
  LONGEST_ROW,
  oneLine,
  type SourcePay,
  type SourcePosting,
  type SourceRow,
} from "./source-posting.ts";
import { splitJsonArray, splitJsonMember } from "./split-text.ts";

type Node = Record<string, unknown>;
const node = (value: unknown): Node =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Node) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 50) : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const lines = (values: unknown[], most = 200) => values.map((value) => oneLine(value, most)).filter(Boolean);

/**
 * Reads what a Greenhouse board answers: `{"jobs": [{id, title, absolute_url, location, content, …}]}`, or the list alone.
 * @throws ImportFileError if there is no such list.
 */
export function readGreenhouse(source: AsyncIterable<string>, start: string): AsyncGenerator<SourceRow> {
  const inObject = /^\uFEFF?\s*\{/.test(start);
  return readElements(
    inObject ? splitJsonMember(source, "jobs", LONGEST_ROW) : splitJsonArray(source, LONGEST_ROW),
    ofGreenhouse,
    'There is no list "jobs" in this JSON, so it is no Greenhouse board.',
    inObject ? undefined : /^\uFEFF?\s*\[/.test(start),
  );
}

/**
 * Reads what Lever answers at `/v0/postings/NAME?mode=json`: a list of `{id, text, hostedUrl, categories, …}`.
 * @throws ImportFileError if it is no list.
 */
export function readLever(source: AsyncIterable<string>, start: string): AsyncGenerator<SourceRow> {
  const isList = /^\uFEFF?\s*\[/.test(start);
  return readElements(
    splitJsonArray(source, LONGEST_ROW),
    ofLever,
    "This is no list of postings in JSON, so it does not come from Lever. Add ?mode=json to its address.",
    isList,
  );
}

async function* readElements(
  elements: AsyncIterable<string | null>,
  read: (job: Node) => SourcePosting,
  absent: string,
  known: boolean | undefined,
): AsyncGenerator<SourceRow> {
  if (known === false) throw new ImportFileError(absent);
  let row = 0;
  try {
    for await (const element of elements) {
      row++;
      const parsed = parseJsonRow(element);
      if ("refused" in parsed) yield { row, refused: parsed.refused };
      else {
        const posting = read(node(parsed.value));
        yield posting.title ? { row, posting } : { row, refused: "it has no title" };
      }
    }
  } catch (error) {
    if (error instanceof RangeError) throw new ImportFileError(absent);
    throw error;
  }
}

function ofGreenhouse(job: Node): SourcePosting {
  const place = oneLine(node(job.location).name ?? job.location, 200);
  const offices = lines(list(job.offices).map((office) => node(node(office).location).name ?? node(office).location));
  const [pay] = list(job.pay_input_ranges);
  const number = oneLine(job.id, 60);
  const content = text(job.content);
  return {
    title: oneLine(job.title, 400),
    employer: oneLine(job.company_name, 160),
    employerWebsite: null,
    body: content,
    places: place ? [place] : offices.slice(0, 10),
    url: httpUrl(job.absolute_url),
    identifier: number ? `greenhouse|${number}` : null,
    posted: oneLine(job.first_published ?? job.updated_at, 40) || null,
    validThrough: oneLine(job.application_deadline, 40) || null,
    types: [],
    remote: null,
    reach: [],
    pay: payInCents(node(pay)),
    notes: content ? [] : ["the text is missing: add ?content=true to the board's address"],
  };
}

/** Greenhouse gives cents and no unit; its `title` or `blurb` often says the unit ("Annual base salary"). */
function payInCents(pay: Node): SourcePay | null {
  const [min, max] = [amount(pay.min_cents), amount(pay.max_cents)];
  if (min === null && max === null) return null;
  const words = `${oneLine(pay.title, 200)} ${oneLine(pay.blurb, 400)}`;
  const unit = /\b(?:hour|hourly|hr)\b/i.test(words)
    ? "hour"
    : /\b(?:annual|annually|annum|year|yearly|salary)\b/i.test(words)
      ? "year"
      : null;
  return {
    min: min === null ? null : min / 100,
    max: max === null ? null : max / 100,
    unit,
    currency: oneLine(pay.currency_type, 10) || null,
  };
}

function ofLever(job: Node): SourcePosting {
  const categories = node(job.categories);
  const places = lines(list(categories.allLocations));
  const workplace = oneLine(job.workplaceType, 30).toLowerCase();
  const salary = node(job.salaryRange);
  const interval = oneLine(salary.interval, 40);
  const posted = typeof job.createdAt === "number" ? new Date(job.createdAt) : undefined;
  const number = oneLine(job.id, 60);
  const parts = list(job.lists).map((part) => {
    const [head, items] = [oneLine(node(part).text, 200), text(node(part).content)];
    return `${head ? `<h3>${escape(head)}</h3>` : ""}${items ? `<ul>${items}</ul>` : ""}`;
  });
  const html = [text(job.description), ...parts, text(job.additional), text(job.salaryDescription)].filter(Boolean);
  return {
    title: oneLine(job.text, 400),
    employer: "",
    employerWebsite: null,
    body: html.join("\n") || text(job.descriptionPlain),
    places: places.length ? places : lines([categories.location]),
    url: httpUrl(job.hostedUrl),
    identifier: number ? `lever|${number}` : null,
    posted: posted && !Number.isNaN(posted.getTime()) ? posted.toISOString() : null,
    validThrough: null,
    types: lines([categories.commitment], 60),
    remote: workplace === "remote" ? true : null,
    mode: workplace === "hybrid" ? "hybrid" : workplace === "onsite" || workplace === "on-site" ? "on-site" : null,
    reach: [],
    pay:
      amount(salary.min) === null && amount(salary.max) === null
        ? null
        : {
            min: amount(salary.min),
            max: amount(salary.max),
            unit: /hour/i.test(interval) ? "hour" : /year/i.test(interval) ? "year" : interval || null,
            currency: oneLine(salary.currency, 10) || null,
          },
  };
}

const escape = (words: string) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
