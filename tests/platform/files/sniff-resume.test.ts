import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_RESUME_BYTES, RESUME_REFUSALS, resumeRefusalText } from "~/platform/files/resume-file";
import { sniffResume } from "~/platform/files/sniff-resume.server";
import { docxParts, smallPdf, zipArchive } from "./zip-archive";

/** One empty page, encrypted by qpdf 11 in every revision of the standard handler; `-open` has an owner password only. */
const encrypted = path.join(import.meta.dirname, "encrypted-pdfs");
const realFiles = path.join(
  process.env.SHARED_DATA ?? path.resolve(import.meta.dirname, "../../../../shared/data"),
  "files",
);

const pdf = { ok: true, mediaType: "application/pdf", extension: "pdf" };
const docx = {
  ok: true,
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  extension: "docx",
};
const refused = (reason: string) => ({ ok: false, reason });
const sniff = (bytes: Buffer | string) => sniffResume(Buffer.from(bytes));

/** An OLE compound file's header and one UTF-16 name in its directory. */
const compound = (name: string) =>
  Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(504),
    Buffer.from(name, "utf16le"),
    Buffer.alloc(512),
  ]);

describe("a PDF", () => {
  it("is accepted by its content", async () => {
    expect(await sniff(smallPdf())).toEqual(pdf);
  });

  it("may have a plain line, a byte order mark or blanks before its header", async () => {
    for (const prefix of ["\xef\xbb\xbf", "\r\n\r\n", "\x1b%-12345X@PJL JOB\r\n"])
      expect(await sniff(smallPdf("", prefix))).toEqual(pdf);
  });

  it("may be padded at its end", async () => {
    expect(await sniff(Buffer.concat([smallPdf(), Buffer.alloc(20_000)]))).toEqual(pdf);
  });

  it("is not one when its header comes later than readers look", async () => {
    expect(await sniff(smallPdf("", "x".repeat(1025)))).toEqual(refused("not-pdf-or-docx"));
  });

  it("is refused when it was cut off", async () => {
    const whole = smallPdf();
    for (const length of [20, 60, whole.length - 40])
      expect(await sniff(whole.subarray(0, length))).toEqual(refused("damaged"));
  });

  it("is refused when there is nothing in it", async () => {
    expect(await sniff("%PDF-1.4\nstartxref\n5\n%%EOF")).toEqual(refused("damaged"));
  });

  it("is refused when other things follow its end", async () => {
    expect(await sniff(Buffer.concat([smallPdf(), Buffer.from("<script>".repeat(1000))]))).toEqual(refused("damaged"));
  });

  it("is refused when it is another kind of file too", async () => {
    const disguises = [
      "<html><script>alert(1)</script>",
      "#!/bin/sh\nrm -rf ~\n",
      "GIF89a\x01\x01",
      "MZ\x90\x00",
      "%!PS-Adobe-3.0\n",
    ];
    for (const prefix of disguises) expect(await sniff(smallPdf("", prefix)), prefix).toEqual(refused("ambiguous"));
    const zip = zipArchive(docxParts());
    expect(await sniff(Buffer.concat([smallPdf(), zip]))).toEqual(refused("ambiguous"));
  });

  it("may have an archive attached inside", async () => {
    const attached = zipArchive([{ name: "a.txt", content: "a" }]).toString("latin1");
    expect(
      await sniff(smallPdf(`4 0 obj\n<</Length ${attached.length}>>stream\n${attached}\nendstream\nendobj\n`)),
    ).toEqual(pdf);
  });

  it("that only mentions encryption in its text is not encrypted", async () => {
    expect(
      await sniff(smallPdf(`4 0 obj\n<<>>stream\n(/Encrypt 5 0 R) Tj\nendstream\nendobj\n${"%\n".repeat(1500)}`)),
    ).toEqual(pdf);
  });

  for (const name of readdirSync(encrypted).filter((file) => file.endsWith("-locked.pdf")))
    it(`behind a password is refused (${name})`, async () => {
      expect(await sniff(readFileSync(path.join(encrypted, name)))).toEqual(refused("encrypted"));
    });

  for (const name of readdirSync(encrypted).filter((file) => file.endsWith("-open.pdf")))
    it(`that only forbids printing is accepted, for it opens without a password (${name})`, async () => {
      expect(await sniff(readFileSync(path.join(encrypted, name)))).toEqual(pdf);
    });
});

