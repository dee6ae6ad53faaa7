import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import type { Database } from "#db/schema/index.ts";
import { createEmployer } from "#tests/support/employers.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { memoryFolder } from "#tests/support/memory-folder.ts";
import { plainContent } from "#tests/support/plain-content.ts";
import { startStripeSandbox } from "../../../dev/stripe-sandbox/server.ts";
import { reconcileBilling } from "~/billing/reconcile-billing.server.ts";
import { stripe } from "~/billing/stripe-client.server.ts";
import { grantCredits } from "~/billing/use-right.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import { insertJob } from "~/jobs/job-draft.queries.server.ts";
import "~/jobs/register-right-handlers.server.ts";
import { DAY, freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { action } from "~/routes/machine/stripe-webhook.ts";
import { taskHandlers } from "~/task-handlers.server.ts";
import { runDueTasks } from "~/tasks/run-tasks.server.ts";
import type { OrderState } from "~/billing/order.ts";
import { mortal } from "../mortal.ts";
import { offerPromotions } from "./promotions.ts";

/** What the board knows Stripe's webhooks by. */
export const SECRET = "whsec_of_the_billing_model";

/** What a sequence of the model leaves behind. The accounts, the employer, the jobs and their words stay. */
const written = [
  "term",
  "order",
  "fulfilment",
  "receipt",
  "credit_ledger",
  "refund",
  "dispute",
  "subscription_mirror",
  "plan_use",
  "stripe_event",
  "task",
  "change_feed",
  "billing_customer",
  "board_setting",
] as const satisfies readonly (keyof Database)[];

export type ModelJob = { jobId: JobId; revisionId: RevisionId };

/** A browser of the employer's: what stands in its tab. */
export type Client = {
  accountId: AccountId;
  /** Stripe's page that it was sent to last, and the order it is for. */
  page: { orderId: OrderId; url: string } | undefined;
};

/** An employer with two jobs, whose owner sits at two browsers. */
export type Desk = {
  employerId: EmployerId;
  jobs: readonly [ModelJob, ModelJob];
  clients: readonly [Client, Client];
};

/** Employers with a desk each, a moderator, a Stripe of their own, and a clock. */
export type World = Awaited<ReturnType<typeof openWorld>>;

/** Opens the world. One process has one at most, since the clock and the keys are the process's. */
export async function openWorld(employers: number) {
  log.level = "silent";
  const folder = memoryFolder("billing-model-");
  let listening = true;
  let rotated = false;
  const acknowledged = new Set<string>();

  /** Posts an event to the board's webhook. @returns the status of the answer. */
  async function deliver(body: string, signature: string): Promise<number> {
    const init = { method: "POST", headers: { "Stripe-Signature": signature }, body };
    const request = new Request("http://localhost:3000/webhooks/stripe", init);
    const { status } = await action({ request, params: {}, context: { clientAddress: "", requestId: "", nonce: "" } });
    if (status === 200) acknowledged.add((JSON.parse(body) as { id: string }).id);
    return status;
  }

  const endpoint = createServer((message, response) => {
    const parts: Buffer[] = [];
    message.on("data", (part: Buffer) => parts.push(part));
    message.on("end", async () => {
      if (!listening) return void response.writeHead(503).end();
      const status = await deliver(Buffer.concat(parts).toString(), String(message.headers["stripe-signature"]));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  const { port } = endpoint.address() as AddressInfo;
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/stripe`;
  const sandbox = await startStripeSandbox({ port: 0, dataDir: folder, webhookUrl, webhookSecret: SECRET });
  Object.assign(process.env, {
    STRIPE_SECRET_KEY: "sk_test_sandbox",
    STRIPE_API_BASE: sandbox.url,
    STRIPE_WEBHOOK_SECRET: SECRET,
    STRIPE_TAX: "1",
  });
  // The SDK repeats what failed as it does in production, but without waiting.
  Object.assign(stripe(), { getInitialNetworkRetryDelay: () => 0, getMaxNetworkRetryDelay: () => 0 });

  const owner = await anAccount();
  const moderatorId = await anAccount({ staffRole: "moderator" });
  const desks: Desk[] = [];
  for (let index = 0; index < employers; index++) {
    const details = { name: `North Hospital ${newId().slice(-8)}`, website: null, about: "" };
    const employerId = await createEmployer(database(), owner, details);
    const client = () => ({ accountId: owner, page: undefined });
    const jobs = [await aJob(owner, employerId), await aJob(owner, employerId)] as const;
    desks.push({ employerId, jobs, clients: [client(), client()] });
  }
  const nobody = async () => {};
  const handlers = { ...taskHandlers, "job.mail": nobody, "order.mail": nobody, "plan.mail": nobody };
  let ahead = 0;

  async function control(path: string, body: object = {}): Promise<unknown> {
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await fetch(`${sandbox.url}/_sandbox${path}`, init)).json();
  }

  /** Nothing is broken any more, and both sides know one secret. */
  async function healthy() {
    await control("/faults/clear");
    if (rotated) await control("/webhook", { url: webhookUrl, secret: SECRET });
    rotated = false;
  }

  const world = {
    desks,
    moderatorId,
    control,
    /** Order states that somebody was told as the end of it: they are never to change. */
    told: new Map<OrderId, OrderState>(),
    /** The events that the board said it has. */
    acknowledged,
    deliver,
    /** The database as a process sees it that may be killed. */
    db: () => mortal(database()),
    /** Whether webhooks arrive. */
    listen: (does: boolean) => (listening = does),

    /** Nothing is broken at this moment; what was lost before stays lost. Without `hears` every webhook is lost. */
    async calm(hears: boolean) {
      listening = hears;
      await healthy();
      if (!hears) await control("/faults", { kind: "event", fault: "drop", times: 1_000 });
    },

    /** Stripe signs with another secret, which the board is not told; with an overlap also with the one before. */
    async rotateSecret(overlap: boolean) {
      rotated = true;
      await control("/webhook/rotate", { secret: "whsec_the_next_one", overlapSeconds: overlap ? 3_600 : 0 });
    },

    /** Moves both clocks. */
    async wait(milliseconds: number) {
      ahead += milliseconds;
      freezeClock(new Date(Date.now() + ahead));
      await control("/clock/advance", { seconds: Math.round(milliseconds / 1_000) });
    },

    /** Every pending webhook is delivered, once. */
    hear: () => control("/deliveries/flush"),

    /**
     * The worker does what is due; nobody waits for the mails. One that may be killed must be given the mortal database:
     * on another it would go on without Stripe after its end, and fail the tasks of those that live.
     */
    async work(db = database()) {
      await db.deleteFrom("task").where("kind", "in", ["job.mail", "order.mail", "plan.mail"]).execute();
      await runDueTasks(db, handlers, 1_000);
    },

    /** Everything as it was at the start: two drafts and two credits each. */
    async reset() {
      ahead = 0;
      listening = true;
      freezeClock(new Date());
      await control("/reset");
      await offerPromotions();
      await database()
        .connection()
        .execute(async (db) => {
          await sql`set foreign_key_checks = 0`.execute(db);
          for (const table of written) await db.deleteFrom(table).execute();
          // Of these no row can be deleted.
          for (const table of ["audit", "moderation_decision"])
            await sql`truncate table ${sql.table(table)}`.execute(db);
          await sql`set foreign_key_checks = 1`.execute(db);
          await db
            .updateTable("job")
            .set({
              state: "draft",
              version: 0,
              approved_revision_id: null,
              pending_revision_id: null,
              posted_at: null,
              expires_at: null,
              confirmed_at: null,
              featured_until: null,
              over_at: null,
            })
            .execute();
        });
      await transact(database(), async (trx) => {
        for (const { employerId } of desks)
          await grantCredits(trx, {
            employerId,
            credits: 2,
            sourceKey: `model:${employerId}`,
            actorAccountId: owner,
            note: "",
          });
      });
      for (const client of desks.flatMap((desk) => desk.clients)) client.page = undefined;
      world.told.clear();
      acknowledged.clear();
    },

    /** What happens by itself while nobody does anything and nothing is broken any more. */
    async heal(by: "webhooks" | "reconciler") {
      await healthy();
      listening = by === "webhooks";
      for (let round = 0; round < 2; round++) {
        await world.wait(16 * MINUTE);
        if (by === "webhooks") await world.hear();
        await world.work();
        await reconcileBilling(database());
      }
      await world.wait(MINUTE);
      await world.work();
    },

    async close() {
      freezeClock();
      await sandbox.close();
      endpoint.closeAllConnections();
      endpoint.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

async function aJob(accountId: AccountId, employerId: EmployerId): Promise<ModelJob> {
  const jobId: JobId = newId<"job">();
  const at = later(now(), -DAY);
  const revisionId = await transact(database(), async (trx) => {
    await insertJob(trx, {
      id: jobId,
      employer_id: employerId,
      slug: jobId,
      state: "draft",
      version: 0,
      origin: "employer",
      created_by: accountId,
      created_at: at,
      updated_at: at,
    });
    return insertRevision(trx, jobId, plainContent(), accountId);
  });
  return { jobId, revisionId };
}
