import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";

/** Read and written in such pieces, each with a checksum of its own. */
const PIECE = 1 << 22;
/** The last bytes of a file that was written to its end. */
const MAGIC = "career-center-index-1\n";
/** The end of a file: where its table of contents begins, how long it is, its checksum; then MAGIC. */
const TAIL = 24 + MAGIC.length;

type Section = { name: string; start: number; bytes: number; checksums: number[] };
type Contents = { about: unknown; sections: Section[] };

/** Writes named lists of numbers and texts into one file, through a buffer, so that many small lists cost little. */
export class SnapshotWriter {
  private readonly buffer = new Uint8Array(PIECE);
  private used = 0;
  private written = 0;
  private readonly sections: Section[] = [];

  constructor(private readonly file: FileHandle) {}

  /** Writes lists one behind the other as the section `name`. */
  async write(name: string, lists: Iterable<ArrayBufferView>): Promise<void> {
    const section: Section = { name, start: this.written, bytes: 0, checksums: [] };
    this.sections.push(section);
    for (const list of lists) {
      const bytes = new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
      for (let from = 0; from < bytes.length;) {
        const count = Math.min(bytes.length - from, PIECE - this.used);
        this.buffer.set(bytes.subarray(from, from + count), this.used);
        this.used += count;
        from += count;
        if (this.used === PIECE) await this.flush(section);
      }
    }
    if (this.used > 0) await this.flush(section);
  }

  /** Writes a value as JSON as the section `name`. */
  writeJson(name: string, value: unknown): Promise<void> {
    return this.write(name, [Buffer.from(JSON.stringify(value))]);
  }

  /** Ends the file; `about` is what a reader is told before it reads anything else. */
  async end(about: unknown): Promise<void> {
    const contents = Buffer.from(JSON.stringify({ about, sections: this.sections } satisfies Contents));
    const tail = Buffer.alloc(TAIL);
    tail.writeDoubleLE(this.written, 0);
    tail.writeDoubleLE(contents.length, 8);
    tail.writeUInt32LE(crc32(contents), 16);
    tail.write(MAGIC, 24, "latin1");
    await this.file.writev([contents, tail]);
  }

  private async flush(section: Section): Promise<void> {
    const piece = this.buffer.subarray(0, this.used);
    for (let from = 0; from < piece.length;) from += (await this.file.write(piece, from)).bytesWritten;
    section.checksums.push(crc32(piece));
    section.bytes += this.used;
    this.written += this.used;
    this.used = 0;
  }
}

/**
 * Writes a file whole or not at all: under another name first, which it then takes from a file that may be there.
 * @throws whatever `write` or the file system throws; then nothing is left behind.
 */
export async function writeSnapshot(path: string, write: (to: SnapshotWriter) => Promise<void>): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  const file = await open(draft, "w", 0o600);
  try {
    await write(new SnapshotWriter(file));
    await file.sync();
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

/** What a file holds, read section by section. */
export class SnapshotReader {
  /** Sections that were read before they are asked for. */
  private readonly fetched = new Map<string, Promise<ArrayBuffer>>();

  private constructor(
    readonly about: unknown,
    private readonly file: FileHandle,
    private readonly sections: ReadonlyMap<string, Section>,
  ) {}

  /** What a file says of itself, without reading the rest; undefined where there is none. @throws Error if it is cut. */
  static async about(path: string): Promise<unknown> {
    let about: unknown;
    await SnapshotReader.open(path, async (reader) => (about = reader.about));
    return about;
  }

  /** Opens a file while it is read; undefined where there is none. @throws Error if it is damaged, and what `read` does. */
  static async open<T>(path: string, read: (reader: SnapshotReader) => Promise<T>): Promise<T | undefined> {
    const file = await open(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    if (!file) return undefined;
    try {
      const { about, sections } = await readContents(file);
      return await read(new SnapshotReader(about, file, new Map(sections.map((section) => [section.name, section]))));
    } finally {
      await file.close();
    }
  }

  /** Reads all sections that are `wanted`, so that `read` has them at once. @throws Error if one is damaged. */
  async fetch(wanted: (name: string) => boolean): Promise<void> {
    for (const name of this.sections.keys()) if (wanted(name)) this.fetched.set(name, this.read(name));
    await Promise.all(this.fetched.values());
  }

  /** The bytes of a section. @throws Error if there is none such, or it is damaged. */
  async read(name: string): Promise<ArrayBuffer> {
    const fetched = this.fetched.get(name);
    // Nobody asks for it twice.
    this.fetched.delete(name);
    if (fetched) return fetched;
    const section = this.sections.get(name);
    if (!section) throw new Error(`The snapshot has no ${name}`);
    return readSection(this.file, section);
  }

  /** The numbers of a section, of four bytes each. */
  async readNumbers(name: string): Promise<Uint32Array<ArrayBuffer>> {
    return new Uint32Array(await this.read(name));
  }

  /** The value that was written as JSON. */
  async readJson<T>(name: string): Promise<T> {
    return JSON.parse(Buffer.from(await this.read(name)).toString()) as T;
  }
}

async function readContents(file: FileHandle): Promise<Contents> {
  const { size } = await file.stat();
  const tail = Buffer.alloc(TAIL);
  if (size < TAIL) throw new Error("The snapshot is cut");
  await file.read(tail, 0, TAIL, size - TAIL);
  const start = tail.readDoubleLE(0);
  const length = tail.readDoubleLE(8);
  if (tail.toString("latin1", 24) !== MAGIC || start + length + TAIL !== size) throw new Error("The snapshot is cut");
  const contents = Buffer.alloc(length);
  await file.read(contents, 0, length, start);
  if (crc32(contents) !== tail.readUInt32LE(16)) throw new Error("The snapshot's contents are damaged");
  return JSON.parse(contents.toString()) as Contents;
}

async function readSection(file: FileHandle, { name, start, bytes, checksums }: Section): Promise<ArrayBuffer> {
  // Not filled with zeros first.
  const { buffer } = Buffer.allocUnsafeSlow(bytes);
  // All at once: other threads read them, one behind the other, whatever this one does meanwhile.
  await Promise.all(
    checksums.map(async (checksum, number) => {
      const from = number * PIECE;
      const piece = new Uint8Array(buffer, from, Math.min(PIECE, bytes - from));
      const { bytesRead } = await file.read(piece, 0, piece.length, start + from);
      if (bytesRead !== piece.length || crc32(piece) !== checksum) throw new Error(`The snapshot's ${name} is damaged`);
    }),
  );
  return buffer;
}
