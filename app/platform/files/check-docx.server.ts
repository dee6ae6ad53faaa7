import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { type ResumeRefusal } from "./resume-file";

const inflate = promisify(inflateRaw);

const MAX_ENTRIES = 2000;
const MAX_TYPES_BYTES = 1024 * 1024;
const MAX_DOCUMENT_BYTES = 30 * 1024 * 1024;
/** What all parts together may unpack to, pictures included. */
const MAX_UNPACKED_BYTES = 150 * 1024 * 1024;

const MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
/** The namespaces of WordprocessingML (ECMA-376, transitional and strict). */
const NAMESPACES = [
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

interface Entry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
}

class Refused extends Error {
  constructor(readonly reason: ResumeRefusal) {
    super(reason);
  }
}

/**
 * Whether bytes that begin as a ZIP archive are a Word document. Reads the archive's directory and unpacks two parts
 * under a limit, so an archive made to explode costs at most 31 MB for a moment.
 * @returns undefined when it is a DOCX, else why not
 */
export async function checkDocx(bytes: Uint8Array): Promise<ResumeRefusal | undefined> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const entries = readDirectory(archive);
    if (entries.some((entry) => entry.flags & 1)) return "encrypted";
    const types = entries.find((entry) => entry.name === "[Content_Types].xml");
    const main = entries.find((entry) => entry.name === "word/document.xml");
    if (!types || !main) return "not-pdf-or-docx";
    if (entries.some((entry) => /(^|\/)vbaProject\.bin$/i.test(entry.name))) return "macros";
    if (new Set(entries.map((entry) => entry.name.toLowerCase())).size !== entries.length) return "ambiguous";
    if (entries.reduce((total, entry) => total + entry.unpacked, 0) > MAX_UNPACKED_BYTES) return "unpacks-too-large";

    const typesXml = decode(await unpack(archive, types, MAX_TYPES_BYTES));
    if (/macroEnabled/i.test(typesXml)) return "macros";
    if (!typesXml.includes(MAIN_PART)) return "not-pdf-or-docx";
    const root = decode(await unpack(archive, main, MAX_DOCUMENT_BYTES)).slice(0, 65_536);
    if (/<!DOCTYPE|<!ENTITY/i.test(root)) return "damaged";
    const isDocument =
      /<(?:[A-Za-z][\w.-]{0,20}:)?document[\s>]/.test(root) && NAMESPACES.some((namespace) => root.includes(namespace));
    return isDocument ? undefined : "not-pdf-or-docx";
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
}

/** Reads the central directory (APPNOTE 4.3.12). ZIP64 is refused: nothing under 4 GB needs it. */
function readDirectory(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end === -1 || end + 22 > archive.length) throw new Refused("damaged");
  const count = archive.readUInt16LE(end + 10);
  const size = archive.readUInt32LE(end + 12);
  let at = archive.readUInt32LE(end + 16);
  // Bytes between directory and end, or behind the end, would let two readers see two different archives.
  if (end + 22 + archive.readUInt16LE(end + 20) !== archive.length || at + size !== end) throw new Refused("damaged");
  if (count > MAX_ENTRIES) throw new Refused("unpacks-too-large");
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || archive.readUInt32LE(at) !== 0x02014b50) throw new Refused("damaged");
    const nameLength = archive.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    if (next > end) throw new Refused("damaged");
    entries.push({
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      packed: archive.readUInt32LE(at + 20),
      unpacked: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
      name: archive.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/"),
    });
    at = next;
  }
  if (at !== end) throw new Refused("damaged");
  return entries;
}

/** Unpacks one entry and holds it against its length and checksum; `limit` is in bytes, whatever the entry claims. */
async function unpack(archive: Buffer, entry: Entry, limit: number): Promise<Buffer> {
  if (entry.unpacked > limit) throw new Refused("unpacks-too-large");
  if (entry.offset + 30 > archive.length || archive.readUInt32LE(entry.offset) !== 0x04034b50)
    throw new Refused("damaged");
  const start = entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > archive.length) throw new Refused("damaged");
  const packed = archive.subarray(start, start + entry.packed);
  const content = entry.method === 0 ? packed : await inflateBounded(packed, entry, limit);
  if (content.length !== entry.unpacked || crc32(content) !== entry.crc) throw new Refused("damaged");
  return content;
}

async function inflateBounded(packed: Buffer, entry: Entry, limit: number): Promise<Buffer> {
  if (entry.method !== 8) throw new Refused("damaged");
  try {
    return await inflate(packed, { maxOutputLength: limit });
  } catch (error) {
    throw new Refused(
      (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "unpacks-too-large" : "damaged",
    );
  }
}

/** XML parts are UTF-8 or, rarely, UTF-16 with its mark. */
function decode(xml: Buffer): string {
  const utf16 = xml[0] === 0xff && xml[1] === 0xfe;
  return utf16 ? xml.toString("utf16le") : xml.toString("utf8");
}
