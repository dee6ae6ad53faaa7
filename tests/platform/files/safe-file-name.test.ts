import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDisposition, safeFileName } from "~/platform/files/safe-file-name";

describe("a file's name", () => {
  it.each([
    ["Résumé Ann Lee.pdf", "Résumé Ann Lee.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\ann\\cv.docx", "cv.docx"],
    ["cv\u202Efdp.exe", "cvfdp.exe"],
    ["cv\r\nSet-Cookie: a=b.pdf", "cv Set-Cookie a=b.pdf"],
    [".htaccess", "htaccess"],
    ["...", "file"],
    ["", "file"],
    ["con.pdf", "_con.pdf"],
    ["履歴書.pdf", "履歴書.pdf"],
  ])("%j is kept as %j", (name, safe) => expect(safeFileName(name)).toBe(safe));

  it("ends in what the content is", () => {
    expect(safeFileName("cv.exe", "pdf")).toBe("cv.exe.pdf");
    expect(safeFileName("cv.DOC", "docx")).toBe("cv.docx");
    expect(safeFileName("cv.pdf", "pdf")).toBe("cv.pdf");
    expect(safeFileName("Dr. Lee", "pdf")).toBe("Dr. Lee.pdf");
  });

  it("is bounded, has no path and nothing invisible, and a second pass changes nothing", () => {
    fc.assert(
      fc.property(hostile, fc.option(fc.constantFrom("pdf", "docx"), { nil: undefined }), (name, extension) => {
        const safe = safeFileName(name, extension);
        expect(Array.from(safe).length).toBeLessThanOrEqual(120);
        expect(safe).not.toMatch(/[/\\\p{C}"<>:|?*%]|^\.|[\s.]$/u);
        expect(safe.length).toBeGreaterThan(0);
        if (extension) expect(safe.endsWith(`.${extension}`)).toBe(true);
        expect(safeFileName(safe, extension)).toBe(safe);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("Content-Disposition", () => {
  it("says the name in ASCII and as it is", () => {
    expect(contentDisposition("attachment", "Résumé (2).pdf", "pdf")).toBe(
      `attachment; filename="Resume (2).pdf"; filename*=UTF-8''R%C3%A9sum%C3%A9%20%282%29.pdf`,
    );
  });

  it("is one well-formed header for any name", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const header = contentDisposition("inline", name, "pdf");
        expect(header).toMatch(
          /^inline; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
        );
        expect(new Headers({ "Content-Disposition": header }).get("Content-Disposition")).toBe(header);
        expect(decodeURIComponent(header.slice(header.lastIndexOf("''") + 2))).toBe(safeFileName(name, "pdf"));
      }),
      { numRuns: 1000 },
    );
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "\0",
      "\r\n",
      '"',
      "%",
      "\u202e",
      "\ud800",
      " ",
      "a",
      "con",
      ".pdf",
      "é",
      "\u0301",
      ";",
      "'",
    ),
  }),
);
