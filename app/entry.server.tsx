import "./start-up.server.ts";
import {
  createReadableStreamFromReadable,
  type AppLoadContext,
  type EntryContext,
  type HandleErrorFunction,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { PassThrough } from "node:stream";
import { renderToPipeableStream } from "react-dom/server";
import { answerDigest } from "./http/guest-pages/answer-digest.server.ts";
import { contentSecurityPolicy } from "./http/security-headers.server.ts";
import { log } from "./platform/log.server.ts";
import { gazetteer } from "./platform/geocoder/gazetteer.server.ts";
import { jobSearch } from "./search/job-search.server.ts";
import { NonceContext } from "./ui/nonce.ts";

// Both are slow to make: before the first visitor comes, not while one waits.
jobSearch();
gazetteer();

/** A page that has not rendered by then is given up, in milliseconds. */
const RENDER_TIMEOUT = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { guest } = context;
  if (guest) {
    guest.digest = answerDigest(remixContext.staticHandlerContext);
    guest.unchanged = guest.digest !== undefined && guest.digest === guest.known;
    if (guest.unchanged) return Promise.resolve(new Response(null));
  }
  return new Promise((resolve, reject) => {
    let shellIsReady = false;
    const answer = () => {
      shellIsReady = true;
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      headers.set("Content-Security-Policy", contentSecurityPolicy([`'nonce-${context.nonce}'`], import.meta.env.DEV));
      if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: errored ? 500 : status }));
      pipe(body);
    };
    let errored = false;
    // What is kept is whole, and in the order of the page.
    const waitForAll = guest !== undefined || isbot(request.headers.get("user-agent")) || remixContext.isSpaMode;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={context.nonce} abortDelay={RENDER_TIMEOUT} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        ...(guest && { progressiveChunkSize: Infinity }),
        ...(waitForAll ? { onAllReady: answer } : { onShellReady: answer }),
        onShellError: reject,
        onError(error) {
          errored = true;
          if (shellIsReady) log.error({ request: context.requestId, error: String(error) }, "rendering failed");
        },
      },
    );
    const timer = setTimeout(abort, RENDER_TIMEOUT + 1_000);
    timer.unref();
    request.signal.addEventListener("abort", () => clearTimeout(timer));
  });
}

/** Unexpected errors of loaders and actions; what a client broke off is none. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return;
  log.error({ request: context.requestId, error: traceOf(error) }, "request failed");
};

/** Where an error came from. The database's own messages quote values (an address that is taken), so they stay out. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code, sqlState } = error as { code?: string; sqlState?: string };
  if (!sqlState) return error.stack ?? error.name;
  return [
    code ?? "database error",
    ...(error.stack ?? "").split("\n").filter((line) => line.startsWith("    at ")),
  ].join("\n");
}
