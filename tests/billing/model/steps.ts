import fc from "fast-check";
import { system } from "~/audit/record-audit.server.ts";
import { buyPack } from "~/billing/buy-pack.server.ts";
import { isSettled } from "~/billing/order.ts";
import { readOrder } from "~/billing/read-order.server.ts";
import { stripe } from "~/billing/stripe-client.server.ts";
import { reconcileBilling } from "~/billing/reconcile-billing.server.ts";
import { refundOrder } from "~/billing/refund-order.server.ts";
import { refundableCents } from "~/billing/reversal.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { endJob, expireDueJobs } from "~/jobs/end-job.server.ts";
import { featureJob } from "~/jobs/feature-job.server.ts";
import { finishJob, takeJobBack } from "~/jobs/manage-job.server.ts";
import { payForRevision } from "~/jobs/pay-for-revision.server.ts";
import { renewJob } from "~/jobs/renew-job.server.ts";
import { readReturn } from "~/jobs/return-from-checkout.server.ts";
import { lockWritableJob } from "~/jobs/save-draft.server.ts";
import { resubmitJob } from "~/jobs/submit-job.server.ts";
import { decideJob } from "~/moderation/decide-job.server.ts";
import { DAY } from "~/platform/clock.ts";
import { database, type Db, type Trx } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { killAfter } from "../mortal.ts";
import type { Desk, World } from "./world.ts";

/** One of two. */
type Which = 0 | 1;

/** What one of the two clients, the moderator, the clock, Stripe or the network does. */
export type Deed =
  /** Submits a draft, sends a corrected job back, or renews an expired one. */
  | { do: "post"; client: Which; job: Which; by: "card" | "credit"; seen: number }
  | { do: "pack"; client: Which }
  | { do: "feature"; client: Which; job: Which }
  /** Fills in the Stripe page that stands in the client's tab. */
  | { do: "pay"; client: Which; from: keyof typeof money }
  /** Comes back from that page to the board; or only a webhook or staff look at the order. */
  | { do: "return" | "sync"; client: Which }
  | { do: "decide"; job: Which; decision: "approve" | "reject" | "request_changes" }
  | { do: "withdraw" | "close"; client: Which; job: Which }
  /** An admin gives a part, or all that is left, of the client's order back. */
  | { do: "refund"; client: Which; part: 0.1 | 0.4 | 1; endsJob: boolean }
  | { do: "hear" | "deafen" | "work" | "reconcile" | "forget-keys" }
  | { do: "wait"; days: number }
  /** Somebody lets the client's authorization go in Stripe's Dashboard. (To charge it there is a wrong that staff are shown.) */
  | { do: "dashboard"; client: Which }
  | { do: "api-fault"; fault: string; method: string; times: number }
  | { do: "event-fault"; fault: string; times: number };

/** A deed; two at the same moment; or one by a process that is killed before its step `killed`. */
export type Step = Deed | { both: [Deed, Deed] } | { killed: number; deed: Deed };

const card = (card_number: string) => ({ card_number, card_expiry: "12/34", card_cvc: "123" });
const bank = (account_number: string) => ({ method: "us_bank_account", account_number });
const money = {
  card: card("4242424242424242"),
  declined: card("4000000000000002"),
  refusing: card("4000000000004079"),
  bank: bank("000123456789"),
  "closed-bank": bank("000111111113"),
};

const which = fc.constantFrom<Which>(0, 1);
const is = <const Value>(value: Value) => fc.constant(value);

/** Deeds that a person or a process waits for; they may come at once, and the process may be killed. */
const done: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: is("post"),
      client: which,
      job: which,
      by: fc.constantFrom("card", "card", "credit"),
      seen: fc.constantFrom(19_900, 19_900, 19_900, 100),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: is("pack"), client: which }) },
  { weight: 3, arbitrary: fc.record({ do: is("feature"), client: which, job: which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("return", "return", "sync"), client: which }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: is("decide"),
      job: which,
      decision: fc.constantFrom("approve", "approve", "approve", "reject", "request_changes"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("withdraw", "close"), client: which, job: which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: is("refund"),
      client: which,
      part: fc.constantFrom<0.1 | 0.4 | 1>(0.1, 0.4, 1),
      endsJob: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("work", "hear") }) },
);

const pay: fc.Arbitrary<Deed> = fc.record({
  do: is("pay"),
  client: which,
  from: fc.constantFrom("card", "card", "card", "card", "declined", "refusing", "bank", "closed-bank"),
});

const around: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: is("wait"), days: fc.constantFrom(1, 5, 8, 31) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("deafen", "reconcile", "forget-keys") }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: is("dashboard"), client: which }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: is("api-fault"),
      fault: fc.constantFrom(
        "request_lost",
        "response_lost",
        "conflict",
        "rate_limit",
        "server_error",
        "server_error_saved",
        "server_error_after",
      ),
      method: fc.constantFrom("GET", "POST", "*"),
      times: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: is("event-fault"),
      fault: fc.constantFrom("duplicate", "twin", "drop", "reorder", "wrong_secret", "wrong_version"),
      times: fc.integer({ min: 1, max: 9 }),
    }),
  },
);

