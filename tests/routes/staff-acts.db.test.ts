import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openSession } from "~/accounts/sessions.server.ts";
import { planVersion } from "~/billing/edit-plan.server.ts";
import { findPlan } from "~/billing/show-admin.server.ts";
import { fileClaim } from "~/employers/file-claim.server.ts";
import { policies } from "~/http/policies.ts";
import { later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { aFactor } from "#tests/support/factors.ts";
import { ADDRESS, anEmployer } from "#tests/support/application-factories.ts";
import { aPost, startBilling } from "#tests/billing/board.ts";
import { folder, modules, outcome, readRoute } from "./manifest.ts";

const board = startBilling();

type Act = { params: Record<string, string>; fields: Record<string, string> };

/** Each button of each page of the staff that does something: a thing to do it to, and what the page's form sends. */
const acts: Record<string, Record<string, () => Promise<Act>>> = {
  "moderation/review.tsx": Object.fromEntries(
    ["approve", "request_changes", "reject"].map((decision) => [
      decision,
      async () => {
        const post = await aPost();
        await board.pay(post);
        await board.hearWebhooks();
        const fields = { revision: post.revisionId, decision, reason: "It says nothing about the pay." };
        return { params: { jobId: post.jobId }, fields };
      },
    ]),
  ),
  "moderation/claim.tsx": Object.fromEntries(
    ["approve", "reject"].map((decision) => [
      decision,
      async () => {
        const { employerId } = await anEmployer();
        const accountId = await anAccount();
        const evidence = "I lead the coding team; the page about us names me.";
        const work = { workEmail: `${newId().toLowerCase()}@lakemont.example`, evidence, clientAddress: ADDRESS };
        const claimId = await fileClaim(database(), { accountId, employerId, ...work });
        return { params: { claimId }, fields: { decision, role: "recruiter", reason: "Nobody there knows you." } };
      },
    ]),
  ),
  "admin/order.tsx": {
    refund: async () => {
      const orderId = await board.buyPack(await aPost());
      await board.hearWebhooks();
      const wish = { reason: "requested_by_customer", note: "They asked.", id: newId<"refund">() };
      return { params: { orderId }, fields: { act: "refund", cents: "100", seen: "89500", ...wish } };
    },
    sync: async () => ({ params: { orderId: await board.buyPack(await aPost()) }, fields: { act: "sync" } }),
  },
  "admin/resend-receipt.tsx": {
    send: async () => {
      const orderId = await board.buyPack(await aPost());
      await board.hearWebhooks();
      return { params: { orderId }, fields: { id: newId() } };
    },
  },
  "admin/user.tsx": {
    suspend: async () => ({
      params: { accountId: await anAccount() },
      fields: { act: "suspend", code: "spam", reason: "You wrote to everybody." },
    }),
    lift: async () => {
      const accountId = await anAccount();
      await database().updateTable("account").set({ suspended_at: now() }).where("id", "=", accountId).execute();
      return { params: { accountId }, fields: { act: "lift" } };
    },
    role: async () => ({
      params: { accountId: await anAccount() },
      fields: { act: "role", role: "moderator", seen: "none" },
    }),
    "sign-out": async () => {
      const accountId = await anAccount();
      await openSession(accountId, "test");
      return { params: { accountId }, fields: { act: "sign-out" } };
    },
    confirmation: async () => ({
      params: { accountId: await anAccount({ confirmed: false }) },
      fields: { act: "confirmation", id: newId() },
    }),
    reset: async () => ({ params: { accountId: await anAccount() }, fields: { act: "reset", id: newId() } }),
    factor: async () => {
      const accountId = await anAccount({ staffRole: "moderator" });
      await aFactor(accountId);
      return { params: { accountId }, fields: { act: "factor" } };
    },
  },
  "admin/settings.tsx": {
    save: async () => ({
      params: {},
      fields: { act: "save", name: "retention.imports", value: "60", seen: "0" },
    }),
  },
  "admin/correct-employer.tsx": {
    correct: async () => {
      const { employerId } = await anEmployer();
      const fields = { act: "correct", name: `Clinic ${newId()}`, website: "", seen: "1", reason: "They wrote to us." };
      return { params: { employerId }, fields };
    },
    unverify: async () => {
      const { employerId } = await anEmployer();
      await database().updateTable("employer").set({ verification: "email" }).where("id", "=", employerId).execute();
      return { params: { employerId }, fields: { act: "unverify", reason: "The domain was sold." } };
    },
  },
  "admin/employer.tsx": {
    credits: async () => {
      const { employerId } = await aPost();
      const fields = { act: "credits", how: "give", credits: "2", note: "An apology.", id: newId(), seen: "0" };
      return { params: { employerId }, fields };
    },
  },
  "admin/plan.tsx": {
    save: async () => {
      const plan = (await findPlan(database(), "pack-5"))!;
      const fields = { name: plan.name, price: "901", credits: "5", days: String(plan.term_days), active: "on" };
      return { params: { code: plan.code }, fields: { act: "save", seen: planVersion(plan), ...fields } };
    },
  },
  "admin/health.tsx": {
    "retry-task": async () => {
      await enqueueTask(database(), "employer.sweep", {}, { dedupeKey: newId() });
      const { id } = await database().selectFrom("task").select("id").orderBy("id", "desc").executeTakeFirstOrThrow();
      const dead = { state: "dead" as const, attempts: 12, finished_at: now() };
      await database().updateTable("task").set(dead).where("id", "=", id).execute();
      return { params: {}, fields: { act: "retry-task", id } };
    },
    "hasten-task": async () => {
      await enqueueTask(database(), "employer.sweep", {}, { dedupeKey: newId() });
      const { id } = await database().selectFrom("task").select("id").orderBy("id", "desc").executeTakeFirstOrThrow();
      const failed = { attempts: 3, last_error: "no", run_at: later(now(), 3_600_000) };
      await database().updateTable("task").set(failed).where("id", "=", id).execute();
      return { params: {}, fields: { act: "hasten-task", id } };
    },
    "retry-event": async () => {
      const id = `evt_${newId()}`;
      const event = { id, type: "charge.refunded", payload: '{"data":{"object":{}}}', attempts: 3, received_at: now() };
      await database()
        .insertInto("stripe_event")
        .values({ ...event, status: "failed", last_error: "no" })
        .execute();
      return { params: {}, fields: { act: "retry-event", id } };
    },
  },
};

const ofStaff = modules.filter(({ name }) => ["moderator", "admin"].includes(policies[name]?.action ?? ""));
const linesOf = (staff: AccountId) =>
  database()
    .selectFrom("audit")
    .select(["action", "subject_id"])
    .where("actor_account_id", "=", staff)
    .where("action", "not like", "session.%")
    .execute();

test("every action of the staff stands here with its buttons", () => {
  expect(Object.keys(acts).sort()).toEqual(ofStaff.map(({ name }) => name).sort());
});

describe.each(ofStaff)("$name", ({ name, pattern }) => {
  let admin: AccountId;
  beforeAll(async () => {
    admin = await anAccount({ staffRole: "admin", name: "Nadia Okafor" });
  });

  test.each(Object.entries(acts[name] ?? {}))(
    "%s is in the audit log, under the name of who did it",
    async (_, make) => {
      const { params, fields } = await make();
      const { action } = await readRoute(name);
      const before = (await linesOf(admin)).length;
      const request = await requestAs(admin, "/here", { method: "POST", body: new URLSearchParams(fields) });
      const answer = await outcome(action!, request, pattern, params);
      expect(answer, JSON.stringify(answer.data)).toMatchObject({ status: 302 });
      expect((await linesOf(admin)).length).toBeGreaterThan(before);
    },
  );

  test("a refused act leaves no line", async () => {
    const [make] = Object.values(acts[name] ?? {});
    const { params } = await make!();
    const { action } = await readRoute(name);
    const before = await linesOf(admin);
    const request = await requestAs(admin, "/here", { method: "POST", body: new URLSearchParams({ act: "nothing" }) });
    expect((await outcome(action!, request, pattern, params)).status).toBeGreaterThanOrEqual(400);
    expect(await linesOf(admin)).toEqual(before);
  });
});

/** What changes nothing that anybody must answer for; a webhook is only kept, and its task writes what comes of it. */
const HARMLESS = ["pages/theme.ts", "pages/not-found.tsx", "jobs/seen.ts", "machine/stripe-webhook.ts"];

/** The modules of ours that one imports, directly or through others. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  const root = path.resolve(folder, "..");
  for (const [, from] of readFileSync(file, "utf8").matchAll(/from "((?:~|\.{1,2})\/[^"]+\.tsx?)"/g)) {
    const next = from!.startsWith("~/") ? path.join(root, from!.slice(2)) : path.resolve(path.dirname(file), from!);
    if (seen.has(next)) continue;
    seen.add(next);
    reached(next, seen);
  }
  return seen;
}

test.each(modules.filter(({ name }) => policies[name]?.action && !HARMLESS.includes(name)))(
  "the action of $name can write to the audit log",
  ({ name }) => {
    const uses = [...reached(path.join(folder, name))];
    expect(uses.filter((file) => file.endsWith("audit/record-audit.server.ts"))).toHaveLength(1);
  },
);
