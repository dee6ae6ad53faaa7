import pino from "pino";
import { log } from "~/platform/log.server.ts";

/** A page from memory costs little more than a log line that is written by itself; so lines are written together. */
const BATCH_LENGTH = 16_384;
const BATCH_MS = 100;

/** What the log says of a request. `path` is without its query, which may hold what a person typed. */
export type LoggedRequest = {
  request: string;
  method: string;
  path: string;
  status: number;
  /** Milliseconds from the request's head to the answer's end. */
  ms: number;
  /** The client went away before its answer was written. */
  aborted?: boolean;
};

let sink: ReturnType<typeof pino.destination> | undefined;
let timer: NodeJS.Timeout | undefined;
let lines = "";
let second = 0;
let secondWords = "";

/** Writes the line of a request in pino's form, at most 100 ms later. */
export function logRequest({ request, method, path, status, ms, aborted }: LoggedRequest): void {
  if (!log.isLevelEnabled("info")) return;
  lines +=
    `{"level":30,"time":"${isoTime(Date.now())}","request":"${request}","method":"${method}",` +
    `"path":${JSON.stringify(path)},"status":${status},"ms":${ms}${aborted ? ',"aborted":true' : ""}}\n`;
  if (lines.length >= BATCH_LENGTH) flush();
  else timer ??= setTimeout(flush, BATCH_MS).unref();
}

function isoTime(at: number): string {
  const now = Math.floor(at / 1_000);
  if (now !== second) {
    second = now;
    secondWords = new Date(now * 1_000).toISOString().slice(0, -4);
  }
  return `${secondWords}${String(at % 1_000).padStart(3, "0")}Z`;
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  if (!sink) {
    sink = pino.destination({ fd: 1, sync: true });
    // Nobody may read the log any more; that is no reason to answer no more requests.
    sink.on("error", () => undefined);
    process.once("exit", flush);
  }
  const text = lines;
  lines = "";
  if (text) sink.write(text);
}
