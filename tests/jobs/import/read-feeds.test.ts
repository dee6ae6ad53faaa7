import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectFormat, feedFormats, type FeedFormat } from "~/jobs/import/feed-formats.ts";
import { mapPosting } from "~/jobs/import/map-posting.server.ts";
import { readBytes, type ReadOptions } from "~/jobs/import/read-bytes.ts";
import { ImportFileError, type SourcePosting, type SourceRow } from "~/jobs/import/source-posting.ts";

const at = new Date("2026-11-22T12:00:00Z");
const bytesOf = (source: string | Uint8Array) =>
  typeof source === "string" ? new TextEncoder().encode(source) : source;

/** The rows of a file, and what ended it early. */
async function read(source: string | Uint8Array, options: ReadOptions = {}) {
  const rows: SourceRow[] = [];
  try {
    const file = readBytes(bytesOf(source), options);
    for await (const row of file.rows) rows.push(row);
    return { format: file.format, rows, error: "" };
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    return { format: undefined, rows, error: error.message };
  }
}
const told = ({ rows }: { rows: SourceRow[] }) =>
  rows.map((row) => ("posting" in row ? row.posting.title : `${row.row}: ${row.refused}`));
const first = (answer: { rows: SourceRow[] }): SourcePosting => {
  const [row] = answer.rows;
  if (!row || !("posting" in row)) throw new Error("There is no posting");
  return row.posting;
};

const job = (title: string, more = "") => `<job><title><![CDATA[${title}]]></title>${more}</job>`;
const feed = (...jobs: string[]) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<source><publisher>Board</publisher>${jobs.join("\n")}</source>`;

describe("Indeed-style XML", () => {
  it("gives the fields that Indeed names, in CDATA or escaped", async () => {
    const answer = await read(
      feed(
        job(
          "Inpatient Coder (CCS)",
          `<date>Mon, 10 Nov 2025 22:49:39 GMT</date><referencenumber>REQ-77</referencenumber>
           <url><![CDATA[https://jobs.example.org/77?a=1&b=2]]></url><company>Lakemont &amp; Sons</company>
           <city>Dayton</city><state>OH</state><postalcode>45402</postalcode><country>US</country>
           <description><![CDATA[<p>Codes <b>inpatient</b> stays.</p>]]></description>
           <salary>$28.50 - $36.00 per hour</salary><jobtype>fulltime, parttime</jobtype>
           <remotetype>Fully remote</remotetype><expirationdate>2027-01-31</expirationdate><unknown><deep>x</deep></unknown>`,
        ),
      ),
    );
    expect(answer.format).toBe("indeed-xml");
    expect(first(answer)).toMatchObject({
      title: "Inpatient Coder (CCS)",
      employer: "Lakemont & Sons",
      body: "<p>Codes <b>inpatient</b> stays.</p>",
      places: ["Dayton, OH 45402"],
      url: "https://jobs.example.org/77?a=1&b=2",
      identifier: "|REQ-77",
      posted: "2025-11-10T22:49:39.000Z",
      validThrough: "2027-01-31",
      types: ["fulltime", "parttime"],
      remote: true,
      pay: { min: 28.5, max: 36, unit: "hour", currency: "USD" },
      notes: [],
    });
  });

  it("says of a salary in other words that it was not read, and takes hybrid from its field", async () => {
    const posting = first(
      await read(feed(job("Coder", "<salary>great pay</salary><remotetype>Hybrid remote</remotetype>"))),
    );
    expect(posting).toMatchObject({
      pay: null,
      notes: ['the salary "great pay" is not read'],
      mode: "hybrid",
      remote: null,
    });
  });

  it("refuses the row without a title and goes on", async () => {
    expect(told(await read(feed(job("A"), "<job><city>Dayton</city></job>", job("B"))))).toEqual([
      "A",
      "2: it has no title",
      "B",
    ]);
  });

  it("that breaks off, or whose tags do not match, gives what stands before, and the row where it ends", async () => {
    const whole = feed(job("A"), job("B"), job("C"));
    const cut = await read(whole.slice(0, whole.indexOf("C]]>") + 1));
    expect([told(cut), cut.error]).toEqual([
      ["A", "B"],
      "Row 3: the XML ends in the middle, or its tags do not match here.",
    ]);
    const crossed = await read(feed(job("A"), "<job><title>B</job></title>", job("C")));
    expect([told(crossed), crossed.error.slice(0, 6)]).toEqual([["A"], "Row 2:"]);
  });

  it("is never expanded: entities of its own refuse the file", async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
      <source><job><title>&lol2;</title></job></source>`;
    expect((await read(laughs)).error).toMatch(/declares entities of its own/);
    const outside = `<!DOCTYPE source SYSTEM "file:///etc/passwd"><source><job><title>Coder &xxe; &amp; more</title></job></source>`;
    expect(told(await read(outside))).toEqual(["Coder &xxe; & more"]);
  });

  it("that is nested a million deep is refused at once, with the row", async () => {
    const { error, rows } = await read(feed(job("A"), `<job>${"<a>".repeat(1_000_000)}`));
    expect([rows.length, error]).toEqual([1, "Row 2: the XML is nested deeper than 32 levels."]);
  });

  it("with one huge row refuses that row", async () => {
    const huge = job("Huge", `<description>${"x".repeat(4_100_000)}</description>`);
    expect(told(await read(feed(job("A"), huge, job("B"))))).toEqual([
      "A",
      "2: it is longer than 4,000,000 characters",
      "B",
    ]);
  });

  it("about something else says so", async () => {
    expect((await read("<?xml version='1.0'?><rss><channel><item/></channel></rss>")).error).toMatch(/about <rss>/);
    expect((await read("<source></source>")).rows).toEqual([]);
  });
});

