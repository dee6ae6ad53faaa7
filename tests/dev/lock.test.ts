import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identifyProcess, lock, tryLock } from "../../dev/lock.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "cc-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockModule = path.resolve("dev/lock.mjs");
const inAnotherProcess = (code: string) =>
  spawnSync(
    process.execPath,
    ["--input-type=module", "-e", `import { tryLock } from ${JSON.stringify(lockModule)};\n${code}`],
    { encoding: "utf8" },
  );

describe("the lock of a data folder", () => {
  test("tells a second one who holds it, and what for", () => {
    const file = path.join(folder, "board.lock");
    const mine = tryLock(file, "starting");
    if (!mine.release) throw new Error("the lock is new");
    mine.describe("http://localhost:3000");
    const other = inAnotherProcess(`console.log(JSON.stringify(tryLock(${JSON.stringify(file)}).holder))`);
    expect(JSON.parse(other.stdout)).toMatchObject({ pid: process.pid, about: "http://localhost:3000" });
    mine.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is free again when its holder was killed by SIGKILL", () => {
    const file = path.join(folder, "board.lock");
    const other = inAnotherProcess(`tryLock(${JSON.stringify(file)}); process.kill(process.pid, "SIGKILL")`);
    expect(other.signal).toBe("SIGKILL");
    expect(readdirSync(folder)).toEqual(["board.lock"]);
    expect(tryLock(file).release).toBeTypeOf("function");
  });

  test("queues those who wait for it", async () => {
    const file = path.join(folder, "build.lock");
    const order: string[] = [];
    const first = await lock(file, "first");
    const second = lock(file, "second", (holder) => order.push(`waits for ${holder.about}`)).then((taken) => {
      order.push("second");
      taken.release();
    });
    await expect.poll(() => order).toEqual(["waits for first"]);
    order.push("first is done");
    first.release();
    await second;
    expect(order).toEqual(["waits for first", "first is done", "second"]);
  });

  test("knows a process from a later one with the same number", () => {
    expect(identifyProcess(process.pid)).toBe(identifyProcess(process.pid));
    expect(identifyProcess(process.pid)).not.toBe(identifyProcess(process.ppid));
    expect(identifyProcess(2 ** 22 + 1)).toBeUndefined();
  });
});
