import { readForm } from "~/http/forms.server.ts";
import { MOST_BYTES } from "~/imports/import.ts";
import type { ImportUpload } from "~/imports/start-import.server.ts";
import { parseUploadOf, UploadError } from "~/platform/files/parse-upload.server.ts";

/** A posted form with the file in it, if there is one; `refused` says why the file could not be taken. */
export type ImportPost = { form: FormData; upload?: ImportUpload; refused?: string };

/** What kind of file it is, its reader finds out: here it is only bytes. */
const unjudged = () => Promise.resolve({ ok: false as const, reason: "unread" });

/** Reads a form that may carry a file of postings. The caller has authorized already. @throws an answer where it is none. */
export async function readImportPost(request: Request): Promise<ImportPost> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get("Content-Type") ?? ""))
    return { form: await readForm(request) };
  try {
    const options = { fileFields: ["file"], maxFileSize: MOST_BYTES, sniff: unjudged };
    const { formData, files } = await parseUploadOf(request, options);
    const received = files.get("file");
    if (!received?.file) return { form: formData };
    return {
      form: formData,
      upload: { name: received.name, bytes: new Uint8Array(await received.file.arrayBuffer()) },
    };
  } catch (error) {
    if (!(error instanceof UploadError)) throw error;
    return { form: error.formData, refused: error.message };
  }
}
