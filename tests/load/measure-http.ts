import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { facetCodes } from "~/search/facets.ts";
import { endChild, runTask, startChild } from "./children.ts";
import { median } from "./stats.ts";
import { askCpu, browserHeaders, get, type Web } from "./web-process.ts";

export const pageNames = ["/jobs", "filtered search", "job page"] as const;
export type PageName = (typeof pageNames)[number];
/** `bare` is the yardstick, `cached` a guest's request, `uncached` one with a theme cookie, which the page cache passes by. */
export const modes = ["bare", "cached", "uncached"] as const;
export type Mode = (typeof modes)[number];

/** Requests a second, CPU of the serving process a request in microseconds, and latency in milliseconds; medians of rounds. */
export type LoadFigures = { rate: number; cpuUs: number; p50: number; p99: number; bytes: number };
export type HttpFigures = Record<PageName, Record<Mode, LoadFigures>>;

const CONNECTIONS = 8;
/** So many requests warm up each case: rendering takes hundreds to be compiled. */
const WARM_UP = 400;
/** More than the counts that the search remembers, so that none of the filtered searches finds its own again. */
const VARIANTS = 400;
/** As the board sets it: base64 of JSON. */
const THEME = `cc_theme=${Buffer.from('"dark"').toString("base64")}`;

/** So many different searches with words, a state and a setting. */
function filteredUrls(): string[] {
  const states = facetCodes("state").slice(0, 50);
  const words = ["coder", "coding", "medical", "inpatient", "outpatient", "auditor", "record", "remote"];
  return Array.from({ length: VARIANTS }, (_, at) => {
    const word = words[at % words.length]!;
    return `/jobs?q=${word}&state=${states[Math.floor(at / words.length) % states.length]}&apprentice=no`;
  });
}

/**
 * Loads `web` and a bare server with the same answers in turn, `rounds` times for `seconds` each.
 * @param jobUrl the path of a job page.
 */
export async function measureHttp(
  web: Web,
  jobUrl: string,
  { dataDir, rounds, seconds }: { dataDir: string; rounds: number; seconds: number },
  report: (progress: number) => void,
): Promise<HttpFigures> {
  const filtered = filteredUrls();
  /** Uncached, the filtered search is another one each time; cached it is one that many ask for. */
  const urlsOf = (page: PageName, mode: Mode): string[] =>
    page === "/jobs"
      ? ["/jobs"]
      : page === "job page"
        ? [jobUrl]
        : mode === "uncached"
          ? filtered
          : filtered.slice(0, 1);
  const logFile = path.join(dataDir, "logs", "load.log");
  const client = startChild("tests/load/load-client.mjs", { logFile });
  const bare = startChild("tests/load/bare-server.mjs", {
    logFile,
    nodeArgs: ["--import", "./tests/load/report-cpu.mjs"],
  });
  try {
    const pages = await readPages(
      web,
      pageNames.flatMap((page) => urlsOf(page, "bare")),
    );
    const { port } = await tell<{ port: number }>(bare, { pages });
    const targets: Record<Mode, { url: string; headers: Record<string, string>; cpu: () => Promise<number> }> = {
      bare: { url: `http://localhost:${port}`, headers: browserHeaders, cpu: () => askCpu(bare) },
      cached: { url: web.baseUrl, headers: browserHeaders, cpu: web.cpuMs },
      uncached: { url: web.baseUrl, headers: { ...browserHeaders, cookie: THEME }, cpu: web.cpuMs },
    };
    const samples = new Map<string, LoadFigures[]>();
    const all = rounds * pageNames.length * modes.length;
    let done = 0;
    for (let round = -1; round < rounds; round++)
      for (const page of pageNames)
        for (const mode of modes) {
          const { url, headers, cpu } = targets[mode];
          const requests = urlsOf(page, mode).map((path) => ({ method: "GET", path, headers }));
          const before = await cpu();
          const load = await runTask<{ requests: number; seconds: number; p50: number; p99: number; failed: number }>(
            client,
            { url, requests, connections: CONNECTIONS, ...(round < 0 ? { amount: WARM_UP } : { seconds }) },
          );
          const cpuUs = ((await cpu()) - before) * 1_000;
          if (load.failed) throw new Error(`${load.failed} of ${load.requests} requests for ${page} (${mode}) failed`);
          if (round < 0) continue;
          const { bytes } = pages[urlsOf(page, "bare")[0]!]!;
          const key = `${page} ${mode}`;
          samples.set(key, [
            ...(samples.get(key) ?? []),
            { rate: load.requests / load.seconds, cpuUs: cpuUs / load.requests, p50: load.p50, p99: load.p99, bytes },
          ]);
          report(++done / all);
        }
    const middle = (page: PageName, mode: Mode): LoadFigures => {
      const rows = samples.get(`${page} ${mode}`)!;
      const of = (name: keyof LoadFigures) => median(rows.map((row) => row[name]));
      return { rate: of("rate"), cpuUs: of("cpuUs"), p50: of("p50"), p99: of("p99"), bytes: of("bytes") };
    };
    return Object.fromEntries(
      pageNames.map((page) => [page, Object.fromEntries(modes.map((mode) => [mode, middle(page, mode)]))]),
    ) as HttpFigures;
  } finally {
    await Promise.all([endChild(client), endChild(bare)]);
  }
}

type Page = { status: number; headers: Record<string, string | string[]>; body: string; bytes: number };

/** The answers as they came over the wire, for the bare server to repeat. */
async function readPages(web: Web, urls: readonly string[]): Promise<Record<string, Page>> {
  const pages: Record<string, Page> = {};
  for (const url of urls) {
    const { status, headers, body } = await get(web.baseUrl + url, { headers: browserHeaders });
    if (status !== 200) throw new Error(`${url} answered ${status}`);
    const kept = Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] =>
        entry[1] !== undefined && !["connection", "keep-alive", "date", "transfer-encoding"].includes(entry[0]),
    );
    pages[url] = {
      status,
      headers: { ...Object.fromEntries(kept), "content-length": String(body.length) },
      body: body.toString("base64"),
      bytes: body.length,
    };
  }
  return pages;
}

async function tell<Result>(child: ChildProcess, message: object): Promise<Result> {
  const answer = once(child, "message");
  child.send(message);
  const [result] = (await answer) as [Result];
  return result;
}