/** What one client mostly does: goes to pay, pays, comes back; a moderator approves. */
const errands: fc.Arbitrary<Step[]> = fc
  .record({
    client: which,
    job: which,
    what: fc.constantFrom<"post" | "feature" | "pack">("post", "post", "feature", "pack"),
    from: fc.constantFrom<keyof typeof money>("card", "card", "card", "refusing", "bank", "closed-bank"),
    look: fc.constantFrom("return", "return", "sync"),
    most: fc.integer({ min: 2, max: 4 }),
  })
  .map(({ client, job, what, from, look, most }) =>
    [
      what === "post"
        ? ({ do: what, client, job, by: "card", seen: 19_900 } as const)
        : ({ do: what, client, job } as const),
      { do: "pay", client, from } as const,
      { do: look, client } as const,
      {
        post: { do: "decide", job, decision: "approve" } as const,
        feature: { do: "close", client, job } as const,
        pack: { do: "refund", client, part: 1, endsJob: false } as const,
      }[what],
    ].slice(0, most),
  );

/** Both clients want the same thing at the same moment, and both pay for it. */
const rush: fc.Arbitrary<Step[]> = fc
  .record({ job: which, what: fc.constantFrom("post", "feature", "feature"), look: fc.constantFrom("return", "sync") })
  .map(({ job, what, look }) => {
    const twice = (deed: (client: Which) => Deed): Step => ({ both: [deed(0), deed(1)] });
    return [
      twice((client) =>
        what === "post" ? { do: what, client, job, by: "card", seen: 19_900 } : { do: what, client, job },
      ),
      twice((client) => ({ do: "pay", client, from: "card" })),
      twice((client) => ({ do: look, client })),
    ];
  });

/** How a sequence begins: with drafts, or with a job that was live for a credit, and still is or has expired. */
export type Beginning = "drafts" | "live" | "expired";

/** A sequence of steps, most of which lead somewhere. */
export const sequences = fc.record({
  beginning: fc.constantFrom<Beginning>("drafts", "live", "live", "expired"),
  /** Whether Stripe's webhooks are sent at all. */
  hears: fc.constantFrom(true, false, false),
  steps: fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: errands },
        { weight: 2, arbitrary: rush },
        { weight: 4, arbitrary: done.map((deed): Step[] => [deed]) },
        { weight: 3, arbitrary: pay.map((deed): Step[] => [deed]) },
        { weight: 3, arbitrary: around.map((deed): Step[] => [deed]) },
        { weight: 2, arbitrary: fc.tuple(fc.oneof(done, pay), fc.oneof(done, pay)).map((both): Step[] => [{ both }]) },
        { weight: 2, arbitrary: fc.record({ killed: fc.nat({ max: 45 }), deed: done }).map((step): Step[] => [step]) },
      ),
      { maxLength: 7, size: "max" },
    )
    .map((parts) => parts.flat()),
});

/** Makes the desk's first job what a sequence begins with. */
export async function begin(world: World, desk: Desk, beginning: Beginning): Promise<void> {
  if (beginning === "drafts") return;
  const { jobId, revisionId } = desk.jobs[0];
  const { accountId } = desk.clients[0];
  const wish = { accountId, jobId, revisionId, employerId: desk.employerId, seenCents: undefined };
  const lock = (trx: Trx) => lockWritableJob(trx, accountId, jobId);
  await payForRevision(database(), { ...wish, payBy: "credit", lock });
  const decision = { jobId, revisionId, moderatorId: world.moderatorId, decision: "approve" as const, reason: "" };
  await decideJob(database(), decision);
  if (beginning === "expired") await transact(database(), (trx) => endJob(trx, jobId, "expired", system));
}

/** Does a step. What the board, a bank or a broken network refuses is part of the game; only invariants count. */
export async function take(world: World, desk: Desk, step: Step): Promise<void> {
  if ("both" in step) await Promise.all(step.both.map((deed) => perform(world, desk, deed, database())));
  else if ("killed" in step) await killAfter(step.killed, () => perform(world, desk, step.deed, world.db()));
  else await perform(world, desk, step, database());
}

async function perform(world: World, desk: Desk, deed: Deed, db: Db): Promise<void> {
  try {
    await act(world, desk, deed, db);
  } catch (error) {
    // A refusal in words, or Stripe out of reach. Anything else is a mistake of ours.
    const expected =
      error instanceof Error &&
      /DomainError|Stripe\w*Error|killed/.test(`${error.name} ${error.constructor.name} ${error.message}`);
    if (!expected) throw error;
  }
}

