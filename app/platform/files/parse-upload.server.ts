import {
  MaxFileSizeExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  MultipartParseError,
  type MultipartPart,
  parseMultipartRequest,
} from "@remix-run/multipart-parser";
import { type FileStore } from "./file-store.server";
import { MAX_RESUME_BYTES, type ResumeVerdict } from "./resume-file";
import { safeFileName } from "./safe-file-name";
import { sniffResume } from "./sniff-resume.server";

/** All text fields of one form together; the longest is a job's description. */
const MAX_TEXT_BYTES = 512 * 1024;
const MAX_PARTS = 300;
const MAX_HEADER_BYTES = 4096;

export type UploadErrorCode = "too-large" | "too-many-parts" | "unexpected-file" | "malformed" | "not-a-form";

const STATUS: Record<UploadErrorCode, number> = {
  "too-large": 413,
  "too-many-parts": 400,
  "unexpected-file": 400,
  malformed: 400,
  "not-a-form": 415,
};

/** A request whose form cannot be taken. */
export class UploadError extends Error {
  readonly status: number;
  /**
   * @param code what was wrong
   * @param message a sentence for the user
   * @param formData the text fields that came before the fault, so that nothing typed is lost: put file fields last
   * @param field the file field at fault, where that is known
   */
  constructor(
    readonly code: UploadErrorCode,
    message: string,
    readonly formData: FormData,
    readonly field?: string,
  ) {
    super(message);
    this.name = "UploadError";
    this.status = STATUS[code];
  }
}

/** What was found of a file's content: what to keep it as, or why it is refused. */
export type FileVerdict = { ok: true; mediaType: string; extension: string } | { ok: false; reason: string };

/** A file that arrived whole. What was refused by content is here too, so that the field can say why. */
export interface ReceivedFile<Verdict extends FileVerdict = ResumeVerdict> {
  /** A name fit to keep and show. */
  name: string;
  /** Bytes. */
  size: number;
  verdict: Verdict;
  /** The bytes; released (null) once the file is in `store`, so that one file at most is held in memory. */
  file: File | null;
  /** The key in `store`; null when there is no store or the file was refused. */
  key: string | null;
}

export interface UploadOptionsOf<Verdict extends FileVerdict> {
  /** The fields that may carry one file each; any other file is an error. */
  fileFields: readonly string[];
  /** Bytes of one file; default 5 MiB. */
  maxFileSize?: number;
  /** Keeps each accepted file as soon as it has arrived, under `newKey(field)`. */
  keep?: { store: Pick<FileStore, "put" | "remove">; newKey: (field: string) => string | Promise<string> };
  /** Decides by content. */
  sniff: (bytes: Uint8Array, maxBytes: number) => Promise<Verdict>;
}

export interface Upload<Verdict extends FileVerdict = ResumeVerdict> {
  /** The text fields. */
  formData: FormData;
  /** By field; a field left empty is absent. */
  files: Map<string, ReceivedFile<Verdict>>;
}

/** For a form whose files are résumés. */
export type UploadOptions = Omit<UploadOptionsOf<ResumeVerdict>, "sniff"> &
  Partial<Pick<UploadOptionsOf<ResumeVerdict>, "sniff">>;

/** Reads a multipart form whose files are résumés, as `parseUploadOf` does. `sniff` is `sniffResume` by default. */
export function parseUpload(request: Request, options: UploadOptions): Promise<Upload> {
  return parseUploadOf(request, { ...options, sniff: options.sniff ?? sniffResume });
}

/**
 * Reads a multipart form with files, part by part and under limits: an endless body is dropped after `maxFileSize`, and
 * at most one file is in memory when files are kept in a store. Authorize before calling it.
 * When anything fails (also an abort or the store itself), the files already stored are removed again; when a later step
 * of the action fails, removing them is the caller's.
 * @throws UploadError when the request is not such a form or breaks a limit
 * @throws whatever the store throws
 */
