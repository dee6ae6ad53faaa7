/** Requests in order of the pages of moderators. */
import { fileClaim } from "~/employers/file-claim.server.ts";
import { database } from "~/platform/database.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aCase, aDecision, anAppeal, another, earlier, read, REASON, suspended } from "../moderated.ts";
import type { Ask, Asks, MakeAsk } from "../walk.ts";
import type { World } from "../world.ts";

const db = () => database();
/** Of the moderator's own organization. */
const ours = (ask: Ask): Ask => ({ ...ask, refusal: /your own organization/ });

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
    refusal: /your own organization/,
  });

const reviewed =
  (fields: Record<string, string> = {}): MakeAsk =>
  async (world) => {
    const { jobId, revisionId } = await world.submitted();
    return ours({ params: { jobId }, fields: { revision: revisionId, ...fields } });
  };

const ofLive: MakeAsk = async (world) => ({ params: { jobId: (await world.liveJob()).jobId } });
const ofSuspended =
  (fields: Record<string, string>): MakeAsk =>
  async (world) =>
    ours({ params: { jobId: await suspended(world) }, fields });

const ofCase =
  (fields: Record<string, string>): MakeAsk =>
  async (world) => {
    const { params, fields: more } = await aCase(world);
    return ours({ params, fields: { ...more, ...fields } });
  };

export const ofModerators: Asks = {
  "moderation/queue.tsx": {
    "next: whichever is next": async (world) => {
      await world.submitted();
      return { quiet: true };
    },
    "next: one of the list": async (world) => ours({ fields: { take: (await world.submitted()).jobId }, quiet: true }),
    undo: async (world) => ours({ fields: { decision: await aDecision(world) } }),
  },
  "moderation/reading.ts": {
    keep: async (world, role) =>
      role === "moderator" || role === "admin"
        ? { ...(await read(world, world.people[role])), quiet: true }
        : // Who does not read it hears so.
          { params: { jobId: (await world.submitted()).jobId }, status: 409, quiet: true },
    leave: async (world) => ({ params: { jobId: (await world.submitted()).jobId }, quiet: true }),
  },
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
    take: async (world) => ours({ params: { jobId: (await world.submitted()).jobId }, quiet: true }),
    "take-over": async (world) => ours({ ...(await read(world, await earlier())), quiet: true }),
    "put-back": async (world) => ({ ...(await read(world, await earlier())), quiet: true }),
  },
  "moderation/report-case.tsx": {
    loader: (world) => aCase(world),
    dismissed: ofCase({ reason: REASON }),
    acted: ofCase({ reason: REASON }),
    correction: ofCase({ reason: REASON }),
    suspended: ofCase({ reason: REASON, code: "scam" }),
    rejected: async (world) => {
      const { params, fields } = await aCase(world, { of: await suspended(world) });
      return ours({ params, fields: { ...fields, reason: REASON } });
    },
    reopen: async (world) => ours(await aCase(world, { decided: true })),
  },
  "moderation/job-standing.tsx": {
    loader: ofLive,
    suspend: async (world, role) => ours({ ...(await ofLive(world, role)), fields: { reason: REASON, code: "scam" } }),
    reinstate: ofSuspended({ reason: REASON }),
    reject: ofSuspended({ reason: REASON }),
  },
  "moderation/employer-standing.tsx": {
    ban: async (world) =>
      ours({ params: { employerId: await another(world) }, fields: { reason: REASON, code: "scam" } }),
    lift: async (world) => ours({ params: { employerId: await another(world, true) }, fields: { reason: REASON } }),
  },
  "moderation/appeal.tsx": {
    loader: anAppeal,
    keep: async (world) => ours({ ...(await anAppeal(world)), fields: { reason: REASON } }),
    overturn: async (world) => ours({ ...(await anAppeal(world)), fields: { reason: REASON } }),
  },
};
