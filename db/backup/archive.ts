import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { randomBytes } from "node:crypto";
import { extract, pack } from "tar-stream";
import { BackupError } from "./backup-error.ts";
import { MOST_ENTRY_BYTES } from "./backup-format.ts";

const DAY = 24 * 60 * 60 * 1_000;

/** A gzipped tar that gets its name only when it is whole. */
export class ArchiveWriter {
  private readonly tar = pack();
  private readonly giveUp = new AbortController();
  private readonly written: Promise<void>;

  private constructor(
    private readonly file: string,
    private readonly temporary: string,
  ) {
    // Readable and writable by its owner alone: it holds people's data.
    const target = createWriteStream(temporary, { flags: "wx", mode: 0o600, flush: true });
    this.written = pipeline(this.tar, createGzip(), target, { signal: this.giveUp.signal });
    this.written.catch(() => undefined);
  }

  /** @throws BackupError when there is already a file of this name, or the folder cannot be written. */
  static async begin(file: string): Promise<ArchiveWriter> {
    if (await stat(file).catch(() => undefined)) throw new BackupError(`${file} is already there; it is not replaced.`);
    const folder = path.dirname(file);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await removeRemains(folder);
    } catch (error) {
      throw new BackupError(`The backup cannot be written to ${folder}: ${(error as Error).message}`);
    }
    return new ArchiveWriter(file, path.join(folder, `.${path.basename(file)}.${randomBytes(4).toString("hex")}.part`));
  }

  /** Adds an entry; resolves when there is room for the next. @throws BackupError when the disk does not take it. */
  async add(name: string, bytes: Buffer): Promise<void> {
    const added = new Promise<void>((resolve, reject) => {
      const header = { name, size: bytes.length, mode: 0o600, mtime: new Date(0) };
      this.tar.entry(header, bytes, (error) => (error ? reject(error) : resolve()));
    });
    await added.catch(async (error: unknown) => {
      // What the disk said is the reason; that the entry was given up is not.
      await this.written.catch(notWritten);
      throw error;
    });
  }

  /** Ends the archive and gives it its name, durably. @returns its size in bytes. */
  async end(): Promise<number> {
    this.tar.finalize();
    await this.written.catch(notWritten);
    const { size } = await stat(this.temporary);
    await rename(this.temporary, this.file);
    const folder = await open(path.dirname(this.file), "r");
    await folder.sync().catch(() => undefined);
    await folder.close();
    return size;
  }

  /** Gives it up and leaves nothing. */
  async discard(): Promise<void> {
    this.giveUp.abort();
    await this.written.catch(() => undefined);
    await rm(this.temporary, { force: true });
  }
}

function notWritten(error: Error): never {
  throw new BackupError(`The backup cannot be written: ${error.message}`);
}

/** What a backup that was killed left behind, a day later: half of it is of no use, and people's data all the same. */
async function removeRemains(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\..+\.tar\.gz\.[0-9a-f]{8}\.part$/.test(name)) continue;
    const remains = path.join(folder, name);
    const { mtimeMs } = await stat(remains);
    if (Date.now() - mtimeMs > DAY) await rm(remains, { force: true });
  }
}

/**
 * The entries of an archive in their order, one at a time in memory. `onRead` hears what share of the file has been read.
 * @throws BackupError when it is no gzipped tar, was cut, or is damaged.
 */
export async function* readArchive(
  file: string,
  onRead: (share: number) => void = () => {},
): AsyncGenerator<{ name: string; bytes: Buffer }> {
  const source = createReadStream(file);
  const unpack = extract();
  let size = 0;
  let read = 0;
  const counted = new PassThrough();
  counted.on("data", (part: Buffer) => onRead((read += part.length) / size));
  let entries = 0;
  try {
    await once(source, "open");
    ({ size } = await stat(file));
    const fed = pipeline(source, counted, createGunzip(), unpack);
    fed.catch(() => undefined);
    for await (const entry of unpack) {
      if ((entry.header.size ?? 0) > MOST_ENTRY_BYTES) throw new BackupError(`${file} holds what no backup holds.`);
      const parts: Buffer[] = [];
      for await (const part of entry) parts.push(part as Buffer);
      entries++;
      yield { name: entry.header.name, bytes: Buffer.concat(parts) };
    }
    await fed;
  } catch (error) {
    throw explain(file, error, entries);
  } finally {
    source.destroy();
    unpack.destroy();
  }
}

function explain(file: string, error: unknown, entries: number): unknown {
  if (!(error instanceof Error) || error instanceof BackupError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "ENOENT") return new BackupError(`There is no file ${file}.`);
  if (code === "Z_BUF_ERROR")
    return new BackupError(`${file} was cut: its end is missing. Nothing can be restored of it.`);
  if (error.message === "incorrect header check") return new BackupError(`${file} is no backup of the board.`);
  if (code.startsWith("Z_")) return new BackupError(`${file} is damaged (${error.message}).`);
  if (/tar header|end of data/i.test(error.message))
    return new BackupError(entries === 0 ? `${file} is no backup of the board.` : `${file} is damaged.`);
  if (code.startsWith("E")) return new BackupError(`${file} cannot be read: ${error.message}`);
  return error;
}
