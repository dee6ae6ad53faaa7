/** Requests in order of the pages of an employer's organization: its people, proof, logo, imports and orders. */
import { sql } from "kysely";
import sharp from "sharp";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { fileClaim } from "~/employers/file-claim.server.ts";
import { replaceCode, updateCode } from "~/employers/domain.queries.server.ts";
import { hashCode } from "~/employers/verify-by-email.server.ts";
import type { Role } from "~/http/policies.ts";
import { HOUR, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type OrderId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { makeAnswerLink } from "~/jobs/answer-by-link.server.ts";
import { endPlan } from "#tests/candidates/candidates.ts";
import type { Asks, MakeAsk } from "../walk.ts";
import type { World } from "../world.ts";

const db = () => database();
const TOKEN = "the token of a mailed link";
const feed = () => new File(["title,description\nCoder,Code inpatient stays.\n"], "jobs.csv", { type: "text/csv" });
const settings = { name: "Feed", url: "", format: "", schedule: "off" };

/** The role's account claims the employer; without a claim of theirs before. */
async function claimOf(world: World, role: Role) {
  if (role === "guest") return;
  const accountId = world.people[role];
  await noClaimOf(world, role);
  const about = { accountId, employerId: world.employerId, clientAddress: "192.0.2.1" };
  const evidence = "I lead the coding team; the page about us names me.";
  const id = await fileClaim(db(), { ...about, workEmail: "ada@lakemont.example", evidence });
  const work_token_hash = hashToken(TOKEN);
  await db().updateTable("employer_claim").set({ work_token_hash }).where("id", "=", id).execute();
}
async function noClaimOf(world: World, role: Role) {
  if (role !== "guest") await db().deleteFrom("employer_claim").where("account_id", "=", world.people[role]).execute();
}

/** An invitation of the seeker, that was not answered; by its mailed link. */
async function invitationOfSeeker(world: World) {
  const id = world.people.seeker;
  await db().deleteFrom("invitation").where("employer_id", "=", world.employerId).execute();
  const { email } = await db().selectFrom("account").select("email").where("id", "=", id).executeTakeFirstOrThrow();
  const invitationId = await world.invitation();
  const set = { email, open_email: email, token_hash: hashToken(TOKEN) };
  await db().updateTable("invitation").set(set).where("id", "=", invitationId).execute();
  return { params: { invitationId } };
}

const unverified = {
  verification: "unverified",
  verified_at: null,
  verified_domain: null,
  verified_skeleton: null,
} as const;
async function verified(world: World, by: "unverified" | "email" | "dns") {
  const set =
    by === "unverified"
      ? unverified
      : {
          verification: by,
          verified_at: now(),
          verified_domain: "lakemont.example",
          verified_skeleton: "lakemont.example",
        };
  await db().updateTable("employer").set(set).where("id", "=", world.employerId).execute();
}

async function aReceipt(world: World): Promise<OrderId> {
  const order_id = await world.order("single", "captured");
  const cents = { discount_cents: 0, tax_cents: 0, balance_cents: 0, total_cents: 19_900 };
  await db()
    .insertInto("receipt")
    .values({
      number: sql<number>`default`,
      order_id,
      employer_name: "Lakemont",
      ...cents,
      promotion_code: null,
      invoice_url: null,
      paid_at: now(),
    })
    .execute();
  return order_id;
}

const byLink = async (world: World) => ({
  token: await makeAnswerLink(db(), { jobId: (await world.liveJob()).jobId, accountId: world.people.owner }),
});

const importOf = async (world: World, url: string | null = null) => ({
  params: { importId: await world.importSource(url) },
});
const withImport = async (world: World) => importOf(world);

const ofTemplate =
  (fields: Record<string, string> = {}): MakeAsk =>
  async (world) => ({ fields: { template: await world.template(), ...fields } });

export const ofOrganizations: Asks = {
  "employer/desk.tsx": {
    "loader: one employer's": (world) => ({ query: { employer: world.employerId } }),
  },
  "employer/new-organization.tsx": {
    action: () => ({ fields: { name: `Coders ${newId()}`, website: "", about: "" } }),
  },
  "employer/organization.tsx": {
    action: async (world) => {
      const { version } = await db()
        .selectFrom("employer")
        .select("version")
        .where("id", "=", world.employerId)
        .executeTakeFirstOrThrow();
      const about = "We code for forty hospitals.";
      return { fields: { name: "Lakemont Regional", website: world.website, about, version: String(version) } };
    },
  },
  "employer/members.tsx": {
    invite: () => ({ fields: { email: `${newId().toLowerCase()}@lakemont.example`, role: "recruiter" } }),
    resend: async (world) => {
      const invitation = await world.invitation();
      const sent_at = later(now(), -HOUR);
      await db().updateTable("invitation").set({ sent_at }).where("id", "=", invitation).execute();
      return { fields: { invitation } };
    },
    revoke: async (world) => ({ fields: { invitation: await world.invitation() } }),
    role: async (world) => ({ fields: { member: await world.colleague(), role: "owner", from: "recruiter" } }),
    "remove: another": async (world) => ({ fields: { member: await world.colleague() } }),
    "remove: oneself": async (world, role) => {
      await world.colleague("owner");
      return { fields: { member: role === "guest" ? newId() : world.people[role] } };
    },
  },
  "employer/verification.tsx": {
    "send-code": async (world) => {
      await verified(world, "unverified");
      await db().deleteFrom("domain_code").execute();
      return { fields: { email: "dana@lakemont.example" } };
    },
    "confirm-code": async (world) => {
      const expires_at = later(now(), HOUR);
      const code = { employer_id: world.employerId, email: "dana@lakemont.example", domain: "lakemont.example" };
      const code_hash = await hashCode("ABCD2345");
      await transact(db(), async (trx) => {
        await replaceCode(trx, { ...code, expires_at });
        await updateCode(trx, world.employerId, { code_hash });
      });
      return { fields: { code: "ABCD2345" } };
    },
    "get-record": () => ({}),
    "check-record": () => ({ status: 422 }),
    "give-up": async (world) => {
      await verified(world, "email");
      return {};
    },
  },
  "employer/logo.tsx": {
    save: async () => {
      const picture = sharp({ create: { width: 96, height: 64, channels: 3, background: "#0b5b60" } });
      const bytes = new Uint8Array(await picture.png().toBuffer());
      return { fields: { logo: new File([bytes], "logo.png", { type: "image/png" }) } };
    },
    // A multipart form, as the page posts it.
    remove: () => ({ fields: { logo: new File([], "") } }),
  },
  "employer/imports.tsx": { action: () => ({ fields: { ...settings, file: feed() } }) },
  "employer/import.tsx": {
    loader: withImport,
    fetch: async (world) => {
      await verified(world, "dns");
      return importOf(world, "https://lakemont.example/feed.xml");
    },
    upload: async (world) => ({ ...(await importOf(world)), fields: { file: feed() } }),
    remove: withImport,
    settings: async (world) => ({ ...(await importOf(world)), fields: { ...settings, version: "1" } }),
  },
  "employer/templates.tsx": {
    start: ofTemplate(),
    rename: async (world) => ({ fields: { template: await world.template(), seen: "0", name: `Mine ${newId()}` } }),
    delete: ofTemplate({ seen: "0" }),
  },
  "employer/claim.tsx": {
    loader: (world) => ({ params: { slug: world.employerSlug } }),
    claim: async (world, role) => {
      await noClaimOf(world, role);
      return {
        params: { slug: world.employerSlug },
        fields: { workEmail: "ada@lakemont.example", evidence: "I lead the coding team; the page names me." },
        refusal: /You belong to this organization already/,
      };
    },
    confirm: async (world) => {
      await claimOf(world, "seeker");
      const params = { slug: world.employerSlug };
      return { params, fields: { token: TOKEN }, refusal: /This link does not work/ };
    },
    withdraw: async (world) => {
      await db().deleteFrom("employer_claim").execute();
      await claimOf(world, "seeker");
      return { params: { slug: world.employerSlug }, refusal: /This claim was decided or withdrawn already/ };
    },
  },
  "employer/invitation.tsx": {
    "loader: its mailed link": async (world) => ({ ...(await invitationOfSeeker(world)), query: { token: TOKEN } }),
    "loader: its address": invitationOfSeeker,
    accept: invitationOfSeeker,
    decline: invitationOfSeeker,
  },
  "employer/still-open.tsx": {
    loader: async (world) => ({ query: await byLink(world) }),
    open: async (world) => ({ fields: await byLink(world) }),
    filled: async (world) => ({ fields: await byLink(world) }),
    closed: async (world) => ({ fields: await byLink(world) }),
  },
  "employer/billing.tsx": {
    buy: async (world) => ({ fields: { plan: "pack-5", seen: await world.priceOf("pack-5") } }),
    subscribe: async (world) => {
      await endPlan(world.employerId);
      return { fields: { plan: "unlimited", seen: await world.priceOf("unlimited") } };
    },
    portal: () => ({}),
  },
  "employer/order.tsx": {
    loader: async (world) => ({ params: { orderId: await world.order("pack") } }),
    "action: of a job": async (world) => ({ params: { orderId: await world.order("single") } }),
    "action: of a pack or plan": async (world) => ({ params: { orderId: await world.order("pack") } }),
  },
  "employer/receipt.tsx": { loader: async (world) => ({ params: { orderId: await aReceipt(world) } }) },
};
