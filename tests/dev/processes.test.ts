import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identifyProcess } from "../../dev/lock.mjs";
import { endLeftovers, findFreePort, run, supervise, tailLog } from "../../dev/processes.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "cc-processes-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const child = (code: string) => ({
  name: "child",
  command: process.execPath,
  args: ["-e", code],
  env: process.env,
  cwd: dataDir,
  dataDir,
});
const patience = { timeout: 15_000 };

describe("a supervised process", { timeout: 30_000 }, () => {
  test("is started again when it is killed by SIGKILL", async () => {
    const deaths: string[] = [];
    const part = supervise({
      ...child("setInterval(() => {}, 1000); console.log('up')"),
      onRestart: (name, how) => deaths.push(`${name} ${how}`),
    });
    await expect.poll(() => tailLog(dataDir, "child"), patience).toContain("up");
    const first = part.pid() ?? 0;
    process.kill(first, "SIGKILL");
    await expect.poll(() => part.pid() !== first && identifyProcess(part.pid() ?? 0), patience).toBeTruthy();
    expect(deaths).toEqual(["child was ended by SIGKILL"]);
    await part.stop();
    expect(identifyProcess(part.pid() ?? 0)).toBeUndefined();
  });

  test("may finish what it is doing when it is stopped", async () => {
    const part = supervise(
      child(
        "process.on('SIGTERM', () => { console.log('drained'); process.exit(0) }); setInterval(() => {}, 1000); console.log('up')",
      ),
    );
    await expect.poll(() => tailLog(dataDir, "child"), patience).toContain("up");
    await part.stop();
    await expect.poll(() => tailLog(dataDir, "child"), patience).toContain("drained");
    expect(part.deaths()).toBe(0);
  });

  test("ends with its starter, even when that is killed by SIGKILL", async () => {
    const script = `
      import { supervise } from ${JSON.stringify(path.resolve("dev/processes.ts"))};
      const part = supervise(${JSON.stringify({ ...child("setInterval(() => {}, 1000)"), env: { PATH: process.env.PATH } })});
      console.log(part.pid());
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = await new Promise<number>((resolve) =>
      starter.stdout.once("data", (text: Buffer) => resolve(Number(text.toString()))),
    );
    expect(identifyProcess(pid)).toBeDefined();
    starter.kill("SIGKILL");
    await expect.poll(() => identifyProcess(pid), patience).toBeUndefined();
  });

  test("leaves a note, by which the next start ends it when its watcher was killed as well", async () => {
    const left = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
    const pid = left.pid ?? 0;
    mkdirSync(path.join(dataDir, "run"));
    writeFileSync(path.join(dataDir, "run/web.pid"), JSON.stringify({ pid, identity: identifyProcess(pid) }));
    await endLeftovers(dataDir, 200);
    expect(identifyProcess(pid)).toBeUndefined();
    expect(readdirSync(path.join(dataDir, "run"))).toEqual([]);
  });

  test("is not mistaken for a stranger that got its number", async () => {
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      detached: true,
      stdio: "ignore",
    });
    mkdirSync(path.join(dataDir, "run"));
    writeFileSync(path.join(dataDir, "run/web.pid"), JSON.stringify({ pid: stranger.pid, identity: "another start" }));
    await endLeftovers(dataDir, 200);
    expect(identifyProcess(stranger.pid ?? 0)).toBeDefined();
    stranger.kill("SIGKILL");
  });
});

describe("a program that is run to its end", () => {
  test("gives its code and what it said", async () => {
    expect(await run(process.execPath, ["-e", "console.log('out'); console.error('err'); process.exit(3)"])).toEqual({
      code: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  test("has a code even when there is no such program", async () => {
    expect((await run("/no/such/program", [])).code).toBe(127);
  });

  test("is ended when it takes longer than it may", async () => {
    expect((await run(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { timeoutMs: 200 })).code).toBe(137);
  });
});

test("a port that is taken is passed over", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const taken = typeof address === "object" && address ? address.port : 0;
  expect(await findFreePort(taken)).toBeGreaterThan(taken);
  server.close();
});
