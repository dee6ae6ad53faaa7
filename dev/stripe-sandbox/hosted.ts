import type { IncomingMessage } from "node:http";
import { addressesAfter, afterAuthentication, authenticatePage } from "./checkout/authenticate.ts";
import { overPage, payPage, problems, type Problem } from "./checkout/page.ts";
import { postCheckout, textOf } from "./checkout/visit.ts";
import { nowOf } from "./clock.ts";
import { decodeForm } from "./form.ts";
import { invoicePage, invoicePdf } from "./invoice-pages/page.ts";
import { postInvoice } from "./invoice-pages/visit.ts";
import type { Moment } from "./moment.ts";
import { styleSheet } from "./page.ts";
import { plainPage } from "./portal/page.ts";
import { findPortal, postPortal, showPortal } from "./portal/visit.ts";
import { authenticate } from "./settlement.ts";
import type { Store } from "./store.ts";
import { sweep } from "./sweep.ts";

/** What a hosted page answers: a page (`away` are the merchant's addresses that it may lead to), or the way on. */
export type HostedAnswer =
  | { status: number; page: string; away?: (string | null | undefined)[] }
  | { location: string }
  | { status: number; type: "text/css" | "text/plain" | "application/pdf"; body: string | Buffer };

/** One visit of a hosted page. */
interface Visit {
  store: Store;
  url: URL;
  /** The form that was posted; undefined when the page is only looked at. */
  form: ReturnType<typeof decodeForm> | undefined;
  id: string;
}

const pages: { path: RegExp; visit: (visit: Visit) => HostedAnswer }[] = [
  { path: /^\/c\/pay\/(cs_test_\w+)$/, visit: visitCheckout },
  { path: /^\/c\/authenticate\/(pi_\w+)$/, visit: visitAuthentication },
  { path: /^\/p\/session\/(\w+)$/, visit: visitPortal },
  { path: /^\/i\/(in_\w+)$/, visit: visitInvoice },
  { path: /^\/i\/(in_\w+)\/pdf$/, visit: visitPdf },
];

/** Serves what Stripe hosts for its merchants: Checkout, 3D Secure, the billing portal and invoices. Undefined is not ours. */
export function hosted(store: Store, request: IncomingMessage, url: URL, body: string): HostedAnswer | undefined {
  if (url.pathname === "/c/style.css") return { status: 200, type: "text/css", body: styleSheet };
  for (const { path, visit } of pages) {
    const found = path.exec(url.pathname);
    if (!found) continue;
    const { method = "GET" } = request;
    if (!["GET", "HEAD", "POST"].includes(method)) return { status: 405, type: "text/plain", body: "Not allowed." };
    sweep(store);
    return visit({ store, url, form: method === "POST" ? decodeForm(body) : undefined, id: found[1] ?? "" });
  }
  return undefined;
}

/** Runs what a visitor does; nobody's API request is behind it. */
const act = <R>(store: Store, work: (moment: Moment) => R): R =>
  store.transaction((tx) => work({ tx, now: nowOf(tx), request: null }));

function visitCheckout({ store, url, form, id }: Visit): HostedAnswer {
  const session = store.read((tx) => tx.get("checkout_session", id));
  const away = [session?.successUrl, session?.cancelUrl];
  if (session?.status !== "open") return { status: session ? 200 : 404, page: overPage(session), away };
  if (!form) {
    const problem = problemOf(url.searchParams.get("problem"));
    return { status: 200, page: store.read((tx) => payPage(tx, session, problem)), away };
  }
  const next = act(store, (moment) => postCheckout(moment, session, form));
  if ("location" in next) return next;
  return { location: next.again ? `${url.pathname}?problem=${next.again}` : url.pathname };
}

const problemOf = (name: string | null): Problem | undefined =>
  name !== null && Object.hasOwn(problems, name) ? (name as Problem) : undefined;

function visitAuthentication({ store, url, form, id }: Visit): HostedAnswer {
  const intent = store.read((tx) => tx.get("payment_intent", id));
  if (!form || intent?.status !== "requires_action") {
    const away = store.read((tx) => (intent ? addressesAfter(tx, intent) : []));
    return { status: intent ? 200 : 404, page: authenticatePage(intent), away };
  }
  const location = act(store, (moment) => {
    authenticate(moment, intent, textOf(form, "outcome") === "pass", url.origin);
    const after = moment.tx.get("payment_intent", id);
    return after && afterAuthentication(moment.tx, after);
  });
  return { location: location ?? url.pathname };
}

function visitInvoice({ store, url, form, id }: Visit): HostedAnswer {
  const row = store.read((tx) => tx.get("invoice", id));
  if (!form || row?.status !== "open") {
    const problem = problemOf(url.searchParams.get("problem"));
    const page = store.read((tx) => invoicePage(tx, row, problem));
    return { status: row && row.number !== null ? 200 : 404, page };
  }
  const next = act(store, (moment) => postInvoice(moment, row, form, url.origin));
  if (next instanceof URL) return { location: next.href };
  return { location: next ? `${url.pathname}?problem=${next}` : url.pathname };
}

function visitPdf({ store, id }: Visit): HostedAnswer {
  const row = store.read((tx) => tx.get("invoice", id));
  if (!row || row.number === null) return { status: 404, type: "text/plain", body: "There is no such invoice." };
  return { status: 200, type: "application/pdf", body: store.read((tx) => invoicePdf(tx, row)) };
}

function visitPortal({ store, url, form }: Visit): HostedAnswer {
  const portal = store.read((tx) => findPortal(tx, url.pathname, nowOf(tx)));
  if (!portal) {
    const page = plainPage("This page has expired", "Go back to where you came from and open it again.", null);
    return { status: 404, page };
  }
  const next = form
    ? act(store, (moment) => postPortal(moment, portal, url.searchParams, form))
    : store.read((tx) => showPortal(tx, portal, url.searchParams));
  if ("location" in next) return next;
  const { flow, returnUrl } = portal.session;
  return {
    status: 200,
    page: next.page,
    away: [returnUrl, flow?.after.type === "redirect" ? flow.after.returnUrl : null],
  };
}
