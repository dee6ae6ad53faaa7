import { afterEach, describe, expect, test } from "vitest";
import { reconcileBilling } from "~/billing/reconcile-billing.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { approveJob } from "~/jobs/approve-job.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { database } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { aPost, jobOf, ordersOf, runTasks, runTasksSoon, startBilling, WEBHOOK_SECRET } from "./board.ts";

const board = startBilling();
const storedEvents = async () => (await database().selectFrom("stripe_event").select("id").execute()).length;

describe("the webhook's secret", () => {
  afterEach(() => board.control("/webhook/rotate", { secret: WEBHOOK_SECRET }));

  test("that Stripe rotates with an overlap is known all the while", async () => {
    await board.control("/webhook/rotate", { secret: "whsec_the_next_one", overlapSeconds: 3_600 });
    const post = await aPost();
    await board.pay(post);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("that Stripe rotates at once is not believed: nothing is stored, and the reconciler finds what it told", async () => {
    await board.control("/webhook/rotate", { secret: "whsec_the_next_one" });
    const before = await storedEvents();
    const post = await aPost();
    await board.pay(post);
    await board.hearWebhooks();
    expect(await storedEvents()).toBe(before);
    expect(await jobOf(post)).toMatchObject({ state: "draft" });
    await reconcileBilling(database());
    await runTasks();
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });
});

test("an approval that is repeated when Stripe has forgotten its idempotency keys charges nothing twice", async () => {
  const post = await aPost();
  const orderId = await board.pay(post);
  await syncOrder(database(), orderId);
  await transact(database(), (trx) => approveJob(trx, { ...post, actor: byAccount(board.moderatorId()) }));
  const lost = { kind: "api", fault: "response_lost", method: "POST", path: "/v1/payment_intents/:id/capture" };
  await board.control("/faults", { ...lost, times: 3 });
  await settleOrder(database(), orderId).catch(() => undefined);
  await board.control("/idempotency/prune");
  await runTasksSoon();
  const [order] = await ordersOf(post);
  expect(order).toMatchObject({ state: "captured" });
  const { data } = await board.stripe().charges.list({ payment_intent: order!.stripe_payment_intent! });
  expect(data.map((charge) => charge.amount_captured)).toEqual([19_900]);
  expect(await jobOf(post)).toMatchObject({ state: "live", version: 3 });
});
