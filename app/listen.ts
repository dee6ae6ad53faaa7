import cluster from "node:cluster";
import type http from "node:http";
import { log } from "./platform/log.server.ts";
import { webProcess } from "./platform/siblings.server.ts";

/** A process that ends with this code would end again however often it were started (sysexits' EX_CONFIG). */
export const EXIT_HOPELESS = 78;

/** What the primary says to a process of which it wants answers though its index is not whole. */
export const LISTEN_NOW = "listen-now";

/** How long requests that are under way may take once the process is to end, in milliseconds. */
const DRAIN_MS = 20_000;

/**
 * Opens the port when `ready` resolves, and drains on SIGTERM, SIGINT, or when the starter has gone. Among several web
 * processes one that starts is thereby given no visitor whom it would keep waiting. Where none takes requests yet, the
 * primary tells one to listen at once: `/healthz` says why the board is not well, instead of a dead port. A process
 * that was started alone always listens at once.
 */
export function listen(server: http.Server, port: number, ready: Promise<void>): void {
  let draining = false;
  const open = () => {
    if (server.listening || draining) return;
    server.listen(port, () => log.info({ port, process: webProcess() }, "web process listens"));
  };
  server.on("error", (error: NodeJS.ErrnoException) => {
    log.error({ error: sayWhy(error, port) }, "the web process cannot listen");
    process.exit(["EADDRINUSE", "EACCES"].includes(error.code ?? "") ? EXIT_HOPELESS : 1);
  });
  if (!cluster.isWorker) open();
  else {
    void ready.then(open);
    process.on("message", (message) => message === LISTEN_NOW && open());
  }

  const drain = () => {
    if (draining) return;
    draining = true;
    log.info({ process: webProcess() }, "web process drains");
    // A browser that is told so opens its next connection with another process.
    server.prependListener("request", (_, response) => response.setHeader("Connection", "close"));
    server.close(() => process.exit(0));
    setInterval(() => server.closeIdleConnections(), 50).unref();
    setTimeout(() => process.exit(0), DRAIN_MS).unref();
  };
  for (const end of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(end, drain);
  cluster.worker?.once("disconnect", () => {
    // Node ends a process whose primary has gone on the spot, unless it takes that for a wish of its own.
    if (cluster.worker) cluster.worker.exitedAfterDisconnect = true;
    drain();
  });
}

function sayWhy(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === "EADDRINUSE") return `Port ${port} is taken by another program. End it, or choose another PORT.`;
  if (error.code === "EACCES") return `Port ${port} may not be opened by this user. Choose a PORT above 1023.`;
  return error.message;
}
