import { opensWithoutPassword } from "./pdf-password";
import { type ResumeRefusal } from "./resume-file";

/** Readers look for the header in the first 1024 bytes (ISO 32000-1, annex H.3.4.1). */
export const PDF_HEADER_WITHIN = 1024;
/** Readers look for the end in the last 1024 bytes; some writers pad with more than that. */
const END_WITHIN = 2048;
/** Every revision of a file adds one; a file made of nothing else must not keep us busy. */
const MAX_ENCRYPT_ENTRIES = 200;

/**
 * Whether bytes that announce themselves as a PDF are a whole one that anybody can open. It reads structure, not pages:
 * a reader may still find a page broken.
 * @returns undefined when all is well, else why not
 */
export function checkPdf(bytes: Uint8Array): ResumeRefusal | undefined {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const header = source.slice(0, PDF_HEADER_WITHIN).search(/%PDF-\d\.\d/);
  if (header === -1) return "not-pdf-or-docx";
  if (!isHarmlessPrefix(source.slice(0, header)) || endsAsZip(bytes)) return "ambiguous";

  let end = source.length;
  // A loop: the pattern /\s+$/ takes quadratic time on a file of blanks.
  while (end > 0 && source.charCodeAt(end - 1) <= 32) end--;
  const last = source.lastIndexOf("startxref", end);
  if (last === -1 || end - last > END_WITHIN) return "damaged";
  const offset = /^startxref\s+(\d{1,10})(?=\s|$)/.exec(source.slice(last, last + 64))?.[1];
  if (offset === undefined || Number(offset) + header >= source.length) return "damaged";
  if (!/\d{1,10}\s{1,20}\d{1,5}\s{1,20}obj\b/.test(source)) return "damaged";

  const encrypted = findEncryption(source);
  return encrypted === undefined || encrypted ? undefined : "encrypted";
}

/**
 * Looks for /Encrypt in the trailers and cross-reference streams, whose dictionaries always stand in the clear.
 * @returns undefined when the file is not encrypted, else whether it opens without a password
 */
function findEncryption(source: string): boolean | undefined {
  let entries = 0;
  for (const match of source.matchAll(/\/Encrypt\s*(?:(\d{1,10})\s+(\d{1,5})\s+R\b|<<)/g)) {
    if (++entries > MAX_ENCRYPT_ENTRIES) return false;
    const around = source.slice(Math.max(0, match.index - 2000), match.index + 2000);
    if (!/\btrailer\b|\/XRef\b/.test(around)) continue;
    if (match[1] === undefined) return opensWithoutPassword(source.slice(match.index, match.index + 4000), around);
    const start = source.search(new RegExp(`(?<![0-9])${match[1]}\\s+${match[2]}\\s+obj\\b`));
    if (start === -1) return false;
    return opensWithoutPassword(source.slice(start, start + 4000), around);
  }
  return undefined;
}

/** Some scanners and mail programs put a line before the header; markup or another format's magic there is a disguise. */
function isHarmlessPrefix(prefix: string): boolean {
  return (
    /^(?:\xef\xbb\xbf)?[\s\x1b\x20-\x7e]*\0*$/.test(prefix) && !/[<#]|^(?:MZ|PK|GIF8|BM|II|MM|%!|Rar)/.test(prefix)
  );
}

/** A ZIP archive appended to the PDF ends exactly where the file ends; one attached inside a PDF does not. */
function endsAsZip(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = view.lastIndexOf("PK\x05\x06", undefined, "latin1");
  return (
    signature !== -1 &&
    signature + 22 <= view.length &&
    signature + 22 + view.readUInt16LE(signature + 20) === view.length
  );
}
