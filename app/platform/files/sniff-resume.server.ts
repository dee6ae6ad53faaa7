import { fileTypeFromBuffer } from "file-type";
import { checkDocx } from "./check-docx.server";
import { checkPdf, PDF_HEADER_WITHIN } from "./check-pdf.server";
import { MAX_RESUME_BYTES, RESUME_MEDIA_TYPES, type ResumeMediaType, type ResumeVerdict } from "./resume-file";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * Decides by content whether a file is a résumé we take: a PDF or a Word document that anybody can open. Neither its
 * name nor the media type that the browser sent is looked at.
 * @param bytes the whole file
 * @param maxBytes default 5 MiB
 * @returns the media type to store and serve it as, or why it is refused (`resumeRefusalText` says it to a person)
 */
export async function sniffResume(bytes: Uint8Array, maxBytes = MAX_RESUME_BYTES): Promise<ResumeVerdict> {
  if (bytes.length === 0) return { ok: false, reason: "empty" };
  if (bytes.length > maxBytes) return { ok: false, reason: "too-large" };

  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.subarray(0, 4).toString("latin1") === "PK\x03\x04") {
    const reason = await checkDocx(bytes);
    return reason ? { ok: false, reason } : accepted(DOCX);
  }
  const kind = (await fileTypeFromBuffer(bytes.subarray(0, 4100)))?.mime;
  if (kind === "application/x-cfb") return { ok: false, reason: compoundFile(view) };
  if (view.subarray(0, PDF_HEADER_WITHIN).includes("%PDF-")) {
    // Bytes that are also an image, a program or an archive to another reader are a disguise.
    if (kind !== undefined && kind !== "application/pdf") return { ok: false, reason: "ambiguous" };
    const reason = checkPdf(bytes);
    return reason ? { ok: false, reason } : accepted("application/pdf");
  }
  return { ok: false, reason: "not-pdf-or-docx" };
}

function accepted(mediaType: ResumeMediaType): ResumeVerdict {
  return { ok: true, mediaType, extension: RESUME_MEDIA_TYPES[mediaType] };
}

/** An OLE compound file: a DOCX behind a password, a DOC, or something else (names in it are UTF-16). */
function compoundFile(view: Buffer): "encrypted" | "old-word" | "not-pdf-or-docx" {
  if (view.includes("EncryptedPackage", 0, "utf16le")) return "encrypted";
  return view.includes("WordDocument", 0, "utf16le") ? "old-word" : "not-pdf-or-docx";
}
