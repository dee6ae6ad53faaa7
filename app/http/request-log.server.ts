import pino from "pino";
import { log } from "~/platform/log.server.ts";

/** A page from memory costs less than a log line that is written by itself; so they are written together. */
const BATCH_BYTES = 8_192;
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

/** Writes the line of a request in pino's form, at most 100 ms later. */
export function logRequest({ request, method, path, status, ms, aborted }: LoggedRequest): void {
  if (!log.isLevelEnabled("info")) return;
  sink ??= openSink();
  sink.write(
    `{"level":30,"time":"${new Date().toISOString()}","request":"${request}","method":"${method}",` +
      `"path":${JSON.stringify(path)},"status":${status},"ms":${ms}${aborted ? ',"aborted":true' : ""}}\n`,
  );
  timer ??= setTimeout(flush, BATCH_MS).unref();
}

function openSink(): ReturnType<typeof pino.destination> {
  process.once("exit", flush);
  return pino.destination({ fd: 1, sync: true, minLength: BATCH_BYTES });
}

function flush(): void {
  timer = undefined;
  try {
    sink?.flushSync();
  } catch {
    // Nobody reads the log any more; that is no reason to answer no more requests.
  }
}
