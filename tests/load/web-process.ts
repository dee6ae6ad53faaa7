import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { webNodeFlags } from "~/node-flags.ts";
import { isPortFree } from "../../dev/processes.ts";
import { endChild, startChild } from "./children.ts";

export type Web = {
  baseUrl: string;
  /** CPU that the process has used, user and system, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
};

/** As a browser sends it. */
export const browserHeaders: Record<string, string> = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "accept-language": "en-US,en;q=0.9",
  "accept-encoding": "gzip, deflate, br",
};

const START_MS = 180_000;

/** Starts one web process of the board (app/server.ts, production) over a database; waits until its index is whole. */
export async function startWeb(databaseUrl: string, dataDir: string, name: string): Promise<Web> {
  mkdirSync(path.join(dataDir, "logs"), { recursive: true });
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const child = startChild("app/server.ts", {
    logFile: path.join(dataDir, "logs", `${name}.log`),
    nodeArgs: [
      ...webNodeFlags,
      "--max-old-space-size=8192",
      "--import",
      "tsx",
      "--import",
      "./tests/load/report-cpu.mjs",
    ],
    env: {
      NODE_ENV: "production",
      PORT: String(port),
      BASE_URL: baseUrl,
      DATABASE_URL: databaseUrl,
      DATA_DIR: path.join(dataDir, name),
    },
  });
  const web = { baseUrl, cpuMs: () => askCpu(child), stop: () => endChild(child) };
  for (const end = Date.now() + START_MS; Date.now() < end; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`The web process ended; its log is ${dataDir}/logs/${name}.log`);
    const health = await get(`${baseUrl}/healthz`).catch(() => undefined);
    // Without a worker the board as a whole is not well; these processes only have to answer.
    if (health && isWhole(health.body)) return web;
  }
  await web.stop();
  throw new Error(`The web process was not ready in ${START_MS / 1_000} s; its log is ${dataDir}/logs/${name}.log`);
}

function isWhole(health: Buffer): boolean {
  return (JSON.parse(health.toString()) as { search: { status: string } }).search.status === "ok";
}

/** The CPU of a process started with report-cpu.mjs, in milliseconds. */
export async function askCpu(child: ChildProcess): Promise<number> {
  const answer = once(child, "message") as Promise<[{ cpu: NodeJS.CpuUsage }]>;
  child.send("cpu");
  const [{ cpu }] = await answer;
  return (cpu.user + cpu.system) / 1_000;
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isPortFree(port)) return port;
  }
}

export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

/** One request whose answer is kept as it came over the wire: nothing is decompressed. Given up after 20 seconds. */
export function get(
  url: string,
  { method = "GET", headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent, timeout: 20_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
      response.on("error", reject);
    });
    request.on("timeout", () => request.destroy(new Error(`${url} did not answer in 20 s`)));
    request.on("error", reject);
    request.end(body);
  });
}
