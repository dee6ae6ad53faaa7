import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLocalFileStore, type FileStore } from "~/platform/files/file-store.server";

const KEY = "11115GQbnuMvCy2nRMxkZz";
let folder: string;
let store: FileStore;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "files-"));
  store = createLocalFileStore(path.join(folder, "files"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Every file under the folder, whole or half. */
const everything = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

describe("the file store", () => {
  it("gives back the bytes that were put, whole and as a stream", async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    await store.put(KEY, new Blob([bytes, bytes, bytes]));
    const stored = await store.get(KEY);
    expect(stored?.size).toBe(180_000);
    expect(Buffer.from((await stored?.bytes()) ?? []).equals(Buffer.concat([bytes, bytes, bytes]))).toBe(true);
    expect((await new Response(stored?.stream()).arrayBuffer()).byteLength).toBe(180_000);
  });

  it("knows nothing under a key that was never put, or was removed", async () => {
    expect(await store.get(KEY)).toBeNull();
    await store.put(KEY, new Blob(["a"]));
    await store.remove(KEY);
    await store.remove(KEY);
    expect(await store.get(KEY)).toBeNull();
    expect(await everything()).toEqual([]);
  });

  it("replaces a file whole", async () => {
    await store.put(KEY, new Blob(["a longer first one"]));
    await store.put(KEY, new Blob(["second"]));
    expect(await new Response((await store.get(KEY))?.stream()).text()).toBe("second");
  });

  it("leaves nothing behind when the bytes stop coming", async () => {
    const broken = new Blob(["a"]);
    broken.stream = () => new ReadableStream({ pull: (controller) => controller.error(new Error("connection lost")) });
    await expect(store.put(KEY, broken)).rejects.toThrow("connection lost");
    expect(await store.get(KEY)).toBeNull();
    expect(await everything()).toEqual([]);
  });

  it("removes with a file what a process that was killed left half-written of it", async () => {
    await store.put(KEY, new Blob(["a"]));
    const [entry] = await everything();
    await writeFile(path.join(entry!.parentPath, `.${KEY}.0123456789ab`), "half");
    await store.remove(KEY);
    expect(await everything()).toEqual([]);
  });

  it("keeps files from other users of the machine", async () => {
    await store.put(KEY, new Blob(["a"]));
    const [entry] = await everything();
    expect((await stat(path.join(entry!.parentPath, entry!.name))).mode & 0o077).toBe(0);
  });

  it.each([
    "../../etc/passwd",
    "a/b/c/d/e/f",
    "",
    "short",
    ".hidden-file",
    "a".repeat(101),
    "key with blanks",
    "nul\0nul\0nul",
  ])("refuses the key %j", async (key) => {
    await expect(store.put(key, new Blob(["a"]))).rejects.toThrow(RangeError);
    await expect(store.get(key)).rejects.toThrow(RangeError);
    await expect(store.remove(key)).rejects.toThrow(RangeError);
  });

  it("takes many at once", async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `abcdefgh${String(index).padStart(2, "0")}`);
    await Promise.all(keys.map((key) => store.put(key, new Blob([key]))));
    const texts = await Promise.all(keys.map(async (key) => new Response((await store.get(key))?.stream()).text()));
    expect(texts).toEqual(keys);
  });
});
