import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY, freezeClock, now } from "~/platform/clock.ts";
import { log } from "~/platform/log.server.ts";
import { anyJob } from "~/search/criteria.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import { isFresh, loadIndex, saveIndex } from "~/search/index-snapshot.server.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { makeDocument } from "./make-document.ts";

const position = { seq: 7, mark: "the seventh" };
let folder: string;
let file: string;
beforeEach(async () => {
  freezeClock(new Date(Date.UTC(2026, 5, 15, 12)));
  folder = await mkdtemp(path.join(tmpdir(), "snapshot-"));
  file = path.join(folder, "search", "index.snapshot");
});
afterEach(async () => {
  freezeClock();
  await rm(folder, { recursive: true });
});

const makeIndex = () => {
  const index = new LiveIndex();
  for (let at = 0; at < 40; at++)
    index.put(
      makeDocument({ title: `Coder ${at}`, facets: { mode: ["remote"] }, listedUntil: now().getTime() + 9 * DAY }),
    );
  return index;
};
const search = (index: LiveIndex) => findJobs(index, { ...anyJob(), q: "coder" }, null, 20, now().getTime());

describe("a saved index", () => {
  it("answers as the one it was saved from, from where that stood in the feed", async () => {
    const index = makeIndex();
    expect(await saveIndex(file, { index, position })).toBe(true);
    const loaded = await loadIndex(file);
    expect(loaded!.position).toEqual(position);
    expect(search(loaded!.index)).toEqual(search(index));
    expect(await isFresh(file)).toBe(true);
    expect(await readdir(path.dirname(file))).toEqual(["index.snapshot"]);
  });

  it("is not written where nothing tells its database from another", async () => {
    expect(await saveIndex(file, { index: makeIndex(), position: { seq: 0, mark: null } })).toBe(false);
    expect(await loadIndex(file)).toBeUndefined();
  });

  it("is written anew after a day, and of no use after two", async () => {
    await saveIndex(file, { index: makeIndex(), position });
    freezeClock(new Date(now().getTime() + 1.5 * DAY));
    expect(await isFresh(file)).toBe(false);
    expect(await loadIndex(file)).toBeDefined();
    freezeClock(new Date(now().getTime() + 0.5 * DAY));
    expect(await loadIndex(file)).toBeUndefined();
  });

  it("is of no use to another version of the program", async () => {
    await saveIndex(file, { index: makeIndex(), position });
    const bytes = await readFile(file);
    const code = bytes.indexOf('"code":"') + 8;
    bytes[code] = bytes[code] === 0x61 ? 0x62 : 0x61;
    await writeFile(file, bytes);
    expect(await loadIndex(file)).toBeUndefined();
  });

  it("is of no use where any part of it is damaged", async () => {
    await saveIndex(file, { index: makeIndex(), position });
    const warned = vi.spyOn(log, "warn").mockImplementation(() => undefined);
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 25)) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 1;
      await writeFile(file, damaged);
      expect(await loadIndex(file), `byte ${at}`).toBeUndefined();
    }
    await writeFile(file, whole);
    await truncate(file, whole.length - 30);
    expect(await loadIndex(file)).toBeUndefined();
    await truncate(file, 0);
    expect(await loadIndex(file)).toBeUndefined();
    expect(warned).toHaveBeenCalledTimes(27);
    warned.mockRestore();
  }, 20_000);
});
