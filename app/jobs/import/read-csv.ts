import { parse } from "csv-parse/sync";
import { amount, httpUrl, ImportFileError, LONGEST_ROW, oneLine, type SourceRow } from "./source-posting.ts";
import { splitCsvRecords } from "./split-text.ts";

const yes = /^(true|1|yes|y|remote)$/i;
const no = /^(false|0|no|n)$/i;

/**
 * Reads CSV with a scraper's columns (title, company, location, date_posted, job_url, job_type, is_remote, min_amount,
 * max_amount, interval, currency, description), in any order and case; only `title` must be there. Memory is bounded by
 * the longest row. A row that cannot be read is refused, and the rest goes on.
 * @throws ImportFileError if there is no header with a title.
 */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  let header: string[] | undefined;
  let row = 0;
  for await (const text of splitCsvRecords(chunks, LONGEST_ROW)) {
    row++;
    const record = text === null ? undefined : cellsOf(text);
    if (!header) {
      header = record?.map((name) =>
        name
          .trim()
          .toLowerCase()
          .replace(/[\s-]+/g, "_"),
      );
      if (!header?.includes("title"))
        throw new ImportFileError("The first line of the CSV must name the columns, and one of them must be title.");
    } else if (record) yield readRecord(row, header, record);
    else
      yield {
        row,
        refused: `a quote in it is never closed, or it is longer than ${LONGEST_ROW.toLocaleString("en")} characters`,
      };
  }
  if (!header) throw new ImportFileError("The file is empty.");
}

function cellsOf(record: string): string[] | undefined {
  try {
    return (parse(record, { bom: true, relax_quotes: true, relax_column_count: true }) as string[][])[0];
  } catch {
    return undefined;
  }
}

function readRecord(row: number, header: string[], record: string[]): SourceRow {
  const fields = new Map(header.map((name, index) => [name, record[index] ?? ""]));
  const field = (...names: string[]) => names.map((name) => fields.get(name)?.trim()).find(Boolean) ?? "";
  if (record.length > header.length && record.slice(header.length).some((cell) => cell.trim()))
    return { row, refused: `it has ${record.length} cells and the header names ${header.length} columns` };
  const title = oneLine(field("title", "job_title"), 400);
  if (!title) return { row, refused: "it has no title" };

  const min = amount(field("min_amount", "min_salary", "salary_min"));
  const max = amount(field("max_amount", "max_salary", "salary_max"));
  const remote = field("is_remote", "remote");
  const id = oneLine(field("id", "job_id"), 190);
  return {
    row,
    posting: {
      title,
      employer: oneLine(field("company", "company_name", "employer"), 160),
      employerWebsite: httpUrl(field("company_url_direct", "company_website")),
      body: field("description"),
      places: [oneLine(field("location"), 200)].filter(Boolean),
      url: httpUrl(field("job_url", "url", "job_url_direct")),
      identifier: id ? `${oneLine(field("site"), 60)}|${id}` : null,
      posted: oneLine(field("date_posted"), 40) || null,
      validThrough: oneLine(field("valid_through", "expires"), 40) || null,
      types: oneLine(field("job_type"), 200)
        .split(/[,;|]/)
        .map((type) => type.trim())
        .filter(Boolean),
      remote: yes.test(remote) ? true : no.test(remote) ? false : null,
      reach: [],
      pay:
        min === null && max === null
          ? null
          : {
              min,
              max,
              unit: oneLine(field("interval"), 30) || null,
              currency: oneLine(field("currency"), 10) || null,
            },
    },
  };
}
