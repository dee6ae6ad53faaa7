import { describe, expect, test } from "vitest";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { database } from "~/platform/database.server.ts";
import { aPost, aRevision, anotherPost, jobOf, ordersOf, payOn, startBilling, type Post } from "./board.ts";

const board = startBilling();
const open = (post: Post) => openCheckout(database(), { ...post, employerName: "North Hospital" });

/** The session of an order, as Stripe has it. */
async function sessionOf(post: Post) {
  const order = (await ordersOf(post)).at(-1)!;
  return board.stripe().checkout.sessions.retrieve(order.stripe_session!);
}

/** Puts another session in the place of an order's own, as somebody who could forge one would. */
function replaceSession(orderId: string, session: string) {
  return database()
    .updateTable("order")
    .set({ stripe_session: session })
    .where("id", "=", orderId as never)
    .execute();
}

describe("a checkout", () => {
  test("asks for the plan's price, for the card alone, and comes back to the job", async () => {
    const post = await aPost();
    const { orderId } = await open(post);
    expect(await sessionOf(post)).toMatchObject({
      amount_subtotal: 19_900,
      currency: "usd",
      client_reference_id: orderId,
      allowed_payment_method_types: ["card"],
      success_url: `http://localhost:3000/employer/jobs/${post.jobId}/checkout?order=${orderId}`,
      cancel_url: `http://localhost:3000/employer/jobs/${post.jobId}/checkout?order=${orderId}&left=1`,
    });
  });

  test("closes the one before it", async () => {
    const post = await aPost();
    const first = await open(post);
    const second = await open(post);
    expect(await ordersOf(post)).toMatchObject([
      { id: first.orderId, state: "expired" },
      { id: second.orderId, state: "open" },
    ]);
    await payOn(first.checkoutUrl);
    await payOn(second.checkoutUrl);
    await board.hearWebhooks();
    expect(await ordersOf(post)).toMatchObject([{ state: "expired" }, { state: "authorized" }]);
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
  });

  test("is not opened when the one before it turns out to be paid", async () => {
    board.deafen();
    const post = await aPost();
    const first = await open(post);
    await payOn(first.checkoutUrl);
    expect(await open(post)).toEqual({ orderId: first.orderId, checkoutUrl: undefined });
    expect(await jobOf(post)).toMatchObject({ state: "submitted" });
    expect(await ordersOf(post)).toHaveLength(1);
  });

  test("that is paid while it is being closed is kept", async () => {
    board.deafen();
    const post = await aPost();
    const first = await open(post);
    await board.control("/faults", {
      kind: "api",
      fault: "slow",
      method: "POST",
      path: "/v1/checkout/sessions/:id/expire",
      seconds: 1,
    });
    const second = open(post);
    await payOn(first.checkoutUrl);
    const answer = await second;
    const states = (await ordersOf(post)).map((order) => order.state);
    // Whichever came first at Stripe: one order pays, or the page was closed before the card was typed.
    expect([["authorized"], ["expired", "open"]]).toContainEqual(states);
    expect(answer.checkoutUrl === undefined).toBe(states.length === 1);
  });

  test("in two tabs, both paid: exactly one is kept, the other card is let go", async () => {
    board.deafen();
    const post = await aPost();
    const first = await open(post);
    // The second tab's checkout was opened while the first order was not there to be seen.
    await database().updateTable("order").set({ job_id: null }).where("id", "=", first.orderId).execute();
    const second = await open(post);
    await database().updateTable("order").set({ job_id: post.jobId }).where("id", "=", first.orderId).execute();
    await Promise.all([payOn(first.checkoutUrl), payOn(second.checkoutUrl)]);
    await Promise.all([syncOrder(database(), first.orderId), syncOrder(database(), second.orderId)]);
    await board.settled();
    const orders = await ordersOf(post);
    expect(orders.map((order) => order.state).sort()).toEqual(["authorized", "cancelled"]);
    const lost = orders.find((order) => order.state === "cancelled")!;
    expect(lost.failure).toBe("This job already holds a right to be posted.");
    expect((await board.stripe().paymentIntents.retrieve(lost.stripe_payment_intent!)).status).toBe("canceled");
    await board.decide(post);
    expect(await jobOf(post)).toMatchObject({ state: "live" });
  });

  test("opened twice at the same moment leaves at most one page to pay on", async () => {
    const post = await aPost();
    const answers = await Promise.allSettled([open(post), open(post)]);
    const pages = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.checkoutUrl] : []));
    expect(pages.length).toBeGreaterThan(0);
    await Promise.all(pages.map((page) => payOn(page)));
    await board.settled();
    const orders = await ordersOf(post);
    expect(orders.filter((order) => order.state === "authorized")).toHaveLength(1);
    expect(await jobOf(post)).toMatchObject({ state: "submitted", version: 1 });
  });

  test("for a job that was posted meanwhile by another right gives the card back", async () => {
    const post = await aPost();
    const { checkoutUrl } = await open(post);
    await database().updateTable("job").set({ state: "rejected", version: 0 }).where("id", "=", post.jobId).execute();
    await payOn(checkoutUrl);
    await board.settled();
    expect(await ordersOf(post)).toMatchObject([{ state: "cancelled" }]);
    await database().updateTable("job").set({ state: "draft" }).where("id", "=", post.jobId).execute();
  });

  test("pays for the revision it was opened for", async () => {
    const post = await aPost();
    const { checkoutUrl } = await open(post);
    const later = await aRevision(post, { title: "Something else" });
    await payOn(checkoutUrl);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ pending_revision_id: post.revisionId });
    await expect(board.decide({ ...post, revisionId: later })).rejects.toMatchObject({ code: "conflict" });
  });

  test("of an employer who was renamed between two attempts still finds its customer", async () => {
    const post = await aPost();
    await open(post);
    await database().deleteFrom("billing_customer").where("employer_id", "=", post.employerId).execute();
    await database().updateTable("order").set({ state: "expired" }).where("job_id", "=", post.jobId).execute();
    const renamed = await openCheckout(database(), { ...post, employerName: "South Hospital" });
    expect(renamed.checkoutUrl).toBeDefined();
  });
});

