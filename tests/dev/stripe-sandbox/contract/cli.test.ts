import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type Stripe from "stripe";
import { describe, expect, onTestFinished, test } from "vitest";
import { startSandbox, submitCheckout, temporaryFolder } from "../sandbox.ts";

/** The program of `@stripe/cli` for this machine, or undefined where Stripe has none. */
function findCli(): string | undefined {
  const require = createRequire(createRequire(import.meta.url).resolve("@stripe/cli/package.json"));
  const platforms: Record<string, { pkg: string; bin: string }> = require("./platforms.json");
  const platform = platforms[`${process.platform}-${process.arch}`];
  try {
    return platform && join(dirname(require.resolve(`${platform.pkg}/package.json`)), "bin", platform.bin);
  } catch {
    return undefined;
  }
}

const cli = findCli();
if (!cli)
  console.warn(`Stripe's own client was NOT run: @stripe/cli has none for ${process.platform}-${process.arch}.`);

/** A proxy that lets nothing through and remembers what was wanted. */
async function startWall() {
  const wanted: string[] = [];
  const server = createServer((request, response) => {
    wanted.push(String(request.url));
    response.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    wanted.push(String(request.url));
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, wanted };
}

/** Runs `stripe trigger` against a sandbox of this test's own and gives what it said and which events came of it. */
async function trigger(event: string, args: string[] = []) {
  const { url, stripe } = await startSandbox();
  const wall = await startWall();
  const home = temporaryFolder();
  const env = {
    NODE_ENV: "test" as const,
    HOME: home,
    XDG_CONFIG_HOME: home,
    STRIPE_CLI_TELEMETRY_OPTOUT: "1",
    // This machine's own addresses are never asked through it.
    HTTPS_PROXY: wall.url,
    HTTP_PROXY: wall.url,
  };
  const words = ["trigger", event, "--api-base", url, "--api-key", "sk_test_of_the_contract_suite", ...args];
  const said = await new Promise<string>((resolve) => {
    execFile(cli ?? "", words, { env, timeout: 30_000 }, (error, out, err) =>
      resolve(`${error ? "failed: " : ""}${out}${err}`),
    );
  });
  const { data } = await stripe.events.list({ limit: 100 });
  return { stripe, said, wanted: wall.wanted, events: data.reverse() };
}

const objectOf = (events: Stripe.Event[], type: string) => events.findLast((event) => event.type === type)?.data.object;

/** The CLI's fixtures are older than the API version in use: it is told to leave out what that has no more. */
const without = (...names: string[]) => names.flatMap((name) => ["--remove", name]);
const noMethodTypes = without("payment_intent:payment_method_types");
const newPromotion = [
  ...without("promotion_code:coupon"),
  "--add",
  "promotion_code:promotion[type]=coupon",
  "--add",
  "promotion_code:promotion[coupon]=${coupon:id}",
];

describe.runIf(cli)("Stripe's own command line", { timeout: 60_000 }, () => {
  test.each<[event: string, object: object, args?: string[]]>([
    ["customer.created", { object: "customer" }],
    ["customer.updated", { object: "customer", metadata: { foo: "bar" } }],
    ["customer.deleted", { object: "customer" }],
    ["product.created", { object: "product", name: "myproduct" }],
    ["product.updated", { object: "product", metadata: { foo: "bar" } }],
    ["product.deleted", { object: "product" }],
    ["price.created", { object: "price", unit_amount: 1_500, type: "recurring" }],
    ["price.updated", { object: "price", metadata: { foo: "bar" } }],
    ["coupon.created", { object: "coupon", percent_off: 20 }],
    ["coupon.updated", { object: "coupon", metadata: { foo: "bar" } }],
    ["coupon.deleted", { object: "coupon" }],
    ["promotion_code.created", { object: "promotion_code", active: true }, newPromotion],
    ["promotion_code.updated", { object: "promotion_code", metadata: { foo: "bar" } }, newPromotion],
    ["checkout.session.expired", { object: "checkout.session", status: "expired" }],
    ["payment_intent.created", { object: "payment_intent" }, noMethodTypes],
    [
      "payment_intent.amount_capturable_updated",
      { status: "requires_capture", amount_capturable: 2_000 },
      noMethodTypes,
    ],
    ["payment_intent.succeeded", { status: "succeeded", amount_received: 2_000 }, noMethodTypes],
    ["payment_intent.canceled", { status: "canceled" }, noMethodTypes],
    ["payment_intent.payment_failed", { status: "requires_payment_method" }, noMethodTypes],
    ["charge.refunded", { object: "charge", refunded: true }, noMethodTypes],
    ["charge.refund.updated", { object: "refund", metadata: { order_id: "6735" } }, noMethodTypes],
    ["charge.dispute.created", { object: "dispute", reason: "fraudulent" }, noMethodTypes],
    ["charge.dispute.updated", { object: "dispute", metadata: { foo: "bar" } }, noMethodTypes],
    ["charge.dispute.closed", { object: "dispute" }, noMethodTypes],
    ["customer.subscription.created", { object: "subscription" }],
    ["customer.subscription.updated", { object: "subscription", metadata: { foo: "bar" } }],
    ["customer.subscription.deleted", { object: "subscription", status: "canceled" }],
    ["subscription.payment_succeeded", { object: "invoice", status: "paid" }],
    ["subscription.payment_failed", { object: "invoice", status: "open" }],
    ["invoice.paid", { object: "invoice", status: "paid" }],
    ["invoice.payment_failed", { object: "invoice", status: "open" }],
    ["invoice.finalized", { object: "invoice", status: "open" }],
    ["invoice.voided", { object: "invoice", status: "void" }],
    ["billing_portal.configuration.created", { object: "billing_portal.configuration", active: true }],
    ["billing_portal.session.created", { object: "billing_portal.session" }],
  ])("brings about %s", async (event, object, args) => {
    const { said, events } = await trigger(event, args);
    expect(said).toContain("Trigger succeeded!");
    // Two of its names stand for the invoice's event.
    expect(objectOf(events, event.replace(/^subscription\./, "invoice."))).toMatchObject(object);
  });

  test("opens a checkout whose payment completes it", async () => {
    // What it does itself after that is no part of the API: the page's own calls. Here the page is used.
    const own = ["payment_page", "payment_method", "payment_page_confirm"];
    const { said, stripe, events } = await trigger("checkout.session.completed", [
      ...own.flatMap((name) => ["--skip", name]),
      ...without("checkout_session:payment_intent_data"),
    ]);
    expect(said).toContain("Trigger succeeded!");
    expect(events.map((event) => event.type)).toEqual(["product.created", "price.created"]);
    const [session] = (await stripe.checkout.sessions.list()).data;
    await submitCheckout(session?.url ?? null, {
      action: "pay",
      email: "jenny.rosen@example.com",
      card_number: "4242424242424242",
      card_expiry: "12/34",
      card_cvc: "123",
      name: "Jenny Rosen",
    });
    const { data } = await stripe.events.list({ type: "checkout.session.completed" });
    expect(data).toMatchObject([
      { data: { object: { id: session?.id, payment_status: "paid", amount_total: 3_000 } } },
    ]);
  });

  test("asks nobody but the sandbox, save for news of itself", async () => {
    const { wanted } = await trigger("customer.created");
    expect(wanted.filter((address) => address !== "api.github.com:443")).toEqual([]);
  });
});