describe("a Greenhouse board", () => {
  const board = (...jobs: object[]) => JSON.stringify({ jobs, meta: { total: jobs.length } });

  it("gives id, address, place and the escaped text", async () => {
    const answer = await read(
      board({
        id: 4021,
        title: "Risk Adjustment Coder",
        absolute_url: "https://boards.example.org/acme/jobs/4021",
        location: { name: "Remote - Ohio" },
        updated_at: "2026-11-01T10:00:00-05:00",
        content: "&lt;p&gt;CRC required.&lt;/p&gt;",
        departments: [{ name: "HIM" }],
        pay_input_ranges: [
          { min_cents: 5_800_000, max_cents: 7_200_000, currency_type: "USD", title: "Annual salary" },
        ],
      }),
    );
    expect(answer.format).toBe("greenhouse");
    expect(first(answer)).toMatchObject({
      title: "Risk Adjustment Coder",
      url: "https://boards.example.org/acme/jobs/4021",
      identifier: "greenhouse|4021",
      places: ["Remote - Ohio"],
      posted: "2026-11-01T10:00:00-05:00",
      body: "&lt;p&gt;CRC required.&lt;/p&gt;",
      pay: { min: 58_000, max: 72_000, unit: "year", currency: "USD" },
    });
  });

  it("without its texts says how to get them", async () => {
    expect(first(await read(board({ id: 1, title: "Coder" }))).notes).toEqual([
      "the text is missing: add ?content=true to the board's address",
    ]);
  });

  it("is read wherever the list stands, and is refused where there is none", async () => {
    expect(
      told(await read('{"meta":{"jobs":[{"title":"no"}],"a":"\\"jobs\\":["},"jobs":[{"title":"A"},{"title":""}]}')),
    ).toEqual(["A", "2: it has no title"]);
    expect((await read('{"error":"no board"}', { format: "greenhouse" })).error).toMatch(/no list "jobs"/);
    expect((await read('{"jobs":null}', { format: "greenhouse" })).error).toMatch(/no list "jobs"/);
    expect((await read("nonsense", { format: "greenhouse" })).error).toMatch(/no list "jobs"/);
    expect(await read('{"jobs":[],"meta":{"total":0}}')).toEqual({ format: "greenhouse", rows: [], error: "" });
  });
});

