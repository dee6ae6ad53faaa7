import { spawn } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import fc from "fast-check";
import { Store } from "../../../dev/stripe-sandbox/store.ts";
import { intentOf, payWith, singlePostSession, startSandbox, stripeFor, temporaryFolder } from "./sandbox.ts";

/** The sandbox as a process of its own, ready to be killed. */
async function startProcess(dataDir: string) {
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    STRIPE_SANDBOX_PORT: "0",
    STRIPE_WEBHOOK_URL: "",
    STRIPE_SECRET_KEY: "",
  };
  const main = new URL("../../../dev/stripe-sandbox/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", main], { env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
    if (url) return { stripe: stripeFor(url), kill: () => (child.kill("SIGKILL"), once(child, "exit")) };
  }
  throw new Error("The sandbox ended before it was ready");
}

test(
  "what was answered survives a kill -9: objects, idempotency keys and the clock's advance",
  { timeout: 30_000 },
  async () => {
    const dataDir = temporaryFolder();
    const first = await startProcess(dataDir);
    const session = await singlePostSession(first.stripe);
    await payWith(session.url, "4242424242424242");
    const { id } = await intentOf(first.stripe, session.id);
    const captured = await first.stripe.paymentIntents.capture(id, {}, { idempotencyKey: "capture:1" });
    await first.kill();
    const second = await startProcess(dataDir);
    expect(await second.stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: "succeeded",
      amount_received: 19_900,
    });
    const again = await second.stripe.paymentIntents.capture(id, {}, { idempotencyKey: "capture:1" });
    expect(again).toEqual(captured);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    await second.kill();
  },
);

test("a session that was open at a restart can be paid after it", async () => {
  const first = await startSandbox();
  const session = await singlePostSession(first.stripe);
  await first.control("/clock/advance", { seconds: 3_600 });
  await first.close();
  const second = await startSandbox({ dataDir: first.dataDir });
  await payWith(`${second.url}${new URL(session.url ?? "").pathname}`, "4242424242424242");
  const intent = await intentOf(second.stripe, session.id);
  expect(intent.status).toBe("requires_capture");
  expect(intent.created - session.created).toBeGreaterThanOrEqual(3_600);
});

const customer = (id: string, name: string) => ({
  id,
  created: 1,
  email: null,
  name,
  phone: null,
  description: null,
  address: null,
  metadata: {},
  deleted: false,
  defaultPaymentMethod: null,
  delinquent: false,
  nextInvoice: 1,
  balance: 0,
  currency: null,
});

test("a torn last line was never acknowledged and is cut off; damage before it is refused", () => {
  const folder = temporaryFolder();
  const store = new Store(folder);
  store.transaction((tx) => tx.put("customer", customer("cus_1", "One")));
  store.close();
  const journal = join(folder, "journal.jsonl");
  appendFileSync(journal, '[["put","customer",{"id":"cus_2"');
  const again = new Store(folder);
  expect(again.read((tx) => tx.list("customer")).map((row) => row.id)).toEqual(["cus_1"]);
  again.transaction((tx) => tx.put("customer", customer("cus_3", "Three")));
  again.close();
  const last = new Store(folder);
  expect(last.read((tx) => tx.list("customer")).map((row) => row.id)).toEqual(["cus_1", "cus_3"]);
  last.close();
  writeFileSync(journal, `nonsense\n${readFileSync(journal, "utf8")}`);
  expect(() => new Store(folder)).toThrow(/damaged at .*:1/);
});

test(
  "the program says where it is, which key it takes and where events go, and ends when told to",
  {
    timeout: 60_000,
  },
  async () => {
    const main = new URL("../../../dev/stripe-sandbox/run.mjs", import.meta.url).pathname;
    const env = {
      ...process.env,
      DATA_DIR: temporaryFolder(),
      STRIPE_SANDBOX_PORT: "0",
      STRIPE_SECRET_KEY: "sk_test_mine",
      STRIPE_WEBHOOK_URL: "http://localhost:1/webhooks",
      STRIPE_WEBHOOK_SECRET: "whsec_mine",
    };
    const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    let said = "";
    for await (const line of createInterface({ input: child.stdout })) {
      said += `${line}\n`;
      if (line.includes("State")) break;
    }
    for (const text of [
      /http:\/\/127\.0\.0\.1:\d+/,
      /sk_test_mine/,
      /http:\/\/localhost:1\/webhooks, signed with whsec_mine/,
    ])
      expect(said).toMatch(text);
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  },
);

test("a journal of an older sandbox is understood: what it lacks is as it was then", async () => {
  const first = await startSandbox();
  const session = await singlePostSession(first.stripe);
  await first.close();
  const journal = join(first.dataDir, "journal.jsonl");
  const later = ["mode", "address", "invoiceCreation", "pendingSubscription", "defaultPaymentMethod", "nextInvoice"];
  const older = readFileSync(journal, "utf8")
    .split("\n")
    .map((line) =>
      line ? JSON.stringify(JSON.parse(line, (name, value) => (later.includes(name) ? undefined : value))) : "",
    );
  writeFileSync(journal, older.join("\n"));
  const second = await startSandbox({ dataDir: first.dataDir });
  await payWith(`${second.url}${new URL(session.url ?? "").pathname}`, "4242424242424242");
  expect(await intentOf(second.stripe, session.id)).toMatchObject({ status: "requires_capture" });
  expect(await second.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ mode: "payment", invoice: null });
});

test("one folder has one owner, until that one ends", async () => {
  const first = await startSandbox();
  await expect(startSandbox({ dataDir: first.dataDir })).rejects.toThrow(/in use/);
  await first.close();
  await startSandbox({ dataDir: first.dataDir });
});

test("a transaction that throws leaves nothing", () => {
  const folder = temporaryFolder();
  const store = new Store(folder);
  store.transaction((tx) => tx.put("customer", customer("cus_1", "One")));
  const failing = () =>
    store.transaction((tx) => {
      tx.put("customer", customer("cus_1", "Changed"));
      tx.put("customer", customer("cus_2", "Two"));
      tx.delete("customer", "cus_1");
      throw new Error("no");
    });
  expect(failing).toThrow("no");
  expect(store.read((tx) => tx.list("customer"))).toEqual([customer("cus_1", "One")]);
  store.close();
});

test("whatever was done, a store read again from its journal is the same", { timeout: 30_000 }, () => {
  const step = fc.record({
    id: fc.constantFrom("a", "b", "c"),
    name: fc.option(fc.string({ maxLength: 8 })),
    fails: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 8 }), (transactions) => {
      const folder = temporaryFolder();
      const store = new Store(folder);
      for (const steps of transactions) {
        try {
          store.transaction((tx) => {
            for (const { id, name, fails } of steps) {
              if (name === null) tx.delete("customer", id);
              else tx.put("customer", customer(id, name));
              if (fails) throw new Error("undone");
            }
          });
        } catch (error) {
          if (!(error instanceof Error) || error.message !== "undone") throw error;
        }
      }
      const before = new Map(store.read((tx) => tx.list("customer")).map((row) => [row.id, row]));
      store.close();
      const again = new Store(folder);
      const after = new Map(again.read((tx) => tx.list("customer")).map((row) => [row.id, row]));
      again.close();
      expect(after).toEqual(before);
    }),
    { numRuns: 30 },
  );
});
