import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "~/jobs/import/read-csv.ts";
import { readJsonLd } from "~/jobs/import/read-jsonld.ts";
import { ImportFileError, type SourceRow } from "~/jobs/import/source-posting.ts";

async function* inPieces(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
async function all(rows: AsyncIterable<SourceRow>): Promise<SourceRow[]> {
  const list: SourceRow[] = [];
  for await (const row of rows) list.push(row);
  return list;
}
const json = (text: string) => all(readJsonLd(inPieces(text)));
const csv = (text: string) => all(readCsv(inPieces(text)));
const titles = (rows: SourceRow[]) =>
  rows.map((row) => ("posting" in row ? row.posting.title : `refused: ${row.refused}`));

const posting = (title: string, more: object = {}) => ({
  "@context": "https://schema.org",
  "@type": "JobPosting",
  title,
  ...more,
});

describe("JSON-LD", () => {
  it("is one object, an array, @graph or JSON Lines", async () => {
    const [a, b] = [posting("Coder A"), posting("Coder B")];
    expect(titles(await json(JSON.stringify(a)))).toEqual(["Coder A"]);
    expect(titles(await json(JSON.stringify(a, null, 2)))).toEqual(["Coder A"]);
    expect(titles(await json(JSON.stringify([a, b])))).toEqual(["Coder A", "Coder B"]);
    expect(titles(await json(JSON.stringify([a, b], null, 2)))).toEqual(["Coder A", "Coder B"]);
    expect(titles(await json(JSON.stringify({ "@graph": [a, { "@type": "WebPage" }, b] }, null, 1)))).toEqual([
      "Coder A",
      "Coder B",
    ]);
    expect(titles(await json(`\uFEFF${JSON.stringify(a)}\r\n\r\n${JSON.stringify(b)}\r\n`))).toEqual([
      "Coder A",
      "Coder B",
    ]);
  });

  it("refuses the line that cannot be read, with its number, and goes on", async () => {
    const rows = await json(
      `{"@type":"JobPosting","title":"broken\n${JSON.stringify(posting("Coder"))}\n{"@type":"Thing"}\n${JSON.stringify(posting(""))}\n`,
    );
    expect(rows.map((row) => row.row)).toEqual([1, 2, 3, 4]);
    expect(titles(rows)).toEqual([
      "refused: this is not complete JSON",
      "Coder",
      "refused: there is no JobPosting in it",
      "refused: it has no title",
    ]);
  });

  it("reads a broken array as far as its brackets go", async () => {
    const rows = await json(
      `[${JSON.stringify(posting("Coder"))}, {"@type": nonsense}, ${JSON.stringify(posting(']} in a " title'))}, {"cut`,
    );
    expect(titles(rows)).toEqual([
      "Coder",
      "refused: this is not complete JSON",
      ']} in a " title',
      "refused: this is not complete JSON",
    ]);
  });

  it("keeps a line that is too long out of memory", async () => {
    async function* huge() {
      yield `${JSON.stringify(posting("Coder"))}\n{"@type":"JobPosting","title":"`;
      for (let piece = 0; piece < 6; piece++) yield "x".repeat(1_000_000);
      yield `"}\n${JSON.stringify(posting("Auditor"))}\n`;
    }
    expect(titles(await all(readJsonLd(huge())))).toEqual([
      "Coder",
      "refused: it is longer than 4,000,000 characters",
      "Auditor",
    ]);
  });

  it("reads addresses as objects, lists or words, and money as text or numbers", async () => {
    const [row] = await json(
      JSON.stringify(
        posting("Coder", {
          jobLocation: [
            {
              "@type": "Place",
              address: {
                addressLocality: "Dayton",
                addressRegion: "OH",
                postalCode: "45402",
                addressCountry: { name: "US" },
              },
            },
            { "@type": "Place", address: "Remote" },
            { "@type": "Place", address: { addressLocality: "Manila", addressCountry: "Philippines" } },
          ],
          baseSalary: { currency: "USD", value: { minValue: "25.50", maxValue: 38, unitText: "HOUR" } },
          hiringOrganization: "Mercy",
          url: "javascript:alert(1)",
          jobLocationType: "TELECOMMUTE",
        }),
      ),
    );
    expect(row).toMatchObject({
      posting: {
        places: ["Dayton, OH 45402", "Remote", "Manila, Philippines"],
        pay: { min: 25.5, max: 38, unit: "HOUR", currency: "USD" },
        employer: "Mercy",
        url: null,
        remote: true,
      },
    });
  });

  it("that is no JSON is said so", async () => {
    await expect(json("<html>")).rejects.toThrow(ImportFileError);
    await expect(json("")).rejects.toThrow(ImportFileError);
  });
});

describe("CSV", () => {
  it("may have a byte order mark, columns in any order and quoted lines", async () => {
    const rows = await csv(
      '\uFEFFcompany,Title,Description,is_remote,min_amount\nMercy,"Coder, II","Line one\nline ""two""",True,"$25,000"\n',
    );
    expect(rows[0]).toMatchObject({
      row: 2,
      posting: {
        title: "Coder, II",
        employer: "Mercy",
        body: 'Line one\nline "two"',
        remote: true,
        places: [],
        url: null,
        pay: { min: 25_000, max: null },
      },
    });
  });

  it("refuses rows without a title or with too many cells, and goes on", async () => {
    const rows = await csv("title,company\n,Mercy\nCoder,Mercy,extra\nAuditor,Mercy\n");
    expect(titles(rows)).toEqual([
      "refused: it has no title",
      "refused: it has 3 cells and the header names 2 columns",
      "Auditor",
    ]);
    expect(rows.map((row) => row.row)).toEqual([2, 3, 4]);
  });

  it("refuses the row whose quote is never closed, and goes on below it", async () => {
    const rows = await csv('title,company\nCoder,Mercy\nAuditor,"Mercy\nBiller,Mercy\n');
    expect(titles(rows)).toEqual([
      "Coder",
      expect.stringContaining("refused: a quote in it is never closed"),
      "Biller",
    ]);
  });

  it("keeps a row that is too long out of memory, and goes on", async () => {
    async function* huge() {
      yield 'title,description\nCoder,"';
      for (let piece = 0; piece < 6; piece++) yield 'a ""quoted"" word,\n'.repeat(60_000);
      yield '"\nAuditor,x\n';
    }
    expect(titles(await all(readCsv(huge())))).toEqual([expect.stringContaining("refused"), "Auditor"]);
  });

  it("takes what any writer of CSV gives, however it is cut into pieces", async () => {
    const cell = fc.stringMatching(/^[a",\n\r 5]{0,8}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (cells, size) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const text = `title,description,company\r\n${cells.map(([one, other]) => `T,${quote(one)},${quote(other)}`).join("\r\n")}`;
          const rows = await all(readCsv(inPieces(text, size)));
          expect(rows.map((row) => ("posting" in row ? row.posting.body : row.refused))).toEqual(
            cells.map(([one]) => one.trim()),
          );
        },
      ),
    );
  });

  it("must name its columns", async () => {
    await expect(csv("Coder,Mercy\n")).rejects.toThrow(/title/);
    await expect(csv("")).rejects.toThrow(ImportFileError);
  });
});
