import { setTimeout as pause } from "node:timers/promises";
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import { expectDeviation } from "#tests/support/stripe-contract/hold-to-contract.ts";
import { startSandbox } from "../sandbox.ts";

/** A client of this test's own, and a clock that can be advanced. */
export interface Connection {
  stripe: Stripe;
  /** @param params what makes a new customer follow the clock; advance resolves when all that was due has happened */
  startClock(): Promise<{ params: Stripe.CustomerCreateParams; advance(seconds: number): Promise<void> }>;
}

/** Whom the contract suite asks: the sandbox always, Stripe itself where a test key is given. */
export interface Target {
  name: string;
  connect(): Promise<Connection>;
  /** Real Stripe takes some seconds to tell of events and to advance a clock. */
  patienceMs: number;
  /** The test is about to ask what the SDK would not. */
  willDeviate(...patterns: RegExp[]): void;
}

/** The sandbox has one clock for all, moved by its control API. */
const sandbox: Target = {
  name: "The sandbox",
  patienceMs: 5_000,
  willDeviate: (...patterns) => patterns.forEach(expectDeviation),
  async connect() {
    const { stripe, control } = await startSandbox();
    const advance = async (seconds: number) => void (await control("/clock/advance", { seconds }));
    return { stripe, startClock: async () => ({ params: {}, advance }) };
  },
};

function stripeItself(key: string): Target {
  if (!key.startsWith("sk_test_")) throw new Error("STRIPE_CONTRACT_KEY must be a test key (sk_test_…).");
  const stripe = new Stripe(key, { maxNetworkRetries: 2, timeout: 30_000 });
  const target: Target = {
    name: "Stripe itself",
    patienceMs: 120_000,
    willDeviate: () => {},
    connect: async () => ({ stripe, startClock }),
  };
  const { testClocks } = stripe.testHelpers;
  /** A test clock, deleted with all that hangs on it after the test. */
  async function startClock() {
    const clock = await testClocks.create({ frozen_time: Math.floor(Date.now() / 1_000), name: "contract" });
    onTestFinished(async () => void (await testClocks.del(clock.id)));
    const advance = async (seconds: number) => {
      const { frozen_time } = await testClocks.retrieve(clock.id);
      await testClocks.advance(clock.id, { frozen_time: frozen_time + seconds });
      await eventually(target, async () => (await testClocks.retrieve(clock.id)).status === "ready");
    };
    return { params: { test_clock: clock.id }, advance };
  }
  return target;
}

const key = process.env.STRIPE_CONTRACT_KEY;
if (!key) {
  console.warn("The contract was NOT run against Stripe itself: give STRIPE_CONTRACT_KEY=sk_test_… to do so.");
}

/** The targets of this run. Without a key Stripe itself is none of them: nothing counts as passed that was not run. */
export const targets: Target[] = key ? [sandbox, stripeItself(key)] : [sandbox];

/** The first answer that is something, asked for until the target's patience ends. */
export async function eventually<T>({ patienceMs }: Target, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error("It did not happen");
    await pause(patienceMs / 100);
  }
}

/** What a refused call threw. @throws Error when it was not refused by Stripe */
export async function refusalOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown) => thrown,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error("The call was not refused", { cause: error });
}