export async function parseUploadOf<Verdict extends FileVerdict>(
  request: Request,
  options: UploadOptionsOf<Verdict>,
): Promise<Upload<Verdict>> {
  const maxFileSize = options.maxFileSize ?? MAX_RESUME_BYTES;
  const maxTotalSize = maxFileSize * options.fileFields.length + MAX_TEXT_BYTES;
  const formData = new FormData();
  const files = new Map<string, ReceivedFile<Verdict>>();

  if (!/^multipart\/form-data\s*;/i.test(request.headers.get("Content-Type") ?? ""))
    throw new UploadError("not-a-form", "This form was not sent as a form with files.", formData);
  // A body that announces itself as huge is read too, up to the limit: the fields before its file must not be lost.

  let textBytes = 0;
  try {
    const parts = parseMultipartRequest(request, {
      maxFileSize,
      maxTotalSize,
      maxParts: MAX_PARTS,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    for await (const part of parts) {
      const name = decoded(() => part.name);
      if (!name) throw new MultipartParseError("A part has no name");
      if (isFile(part)) {
        await receive(part, name, options, maxFileSize, formData, files);
      } else {
        textBytes += part.size;
        if (textBytes > MAX_TEXT_BYTES)
          throw new UploadError("too-large", "There is too much text in this form. Shorten it.", formData);
        formData.append(
          name,
          decoded(() => part.text),
        );
      }
    }
    return { formData, files };
  } catch (error) {
    await removeStored(files, options);
    if (error instanceof MaxFileSizeExceededError) throw tooLarge(formData, options, files, maxFileSize);
    if (error instanceof MaxTotalSizeExceededError)
      throw new UploadError("too-large", "This is more than this form takes. Shorten it.", formData);
    if (error instanceof MaxPartsExceededError)
      throw new UploadError("too-many-parts", "This form has too many fields.", formData);
    if (error instanceof MultipartParseError)
      throw new UploadError("malformed", "The upload broke off or is damaged. Send it again.", formData);
    throw error;
  }
}

async function receive<Verdict extends FileVerdict>(
  part: MultipartPart,
  field: string,
  options: UploadOptionsOf<Verdict>,
  maxFileSize: number,
  formData: FormData,
  files: Map<string, ReceivedFile<Verdict>>,
): Promise<void> {
  const sentName = part.filename ?? "";
  // A file field left empty is sent as a part with neither name nor bytes.
  if (sentName === "" && part.size === 0) return;
  if (!options.fileFields.includes(field) || files.has(field))
    throw new UploadError(
      "unexpected-file",
      "This form takes one file in each of its file fields.",
      formData,
      options.fileFields.find((name) => name === field),
    );
  const bytes = new Uint8Array(part.arrayBuffer);
  const verdict = await options.sniff(bytes, maxFileSize);
  const name = safeFileName(sentName, verdict.ok ? verdict.extension : undefined);
  const type = verdict.ok ? verdict.mediaType : "application/octet-stream";
  const received: ReceivedFile<Verdict> = {
    name,
    size: bytes.length,
    verdict,
    file: new File([bytes], name, { type }),
    key: null,
  };
  files.set(field, received);
  if (!options.keep || !verdict.ok || !received.file) return;
  received.key = await options.keep.newKey(field);
  await options.keep.store.put(received.key, received.file);
  received.file = null;
}

/** Removes what was stored; a file that cannot be removed has its pending row, and must not hide the first error. */
async function removeStored(
  files: Map<string, { key: string | null }>,
  options: { keep?: { store: Pick<FileStore, "remove"> } },
): Promise<void> {
  const keys = [...files.values()].flatMap((file) => (file.key === null ? [] : [file.key]));
  await Promise.allSettled(keys.map((key) => options.keep?.store.remove(key)));
}

function tooLarge(
  formData: FormData,
  options: { fileFields: readonly string[] },
  files: Map<string, unknown>,
  maxFileSize: number,
): UploadError {
  const open = options.fileFields.filter((field) => !files.has(field));
  const message = `The file is larger than ${Math.floor(maxFileSize / 1024 / 1024)} MB. Choose a smaller one.`;
  return new UploadError("too-large", message, formData, open.length === 1 ? open[0] : undefined);
}

/** A part with a file name, also an empty one, is a file; a text field has none. */
function isFile(part: MultipartPart): boolean {
  return part.filename !== undefined || part.mediaType === "application/octet-stream";
}

/** Reads a part's headers or text, which browsers send as UTF-8; the parser throws a TypeError on anything else. */
function decoded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof TypeError ? new MultipartParseError("Not UTF-8") : error;
  }
}
