import { type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { demoCodes } from "./code-page";
import { codesPage, ICON, listPage, messagePage, noticePage, STYLESHEET } from "./mailbox-pages";
import { type Message, type MessageStore } from "./message-store";

const MAX_LISTED = 500;
const LISTED = 100;
/**
 * A document in `srcdoc` inherits the page's policy, and a mail is styled by attributes: so the message's page alone
 * allows inline styles. Nothing allows a script, and a mail's pictures only when they are inside it.
 */
const policy = (styles: string) =>
  `default-src 'none'; style-src 'self'${styles}; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/**
 * The mailbox's web page and its JSON:
 * `GET /api/messages?to=…&limit=…` newest first (100 unless told, at most 500), `DELETE /api/messages`.
 */
export function mailboxListener(store: MessageStore): RequestListener {
  return (request, response) => {
    answer(store, request, response).catch((error: unknown) => {
      console.error("mailbox:", error instanceof Error ? error.message : error);
      if (!response.headersSent) send(response, 500, "text/plain", "The mailbox failed.");
      else response.destroy();
    });
  };
}

async function answer(store: MessageStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The messages hold sign-in links: a site whose name was pointed at 127.0.0.1 (DNS rebinding) must not read them.
  if (!isLocal(request.headers.host))
    return send(response, 403, "text/html", noticePage("Not here", "The mailbox answers at localhost only."));
  const url = new URL(request.url ?? "/", "http://localhost");
  const route = `${request.method === "HEAD" ? "GET" : request.method} ${url.pathname}`;
  const to = (url.searchParams.get("to") ?? "").slice(0, 254);

  if (route === "GET /") return send(response, 200, "text/html", listPage(store.list(to), to));
  if (route === "GET /codes") {
    const { codes, seconds } = demoCodes(new Date());
    // Without script: the page asks again when its codes are over.
    response.setHeader("Refresh", String(seconds));
    return send(response, 200, "text/html", codesPage(codes, seconds));
  }
  if (route === "GET /mailbox.css") return send(response, 200, "text/css", STYLESHEET);
  if (route === "GET /icon.svg") return send(response, 200, "image/svg+xml", ICON);
  if (route === "GET /api/messages")
    return send(
      response,
      200,
      "application/json",
      JSON.stringify(await read(store, to, url.searchParams.get("limit"))),
    );
  if (route === "DELETE /api/messages" || route === "POST /empty") {
    if (!isOwnOrigin(request))
      return send(response, 403, "text/html", noticePage("Not from here", "Only the mailbox's own page empties it."));
    await store.clear();
    if (request.method === "DELETE") return send(response, 204, "text/plain", "");
    response.setHeader("Location", "/");
    return send(response, 303, "text/plain", "");
  }
  const template = /^GET \/templates(?:\/([a-z/-]{1,80}?)(\.html)?)?$/.exec(route);
  if (template) {
    // Only here: the mailbox of the tests needs no React.
    const { templateHtml, templatePage, templatesPage } = await import("../mail-previews/preview-pages");
    const [, id, bare] = template;
    const html = id === undefined ? templatesPage() : await (bare ? templateHtml(id) : templatePage(id));
    if (html) return send(response, 200, "text/html", html, " 'unsafe-inline'");
  }
  const message =
    request.method === "GET" || request.method === "HEAD"
      ? await store.find(/^\/messages\/([^/]+)$/.exec(url.pathname)?.[1] ?? "")
      : undefined;
  if (message) return send(response, 200, "text/html", messagePage(message), " 'unsafe-inline'");
  send(
    response,
    404,
    "text/html",
    noticePage("Not found", "There is no such message; the mailbox keeps the newest ones only."),
  );
}

async function read(store: MessageStore, to: string, limit: string | null): Promise<Message[]> {
  const count = Math.min(MAX_LISTED, /^\d{1,4}$/.test(limit ?? "") ? Number(limit) : LISTED);
  const messages: Message[] = [];
  for (const { id } of store.list(to).slice(0, count)) {
    const message = await store.find(id);
    if (message) messages.push(message);
  }
  return messages;
}

function send(response: ServerResponse, status: number, type: string, body: string, styles = ""): void {
  response.writeHead(status, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Security-Policy": policy(styles),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
  response.end(body);
}

function isLocal(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? "");
}

/** A browser sends Origin with every write; a program sends none. */
function isOwnOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}
