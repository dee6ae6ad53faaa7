/** Requests in order of the pages of admins, and of machines. */
import { changeLogo } from "~/employers/change-logo.server.ts";
import { findPlan } from "~/billing/show-admin.server.ts";
import { openSession } from "~/accounts/sessions.server.ts";
import { planVersion } from "~/billing/edit-plan.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { creditBalance } from "~/billing/find-order.server.ts";
import { HOUR, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { makeLogo } from "~/platform/files/make-logo.server.ts";
import { newId, type TaskId } from "~/platform/ids.ts";
import { markWorkerSeen } from "~/tasks/worker-health.server.ts";
import sharp from "sharp";
import { anAccount } from "#tests/support/accounts.ts";
import { anEmployer } from "#tests/support/application-factories.ts";
import { aFactor } from "#tests/support/factors.ts";
import { openPack, payOn } from "#tests/billing/board.ts";
import type { Asks } from "../walk.ts";
import type { World } from "../world.ts";

const db = () => database();

const dead = { state: "dead" as const, attempts: 8, run_at: now(), finished_at: now() };
const waits = { state: "queued" as const, attempts: 3, finished_at: null };
/** A task that has failed. */
async function aTask(stands: typeof dead | (typeof waits & { run_at: Date })): Promise<TaskId> {
  const id: TaskId = newId<"task">();
  const more = { locked_until: null, last_error: "refused", dedupe_key: null, created_at: now() };
  await db()
    .insertInto("task")
    .values({ id, kind: "employer.sweep", payload: "{}", ...stands, ...more })
    .execute();
  return id;
}
async function aFailedEvent(): Promise<string> {
  const id = `evt_${newId()}`;
  const event = {
    type: "charge.updated",
    payload: "{}",
    status: "failed" as const,
    attempts: 8,
    last_error: "refused",
  };
  await db()
    .insertInto("stripe_event")
    .values({ id, ...event, next_attempt_at: null, received_at: now(), processed_at: null })
    .execute();
  return id;
}

const refund = { reason: "requested_by_customer", note: "The job was posted twice." };
/** A pack that was paid on Stripe's page. */
async function ofPaid({ employerId, people }: World) {
  const { orderId, checkoutUrl } = await openPack({ accountId: people.owner, employerId });
  await payOn(checkoutUrl);
  await syncOrder(db(), orderId);
  return { params: { orderId } };
}

const ofUser = async (more: Parameters<typeof anAccount>[0] = {}) => ({ params: { accountId: await anAccount(more) } });
const ofEmployer = async () => ({ params: { employerId: (await anEmployer()).employerId } });
const setting = { name: "retention.imports", value: "60", seen: "0" };

const credits = { how: "give", credits: "1", note: "For the outage." };
async function ofPlan() {
  const plan = (await findPlan(db(), "single-post"))!;
  const fields = { name: plan.name, price: "199", credits: "0", days: "30", active: "on", seen: planVersion(plan) };
  return { params: { code: "single-post" }, fields };
}

async function aLogo(world: World) {
  const picture = sharp({ create: { width: 96, height: 64, channels: 3, background: "#0b5b60" } });
  const logo = await makeLogo(new Uint8Array(await picture.png().toBuffer()));
  const { employerId, people } = world;
  await changeLogo(db(), { accountId: people.owner, employerId, logo, clientAddress: "192.0.2.1" });
  const { logo_file_id } = await db()
    .selectFrom("employer")
    .select("logo_file_id")
    .where("id", "=", employerId)
    .executeTakeFirstOrThrow();
  return { params: { fileId: logo_file_id! } };
}

export const ofAdmins: Asks = {
  "admin/health.tsx": {
    "retry-task": async () => ({ fields: { id: await aTask(dead) } }),
    "hasten-task": async () => ({ fields: { id: await aTask({ ...waits, run_at: later(now(), HOUR) }) } }),
    "retry-event": async () => ({ fields: { id: await aFailedEvent() } }),
  },
  "admin/order.tsx": {
    loader: ofPaid,
    ask: async (world) => ({ ...(await ofPaid(world)), fields: { ...refund, amount: "49.50" }, quiet: true }),
    refund: async (world) => ({
      ...(await ofPaid(world)),
      fields: { ...refund, id: newId(), cents: "4950", seen: await world.priceOf("pack-5") },
    }),
    sync: ofPaid,
  },
  "admin/employer.tsx": {
    ask: () => ({ fields: credits, quiet: true }),
    credits: async (world) => ({
      fields: { ...credits, id: newId(), seen: String(await creditBalance(db(), world.employerId)) },
    }),
  },
  "admin/resend-receipt.tsx": {
    loader: ofPaid,
    action: async (world) => ({ ...(await ofPaid(world)), fields: { id: newId() } }),
  },
  "admin/correct-employer.tsx": {
    correct: async () => ({
      ...(await ofEmployer()),
      fields: { name: `Clinic ${newId()}`, website: "", seen: "1", reason: "They wrote to us." },
    }),
    unverify: async () => {
      const { params } = await ofEmployer();
      await db().updateTable("employer").set({ verification: "email" }).where("id", "=", params.employerId).execute();
      return { params, fields: { reason: "The domain was sold." } };
    },
  },
  "admin/user.tsx": {
    loader: () => ofUser(),
    suspend: async () => ({ ...(await ofUser()), fields: { code: "spam", reason: "You wrote to everybody." } }),
    lift: async () => {
      const { params } = await ofUser();
      await db().updateTable("account").set({ suspended_at: now() }).where("id", "=", params.accountId).execute();
      return { params };
    },
    role: async () => ({ ...(await ofUser()), fields: { role: "moderator", seen: "none" } }),
    "sign-out": async () => {
      const { params } = await ofUser();
      await openSession(params.accountId, "test");
      return { params };
    },
    factor: async () => {
      const { params } = await ofUser({ staffRole: "moderator" });
      await aFactor(params.accountId);
      return { params };
    },
    confirmation: async () => ({ ...(await ofUser({ confirmed: false })), fields: { id: newId() } }),
    reset: async () => ({ ...(await ofUser()), fields: { id: newId() } }),
  },
  "admin/settings.tsx": {
    ask: () => ({ fields: setting, quiet: true }),
    save: () => ({ fields: setting }),
  },
  "admin/plan.tsx": {
    loader: () => ({ params: { code: "single-post" } }),
    ask: async () => ({ ...(await ofPlan()), quiet: true }),
    save: ofPlan,
  },

  "machine/logo.ts": { loader: aLogo },
  "machine/mail-webhook.ts": {
    loader: () => ({ status: 405 }),
    action: () => ({ fields: { id: "1" }, refusal: /^400 / }),
  },
  "machine/stripe-webhook.ts": {
    loader: () => ({ status: 405 }),
    action: () => ({ fields: { id: "evt_1" }, refusal: /^400 / }),
  },
  "machine/health.ts": {
    loader: async () => {
      await markWorkerSeen(db());
      return {};
    },
  },
  "machine/sitemap-part.ts": { loader: () => ({ params: { part: "pages.xml" } }) },
};
