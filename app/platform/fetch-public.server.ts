import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import zlib from "node:zlib";
import { MINUTE, SECOND } from "./clock.ts";
import { env } from "./env.server.ts";
import { isPublicAddress } from "./public-address.ts";
import { resolveAddress } from "./resolve-address.server.ts";

/** Why nothing was fetched, as a sentence for whoever gave the address. */
export class FetchError extends Error {}

/** The name servers say that there is no such host. */
export class NoSuchHost extends FetchError {}

export type FetchLimits = {
  /** Bytes of the answer, packed as well as unpacked. */
  bytes: number;
  /** Milliseconds for everything, redirects included. */
  total: number;
  /** Milliseconds without a byte, while connecting and while reading. */
  idle: number;
  redirects: number;
};
const usual: FetchLimits = { bytes: 20 * 1024 * 1024, total: MINUTE, idle: 10 * SECOND, redirects: 4 };

export type FetchOptions = {
  accept?: string;
  /** What an earlier answer said of itself; if that still holds, nothing is sent again. */
  etag?: string | null;
  lastModified?: string | null;
  limits?: Partial<FetchLimits>;
  /** Who asks, as the servers read it, and how. */
  agent?: string;
  method?: "GET" | "HEAD";
  /** Only for tests, whose server is on this machine. */
  trust?: { resolve?: (name: string) => Promise<string[]>; mayConnect?: (address: string, port: number) => boolean };
};

export type Fetched =
  | { notModified: true }
  | {
      notModified: false;
      body: Buffer;
      /** After the redirects. */
      url: string;
      contentType: string | null;
      etag: string | null;
      lastModified: string | null;
    };

/** How many addresses of one name are tried. */
const TRIES = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Gets what stands at an address that a stranger gave. Only http and https at their own ports, only hosts of the public
 * internet: the name is resolved here, every address is judged, and the connection goes to the address that was judged,
 * so that a name cannot change its mind in between. Each redirect is judged anew. Size and time are bounded whatever the
 * server does. @throws FetchError
 */
export async function fetchPublic(address: string, options: FetchOptions = {}): Promise<Fetched> {
  return follow(address, options, readAnswer);
}

/**
 * What answers at an address that a stranger gave, under the same law as `fetchPublic`: the status after the redirects and
 * where they led. Nothing of the body is read. @throws FetchError, NoSuchHost
 */
export async function probePublic(address: string, options: FetchOptions = {}): Promise<{ status: number; url: URL }> {
  return follow(address, options, async (response, url, status) => {
    response.destroy();
    return { status, url };
  });
}

/** Asks, and asks on where it is sent, then lets `read` make something of the answer within the same time. */
async function follow<T>(
  address: string,
  options: FetchOptions,
  read: (response: IncomingMessage, url: URL, status: number, limits: FetchLimits) => Promise<T>,
): Promise<T> {
  const limits = { ...usual, ...options.limits };
  const signal = AbortSignal.timeout(limits.total);
  try {
    let url = publicUrl(address, options.trust);
    for (let hop = 0; hop <= limits.redirects; hop++) {
      const response = await ask(url, options, limits, signal);
      const status = response.statusCode ?? 0;
      if (REDIRECTS.includes(status)) {
        response.destroy();
        const next = response.headers.location;
        if (!next || !URL.canParse(next, url)) throw new FetchError(`${url.host} sends us on to no address.`);
        url = publicUrl(new URL(next, url).href, options.trust);
      } else return await read(response, url, status, limits);
    }
    throw new FetchError(`The address sends us on more than ${limits.redirects} times.`);
  } catch (error) {
    if (signal.aborted) throw new FetchError(`It took longer than ${limits.total / SECOND} seconds, so we gave up.`);
    throw error;
  }
}

/** Reads an address that may be fetched, before anything is connected. @throws FetchError */
export function publicUrl(text: string, trust?: FetchOptions["trust"]): URL {
  if (text.length > 1_000 || !URL.canParse(text)) throw new FetchError("This is not a web address.");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new FetchError("Only addresses that begin with https:// or http:// are fetched.");
  if (url.username || url.password) throw new FetchError("An address with a password in it is not fetched.");
  const host = hostOf(url);
  const own = isIP(host) !== 0 && trust?.mayConnect?.(host, portOf(url));
  if (!own && !["", "80", "443"].includes(url.port) && !trust?.mayConnect)
    throw new FetchError("Only the usual ports of the web, 80 and 443, are fetched from.");
  if (isIP(host) ? !own && !isPublicAddress(host) : !/\.[^.]/.test(host.replace(/\.$/, "")))
    throw new FetchError(`${url.hostname} is not an address of the public internet.`);
  url.hash = "";
  // Written out, an address can be nine times as long as it was typed.
  if (url.href.length > 1_000) throw new FetchError("This web address is too long.");
  return url;
}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, "");
const portOf = (url: URL) => Number(url.port) || (url.protocol === "https:" ? 443 : 80);

