const MAX_CHARACTERS = 120;
/** Windows opens a device, not a file, under these names. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A file name that may be shown and saved, made of what a visitor's browser sent: no folder, no control, invisible or
 * direction-changing character (`cv\u202Efdp.exe` reads as `cvexe.pdf`), no leading dot, at most 120 characters.
 * @param name anything
 * @param extension when given ("pdf"), the name ends in it whatever it ended in before: the content decided
 * @returns never empty; "file" when nothing usable is left
 */
export function safeFileName(name: string, extension?: string): string {
  const base = name.slice(0, 4096).split(/[/\\]/).at(-1) ?? "";
  let stem = base
    .replace(/[\p{C}<>:"|?*%]/gu, (character) => (/\s/.test(character) ? " " : ""))
    .replace(/[\p{Z}\s]+/gu, " ")
    .normalize("NFC")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  let ending = "";
  const dot = stem.lastIndexOf(".");
  if (extension !== undefined) {
    if (dot > 0 && /^\.(pdf|docx?)$/i.test(stem.slice(dot))) stem = stem.slice(0, dot);
    ending = `.${extension}`;
  } else if (dot > 0 && stem.length - dot <= 11) {
    ending = stem.slice(dot);
    stem = stem.slice(0, dot);
  }
  stem = Array.from(stem)
    .slice(0, MAX_CHARACTERS - ending.length)
    .join("")
    .replace(/[\s.]+$/, "");
  if (stem === "") stem = "file";
  if (DEVICE.test(stem)) stem = `_${stem}`.slice(0, MAX_CHARACTERS - ending.length);
  return stem + ending;
}

/**
 * A Content-Disposition header (RFC 6266) for any file name: an ASCII `filename` for old clients and the real one as
 * `filename*` (RFC 8187, the successor of RFC 5987). The name goes through `safeFileName`, so no header can be injected.
 */
export function contentDisposition(disposition: "attachment" | "inline", name: string, extension?: string): string {
  const safe = safeFileName(name, extension);
  const ascii = safe
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/g, "_")
    .replace(/["\\%]/g, "_");
  const extended = encodeURIComponent(safe).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
