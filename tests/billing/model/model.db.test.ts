import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stripe } from "~/billing/stripe-client.server.ts";
import { database } from "~/platform/database.server.ts";
import { expectMoneyAgrees } from "../expect-money-agrees.ts";
import { sequences } from "./deeds.ts";
import { putRight } from "./outside.ts";
import { begin, take } from "./steps.ts";
import { openWorld, type World } from "./world.ts";

// Two clients of one employer, a moderator, a clock, staff in Stripe's Dashboard, banks, forgers, and a Stripe whose
// answers and webhooks get lost: whatever they do in whatever order, money and rights agree once nothing is under way,
// and nothing that was said is lost. MODEL_SEED runs one seed again, MODEL_PATH what it shrank to
// (the `path` that a failure tells), MODEL_RUNS more of them, MODEL_FIRST does not shrink what fails.

const RUNS = Number(process.env.MODEL_RUNS ?? 1_000);
/** So many sequences, each at a desk of its own, share one heal and one look at everything. */
const TOGETHER = 20;
const seed = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31);

let world: World;
beforeAll(async () => (world = await openWorld(TOGETHER)));
afterAll(() => world.close());

const days = fc.record({
  desks: fc.array(sequences, { minLength: TOGETHER, maxLength: TOGETHER }),
  heals: fc.constantFrom("webhooks" as const, "reconciler" as const),
});

test(`money and rights agree after ${RUNS} sequences (seed ${seed})`, { timeout: 900_000 }, async () => {
  console.log(`The billing model's seed: MODEL_SEED=${seed}`);
  const property = fc.asyncProperty(days, async ({ desks, heals }) => {
    await world.reset();
    for (const [index, { beginning, hears, steps }] of desks.entries()) {
      const desk = world.desks[index]!;
      await world.calm(hears);
      await begin(world, desk, beginning);
      for (const step of steps) await take(world, desk, step);
    }
    await world.heal(heals);
    await putRight(world);
    await expectMoneyAgrees(database(), stripe());
    const orders = await database().selectFrom("order").select(["id", "state"]).execute();
    for (const [id, state] of world.told)
      expect(orders.find((order) => order.id === id)?.state, `what was said of order ${id}`).toBe(state);
    const events = await database().selectFrom("stripe_event").select(["id", "status"]).execute();
    const over = new Set(events.filter(({ status }) => status === "done" || status === "ignored").map(({ id }) => id));
    expect([...world.acknowledged].filter((id) => !over.has(id))).toEqual([]);
  });
  await fc.assert(property, {
    numRuns: RUNS / TOGETHER,
    seed,
    path: process.env.MODEL_PATH ?? "",
    endOnFailure: Boolean(process.env.MODEL_FIRST),
    // Before Vitest gives up, so that what was found and how far it shrank is told.
    interruptAfterTimeLimit: 840_000,
    markInterruptAsFailure: true,
  });
});