describe("no right comes of", () => {
  const forged = async (
    make: (post: Post, orderId: string, customer: string) => Promise<{ id: string; url: string | null }>,
  ) => {
    board.deafen();
    const post = await aPost();
    const { orderId } = await open(post);
    const own = await sessionOf(post);
    const session = await make(post, orderId, String(own.customer));
    await payOn(session.url);
    await replaceSession(orderId, session.id);
    await expect(syncOrder(database(), orderId)).rejects.toThrow("is not what was ordered");
    expect(await jobOf(post)).toMatchObject({ state: "draft", version: 0 });
    await replaceSession(orderId, own.id);
  };
  const session = (more: object, cents = 19_900) =>
    board.stripe().checkout.sessions.create({
      mode: "payment",
      payment_intent_data: { capture_method: "manual" },
      line_items: [
        { quantity: 1, price_data: { currency: "usd", unit_amount: cents, product_data: { name: "Single post" } } },
      ],
      success_url: "http://localhost:3000/",
      ...more,
    });

  test("a session with another reference", () =>
    forged((_, __, customer) => session({ customer, client_reference_id: "somebody-elses" })));

  test("another customer's session", () =>
    forged(async (_, orderId) => {
      const { id } = await board.stripe().customers.create({ email: "mallory@example.com" });
      return session({ customer: id, client_reference_id: orderId });
    }));

  test("a session for one dollar", () =>
    forged((_, orderId, customer) => session({ customer, client_reference_id: orderId }, 100)));

  test("a paid session that names our order in its reference and metadata, told by a webhook", async () => {
    const post = await aPost();
    const { orderId } = await open(post);
    const { customer } = await sessionOf(post);
    const forgedSession = await session({
      customer: String(customer),
      client_reference_id: orderId,
      metadata: { order: orderId },
      payment_intent_data: { capture_method: "manual" },
    });
    await payOn(forgedSession.url);
    await board.hearWebhooks();
    expect(await jobOf(post)).toMatchObject({ state: "draft", version: 0 });
  });

  test("another job's order of the same employer", async () => {
    const post = await aPost();
    const other = await anotherPost(post);
    await board.pay(other);
    await board.hearWebhooks();
    expect(await jobOf(other)).toMatchObject({ state: "submitted" });
    expect(await jobOf(post)).toMatchObject({ state: "draft", version: 0 });
  });
});
