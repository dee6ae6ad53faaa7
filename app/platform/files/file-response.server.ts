import { type StoredFile } from "./file-store.server";
import { contentDisposition } from "./safe-file-name";
import { RESUME_MEDIA_TYPES, type ResumeMediaType } from "./resume-file";

export interface FileResponseOptions {
  /** What `sniffResume` found, from the file's row; never what the browser claimed. */
  mediaType: ResumeMediaType;
  /** The visitor's name for the file, as it was sent. */
  name: string;
  /** `inline` shows a PDF in the browser's viewer; anything else is always saved. */
  disposition?: "attachment" | "inline";
}

/**
 * The answer that serves a private file to someone who may see it; the caller has authorized already. The browser may
 * neither guess another type, nor run anything of it in the board's origin, nor keep it on a shared machine.
 */
export function fileResponse(file: StoredFile, options: FileResponseOptions): Response {
  const inline = options.disposition === "inline" && options.mediaType === "application/pdf";
  return new Response(file.stream(), {
    headers: {
      "Content-Type": options.mediaType,
      "Content-Length": String(file.size),
      "Content-Disposition": contentDisposition(
        inline ? "inline" : "attachment",
        options.name,
        RESUME_MEDIA_TYPES[options.mediaType],
      ),
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
      "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'self'",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex",
    },
  });
}
