import { describe, expect, it } from "vitest";
import { fileResponse } from "~/platform/files/file-response.server";

const stored = { size: 3, stream: () => new Blob(["cv!"]).stream(), bytes: async () => new Uint8Array(3) };
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

describe("serving a private file", () => {
  it("names the sniffed type and lets the browser neither guess, run, share nor keep it", async () => {
    const response = fileResponse(stored, { mediaType: "application/pdf", name: "cv.html" });
    expect(await response.text()).toBe("cv!");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-length": "3",
      "content-disposition": `attachment; filename="cv.html.pdf"; filename*=UTF-8''cv.html.pdf`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'self'",
    });
  });

  it("shows a PDF in the browser when asked, but only ever saves a Word document", () => {
    const disposition = (mediaType: "application/pdf" | typeof DOCX) =>
      fileResponse(stored, { mediaType, name: "cv", disposition: "inline" }).headers.get("Content-Disposition");
    expect(disposition("application/pdf")).toMatch(/^inline; filename="cv.pdf"/);
    expect(disposition(DOCX)).toMatch(/^attachment; filename="cv.docx"/);
  });
});
