import { join, resolve } from "node:path";
import Stripe from "stripe";
import { startStripeSandbox } from "./server.ts";

/** The sandbox as a process of its own; see README.md beside this file for its environment. */
const env = process.env;
const port = Number(env.STRIPE_SANDBOX_PORT ?? "4010");
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error("STRIPE_SANDBOX_PORT is not a port.");
  process.exit(1);
}
if (env.STRIPE_SECRET_KEY && !/^(sk|rk)_test_/.test(env.STRIPE_SECRET_KEY)) {
  console.error("STRIPE_SECRET_KEY is not a test key. The Stripe sandbox never takes a live one.");
  process.exit(1);
}
if (env.STRIPE_WEBHOOK_URL && !env.STRIPE_WEBHOOK_SECRET) {
  console.error("STRIPE_WEBHOOK_URL needs STRIPE_WEBHOOK_SECRET, with which events are signed.");
  process.exit(1);
}
const sandbox = await startStripeSandbox({
  port,
  dataDir: join(env.DATA_DIR ?? ".data", "stripe-sandbox"),
  webhookUrl: env.STRIPE_WEBHOOK_URL || undefined,
  webhookSecret: env.STRIPE_WEBHOOK_SECRET || undefined,
  secretKey: env.STRIPE_SECRET_KEY || undefined,
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void sandbox.close().then(() => process.exit(0));
  });
}

// Whoever reads this may end the sandbox at once.
console.log(`Stripe sandbox ready on ${sandbox.url} (control page: ${sandbox.url}/_sandbox)`);

const webhooks = sandbox.webhooks.map(({ url, secret }) => `${url}, signed with ${secret}`);
const nobody = "nobody (STRIPE_WEBHOOK_URL and STRIPE_WEBHOOK_SECRET, or POST /v1/webhook_endpoints)";
/** What a client has to know, for a person to read: run.mjs prints it. A board that starts this keeps its keys out of its logs. */
export const settings = `\
  Key          ${env.STRIPE_SECRET_KEY ? `${env.STRIPE_SECRET_KEY} (STRIPE_SECRET_KEY)` : "any sk_test_…"}
  Webhooks to  ${webhooks.join("\n               ") || nobody}
  API version  ${Stripe.API_VERSION}
  State        ${join(resolve(env.DATA_DIR ?? ".data"), "stripe-sandbox")}`;
