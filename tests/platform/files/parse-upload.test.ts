import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseUpload, UploadError, type UploadOptions } from "~/platform/files/parse-upload.server";
import { smallPdf } from "./zip-archive";

const MAX = 64 * 1024;
const resume: UploadOptions = { fileFields: ["resume"], maxFileSize: MAX };

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, headers, duplex: "half" };
  return new Request("http://localhost/apply", init);
}

function form(...fields: [string, string | File][]): Request {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return post(data);
}

const pdf = (name = "cv.pdf") => new File([new Uint8Array(smallPdf())], name, { type: "text/html" });

async function failure(request: Request, options: UploadOptions = resume): Promise<UploadError> {
  const error: unknown = await parseUpload(request, options).then(
    () => "accepted",
    (reason: unknown) => reason,
  );
  if (!(error instanceof UploadError)) throw new Error(`Expected an UploadError, got ${String(error)}`);
  return error;
}

/** A store that remembers what it holds and fails on the nth put. */
function memoryStore(failOn = Infinity) {
  const held = new Map<string, number>();
  let puts = 0;
  return {
    held,
    put: async (key: string, file: Blob) => {
      held.set(key, file.size);
      if (++puts === failOn) throw new Error("disk full");
    },
    remove: async (key: string) => void held.delete(key),
  };
}

describe("an upload", () => {
  it("gives the text fields and the file, with the type that its content has", async () => {
    const { formData, files } = await parseUpload(
      form(["letter", "Dear team, é"], ["resume", pdf("../my cv.pdf")]),
      resume,
    );
    expect([...formData]).toEqual([["letter", "Dear team, é"]]);
    const file = files.get("resume");
    expect(file).toMatchObject({
      name: "my cv.pdf",
      size: smallPdf().length,
      key: null,
      verdict: { ok: true, mediaType: "application/pdf" },
    });
    expect(file?.file?.type).toBe("application/pdf");
    expect(smallPdf().equals(new Uint8Array((await file?.file?.arrayBuffer()) ?? new ArrayBuffer(0)))).toBe(true);
  });

  it("says beside the field why a file is no résumé, and keeps the text", async () => {
    const { formData, files } = await parseUpload(
      form(["resume", new File(["<html>"], "cv.pdf")], ["letter", "x"]),
      resume,
    );
    expect(files.get("resume")?.verdict).toEqual({ ok: false, reason: "not-pdf-or-docx" });
    expect(formData.get("letter")).toBe("x");
    expect((await parseUpload(form(["resume", new File([], "cv.pdf")]), resume)).files.get("resume")?.verdict).toEqual({
      ok: false,
      reason: "empty",
    });
  });

  it("knows a file field that was left empty", async () => {
    const body =
      '--b\r\nContent-Disposition: form-data; name="resume"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n';
    const { files, formData } = await parseUpload(
      post(body, { "Content-Type": "multipart/form-data; boundary=b" }),
      resume,
    );
    expect(files.size).toBe(0);
    expect([...formData]).toEqual([]);
  });

  it("takes a file of exactly the limit and refuses one byte more, with what was typed before it", async () => {
    const exact = await parseUpload(form(["resume", new File([new Uint8Array(MAX)], "a.pdf")]), resume);
    expect(exact.files.get("resume")?.size).toBe(MAX);
    const error = await failure(form(["letter", "kept"], ["resume", new File([new Uint8Array(MAX + 1)], "a.pdf")]));
    expect(error).toMatchObject({ code: "too-large", status: 413, field: "resume" });
    expect(error.formData.get("letter")).toBe("kept");
  });

  it("stops reading an endless body", async () => {
    let sent = 0;
    const head = '--b\r\nContent-Disposition: form-data; name="resume"; filename="a.pdf"\r\n\r\n';
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(sent === 0 ? new TextEncoder().encode(head) : new Uint8Array(16_384));
        sent++;
      },
    });
    expect(await failure(post(body, { "Content-Type": "multipart/form-data; boundary=b" }))).toMatchObject({
      code: "too-large",
    });
    expect(sent * 16_384).toBeLessThan(MAX * 3);
  });

  it("keeps what was typed before a file that announces itself as huge, and reads no more than the limit", async () => {
    const head =
      '--b\r\nContent-Disposition: form-data; name="letter"\r\n\r\nkept\r\n--b\r\nContent-Disposition: form-data; name="resume"; filename="a.pdf"\r\n\r\n';
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(sent++ === 0 ? new TextEncoder().encode(head) : new Uint8Array(16_384));
      },
    });
    const error = await failure(
      post(body, { "Content-Type": "multipart/form-data; boundary=b", "Content-Length": "300000000" }),
    );
    expect(error).toMatchObject({ code: "too-large", status: 413, field: "resume" });
    expect(error.formData.get("letter")).toBe("kept");
    expect(sent * 16_384).toBeLessThan(MAX * 3);
  });

  it("refuses a file in another field, a second file, too many fields and too much text", async () => {
    expect(await failure(form(["letter", pdf()]))).toMatchObject({ code: "unexpected-file", status: 400 });
    expect(await failure(form(["resume", pdf()], ["resume", pdf()]))).toMatchObject({
      code: "unexpected-file",
      field: "resume",
    });
    expect(await failure(form(...Array.from({ length: 301 }, (): [string, string] => ["a", "b"])))).toMatchObject({
      code: "too-many-parts",
    });
    const long: [string, string] = ["letter", "x".repeat(60_000)];
    expect(await failure(form(...Array.from({ length: 9 }, () => long)))).toMatchObject({ code: "too-large" });
  });

  it("refuses what is no multipart form, is cut off or is not UTF-8", async () => {
    expect(await failure(post("a=b", { "Content-Type": "application/x-www-form-urlencoded" }))).toMatchObject({
      code: "not-a-form",
      status: 415,
    });
    expect(await failure(post("x", { "Content-Type": "multipart/form-data" }))).toMatchObject({ code: "not-a-form" });
    const multipart = (text: string) =>
      post(Buffer.from(text, "latin1"), { "Content-Type": "multipart/form-data; boundary=b" });
    expect(await failure(multipart("--b\r\nContent-Disp"))).toMatchObject({ code: "malformed" });
    expect(
      await failure(multipart('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\xfe\r\n--b--\r\n')),
    ).toMatchObject({ code: "malformed" });
    expect(
      await failure(multipart('--b\r\nContent-Disposition: form-data; name="\xff"\r\n\r\na\r\n--b--\r\n')),
    ).toMatchObject({ code: "malformed" });
    expect(await failure(multipart("--b\r\nContent-Disposition: form-data\r\n\r\na\r\n--b--\r\n"))).toMatchObject({
      code: "malformed",
    });
  });

  it("never fails but by an UploadError, whatever bytes come", async () => {
    const piece = fc.constantFrom(
      "--b",
      "\r\n",
      "\r\n\r\n",
      "--",
      "Content-Disposition: form-data; name=",
      '"resume"',
      '; filename="a',
      '"',
      "%PDF-1.4",
      "\0",
      "\xff",
      "x",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const body = Buffer.from(`--b\r\n${pieces.join("")}`, "latin1");
        const request = post(body, { "Content-Type": "multipart/form-data; boundary=b" });
        await parseUpload(request, resume).catch((error: unknown) => expect(error).toBeInstanceOf(UploadError));
      }),
      { numRuns: 500 },
    );
  });
});