describe("Lever postings", () => {
  it("give the text with its lists, the place, the kind and the pay", async () => {
    const answer = await read(
      JSON.stringify([
        {
          id: "a1b2",
          text: "Outpatient Coder",
          hostedUrl: "https://jobs.example.org/acme/a1b2",
          createdAt: 1_764_000_000_000,
          categories: { location: "Dayton, OH", commitment: "Full-time", allLocations: ["Dayton, OH", "Columbus, OH"] },
          description: "<div>Codes visits.</div>",
          lists: [{ text: "You bring <CPC>", content: "<li>CPC</li><li>2 years</li>" }],
          additional: "<div>We pay dues.</div>",
          salaryRange: { min: 26, max: 34, currency: "USD", interval: "per-hour-wage" },
          workplaceType: "hybrid",
        },
      ]),
    );
    expect(answer.format).toBe("lever");
    expect(first(answer)).toMatchObject({
      title: "Outpatient Coder",
      identifier: "lever|a1b2",
      posted: "2025-11-24T16:00:00.000Z",
      places: ["Dayton, OH", "Columbus, OH"],
      types: ["Full-time"],
      mode: "hybrid",
      pay: { min: 26, max: 34, unit: "hour", currency: "USD" },
      body: "<div>Codes visits.</div>\n<h3>You bring &lt;CPC></h3><ul><li>CPC</li><li>2 years</li></ul>\n<div>We pay dues.</div>",
    });
  });

  it("that are no list are refused, a broken or too deep one with its row", async () => {
    expect((await read('{"ok":false}', { format: "lever" })).error).toMatch(/no list of postings/);
    const deep = `{"text":"Deep","hostedUrl":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect(told(await read(`[{"text":"A","hostedUrl":""},${deep},{"text": bad},{"text":"B"}]`))).toEqual([
      "A",
      "2: it is nested deeper than 40 levels",
      "3: this is not complete JSON",
      "B",
    ]);
  });
});

describe("a page", () => {
  const posting = (title: string, more: object = {}) =>
    JSON.stringify({ "@context": "https://schema.org", "@type": "JobPosting", title, ...more });
  const page = (...scripts: string[]) =>
    `<!doctype html><html><head>${scripts.map((one) => `<script type="application/ld+json">${one}</script>`).join("")}</head><body><p>Jobs<script>"@type"</script></body></html>`;

  it("gives the postings of its scripts, wherever they stand; the only one has the page's address", async () => {
    const one = await read(page('{"@type":"Organization"}', posting("Coder")), {
      url: "https://clinic.example/jobs/7",
    });
    expect(one.format).toBe("html");
    expect(first(one)).toMatchObject({ title: "Coder", url: "https://clinic.example/jobs/7" });
    const two = await read(page(`[${posting("A")},${posting("B")}]`), { url: "https://clinic.example/jobs" });
    expect([told(two), first(two).url]).toEqual([["A", "B"], null]);
    expect(told(await read(page(`<!-- ${posting("Hidden")} -->`)))).toEqual(["Hidden"]);
  });

  it("with a broken script says which, and reads the others", async () => {
    expect(told(await read(page(posting("A"), '{"@type":"JobPosting",', posting("B"))))).toEqual([
      "A",
      "2: script 2 of the page: this is not complete JSON",
      "B",
    ]);
  });

  it("without any is refused, and one nested without end as well", async () => {
    expect((await read("<!doctype html><title>Hello</title>")).error).toMatch(/no JSON-LD JobPosting in this page/);
    expect((await read(`<html>${"<div>".repeat(500_000)}`)).error).toMatch(/nested deeper/);
  });
});

describe("encodings", () => {
  it("are those of the mark, the declaration, the server, else UTF-8; nothing is guessed", async () => {
    const utf16 = Buffer.from("\uFEFFtitle\nCodeur médical\n", "utf16le");
    expect(told(await read(utf16))).toEqual(["Codeur médical"]);
    const latin = Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?><source>${job("Médical")}</source>`,
      "latin1",
    );
    expect(told(await read(latin))).toEqual(["Médical"]);
    const windows = Buffer.from("title\nCodeur m\u00e9dical\n", "latin1");
    expect((await read(windows)).error).toMatch(/not text in UTF-8. Save it as UTF-8/);
    expect(told(await read(windows, { charset: "windows-1252" }))).toEqual(["Codeur médical"]);
    expect((await read(windows, { charset: "klingon" })).error).toMatch(/"klingon" is unknown/);
  });

  it("that are none at all are refused with what would help", async () => {
    expect((await read("")).error).toMatch(/empty/);
    expect((await read(new Uint8Array([0x1f, 0x8b, 8, 0]))).error).toMatch(/compressed/);
    expect((await read(new Uint8Array([0x50, 0x4b, 3, 4]))).error).toMatch(/spreadsheet/);
    expect((await read("title\nA\0B")).error).toMatch(/zero bytes/);
  });
});

