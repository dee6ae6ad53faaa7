import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import { memoryFolder } from "#tests/support/memory-folder.ts";
import { holdToContract } from "#tests/support/stripe-contract/hold-to-contract.ts";
import { startStripeSandbox, type SandboxOptions } from "../../../dev/stripe-sandbox/server.ts";

// Whatever uses a sandbox in a test is a test of its faithfulness too.
holdToContract();

export const webhookSecret = "whsec_test_of_the_sandbox";

/** The real SDK, pointed at a sandbox the way the product does it. */
export function stripeFor(url: string, options: { maxNetworkRetries?: number } = {}) {
  const { hostname, port } = new URL(url);
  return new Stripe("sk_test_sandbox", {
    host: hostname,
    port,
    protocol: "http",
    telemetry: false,
    maxNetworkRetries: 0,
    ...options,
  });
}

/** A folder that is gone after the test. */
export function temporaryFolder() {
  const folder = memoryFolder("stripe-sandbox-");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A running sandbox of this test's own, with the SDK and the control API. */
export async function startSandbox(options: Partial<SandboxOptions> = {}) {
  const dataDir = options.dataDir ?? temporaryFolder();
  const sandbox = await startStripeSandbox({ port: 0, ...options, dataDir });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= sandbox.close());
  onTestFinished(close);
  return { url: sandbox.url, close, dataDir, stripe: stripeFor(sandbox.url), control: controlOf(sandbox.url) };
}

/** Posts to the control API and returns its JSON. */
export function controlOf(url: string) {
  return async (path: string, body: object = {}): Promise<Record<string, unknown>> => {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(`${url}/_sandbox${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  };
}

/** What a webhook endpoint got. */
export interface Received {
  body: string;
  signature: string;
  event: Stripe.Event;
}

/** A webhook endpoint that keeps all it gets and answers as told. */
export async function startReceiver(answer: (got: Received, times: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString();
      const got = { body, signature: String(request.headers["stripe-signature"]), event: JSON.parse(body) };
      received.push(got);
      response.writeHead(answer(got, received.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    received,
    types: () => received.map((one) => one.event.type),
  };
}

/** Posts the hosted page's form as a browser does and says where it leads. */
export async function submitCheckout(url: string | null, fields: Record<string, string>) {
  const response = await fetch(url ?? "", { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { status: response.status, location: response.headers.get("location") ?? "" };
}

/** Pays on the hosted page with a test card. */
export function payWith(url: string | null, card: string) {
  return submitCheckout(url, {
    action: "pay",
    card_number: card,
    card_expiry: "12/34",
    card_cvc: "123",
    name: "Ada Coder",
  });
}

/** What the hosted page says. */
export async function readPage(url: string | null) {
  return await (await fetch(url ?? "")).text();
}

/** The single post's session: one job for $199.00, authorized by card and captured later. */
export async function singlePostSession(stripe: Stripe, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const customer = await stripe.customers.create({ email: "owner@example.com", name: "North Hospital" });
  return stripe.checkout.sessions.create({
    mode: "payment",
    customer: customer.id,
    allowed_payment_method_types: ["card"],
    client_reference_id: "order_1",
    metadata: { order: "order_1" },
    line_items: [
      { quantity: 1, price_data: { currency: "usd", unit_amount: 19_900, product_data: { name: "Single job post" } } },
    ],
    payment_intent_data: { capture_method: "manual", metadata: { order: "order_1" } },
    success_url: "http://localhost:3000/paid?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://localhost:3000/canceled",
    ...more,
  });
}

/** The session again, with its payment intent and charge. */
export async function intentOf(stripe: Stripe, session: string) {
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session, {
    expand: ["payment_intent.latest_charge"],
  });
  if (payment_intent === null || typeof payment_intent === "string")
    throw new Error("The session has no payment intent");
  return payment_intent;
}