describe("an upload that is kept at once", () => {
  const two = (store: ReturnType<typeof memoryStore>): UploadOptions => ({
    fileFields: ["resume", "sample"],
    maxFileSize: MAX,
    keep: { store, newKey: (field) => `key-of-${field}` },
  });

  it("is stored under a key and leaves memory", async () => {
    const store = memoryStore();
    const { files } = await parseUpload(form(["resume", pdf()], ["sample", pdf()]), two(store));
    expect(files.get("resume")).toMatchObject({ key: "key-of-resume", file: null });
    expect([...store.held.keys()]).toEqual(["key-of-resume", "key-of-sample"]);
  });

  it("stores nothing that was refused by content", async () => {
    const store = memoryStore();
    await parseUpload(form(["resume", new File(["MZ"], "cv.pdf")]), two(store));
    expect(store.held.size).toBe(0);
  });

  it("is removed again when a later part fails", async () => {
    const store = memoryStore();
    const error = await failure(
      form(["resume", pdf()], ["sample", new File([new Uint8Array(MAX + 1)], "b.pdf")]),
      two(store),
    );
    expect(error).toMatchObject({ code: "too-large", field: "sample" });
    expect(store.held.size).toBe(0);
  });

  it("is removed again when the store fails, and the store's own error comes out", async () => {
    const store = memoryStore(2);
    await expect(parseUpload(form(["resume", pdf()], ["sample", pdf()]), two(store))).rejects.toThrow("disk full");
    expect(store.held.size).toBe(0);
  });
});
