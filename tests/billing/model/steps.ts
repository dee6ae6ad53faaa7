import { system } from "~/audit/record-audit.server.ts";
import { buyPack } from "~/billing/buy-pack.server.ts";
import { buyPlan } from "~/billing/buy-plan.server.ts";
import { openPortal } from "~/billing/open-portal.server.ts";
import { isSettled } from "~/billing/order.ts";
import { readOrder } from "~/billing/read-order.server.ts";
import { reconcileBilling } from "~/billing/reconcile-billing.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { endJob, expireDueJobs } from "~/jobs/end-job.server.ts";
import { extendJob } from "~/jobs/extend-job.server.ts";
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
import { transact } from "~/platform/transaction.server.ts";
import { killAfter } from "../mortal.ts";
import { money, type Beginning, type Deed, type Step } from "./deeds.ts";
import {
  decideDispute,
  dispute,
  endAuthorization,
  endPlan,
  giveBack,
  refundInDashboard,
  turnRefund,
} from "./outside.ts";
import { forgeEvent, forgePurchase } from "./forgers.ts";
import { fillIn, runningPlan } from "./at-stripe.ts";
import { promotionCode } from "./promotions.ts";
import type { Desk, World } from "./world.ts";

type Doing<Kind extends Deed["do"]> = Extract<Deed, { do: Kind }>;

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
    case "pack":
      return buy(desk, deed, (buyer) => buyPack(db, { ...buyer, planCode: "pack-5", seenCents: 89_500 }));
    case "plan":
      return buy(desk, deed, (buyer) => buyPlan(db, { ...buyer, planCode: "unlimited", seenCents: 79_900 }));
    case "feature":
      return buy(desk, deed, ({ accountId }) =>
        featureJob(db, { accountId, ...desk.jobs[deed.job], seenCents: 9_900 }),
      );
    case "extend":
      return extend(desk, deed, db);
    case "pay":
      return pay(desk, deed);
    case "return":
      return comeBack(world, desk, deed.client, db);
    case "sync": {
      const orderId = desk.clients[deed.client].page?.orderId;
      if (orderId) await syncOrder(db, orderId);
      return;
    }
    case "portal":
      return visitPortal(desk, deed, db);
    case "pay-renewal":
      return fillIn((await runningPlan(desk))?.invoice_url, money.card);
    case "decide": {
      const { job, decision } = deed;
      const decided = { ...desk.jobs[job], decision, moderatorId: world.moderatorId, reason: "Say more." };
      return void (await decideJob(db, decided));
    }
    case "withdraw":
      return takeJobBack(db, desk.clients[deed.client].accountId, desk.jobs[deed.job].jobId);
    case "close":
      return finishJob(db, desk.clients[deed.client].accountId, desk.jobs[deed.job].jobId, "closed");
    case "refund":
      return refund(world, desk, deed, db);
    case "dashboard-refund":
      return refundInDashboard(desk, deed.payment, deed.part);
    case "dashboard-cancel":
      return endAuthorization(desk, deed.client, "cancel");
    case "dashboard-capture":
      return endAuthorization(desk, deed.client, "capture");
    case "dashboard-end-plan":
      return endPlan(desk);
    case "turn-refund":
      return turnRefund(world, desk, deed.payment, deed.outcome);
    case "dispute":
      return dispute(world, desk, deed.payment, deed.inquiry);
    case "decide-dispute":
      return decideDispute(world, desk, deed.payment, deed.outcome);
    case "forge-event":
      return forgeEvent(world, desk.clients[deed.client].page?.orderId, deed.seal);
    case "forge-purchase":
      return forgePurchase(desk.clients[deed.client].page?.orderId, deed.what);
    case "hear":
      return void (await world.hear());
    case "work":
      return world.work(db);
    case "deafen":
      return void world.listen(false);
    case "rotate":
      return world.rotateSecret(deed.overlap);
    case "reconcile":
      return void (await reconcileBilling(db));
    case "forget-keys":
      return void (await world.control("/idempotency/prune"));
    case "wait":
      await world.wait(deed.days * DAY);
      return void (await expireDueJobs(db, system));
    case "api-fault":
      // A slow answer is just slow enough to be overtaken.
      return void (await world.control("/faults", { kind: "api", ...without(deed), seconds: 0.02 }));
    case "event-fault":
      return void (await world.control("/faults", { kind: "event", ...without(deed), seconds: 0 }));
  }
}

const without = ({ do: _, ...rest }: Deed) => rest;

/** Stripe adds a tax in the one and none in the other. */
const places = {
  OH: { country: "US", state: "OH", postal_code: "43004" },
  DE: { country: "US", state: "DE", postal_code: "19901" },
};

async function post(desk: Desk, deed: Doing<"post">, db: Db): Promise<void> {
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
  if (paid.kind === "checkout") await go(desk, deed.client, paid.url, db);
}

async function extend(desk: Desk, deed: Doing<"extend">, db: Db): Promise<void> {
  const { accountId } = desk.clients[deed.client];
  const wish = { accountId, jobId: desk.jobs[deed.job].jobId, payBy: deed.by, seenCents: deed.seen };
  const extension = await extendJob(db, wish);
  if (extension.kind === "checkout") await go(desk, deed.client, extension.url, db);
}

/** Stripe's page stands in the client's tab. */
async function go(desk: Desk, client: 0 | 1, url: string, db: Db): Promise<void> {
  const order = await db.selectFrom("order").select("id").where("checkout_url", "=", url).executeTakeFirstOrThrow();
  desk.clients[client].page = { orderId: order.id, url };
}

/** Fills Stripe's page in, with a promotion code first if there is one. */
async function pay(desk: Desk, { client, from, taxed, off }: Doing<"pay">): Promise<void> {
  const url = desk.clients[client].page?.url;
  if (off) await fillIn(url, { action: "apply_code", promotion_code: promotionCode(off) });
  await fillIn(url, { ...money[from], ...places[taxed ? "OH" : "DE"] });
}

/** Goes to buy something; Stripe's page stands in the client's tab then, unless it is paid already. */
async function buy(
  desk: Desk,
  deed: Doing<"pack" | "plan" | "feature">,
  open: (buyer: Pick<Desk, "employerId"> & Pick<Desk["clients"][0], "accountId">) => ReturnType<typeof buyPlan>,
): Promise<void> {
  const { accountId } = desk.clients[deed.client];
  const { orderId, checkoutUrl } = await open({ accountId, employerId: desk.employerId });
  if (checkoutUrl) desk.clients[deed.client].page = { orderId, url: checkoutUrl };
}

async function refund(world: World, desk: Desk, deed: Doing<"refund">, db: Db): Promise<void> {
  const orderId = desk.clients[deed.client].page?.orderId;
  if (orderId) await giveBack(db, orderId, { adminId: world.moderatorId, part: deed.part, endsJob: deed.endsJob });
}

async function comeBack(world: World, desk: Desk, client: 0 | 1, db: Db): Promise<void> {
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

async function visitPortal(desk: Desk, deed: Doing<"portal">, db: Db): Promise<void> {
  const plan = await runningPlan(desk);
  if (!plan) return;
  const url = await openPortal(db, { accountId: desk.clients[deed.client].accountId, employerId: desk.employerId });
  const fields = {
    cancel: { action: "cancel" },
    resume: { action: "renew" },
    card: { action: "card", ...money.card },
    "failing-card": { action: "card", ...money["failing-later"] },
  }[deed.act];
  await fillIn(url, { ...fields, subscription: plan.stripe_subscription });
}
