import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  name: string;
  content: string | Buffer;
  /** Bit 0 says encrypted. */
  flags?: number;
  /** What the headers claim instead of the truth. */
  claims?: { unpacked?: number; crc?: number };
}

/** Writes a ZIP archive, an honest one or one that lies, for tests. */
export function zipArchive(parts: ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content);
    const name = Buffer.from(part.name);
    const shared = Buffer.alloc(22);
    shared.writeUInt16LE(part.flags ?? 0, 0);
    shared.writeUInt16LE(8, 2);
    shared.writeUInt32LE(part.claims?.crc ?? crc32(content), 8);
    shared.writeUInt32LE(packed.length, 12);
    shared.writeUInt32LE(part.claims?.unpacked ?? content.length, 16);
    shared.writeUInt16LE(name.length, 20);
    const local = Buffer.concat([Buffer.from("PK\x03\x04\x14\0", "latin1"), shared, Buffer.alloc(2), name, packed]);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(offset, 12);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0\x14\0", "latin1"), shared, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((total, entry) => total + entry.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/** The two parts that make a Word document, with others before and after as asked. */
export function docxParts(overrides: { main?: string; document?: string | Buffer } = {}): ZipPart[] {
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${overrides.main ?? MAIN}"/></Types>`;
  const document = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>`;
  return [
    { name: "[Content_Types].xml", content: types },
    { name: "word/document.xml", content: overrides.document ?? document },
  ];
}

/** The smallest whole PDF, with `body` among its objects and `prefix` before its header. */
export function smallPdf(body = "", prefix = ""): Buffer {
  const start = `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n${body}`;
  const xref = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n${start.length}\n%%EOF\n`;
  return Buffer.from(prefix + start + xref, "latin1");
}
