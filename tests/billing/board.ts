import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { rmSync } from "node:fs";
import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll } from "vitest";
import { startStripeSandbox } from "../../dev/stripe-sandbox/server.ts";
import { buyPack } from "~/billing/buy-pack.server.ts";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import "~/jobs/register-right-handlers.server.ts";
import { decideJob } from "~/moderation/decide-job.server.ts";
import type { Decision } from "~/moderation/decision.ts";
import { freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId, type OrderId, type RevisionId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { action } from "~/routes/machine/stripe-webhook.ts";
import { taskHandlers } from "~/task-handlers.server.ts";
import { runDueTasks } from "~/tasks/run-tasks.server.ts";
import { createEmployer } from "#tests/support/employers.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { memoryFolder } from "#tests/support/memory-folder.ts";
import { controlOf, payWith, stripeFor, submitCheckout } from "#tests/dev/stripe-sandbox/sandbox.ts";
import { expectMoneyAgrees } from "./expect-money-agrees.ts";

export const CARD = "4242424242424242";
export const DECLINED_CARD = "4000000000000002";
/** Authorizes, and refuses the capture (the sandbox's own). */
export const REFUSING_CARD = "4000000000004079";
/** Bank accounts of the sandbox: one pays after four days, the other turns out to be closed. */
export const BANK = "000123456789";
export const CLOSED_BANK = "000111111113";
/** Its owner confirms it, by the amounts that Stripe sends to it, long after Stripe's page. */
export const UNCONFIRMED_BANK = "000333333335";
export const WEBHOOK_SECRET = "whsec_of_the_billing_tests";
/** Longer than any wait that a decision leaves to its task. */
const SOON = 60_000;

/** A job of one employer on its way through a single post. */
export type Post = { accountId: AccountId; employerId: EmployerId; jobId: JobId; revisionId: RevisionId };

/**
 * A Stripe sandbox of this file's own, whose webhooks reach the board's real route. Call it once, at the file's top.
 * After each test, money and rights must agree.
 */
export function startBilling() {
  const folder = memoryFolder("billing-");
  let sandbox: Awaited<ReturnType<typeof startStripeSandbox>>;
  let stripe: Stripe;
  let control: ReturnType<typeof controlOf>;
  let moderatorId: AccountId;
  /** Whether webhooks arrive. */
  let listening = true;

  const endpoint = createServer((message, response) => {
    const parts: Buffer[] = [];
    message.on("data", (part: Buffer) => parts.push(part));
    message.on("end", async () => {
      if (!listening) return void response.writeHead(503).end();
      const headers = new Headers({ "Stripe-Signature": String(message.headers["stripe-signature"]) });
      const answer = await postWebhook(Buffer.concat(parts), headers);
      response.writeHead(answer.status).end();
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
    const { port } = endpoint.address() as AddressInfo;
    sandbox = await startStripeSandbox({
      port: 0,
      dataDir: folder,
      webhookUrl: `http://127.0.0.1:${port}/webhooks/stripe`,
      webhookSecret: WEBHOOK_SECRET,
    });
    Object.assign(process.env, {
      STRIPE_SECRET_KEY: "sk_test_sandbox",
      STRIPE_API_BASE: sandbox.url,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    });
    stripe = stripeFor(sandbox.url);
    control = controlOf(sandbox.url);
    moderatorId = await anAccount({ staffRole: "moderator", name: "Priya Raman" });
  });

  afterEach(async () => {
    await control("/faults/clear");
    listening = true;
    await settled();
    await expectMoneyAgrees(database(), stripe);
  });

  afterAll(async () => {
    await sandbox.close();
    endpoint.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every pending webhook is delivered, and what it asks for is done. */
  async function hearWebhooks() {
    await control("/deliveries/flush");
    await runTasks();
  }

  /** All that was going to happen by itself has happened. */
  async function settled() {
    for (let round = 0; round < 3; round++) {
      await control("/deliveries/flush");
      await runTasks(round * SOON);
    }
  }

  return {
    stripe: () => stripe,
    control: (path: string, body?: object) => control(path, body),
    moderatorId: () => moderatorId,
    hearWebhooks,
    settled,
    deafen: () => (listening = false),

    /** A moderator's decision on what waits. */
    decide: (post: Post, decision: Decision = "approve", reason = "It says nothing about the pay.") =>
      decideJob(database(), { ...post, moderatorId, decision, reason }),

    /** Opens a checkout and pays on its page. @returns the order. */
    async pay(post: Post, card = CARD): Promise<OrderId> {
      const { orderId, checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North Hospital" });
      await payOn(checkoutUrl, card);
      return orderId;
    },

    /** Buys a pack as the employer's owner and pays on its page. @returns the order. */
    async buyPack(owner: Pick<Post, "accountId" | "employerId">, planCode = "pack-5", card = CARD): Promise<OrderId> {
      const { orderId, checkoutUrl } = await openPack(owner, planCode);
      await payOn(checkoutUrl, card);
      return orderId;
    },

    /** A promotion code that takes `percent` off. */
    async promotion(percent: number): Promise<string> {
      const coupon = await stripe.coupons.create({ percent_off: percent, duration: "once" });
      const made = await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } });
      return made.code;
    },
  };
}

/** Opens Stripe's page for a pack at the price it has now. */
export async function openPack({ accountId, employerId }: Pick<Post, "accountId" | "employerId">, planCode = "pack-5") {
  const { price_cents: seenCents } = await database()
    .selectFrom("plan")
    .select("price_cents")
    .where("code", "=", planCode)
    .executeTakeFirstOrThrow();
  return buyPack(database(), { accountId, employerId, planCode, seenCents });
}

/** Pays on Stripe's page from a bank account: the money arrives four days later, or comes back. */
export function payFromBank(checkoutUrl: string | null | undefined, account = BANK) {
  return submitCheckout(checkoutUrl ?? null, {
    action: "pay",
    email: "owner@example.com",
    method: "us_bank_account",
    account_number: account,
    name: "Ada Coder",
  });
}

/** Posts to the board's webhook as Stripe does. */
export function postWebhook(body: string | Buffer, headers: HeadersInit): Promise<Response> {
  const request = new Request("http://localhost:3000/webhooks/stripe", {
    method: "POST",
    headers,
    body: new Uint8Array(Buffer.from(body)),
  });
  return action({ request, params: {}, context: { clientAddress: "", requestId: "", nonce: "" } });
}

/** Fills in Stripe's page. */
export function payOn(checkoutUrl: string | null | undefined, card = CARD) {
  return submitCheckout(checkoutUrl ?? null, {
    action: "pay",
    email: "owner@example.com",
    card_number: card,
    card_expiry: "12/34",
    card_cvc: "123",
    name: "Ada Coder",
  });
}
export { payWith, submitCheckout };

/** Does what is due in the outbox `ahead` milliseconds from now, but sends no mail. */
export async function runTasks(ahead = 0): Promise<void> {
  freezeClock(later(now(), ahead));
  try {
    await runDueTasks(database(), {
      ...taskHandlers,
      "job.mail": async () => {},
      "order.mail": async () => {},
      "plan.mail": async () => {},
    });
  } finally {
    freezeClock();
  }
}

/** Does what a dying process left to the outbox. */
export const runTasksSoon = () => runTasks(SOON);

/** An employer with a draft that is ready to be submitted. */
export async function aPost(content: Partial<JobContent> = {}): Promise<Post> {
  const accountId = await anAccount();
  const name = `Hospital ${newId().slice(-8)}`;
  const employerId = await createEmployer(database(), accountId, { name, website: null, about: "" });
  return anotherPost({ accountId, employerId }, content);
}

/** One more draft of the same employer. */
export async function anotherPost(
  { accountId, employerId }: Pick<Post, "accountId" | "employerId">,
  content: Partial<JobContent> = {},
): Promise<Post> {
  const jobId: JobId = newId<"job">();
  const at = now();
  const revisionId = await transact(database(), async (trx) => {
    await trx
      .insertInto("job")
      .values({
        id: jobId,
        employer_id: employerId,
        slug: `inpatient-coder-${jobId}`,
        state: "draft",
        version: 0,
        origin: "employer",
        created_by: accountId,
        created_at: at,
        updated_at: at,
      })
      .execute();
    return insertRevision(trx, jobId, { ...inpatientCoder, ...content }, accountId);
  });
  return { accountId, employerId, jobId, revisionId };
}

/** Another revision of the job, as its employer writes one. */
export function aRevision(post: Post, content: Partial<JobContent> = {}): Promise<RevisionId> {
  return transact(database(), (trx) =>
    insertRevision(trx, post.jobId, { ...inpatientCoder, ...content }, post.accountId),
  );
}

export const inpatientCoder: JobContent = {
  title: "Inpatient Coder",
  bodySource: "You code inpatient stays from admission to final DRG.",
  bodyHtml: "<p>You code inpatient stays from admission to final DRG.</p>",
  bodyText: "You code inpatient stays from admission to final DRG.",
  functions: ["coder"],
  settings: ["inpatient-facility"],
  specialties: [],
  codeSets: ["icd-10-cm"],
  ehrs: [{ code: "epic", level: "required" }],
  encoders: [],
  employmentTypes: ["full-time"],
  mode: "remote",
  locations: [],
  stateReach: "all",
  states: [],
  usOnly: true,
  pay: { minCents: 3_200, maxCents: 4_100, unit: "hour", chartsPerHour: null },
  perks: [],
  apprentice: "no",
  credentialGroups: [{ how: "any", level: "required", codes: ["cpc", "ccs"], inLieu: null }],
  experience: [],
  production: [],
  accuracyPercent: 95,
  auditMethod: null,
  downtimePaid: null,
  codingTest: null,
  aiSharePercent: null,
  questions: [],
  schedule: null,
  scheduleNote: null,
  apply: { kind: "board" },
};

/** The job's row. */
export function jobOf({ jobId }: Pick<Post, "jobId">) {
  return database().selectFrom("job").selectAll().where("id", "=", jobId).executeTakeFirstOrThrow();
}

/** The job's orders, oldest first. */
export function ordersOf({ jobId }: Pick<Post, "jobId">) {
  return database().selectFrom("order").selectAll().where("job_id", "=", jobId).orderBy("id").execute();
}

/** What the employer was or will be told by mail, in that order. */
export async function mailsAbout({ jobId }: Pick<Post, "jobId">): Promise<string[]> {
  const rows = await database()
    .selectFrom("task")
    .select("payload")
    .where("kind", "=", "job.mail")
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows
    .map((row) => JSON.parse(row.payload) as { jobId: JobId; event: string })
    .filter((mail) => mail.jobId === jobId)
    .map((mail) => mail.event);
}