describe("a Word document", () => {
  it("is accepted by its content", async () => {
    expect(await sniff(zipArchive(docxParts()))).toEqual(docx);
    expect(await sniff(zipArchive([{ name: "docProps/app.xml", content: "<a/>" }, ...docxParts().reverse()]))).toEqual(
      docx,
    );
  });

  it("is not any ZIP archive", async () => {
    expect(await sniff(zipArchive([{ name: "cv.txt", content: "I code." }]))).toEqual(refused("not-pdf-or-docx"));
    expect(await sniff(zipArchive([]))).toEqual(refused("not-pdf-or-docx"));
  });

  it("is not a spreadsheet or a web page that carries the right names", async () => {
    const sheet = docxParts({ main: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" });
    expect(await sniff(zipArchive(sheet))).toEqual(refused("not-pdf-or-docx"));
    expect(await sniff(zipArchive(docxParts({ document: "<html></html>" })))).toEqual(refused("not-pdf-or-docx"));
  });

  it("with macros is refused", async () => {
    expect(await sniff(zipArchive([...docxParts(), { name: "word/vbaProject.bin", content: "x" }]))).toEqual(
      refused("macros"),
    );
    expect(
      await sniff(zipArchive(docxParts({ main: "application/vnd.ms-word.document.macroEnabled.main+xml" }))),
    ).toEqual(refused("macros"));
  });

  it("that refers to entities of its own is refused", async () => {
    const document = `<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>`;
    expect(await sniff(zipArchive(docxParts({ document })))).toEqual(refused("damaged"));
  });

  it("made to explode is refused, whether it says so or lies", async () => {
    const bomb = Buffer.alloc(64 * 1024 * 1024, "<");
    expect(await sniff(zipArchive(docxParts({ document: bomb })))).toEqual(refused("unpacks-too-large"));
    const [types, main] = docxParts({ document: bomb });
    expect(await sniff(zipArchive([types!, { ...main!, claims: { unpacked: 1000 } }]))).toEqual(
      refused("unpacks-too-large"),
    );
    const picture = { name: "word/media/a.png", content: "a", claims: { unpacked: 3_000_000_000 } };
    expect(await sniff(zipArchive([...docxParts(), picture]))).toEqual(refused("unpacks-too-large"));
    const many = Array.from({ length: 2001 }, (_, index) => ({ name: `a${index}`, content: "" }));
    expect(await sniff(zipArchive([...docxParts(), ...many]))).toEqual(refused("unpacks-too-large"));
  });

  it("is refused when it was cut off, changed, or has two parts of one name", async () => {
    const whole = zipArchive(docxParts());
    expect(await sniff(whole.subarray(0, whole.length - 30))).toEqual(refused("damaged"));
    expect(await sniff(Buffer.concat([whole, Buffer.from("more")]))).toEqual(refused("damaged"));
    const [types, main] = docxParts();
    expect(await sniff(zipArchive([types!, { ...main!, claims: { crc: 1 } }]))).toEqual(refused("damaged"));
    expect(await sniff(zipArchive([types!, main!, { ...main!, name: "Word/Document.xml" }]))).toEqual(
      refused("ambiguous"),
    );
  });

  it("behind a password, or of before 2007, is refused by its own name", async () => {
    expect(await sniff(compound("EncryptedPackage"))).toEqual(refused("encrypted"));
    expect(await sniff(compound("WordDocument"))).toEqual(refused("old-word"));
    expect(await sniff(compound("Workbook"))).toEqual(refused("not-pdf-or-docx"));
    const locked = docxParts().map((part) => ({ ...part, flags: 1 }));
    expect(await sniff(zipArchive(locked))).toEqual(refused("encrypted"));
  });
});

describe("anything else", () => {
  it("is refused: empty, too large, a web page, an image, a text", async () => {
    expect(await sniff("")).toEqual(refused("empty"));
    expect(await sniffResume(Buffer.alloc(MAX_RESUME_BYTES + 1))).toEqual(refused("too-large"));
    for (const content of ["<!doctype html><p>cv.pdf</p>", "\x89PNG\r\n\x1a\n", "My résumé", "{\\rtf1 hello}"])
      expect(await sniff(Buffer.from(content, "latin1")), content).toEqual(refused("not-pdf-or-docx"));
  });

  it("never throws, and is never taken unless it has a PDF's or an archive's mark", async () => {
    const starts = ["", "PK\x03\x04", "%PDF-1.7\n", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"].map((text) =>
      Buffer.from(text, "latin1"),
    );
    const bytes = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 4000 }));
    await fc.assert(
      fc.asyncProperty(bytes, async ([start, rest]) => {
        const verdict = await sniffResume(Buffer.concat([start, rest]));
        if (!verdict.ok) expect(resumeRefusalText(verdict.reason)).toMatch(/\.$/);
        else expect(start.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it("never throws on a good file with bytes changed", async () => {
    const good = [smallPdf(), zipArchive(docxParts()), readFileSync(path.join(encrypted, "r4-open.pdf"))];
    const changes = fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...good), changes, async (file, edits) => {
        const bytes = Buffer.from(file);
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        expect(await sniffResume(bytes)).toHaveProperty("ok");
      }),
      { numRuns: 500 },
    );
  });

  it("has a sentence for every refusal", () => {
    for (const sentence of Object.values(RESUME_REFUSALS)) expect(sentence).toMatch(/^This .*\.$/);
  });
});

describe.skipIf(!existsSync(realFiles))("real files", () => {
  for (const name of existsSync(realFiles) ? readdirSync(realFiles).filter((file) => file.endsWith(".pdf")) : [])
    it(`${name} is ${/password/.test(name) ? "refused: it asks for a password" : "accepted"}`, async () => {
      expect(await sniffResume(readFileSync(path.join(realFiles, name)))).toEqual(
        /password/.test(name) ? refused("encrypted") : pdf,
      );
    });
});