async function act(world: World, desk: Desk, deed: Deed, db: Db): Promise<void> {
  switch (deed.do) {
    case "post":
      return post(desk, deed, db);
    case "pack": {
      const { accountId } = desk.clients[deed.client];
      const opened = await buyPack(db, {
        accountId,
        employerId: desk.employerId,
        planCode: "pack-5",
        seenCents: 89_500,
      });
      return sendTo(desk, deed.client, opened);
    }
    case "feature": {
      const { accountId } = desk.clients[deed.client];
      return sendTo(desk, deed.client, await featureJob(db, { accountId, ...desk.jobs[deed.job], seenCents: 9_900 }));
    }
    case "pay":
      return fillIn(desk.clients[deed.client].page?.url, deed.from);
    case "return":
      return comeBack(world, desk, deed.client, db);
    case "sync": {
      const orderId = desk.clients[deed.client].page?.orderId;
      if (orderId) await syncOrder(db, orderId);
      return;
    }
    case "decide": {
      const { jobId, revisionId } = desk.jobs[deed.job];
      await decideJob(db, {
        jobId,
        revisionId,
        moderatorId: world.moderatorId,
        decision: deed.decision,
        reason: "Say more.",
      });
      return;
    }
    case "withdraw":
      return takeJobBack(db, desk.clients[deed.client].accountId, desk.jobs[deed.job].jobId);
    case "close":
      return finishJob(db, desk.clients[deed.client].accountId, desk.jobs[deed.job].jobId, "closed");
    case "refund":
      return giveBack(world, desk, deed, db);
    case "hear":
      return void (await world.hear());
    case "work":
      return world.work();
    case "deafen":
      return void world.listen(false);
    case "reconcile":
      return void (await reconcileBilling(db));
    case "forget-keys":
      return void (await world.control("/idempotency/prune"));
    case "wait":
      await world.wait(deed.days * DAY);
      return void (await expireDueJobs(db, system));
    case "dashboard":
      return inDashboard(desk, deed);
    case "api-fault":
      return void (await world.control("/faults", { kind: "api", ...without(deed) }));
    case "event-fault":
      return void (await world.control("/faults", { kind: "event", ...without(deed), seconds: 0 }));
  }
}

const without = ({ do: _, ...rest }: Deed) => rest;

async function post(desk: Desk, deed: Deed & { do: "post" }, db: Db): Promise<void> {
  const { jobId, revisionId } = desk.jobs[deed.job];
  const { accountId } = desk.clients[deed.client];
  const { state } = await database()
    .selectFrom("job")
    .select("state")
    .where("id", "=", jobId)
    .executeTakeFirstOrThrow();
  if (state === "changes_requested") return transact(db, (trx) => resubmitJob(trx, { jobId, revisionId, accountId }));
  const wish = { accountId, jobId, payBy: deed.by, seenCents: deed.seen };
  const paid =
    state === "expired"
      ? await renewJob(db, wish)
      : await payForRevision(db, {
          ...wish,
          employerId: desk.employerId,
          revisionId,
          lock: (trx) => lockWritableJob(trx, accountId, jobId),
        });
  if (paid.kind !== "checkout") return;
  const order = await db
    .selectFrom("order")
    .select("id")
    .where("checkout_url", "=", paid.url)
    .executeTakeFirstOrThrow();
  sendTo(desk, deed.client, { orderId: order.id, checkoutUrl: paid.url });
}

async function giveBack(world: World, desk: Desk, deed: Deed & { do: "refund" }, db: Db): Promise<void> {
  const orderId = desk.clients[deed.client].page?.orderId;
  if (!orderId) return;
  const [order, refunds] = await Promise.all([
    db.selectFrom("order").select("total_cents").where("id", "=", orderId).executeTakeFirstOrThrow(),
    db.selectFrom("refund").select(["state", "amount_cents"]).where("order_id", "=", orderId).execute(),
  ]);
  const seenCents = refundableCents(order, refunds, []);
  await refundOrder(db, {
    refundId: newId<"refund">(),
    orderId,
    cents: Math.ceil(seenCents * deed.part),
    seenCents,
    reason: "requested_by_customer",
    note: "",
    endsJob: deed.endsJob,
    adminId: world.moderatorId,
  });
}

function sendTo(desk: Desk, client: Which, opened: Awaited<ReturnType<typeof buyPack>>): void {
  if (opened.checkoutUrl) desk.clients[client].page = { orderId: opened.orderId, url: opened.checkoutUrl };
}

async function fillIn(url: string | undefined, from: keyof typeof money): Promise<void> {
  if (!url) return;
  const fields = { action: "pay", email: "owner@example.com", name: "Ada Coder", ...money[from] };
  await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

async function comeBack(world: World, desk: Desk, client: Which, db: Db): Promise<void> {
  const { accountId, page } = desk.clients[client];
  if (!page) return;
  const { job_id, kind } = await db
    .selectFrom("order")
    .select(["job_id", "kind"])
    .where("id", "=", page.orderId)
    .executeTakeFirstOrThrow();
  const state =
    kind === "single" && job_id
      ? (await readReturn(db, accountId, job_id, page.orderId))?.order.state
      : (await readOrder(db, accountId, page.orderId))?.order.state;
  if (state && isSettled(state)) world.told.set(page.orderId, state);
}

async function inDashboard(desk: Desk, deed: Deed & { do: "dashboard" }): Promise<void> {
  const orderId = desk.clients[deed.client].page?.orderId;
  const intents = await stripe().paymentIntents.list({ limit: 20 });
  const intent = intents.data.find((one) => one.metadata.order === orderId && one.status === "requires_capture");
  if (!intent) return;
  await stripe().paymentIntents.cancel(intent.id);
}