describe("CSV", () => {
  it("takes formula cells for the words they are, and tells a quote that is never closed", async () => {
    const answer = await read(
      'title,company\n"=HYPERLINK(""http://evil.example"")",@SUM(1)\n"Coder,Acme\nAuditor,Acme\n',
    );
    expect(told(answer)).toEqual(
      [
        '=HYPERLINK("http://evil.example")',
        "2: a quote in it is never closed, or it is longer than 4,000,000 characters",
        "Auditor",
      ].map((title, index) => (index === 1 ? title.replace(/^2/, String(answer.rows[1]!.row)) : title)),
    );
  });
});

describe("whatever stands in a file", () => {
  const signs = fc.constantFrom(
    ...["<", ">", "</", "/>", "{", "}", "[", "]", '"', ":", ",", "\\", "&", "&amp;", "<![CDATA[", "]]>", "<!--", "\n"],
    ...["<job>", "</job>", "<title>", "</title>", "<source>", '"jobs":', '"title":', '"text":', '"hostedUrl":', "é"],
    ...[
      '"@type":"JobPosting"',
      '<script type="application/ld+json">',
      "</script>",
      "medical coder",
      "title,url",
      "<?xml",
    ],
  );
  const soup = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: "binary", maxLength: 200 }).map(bytesOf),
    fc.array(signs, { maxLength: 60 }).map((parts) => bytesOf(parts.join(""))),
    fc.json().map(bytesOf),
  );
  const format = fc.option(fc.constantFrom(...(Object.keys(feedFormats) as FeedFormat[])));

  it("it ends in rows and at most one reason, never in a throw; and every row maps or is refused", async () => {
    await fc.assert(
      fc.asyncProperty(
        soup,
        format,
        fc.option(fc.constantFrom("utf-8", "latin1", "utf-16", "x")),
        async (bytes, form, charset) => {
          const { rows } = await read(bytes, { format: form, charset, url: "https://clinic.example/" });
          for (const row of rows) if ("posting" in row) mapPosting(row.posting, at, true);
          expect(rows.map((row) => row.row)).toEqual([...rows.map((row) => row.row)].sort((a, b) => a - b));
        },
      ),
      { numRuns: 600 },
    );
  });

  it("the form is found by the content", () => {
    expect(detectFormat('[{"id":"x","text":"Coder","hostedUrl":"y"}]')).toBe("lever");
    expect(detectFormat('{ "jobs" : [] }')).toBe("greenhouse");
    expect(detectFormat('[{"id":1,"absolute_url":"x","title":"y"}]')).toBe("greenhouse");
    expect(detectFormat('{"@context":"https://schema.org"}')).toBe("json-ld");
    expect(detectFormat('\uFEFF  <?xml version="1.0"?><source/>')).toBe("indeed-xml");
    expect(detectFormat("<HTML><body>")).toBe("html");
    expect(detectFormat("title,url\n")).toBe("csv");
  });
});
