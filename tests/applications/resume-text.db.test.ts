import { deflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { keepUpload } from "~/applications/keep-upload.server.ts";
import { applyToJob } from "~/applications/apply-to-job.server.ts";
import { readResume } from "~/applications/read-resume.server.ts";
import { database } from "~/platform/database.server.ts";
import { readText } from "~/platform/files/read-text.server.ts";
import type { AccountId, EmployerId, FileId } from "~/platform/ids.ts";
import { resumePdf } from "#db/seeds/content/resume-pdf.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { accountOf, ADDRESS, aLiveJob, anEmployer, receivedFile } from "#tests/support/application-factories.ts";
import { docxParts, zipArchive } from "#tests/platform/files/zip-archive.ts";

const db = database();
const PDF = "application/pdf";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
let employerId: EmployerId, owner: AccountId;

beforeAll(async () => {
  ({ employerId, ownerId: owner } = await anEmployer());
});

const word = (text: string) =>
  zipArchive(
    docxParts({
      document: `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
    }),
  );

/** A page whose words are packed twice: two kilobytes that unpack to 600 megabytes. */
function bomb(): Buffer {
  const packed = deflateSync(deflateSync(Buffer.alloc(600 * 1024 * 1024, " "), { level: 9 }), { level: 9 });
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
    `<</Length ${packed.length}/Filter[/FlateDecode/FlateDecode]>>\nstream\n${packed.toString("latin1")}\nendstream`,
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join("");
  return Buffer.from(`%PDF-1.4\n${body}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n0\n%%EOF\n`, "latin1");
}

/** An application with this résumé. */
async function sent(bytes: Uint8Array, name: string): Promise<{ fileId: FileId; seeker: AccountId }> {
  const { jobId } = await aLiveJob(employerId);
  const seeker = await anAccount();
  const { id: fileId } = await keepUpload(db, seeker, await receivedFile(bytes, name), ADDRESS);
  await applyToJob(db, { account: await accountOf(seeker), jobId, letter: "", fileId, clientAddress: ADDRESS });
  return { fileId, seeker };
}

describe("the words of a résumé", () => {
  it("are read from a PDF, with its pages", async () => {
    const text = await readText(resumePdf(["Ruth Adeyemi", "Inpatient coder"]), PDF);
    expect(text).toEqual({ body: "Ruth Adeyemi\nInpatient coder", pages: 1, isWhole: true });
  });

  it("are read from a Word document", async () => {
    expect(await readText(word("Zoë Björk, CCS"), DOCX)).toEqual({
      body: "Zoë Björk, CCS",
      pages: null,
      isWhole: true,
    });
  });

  it("of a file without sense, or of one made to explode, are none, and the process that tried is gone", async () => {
    expect(await readText(Buffer.from("%PDF-1.7 nothing"), PDF)).toBe("unreadable");
    expect(await readText(Buffer.from("PK nothing"), DOCX)).toBe("unreadable");
    expect(await readText(bomb(), PDF)).toBe("unreadable");
  }, 40_000);

  it("are made for the person and the employer's members, once, and for nobody else", async () => {
    const { fileId, seeker } = await sent(word("Ruth Adeyemi"), "cv.docx");
    const { ownerId: rival } = await anEmployer("Stonebrook Medical");
    for (const other of [rival, await anAccount({ staffRole: "admin" })])
      expect(await readResume(db, other, fileId)).toBeUndefined();
    const kept = () => db.selectFrom("resume_text").selectAll().where("file_id", "=", fileId).execute();
    expect(await kept()).toEqual([]);
    expect(await readResume(db, owner, fileId)).toMatchObject({ body: "Ruth Adeyemi" });
    const [first] = await kept();
    expect(await readResume(db, seeker, fileId)).toMatchObject({ body: "Ruth Adeyemi" });
    expect(await kept()).toEqual([first]);
  });
});