/** The addresses of the host, all of which must be public: one that is not makes the whole name suspect. */
async function judgedAddresses(url: URL, trust: FetchOptions["trust"], signal: AbortSignal): Promise<string[]> {
  const host = hostOf(url);
  signal.throwIfAborted();
  const resolving = isIP(host) ? Promise.resolve([host]) : (trust?.resolve ?? resolveAddress)(host);
  const found = await Promise.race([resolving, rejectedBy(signal)]).catch(() => {
    throw new FetchError(`The name servers did not answer for ${host}. Try again in some minutes.`);
  });
  if (found.length === 0) throw new NoSuchHost(`There is no host ${host}.`);
  for (const address of found)
    if (!isPublicAddress(address) && !trust?.mayConnect?.(address, portOf(url)))
      throw new FetchError(`${host} is not an address of the public internet.`);
  return found.slice(0, TRIES);
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true }),
  );
}

async function ask(
  url: URL,
  options: FetchOptions,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let last: unknown;
  for (const address of await judgedAddresses(url, options.trust, signal))
    try {
      return await connect(url, address, options, limits, signal);
    } catch (error) {
      if (!isNetworkError(error) || signal.aborted) throw error;
      last = error;
    }
  throw new FetchError(wordsFor(last, url));
}

function connect(
  url: URL,
  address: string,
  options: FetchOptions,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const family = isIP(address);
  const settings: RequestOptions = {
    // One connection for one question: nothing is kept open that was judged for another host.
    agent: false,
    signal,
    timeout: limits.idle,
    method: options.method ?? "GET",
    maxHeaderSize: 16 * 1024,
    lookup: (_name, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family)),
    headers: {
      Accept: options.accept ?? "*/*",
      "Accept-Encoding": "gzip, deflate, br",
      "User-Agent": `${options.agent ?? "CareerCenter-Import/1.0"} (+${env().BASE_URL})`,
      Connection: "close",
      ...(options.etag && { "If-None-Match": options.etag }),
      ...(options.lastModified && { "If-Modified-Since": options.lastModified }),
    },
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? https : http).request(url, settings, resolve);
    request.on("timeout", () => request.destroy(silence(url, limits)));
    request.on("error", reject);
    request.end();
  });
}

const silence = (url: URL, limits: FetchLimits) =>
  new FetchError(`${url.host} was silent for ${limits.idle / SECOND} seconds, so we gave up.`);

async function readAnswer(response: IncomingMessage, url: URL, status: number, limits: FetchLimits): Promise<Fetched> {
  if (status === 304) {
    response.destroy();
    return { notModified: true };
  }
  if (status !== 200) {
    response.destroy();
    throw new FetchError(`${url.host} answered with the status ${status}${statusHints[status] ?? ""}.`);
  }
  const { headers } = response;
  return {
    notModified: false,
    body: await readBody(response, url, limits),
    url: url.href,
    contentType: headers["content-type"]?.slice(0, 200) ?? null,
    etag: bounded(headers.etag),
    lastModified: bounded(headers["last-modified"]),
  };
}

const statusHints: Record<number, string> = {
  401: ": it asks for a password",
  403: ": it does not let us in",
  404: ": there is nothing at this address",
  410: ": what was there is gone",
  429: ": it was asked too often",
};
const bounded = (header: string | undefined) => (header && header.length <= 200 ? header : null);

async function readBody(response: IncomingMessage, url: URL, limits: FetchLimits): Promise<Buffer> {
  const encoding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  const tooLarge = new FetchError(`What is there is larger than ${Math.floor(limits.bytes / 1024 / 1024)} MB.`);
  const unpacked = unpack(response, encoding);
  try {
    if (!unpacked) throw new FetchError(`${url.host} packs its answer in a way that we do not read.`);
    if (Number(response.headers["content-length"]) > limits.bytes) throw tooLarge;
    let packed = 0;
    if (unpacked !== response)
      response.on("data", (chunk: Buffer) => {
        packed += chunk.length;
        if (packed > limits.bytes) response.destroy(tooLarge);
      });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limits.bytes) throw tooLarge;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    throw new FetchError(wordsFor(error, url));
  } finally {
    unpacked?.destroy();
    response.destroy();
  }
}

/** The answer as it was before it was packed; undefined where nobody here can unpack it. */
function unpack(response: IncomingMessage, encoding: string): Readable | undefined {
  if (encoding === "identity" || encoding === "") return response;
  const make = {
    gzip: zlib.createGunzip,
    "x-gzip": zlib.createGunzip,
    deflate: zlib.createInflate,
    br: zlib.createBrotliDecompress,
  };
  if (!Object.hasOwn(make, encoding)) return undefined;
  const decoder = make[encoding as keyof typeof make]();
  response.on("error", (error) => decoder.destroy(error));
  response.on("aborted", () => decoder.destroy(new Error("aborted")));
  return response.pipe(decoder);
}

const isNetworkError = (error: unknown) =>
  error instanceof Error && !(error instanceof FetchError) && ("code" in error || error.message === "aborted");

function wordsFor(error: unknown, url: URL): string {
  const { code = "" } = (error ?? {}) as { code?: string };
  if (/^Z_|ERR_BROTLI|^ERR__ERROR/.test(code) || code === "ERR_PADDING_2") return `${url.host} sent a damaged answer.`;
  if (code === "HPE_HEADER_OVERFLOW") return `${url.host} sent more headers than we read.`;
  if (code.startsWith("HPE_")) return `${url.host} does not speak the web's language (HTTP).`;
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code)) return `The certificate of ${url.host} is not in order.`;
  if (["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"].includes(code))
    return `${url.host} could not be reached.`;
  return `The connection to ${url.host} broke off.`;
}
