import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { listenToWire } from "../../../dev/stripe-sandbox/wire.ts";
import { ContractChecker } from "./check-contract.ts";
import { loadContract } from "./load-contract.ts";

/** Generating takes some seconds, the first time after the SDK or the generator changed. */
const loadingMs = 120_000;

let held = false;
const heard = { exchanges: 0, events: 0 };
const deviations = new Set<string>();
let expected: RegExp[] = [];

/**
 * From now on, every request that a sandbox of this test file gets and all that it answers and sends is compared with
 * what the SDK declares; what deviates fails the test in which it happened. Call it at the top of a file or of what
 * starts its sandbox; a second call does nothing.
 */
export function holdToContract(): void {
  if (held) return;
  held = true;
  let checker: ContractChecker | undefined;
  const check = (work: (checker: ContractChecker) => string[]) => {
    if (!checker) throw new Error("The sandbox was used before the contract was loaded");
    for (const deviation of work(checker)) deviations.add(deviation);
  };
  beforeAll(async () => {
    checker = new ContractChecker(await loadContract());
  }, loadingMs);
  listenToWire(
    (exchange) => {
      heard.exchanges++;
      check((contract) => contract.exchange(exchange));
    },
    (body) => {
      heard.events++;
      check((contract) => contract.event(body));
    },
  );
  afterEach(expectFaithful);
  afterAll(expectFaithful);
}

/** In this test the client deviates on purpose: what matches is forgiven, and must happen. */
export function expectDeviation(pattern: RegExp): void {
  expected.push(pattern);
}

/** How many exchanges and events were compared up to now. */
export function heardOnWire(): Readonly<typeof heard> {
  return { ...heard };
}

function expectFaithful() {
  const found = [...deviations].sort();
  const missed = expected.filter((pattern) => !found.some((deviation) => pattern.test(deviation)));
  const unforgiven = found.filter((deviation) => !expected.some((pattern) => pattern.test(deviation)));
  deviations.clear();
  expected = [];
  expect(unforgiven, "What deviates from Stripe's declared API").toEqual([]);
  expect(missed, "What was to deviate and did not").toEqual([]);
}
