import { createReadableStreamFromReadable, writeReadableStreamToWritable } from "@remix-run/node";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Transform } from "node:stream";
import { compressWhole, isCompressible } from "./compress-whole.server.ts";
import { acceptedEncoding } from "./guest-pages/accepted-encoding.server.ts";

/** No form of the board is larger: a file of postings is at most 20 MiB, and its multipart envelope a little more. */
const LARGEST_BODY = 22 * 1024 * 1024;

const OVER = new Error("The request is over");

/** The body was larger than any form of the board. */
export class BodyTooLarge extends Error {
  // By name, not by class: the process and the bundle each have their own copy of this file.
  override readonly name = "BodyTooLarge";
}

/**
 * The Request of a `node:http` message. Its URL stands on `baseUrl`, never on the Host header, which a client chooses.
 * It is aborted when it has been answered or the client goes away; its body errs with BodyTooLarge past 22 MiB.
 */
export function nodeRequest(message: IncomingMessage, response: ServerResponse, baseUrl: string): Request {
  const controller = new AbortController();
  // Remix holds a timer for every request until it is aborted; so that is done when it has been answered, too.
  response.on("close", () => controller.abort(OVER));
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  const hasBody = message.method !== "GET" && message.method !== "HEAD";
  return new Request(new URL(baseUrl + (message.url ?? "/")), {
    method: message.method,
    headers,
    signal: controller.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(message.pipe(bounded())), duplex: "half" as const } : {}),
  } as RequestInit);
}

function bounded(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > LARGEST_BODY) done(new BodyTooLarge("The body is too large"));
      else done(null, chunk);
    },
  });
}

/**
 * Writes `answer` to the client. Text is compressed whole, for it is short and ready; anything else (a file) goes out as
 * it comes. `bytes` is the body where the answer itself has none.
 */
export async function sendResponse(answer: Response, response: ServerResponse, bytes?: Buffer): Promise<void> {
  response.statusCode = answer.status;
  if (answer.statusText) response.statusMessage = answer.statusText;
  // A page's own header replaces the process's; only cookies come several at a time.
  for (const [name, value] of answer.headers)
    if (name === "set-cookie") response.appendHeader(name, value);
    else response.setHeader(name, value);
  if (isCompressible(answer.headers.get("Content-Type")) && !answer.headers.has("Content-Encoding")) {
    if (bytes) await sendWhole(bytes, response);
    else if (answer.body) await sendWhole(Buffer.from(await answer.arrayBuffer()), response);
    else response.end();
  } else if (answer.body && response.req.method !== "HEAD") await writeReadableStreamToWritable(answer.body, response);
  else response.end();
}

/** Ends `response`, whose status and headers are set, with `body`, compressed as the client accepts it. */
export async function sendWhole(body: Buffer, response: ServerResponse): Promise<void> {
  const { method, headers } = response.req;
  const sent = await compressWhole(body, acceptedEncoding(headers["accept-encoding"]));
  response.appendHeader("Vary", "Accept-Encoding");
  if (sent.encoding !== "identity") response.setHeader("Content-Encoding", sent.encoding);
  response.setHeader("Content-Length", sent.body.length);
  response.end(method === "HEAD" ? undefined : sent.body);
}
