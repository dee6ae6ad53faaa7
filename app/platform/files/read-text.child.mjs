// @ts-check
/**
 * A process of its own that reads the words of one résumé: `node read-text.child.mjs <media type> <most pages> <most
 * characters>`; the bytes come on its input, the words go to its output as JSON. What a hostile file does here ends with
 * the process (read-text.server.ts). Not TypeScript: translating pdf.js would take seconds at each start.
 */
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const [mediaType, mostPages, mostCharacters] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

const parts = [];
for await (const part of process.stdin) parts.push(part);
const bytes = Buffer.concat(parts);
const text = mediaType === "application/pdf" ? await readPdf() : await readDocx();
process.stdout.write(JSON.stringify(text), () => process.exit(0));

async function readPdf() {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const home = path.dirname(require.resolve("pdfjs-dist/package.json"));
  const document = await getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: path.join(home, "cmaps/"),
    cMapPacked: true,
    standardFontDataUrl: path.join(home, "standard_fonts/"),
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    useWasm: false,
    verbosity: 0,
  }).promise;
  const pages = Math.min(document.numPages, mostPages);
  let body = "";
  for (let number = 1; number <= pages && body.length < mostCharacters; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const lines = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""));
    body += `${lines.join("").trim()}\n\n`;
    page.cleanup();
  }
  const isWhole = pages === document.numPages && body.length < mostCharacters;
  return { body: cleaned(body), pages: document.numPages, isWhole };
}

async function readDocx() {
  const { default: mammoth } = await import("mammoth");
  const { value } = await mammoth.extractRawText({ buffer: bytes });
  return { body: cleaned(value), pages: null, isWhole: value.length <= mostCharacters };
}

/**
 * Without control characters, runs of empty lines and lone halves of characters.
 * @param {string} body
 */
function cleaned(body) {
  return body
    .slice(0, mostCharacters)
    .replace(/\r\n?/g, "\n")

    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .toWellFormed();
}
