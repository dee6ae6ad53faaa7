import type http from "node:http";
import { Socket } from "node:net";
import { log } from "./platform/log.server.ts";
import { hasPrimary, isMessage, tellPrimary, webProcess } from "./platform/siblings.server.ts";

/** How long requests that are under way may take once the process is to end, in milliseconds. */
const DRAIN_MS = 20_000;

/** So long may the last writing take. */
const LAST_MS = 2_000;

/** A process that ends with this code would end again however often it were started (sysexits' EX_CONFIG). */
export const EXIT_HOPELESS = 78;

/**
 * Lets the server take requests: on `port`, or, as one of several web processes, those that the primary hands to it. It
 * is told when this process can answer, and when `ready` resolves: from then on it keeps nobody waiting. Drains on
 * SIGTERM, SIGINT, or when the starter has gone: answers what is under way, does what `atLast` has left to do, and ends.
 */
export function listen(server: http.Server, port: number, ready: Promise<void>, atLast: () => Promise<void>): void {
  let draining = false;
  let underWay = 0;
  server.prependListener("request", (_, response) => {
    underWay++;
    // A browser that is told so makes its next request on a new connection, to a process that stays.
    if (draining) response.setHeader("Connection", "close");
    response.once("close", () => {
      underWay--;
      endIfDrained();
    });
  });
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), LAST_MS).unref();
    void atLast().finally(() => process.exit(0));
  };
  const endIfDrained = () => {
    if (draining && underWay === 0) end();
  };
  const drain = () => {
    if (draining) return;
    draining = true;
    log.info({ process: webProcess(), underWay }, "web process drains");
    server.close();
    setTimeout(end, DRAIN_MS).unref();
    // What has come in and was not read yet is answered as well.
    setTimeout(endIfDrained, 50);
  };
  for (const end of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(end, drain);

  if (hasPrimary()) takeConnections(server, ready);
  else {
    server.on("error", (error) => {
      log.error({ error: whyNotListening(error, port) }, "the web process cannot listen");
      process.exit(EXIT_HOPELESS);
    });
    server.listen(port, () => log.info({ port }, "web process listens"));
  }
}

function takeConnections(server: http.Server, ready: Promise<void>): void {
  // A server looks after slow clients (headersTimeout, requestTimeout) from when it listens.
  server.emit("listening");
  process.on("message", (said, connection: unknown) => {
    if (!isMessage(said) || said.careerCenter !== "connection") return;
    // Said before anything is read: until then the primary may give the connection to another process.
    tellPrimary({ careerCenter: "taken" });
    if (!(connection instanceof Socket)) return;
    server.emit("connection", connection);
    connection.resume();
  });
  tellPrimary({ careerCenter: "up" });
  void ready.then(() => {
    log.info({ process: webProcess() }, "web process is ready");
    tellPrimary({ careerCenter: "ready" });
  });
}

/** Why a port is not to be had, and what to do. */
export function whyNotListening(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === "EADDRINUSE") return `Port ${port} is taken by another program. End it, or choose another PORT.`;
  if (error.code === "EACCES") return `Port ${port} may not be opened by this user. Choose a PORT above 1023.`;
  return error.message;
}
