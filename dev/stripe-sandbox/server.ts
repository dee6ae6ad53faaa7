import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { Api, type ApiAnswer } from "./api.ts";
import { Control } from "./control.ts";
import { controlPage } from "./control-page.ts";
import { StripeApiError } from "./errors.ts";
import { lockFolder } from "./folder-lock.ts";
import { decodeForm } from "./form.ts";
import { hosted, type HostedAnswer } from "./hosted.ts";
import { Store } from "./store.ts";
import { sweep } from "./sweep.ts";
import { setEndpoint } from "./webhook-endpoint.ts";
import { WebhookSender } from "./webhook-sender.ts";
import { tellOfExchange } from "./wire.ts";

export interface SandboxOptions {
  /** 0 takes a free port. */
  port: number;
  /** The folder of the sandbox's own state; it is made when absent. */
  dataDir: string;
  /** Where events are posted; without it they are only listed. */
  webhookUrl?: string;
  webhookSecret?: string;
  /** The one key that is accepted; without it every `sk_test_…` is. */
  secretKey?: string;
}

export interface StripeSandbox {
  /** Scheme, host and port, for instance `http://127.0.0.1:4010`. */
  url: string;
  /** Where events go, and with what they are signed, as of the start. */
  webhooks: { url: string; secret: string }[];
  /** Stops listening and sending; what is pending is kept for the next start. */
  close(): Promise<void>;
}

const maxBodyBytes = 1024 * 1024;
const sweepEveryMs = 1_000;
const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Starts the sandbox on the loopback address.
 * @throws Error when the port or the folder is taken, or the journal is damaged
 */
export async function startStripeSandbox(options: SandboxOptions): Promise<StripeSandbox> {
  const unlock = await lockFolder(options.dataDir);
  try {
    return await startOwning(options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startOwning(options: SandboxOptions, unlock: () => Promise<void>): Promise<StripeSandbox> {
  const store = new Store(options.dataDir);
  try {
    const { webhookUrl, webhookSecret } = options;
    if (webhookUrl && webhookSecret) store.transaction((tx) => setEndpoint(tx, webhookUrl, webhookSecret));
    const sender = new WebhookSender(store);
    const rim = new Rim(store, sender, new Api(store, options.secretKey), new Control(store, sender));
    const server = createServer((request, response) => void rim.serve(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(options.port, "127.0.0.1", resolve);
    });
    const timer = setInterval(() => rim.tick(), sweepEveryMs).unref();
    rim.tick();
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}`,
      webhooks: store.read((tx) => tx.list("endpoint")).map(({ url, secret }) => ({ url, secret })),
      close: async () => {
        clearInterval(timer);
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await sender.close();
        store.close();
        await unlock();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The HTTP rim: which part of the sandbox a request is for, its body, and its answer. */
class Rim {
  constructor(
    private readonly store: Store,
    private readonly sender: WebhookSender,
    private readonly api: Api,
    private readonly control: Control,
  ) {}

  /** Lets due things happen and sends what is due. */
  tick() {
    sweep(this.store);
    this.sender.wake();
  }

  /** Answers any request; a fault of ours is a 500, never a crash. */
  async serve(request: IncomingMessage, response: ServerResponse) {
    try {
      const host = request.headers.host ?? "";
      const origin = `http://${loopbackHost.test(host) ? host : `127.0.0.1:${request.socket.localPort}`}`;
      const url = URL.canParse(request.url ?? "/", origin) ? new URL(request.url ?? "/", origin) : undefined;
      if (!url) return answerApi(response, this.api.refuse(400, "The request's URL is none."));
      const body = await readBody(request);
      if (body === undefined) return answerApi(response, this.api.refuse(413, "The body is larger than 1 MB."));
      const visit = hosted(this.store, request, url, body);
      if (visit) return answerVisit(response, visit);
      if (url.pathname === "/") return redirect(response, "/_sandbox");
      if (/^\/_sandbox(\/|$)/.test(url.pathname)) return await this.controlled(request, response, url, body);
      return await this.apiCall(request, response, url, body, origin);
    } catch (error) {
      if (error instanceof StripeApiError) return send(response, error.status, "text/plain", error.message);
      console.error("Stripe sandbox:", error);
      if (!response.headersSent) answerApi(response, this.api.refuse(500, "The Stripe sandbox failed."));
    } finally {
      this.sender.wake();
    }
  }

  private async apiCall(request: IncomingMessage, response: ServerResponse, url: URL, body: string, origin: string) {
    const answer = await this.api.answer(request, url, body, origin);
    // Nothing was asked or answered as far as anybody could tell.
    if (answer.lost && answer.body === "") return void request.socket.destroy();
    const { method = "GET" } = request;
    tellOfExchange({ method, url: url.pathname + url.search, body, status: answer.status, answer: answer.body });
    if (answer.lost) return void request.socket.destroy();
    answerApi(response, answer);
  }

  private async controlled(request: IncomingMessage, response: ServerResponse, url: URL, body: string) {
    // The name in Host is checked too, so that no foreign page reaches this by a name it points to our address.
    if (!loopback.test(request.socket.remoteAddress ?? "") || !loopbackHost.test(request.headers.host ?? "")) {
      return send(response, 403, "text/plain", "The control pages are for this machine only.");
    }
    const { origin } = request.headers;
    if (origin !== undefined && origin !== url.origin)
      return send(response, 403, "text/plain", "Not from another site.");
    if (request.method === "GET" && url.pathname === "/_sandbox")
      return page(response, 200, this.store.read(controlPage));
    const isForm = (request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
    try {
      const answer = await this.control.answer(
        request.method ?? "GET",
        url,
        isForm ? decodeForm(body) : parseJson(body),
      );
      if (!answer) return send(response, 404, "text/plain", "There is nothing here.");
      if (isForm) return redirect(response, "/_sandbox");
      send(response, answer.status, "application/json", JSON.stringify(answer.json, null, 2));
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      send(response, 400, "application/json", JSON.stringify({ error: z.prettifyError(error) }));
    }
  }
}

/** @throws z.ZodError when the body is no JSON */
function parseJson(body: string): unknown {
  try {
    return body === "" ? {} : JSON.parse(body);
  } catch {
    throw new z.ZodError([{ code: "custom", path: [], message: "The body is not JSON.", input: undefined }]);
  }
}

/** The body as text, or undefined when it is too large. */
async function readBody(request: IncomingMessage) {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes: Buffer = part;
    length += bytes.length;
    if (length > maxBodyBytes) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  const kind = typeof body === "string" ? `${type}; charset=utf-8` : type;
  response.writeHead(status, { "Content-Type": kind, "Cache-Control": "no-store" }).end(body);
}

function redirect(response: ServerResponse, location: string) {
  response.writeHead(303, { Location: location, "Cache-Control": "no-store" }).end();
}

function answerApi(response: ServerResponse, { status, headers, body }: ApiAnswer) {
  response.writeHead(status, headers).end(body);
}

function answerVisit(response: ServerResponse, visit: HostedAnswer) {
  if ("location" in visit) return redirect(response, visit.location);
  if ("page" in visit) return page(response, visit.status, visit.page, visit.away);
  send(response, visit.status, visit.type, visit.body);
}

/** A page of ours. Its form may lead away to the merchant's addresses and nowhere else. */
function page(response: ServerResponse, status: number, body: string, addresses: (string | null | undefined)[] = []) {
  const away = addresses.flatMap((address) => (address ? [new URL(address).origin] : []));
  const policy = `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${away.join(" ")}; base-uri 'none'; frame-ancestors 'none'`;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  send(response, status, "text/html", body);
}
