import { ImportFileError } from "./source-posting.ts";

/**
 * The text of a file: in the encoding of its byte order mark, of its own declaration (XML) or of `charset` (what a server
 * said), else UTF-8. @throws ImportFileError when it is not text in that encoding; nothing is guessed.
 */
export function decodeText(bytes: Uint8Array, charset?: string | null): string {
  if (bytes.length === 0) throw new ImportFileError("The file is empty.");
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw new ImportFileError("The file is compressed. Unpack it first.");
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3)
    throw new ImportFileError("This is a spreadsheet or an archive. Save it as CSV (UTF-8) first.");
  const label = markOf(bytes) ?? declaredIn(bytes) ?? charset ?? "utf-8";
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    throw new ImportFileError(`The encoding "${label.slice(0, 40)}" is unknown here. Save the file as UTF-8.`);
  }
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new ImportFileError(
      `The file is not text in ${label.slice(0, 40).toUpperCase()}. Save it as UTF-8 (in a spreadsheet: "CSV UTF-8").`,
    );
  }
  if (text.includes("\0")) throw new ImportFileError("The file is not text: there are zero bytes in it.");
  return text;
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "utf-8" : undefined;
}

/** `<?xml version="1.0" encoding="ISO-8859-1"?>` */
function declaredIn(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  return /^\s*<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
}
