/** Requests in order of the pages of moderators and admins, and of machines. */
import { changeLogo } from "~/employers/change-logo.server.ts";
import { fileClaim } from "~/employers/file-claim.server.ts";
import { findPlan } from "~/billing/show-admin.server.ts";
import { planVersion } from "~/billing/edit-plan.server.ts";
import { creditBalance } from "~/billing/find-order.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { makeLogo } from "~/platform/files/make-logo.server.ts";
import { newId, type TaskId } from "~/platform/ids.ts";
import { markWorkerSeen } from "~/tasks/worker-health.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import sharp from "sharp";
import type { Asks, MakeAsk } from "../walk.ts";
import type { World } from "../world.ts";

const db = () => database();
const OWN = /your own organization/;
const REASON = "It does not say what is paid, and to whom.";

/** A claim of somebody new. */
async function aClaim(world: World): Promise<string> {
  const accountId = await anAccount();
  await db().deleteFrom("rate_limit").execute();
  const about = { accountId, employerId: world.employerId, clientAddress: "192.0.2.1" };
  return fileClaim(db(), {
    ...about,
    workEmail: "ada@lakemont.example",
    evidence: "I lead the team; ask at the desk.",
  });
}
const decided =
  (fields: Record<string, string>): MakeAsk =>
  async (world) => ({
    params: { claimId: await aClaim(world) },
    fields: { role: "recruiter", ...fields },
    refusal: OWN,
  });

const reviewed =
  (fields: Record<string, string> = {}): MakeAsk =>
  async (world) => {
    const { jobId, revisionId } = await world.submitted();
    return { params: { jobId }, fields: { revision: revisionId, ...fields }, refusal: OWN };
  };

async function aDeadTask(): Promise<TaskId> {
  const id: TaskId = newId<"task">();
  const at = { run_at: now(), created_at: now(), finished_at: now() };
  const dead = { state: "dead" as const, attempts: 8, locked_until: null, last_error: "refused", dedupe_key: null };
  await db()
    .insertInto("task")
    .values({ id, kind: "employer.recheck-domains", payload: "{}", ...dead, ...at })
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
const ofCaptured = async (world: World) => ({ params: { orderId: await world.order("single", "captured") } });

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

export const ofStaff: Asks = {
  "moderation/claim.tsx": {
    loader: async (world) => ({ params: { claimId: await aClaim(world) } }),
    approve: decided({}),
    reject: decided({ reason: REASON }),
  },
  "moderation/review.tsx": {
    loader: async (world) => ({ params: { jobId: (await world.submitted()).jobId } }),
    approve: reviewed(),
    request_changes: reviewed({ reason: REASON }),
    reject: reviewed({ reason: REASON }),
  },
  "admin/health.tsx": {
    "retry-task": async () => ({ fields: { id: await aDeadTask() } }),
    "retry-event": async () => ({ fields: { id: await aFailedEvent() } }),
  },
  "admin/order.tsx": {
    loader: ofCaptured,
    ask: async (world) => ({ ...(await ofCaptured(world)), fields: { ...refund, amount: "49.50" } }),
    refund: async (world) => ({
      ...(await ofCaptured(world)),
      fields: { ...refund, id: newId(), cents: "4950", seen: "19900" },
    }),
    sync: ofCaptured,
  },
  "admin/employer.tsx": {
    ask: () => ({ fields: credits }),
    credits: async (world) => ({
      fields: { ...credits, id: newId(), seen: String(await creditBalance(db(), world.employerId)) },
    }),
  },
  "admin/plan.tsx": { loader: () => ({ params: { code: "single-post" } }), ask: ofPlan, save: ofPlan },

  "machine/logo.ts": { loader: aLogo },
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
