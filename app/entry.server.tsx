import "./start-up.server.ts";
import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { answerDigest } from "./http/guest-pages/answer-digest.server.ts";
import { contentSecurityPolicy } from "./http/security-headers.server.ts";
import { pageBytes } from "./http/page-bytes.server.ts";
import { log } from "./platform/log.server.ts";
import { gazetteer } from "./platform/geocoder/gazetteer.server.ts";
import { jobSearch } from "./search/job-search.server.ts";
import { NonceContext } from "./ui/nonce.ts";

// Both are slow to make: before the first visitor comes, not while one waits.
jobSearch();
gazetteer();

/**
 * Renders the page whole. Nothing on a page is deferred, so streaming would only cost: React's string renderer makes the
 * same page in half the time of its streaming one, and what is whole can be compressed in one go.
 */
export default async function handleRequest(
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
    if (guest.unchanged) return new Response(null);
  }
  remixContext.renderMeta = { streamCache: await readHandoff(remixContext.serverHandoffStream) };
  const bytes = pageBytes(() =>
    renderToString(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />
      </NonceContext.Provider>,
    ),
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Security-Policy", contentSecurityPolicy([`'nonce-${context.nonce}'`], import.meta.env.DEV));
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
  if (!context.page) return new Response(bytes, { headers, status });
  context.page.bytes = bytes;
  return new Response(null, { headers, status });
}

type StreamCache = NonNullable<NonNullable<EntryContext["renderMeta"]>["streamCache"]>;

/**
 * Reads the loaders' data that a page hands to the browser, before the page is rendered: Remix's own component then finds
 * every part of it there, and need not wait.
 */
async function readHandoff(stream: EntryContext["serverHandoffStream"]): Promise<StreamCache> {
  const part = (value: string, done: boolean) => Object.assign(Promise.resolve(), { result: { value, done } });
  if (!stream) return { 0: part("", true) };
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let read = await reader.read(); !read.done; read = await reader.read())
    text += decoder.decode(read.value, { stream: true });
  reader.releaseLock();
  return { 0: part(text, false), 1: part("", true) };
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
