/** The web process: static files, security headers, the origin check and the request log around Remix. */
import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import { randomBytes } from "node:crypto";
import http from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import sirv from "sirv";
import { createBoardHandler } from "./http/board-handler.server.ts";
import { catchUpBeforeReading } from "./http/catch-up.server.ts";
import { countPage } from "./http/count-page.server.ts";
import { openGuestServer } from "./http/guest-pages/open-guest-server.server.ts";
import { nodeRequest, sendResponse, sendWhole } from "./http/node-adapter.server.ts";
import { clientAddress, isOwnOrigin } from "./http/origin.ts";
import { carriesSession } from "./http/own-cookies.ts";
import { logRequest } from "./http/request-log.server.ts";
import { securityHeaders } from "./http/security-headers.server.ts";
import { listen } from "./listen.ts";
import { database } from "./platform/database.server.ts";
import { env, EnvError } from "./platform/env.server.ts";
import { newId } from "./platform/ids.ts";
import { log } from "./platform/log.server.ts";
import { paths } from "./platform/paths.ts";
import { answerSiblings } from "./platform/siblings.server.ts";
import { beatForHealth } from "./search/process-beat.server.ts";
import { jobSearch } from "./search/job-search.server.ts";
import { visitBuffer } from "./statistics/count-visit.server.ts";

type Next = () => void;
type Middleware = (request: http.IncomingMessage, response: http.ServerResponse, next: Next) => void;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const settings = settingsOrExit();
const development = settings.NODE_ENV === "development";
const { handle, assets } = await loadBoard();
const headers = securityHeaders();
// Vite renders anew whatever is edited.
const guests = development ? undefined : openGuestServer(handle, headers, settings);
// An id is dear enough to matter to a page from memory: one for the process, and a number.
const processId = newId<"process">();
let requests = 0;

/** Where machines post to: their signature, or the mailed secret in the address, is the only credential. */
const fromAnywhere: readonly string[] = [paths.stripeWebhook(), paths.mailWebhook(), paths.unsubscribe()];

/** In bytes: room for an address of ten thousand words. */
const LONGEST_HEAD = 131_072;

const server = http.createServer({ maxHeaderSize: LONGEST_HEAD }, (request, response) => {
  const requestId = `${processId}-${(++requests).toString(36)}`;
  const started = performance.now();
  const [pathname = "/"] = (request.url ?? "/").split("?", 1);
  const method = request.method ?? "";
  const guestPage = guests?.addressOf(request);
  if (guests && guestPage !== undefined) {
    const status = guests.answerAtOnce(guestPage, request, response, requestId);
    if (status !== undefined) {
      countPage(request, status);
      return logRequest({ request: requestId, method, path: pathname, status, ms: 0 });
    }
  }
  response.setHeader("X-Request-Id", requestId);
  for (const [name, value] of headers) response.setHeader(name, value);
  response.on("close", () => {
    if (pathname.startsWith("/assets/")) return;
    const ms = Math.round(performance.now() - started);
    const aborted = !response.writableFinished;
    logRequest({ request: requestId, method, path: pathname, status: response.statusCode, ms, aborted });
  });

  // "//", "*" or a whole address: nothing that a page of ours links to, and not all of it can be read as a URL.
  if (!/^\/(?!\/)/.test(pathname)) {
    response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8" }).end("This address cannot be read.\n");
    return;
  }
  const isRead = ["GET", "HEAD"].includes(request.method ?? "");
  // Remix would compare it too.
  if (!isRead && fromAnywhere.includes(pathname)) delete request.headers.origin;
  else if (!isRead) {
    const { origin, host } = request.headers;
    const secFetchSite = request.headers["sec-fetch-site"]?.toString();
    if (!isOwnOrigin({ origin, host, secFetchSite }, settings.BASE_URL)) {
      response
        .writeHead(403, { "Content-Type": "text/plain; charset=utf-8" })
        .end("This request did not come from a page of this board.\n");
      return;
    }
    // Remix compares the two again and would answer 500 behind a proxy that rewrites Host.
    if (origin) request.headers.host = new URL(origin).host;
  }

  if (guestPage !== undefined) void answerGuest(guestPage, request, response, requestId);
  else
    assets(request, response, () => {
      void answer(request, response, requestId);
    });
});

async function answerGuest(
  address: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  requestId: string,
): Promise<void> {
  try {
    const passing = await guests?.answer(address, request, response, requestId);
    if (passing === undefined) return countPage(request, response.statusCode);
    if (passing === "personal") return await answer(request, response, requestId);
    response.statusCode = passing.status;
    passing.headers.forEach((value, index, all) => {
      if (index % 2 === 1) response.setHeader(all[index - 1]!, value);
    });
    await sendWhole(passing.body, response);
  } catch (error) {
    fail(error, response, requestId);
  }
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse, requestId: string): Promise<void> {
  try {
    if (carriesSession(request.headers.cookie)) await catchUpBeforeReading();
    const remixRequest = nodeRequest(request, response, settings.BASE_URL);
    const forwardedFor = request.headers["x-forwarded-for"]?.toString();
    const page: NonNullable<AppLoadContext["page"]> = {};
    const answered = await handle(remixRequest, {
      page,
      clientAddress: clientAddress(request.socket.remoteAddress, forwardedFor, settings.TRUST_PROXY),
      requestId,
      nonce: randomBytes(16).toString("base64"),
    });
    await sendResponse(answered, response, page.bytes);
    countPage(request, response.statusCode);
  } catch (error) {
    fail(error, response, requestId);
  }
}

function fail(error: unknown, response: http.ServerResponse, requestId: string): void {
  log.error({ request: requestId, error: error instanceof Error ? error.stack : "unknown" }, "request failed");
  if (response.headersSent) response.destroy();
  else
    response
      .writeHead(500, { "Content-Type": "text/plain; charset=utf-8" })
      .end(`Something failed on our side. Reference: ${requestId}\n`);
}

server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
  if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
  else socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
});
server.requestTimeout = 60_000;
server.headersTimeout = 20_000;
// The search that the board has begun to build.
const search = jobSearch();
answerSiblings(() => search.catchUp());
beatForHealth(database, processId, search);
listen(server, settings.PORT, search.whole, () => visitBuffer().close());

async function loadBoard(): Promise<{ handle: ReturnType<typeof createRequestHandler>; assets: Middleware }> {
  if (development) {
    const vite = await import("vite");
    const dev = await vite.createServer({ root, server: { middlewareMode: true } });
    const build = () => dev.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
    await build();
    return { handle: createRequestHandler(build, "development"), assets: dev.middlewares as Middleware };
  }
  const build = (await import(pathToFileURL(path.join(root, "build/server/index.js")).href)) as ServerBuild;
  const hour = 3_600;
  const files = sirv(path.join(root, "build/client"), {
    etag: true,
    maxAge: hour,
    // Compressed once, by the build.
    brotli: true,
    gzip: true,
    setHeaders: (response, pathname) => {
      if (pathname.startsWith("/assets/")) response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    },
  });
  return { handle: createBoardHandler(build), assets: files };
}

function settingsOrExit(): ReturnType<typeof env> {
  try {
    return env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
