import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { env } from "~/platform/env.server";

/** A file at rest. `size` is in bytes. */
export interface StoredFile {
  size: number;
  /** The bytes as they are read; cancelling it closes the file. */
  stream(): ReadableStream<Uint8Array>;
  bytes(): Promise<Uint8Array>;
}

/**
 * Where private files rest, outside `public/`. A key is made by the app (a file's id), never by a visitor; name and media
 * type are columns of the file's row. Write the row first (pending, with its expiry) and `put` afterwards: whatever a
 * crash leaves behind then has a row that the cleaning task finds. An S3 bucket fits behind the same three calls.
 */
export interface FileStore {
  /** Keeps the bytes; when it resolves they survive a power cut. A second `put` of a key replaces the first whole. */
  put(key: string, file: Blob): Promise<void>;
  /** The file, or null when there is none under this key. */
  get(key: string): Promise<StoredFile | null>;
  /** Removes the file and what a broken `put` left of it; removing one that is not there is fine, so a task may repeat it. */
  remove(key: string): Promise<void>;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{7,99}$/;

/**
 * A FileStore in a folder of this machine. Files are 0600 and land by rename, so a reader sees a whole file or none,
 * also after kill -9.
 * @param directory made when missing
 * @throws RangeError (from each call) on a key that is not 8 to 100 letters, digits, `_` or `-`: a path never gets in.
 */
export function createLocalFileStore(directory: string): FileStore {
  const root = path.resolve(directory);

  /** Ids begin with their time, so their end spreads better over the folders. */
  function place(key: string): { folder: string; file: string } {
    if (!KEY.test(key)) throw new RangeError("Not a file key");
    const folder = path.join(root, key.slice(-2).toLowerCase());
    return { folder, file: path.join(folder, key) };
  }

  return {
    async put(key, file) {
      const target = place(key);
      await mkdir(target.folder, { recursive: true, mode: 0o700 });
      const temporary = path.join(target.folder, `.${key}.${randomBytes(6).toString("hex")}`);
      try {
        const handle = await open(temporary, "wx", 0o600);
        try {
          const reader = file.stream().getReader();
          for (let part = await reader.read(); !part.done; part = await reader.read())
            await handle.writeFile(part.value);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(temporary, target.file);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(target.folder);
    },

    async get(key) {
      const { file } = place(key);
      const info = await stat(file).catch(absent);
      if (!info) return null;
      return {
        size: info.size,
        stream: () => Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
        bytes: () => readFile(file),
      };
    },

    async remove(key) {
      const { folder, file } = place(key);
      await rm(file, { force: true });
      // What a process that died inside `put` left behind; its pending row leads the sweep here.
      const names = await readdir(folder).catch(absent);
      for (const name of names ?? [])
        if (name.startsWith(`.${key}.`)) await rm(path.join(folder, name), { force: true });
    },
  };
}

/** A rename is durable only once its folder is; some systems refuse to sync a folder, which then is their promise. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  try {
    await handle?.sync().catch(() => undefined);
  } finally {
    await handle?.close();
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

let store: FileStore | undefined;

/** The board's private files, under `DATA_DIR/files`. @throws EnvError when the settings are not right */
export function fileStore(): FileStore {
  return (store ??= createLocalFileStore(path.join(env().DATA_DIR, "files")));
}
