import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { inviteMember } from "~/employers/invite-member.server.ts";
import { policies } from "~/http/policies.ts";
import { saveTemplate } from "~/jobs/manage-templates.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { requestAs } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";
import { modules, outcome, pathOf, readRoute } from "./manifest.ts";

type Ids = Record<
  | "employerId"
  | "ownerId"
  | "jobId"
  | "applicationId"
  | "noteId"
  | "orderId"
  | "templateId"
  | "importId"
  | "invitationId",
  string
>;
type Form = Record<string, string>;

/** Complete, valid forms of each action that is for members: each wish that it knows. */
const forms: Record<string, (ids: Ids) => Partial<Form>[]> = {
  "employer/organization.tsx": () => [{ name: "Taken Over", website: "", about: "", version: "1" }],
  "employer/members.tsx": ({ ownerId, invitationId }) => [
    { intent: "invite", email: "me@elsewhere.example", role: "owner" },
    { intent: "resend", invitation: invitationId },
    { intent: "revoke", invitation: invitationId },
    { intent: "role", member: ownerId, role: "recruiter", from: "owner" },
    { intent: "remove", member: ownerId },
  ],
  "employer/verification.tsx": () => [
    { intent: "send-code", email: "me@lakemont.example" },
    { intent: "confirm-code", code: "ABCD2345" },
    { intent: "get-record" },
    { intent: "check-record" },
    { intent: "give-up" },
  ],
  "employer/logo.tsx": () => [{ intent: "save" }, { intent: "remove" }],
  "employer/imports.tsx": () => [{ name: "Feed", url: "https://example.com/feed.xml", format: "", schedule: "off" }],
  "employer/import.tsx": () => [
    { intent: "fetch" },
    { intent: "upload" },
    { intent: "remove" },
    { intent: "settings", version: "1", name: "Feed", url: "", format: "", schedule: "off" },
  ],
  "employer/new-job.tsx": ({ employerId }) => [{ employer: employerId, title: "Coder" }],
  "employer/templates.tsx": ({ templateId }) => [
    { deed: "start", template: templateId },
    { deed: "rename", template: templateId, seen: "1", name: "Mine" },
    { deed: "delete", template: templateId, seen: "1" },
  ],
  "employer/save-template.tsx": () => [{ name: "Mine" }, { name: "Mine", replace: "on" }],
  "employer/edit-job.tsx": () =>
    [
      ["job", { title: "Coder", go: "next" }],
      ["pay", { payMin: "1", go: "autosave" }],
      ["review", { go: "submit", price: "19900" }],
      ["review", { go: "credit" }],
      ["review", { go: "plan" }],
    ].map(([step, form]) => ({ ...(form as Form), ":step": step as string })),
  "employer/job.tsx": () => [
    ...["withdraw", "confirm", "fill", "close", "delete", "withdraw-edit", "discard-edit", "duplicate"].map((deed) => ({
      deed,
    })),
    ...["feature", "renew", "renew-credit", "renew-plan", "extend", "extend-credit", "extend-plan"].map((deed) => ({
      deed,
      price: "19900",
    })),
  ],
  "employer/applicants.tsx": ({ applicationId }) => [
    { intent: "move", application: applicationId, to: "reviewed", version: "1" },
    { intent: "review", pick: `${applicationId}.1` },
  ],
  "employer/decline-applicants.tsx": ({ applicationId }) => [
    { intent: "preview", pick: `${applicationId}.1`, message: "No" },
    { intent: "decline", pick: `${applicationId}.1`, message: "No" },
  ],
  "employer/applicant.tsx": ({ noteId }) => [
    { intent: "move", to: "declined", version: "1", message: "No" },
    { intent: "rate", rating: "1", seen: "0" },
    { intent: "assign", to: "", from: "" },
    { intent: "note", note: "Mine" },
    { intent: "edit-note", id: noteId, version: "1", text: "Mine" },
    { intent: "delete-note", id: noteId, version: "1" },
  ],
  "employer/billing.tsx": () => [
    { deed: "buy", plan: "pack_3", seen: "1" },
    { deed: "subscribe", plan: "unlimited", seen: "1" },
    { deed: "portal" },
  ],
  "employer/order.tsx": () => [{}],
};

const ofMembers = modules.filter(({ name }) => {
  const { loader, action } = policies[name] ?? {};
  return loader === "member" || action === "member";
});

/** Without a page of this order: it was never paid, so it has no receipt. */
const NO_PAGE = new Set(["employer/receipt.tsx"]);

/** A digest of every table, but for what a request leaves wherever it goes. */
async function everything(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = database() and table_name not in ('session', 'audit', 'rate_limit')
  `.execute(database());
  const { rows } = await sql`checksum table ${sql.join(tables.map(({ name }) => sql.table(name)))}`.execute(database());
  // Each request of these tests signs in anew.
  const lines = await database().selectFrom("audit").select("id").where("action", "<>", "session.open").execute();
  return JSON.stringify([rows, lines]);
}

describe("a member of one employer asks for what is another's", () => {
  let owner: AccountId, stranger: AccountId;
  let ids: Ids;
  beforeAll(async () => {
    const { employerId, ownerId } = await anEmployer("Lakemont Regional");
    const { jobId } = await aLiveJob(employerId);
    const { applicationId } = await anApplication(jobId);
    const orderId = newId<"order">();
    const noteId = newId<"application_note">();
    const at = now();
    const since = { created_at: at, updated_at: at };
    const plan = await database()
      .selectFrom("plan")
      .select("code")
      .where("kind", "=", "single")
      .executeTakeFirstOrThrow();
    const order = {
      ...{ id: orderId, employer_id: employerId, job_id: jobId, created_by: ownerId, ...since },
      ...{ plan_code: plan.code, plan_name: "Single post", kind: "single" as const, state: "open" as const },
      ...{ amount_cents: 19_900, currency: "usd", term_days: 30, credits: 0 },
    };
    await database().insertInto("order").values(order).execute();
    const note = { id: noteId, application_id: applicationId, author_id: ownerId, body: "Ours", version: 1, ...since };
    await database().insertInto("application_note").values(note).execute();
    const who = { accountId: ownerId, employerId, clientAddress: "192.0.2.1" };
    const template = await saveTemplate(database(), { ...who, jobId, name: "Ours", replace: false });
    const invitationId = await inviteMember(database(), { ...who, email: "new@lakemont.example", role: "recruiter" });
    const importId = newId<"import-source">();
    const source = { id: importId, employer_id: employerId, name: "Feed", any_work: 0 as const, created_by: ownerId };
    await database()
      .insertInto("import_source")
      .values({ ...source, schedule: "off", failures: 0, version: 1, ...since })
      .execute();
    const more = { noteId, orderId, templateId: template.id, importId, invitationId };
    ids = { employerId, ownerId, jobId, applicationId, ...more };
    owner = ownerId;
    const other = await anEmployer("Elsewhere");
    await aLiveJob(other.employerId);
    stranger = other.ownerId;
  }, 60_000);

  test("every action for members has its forms here", () => {
    const actions = ofMembers.filter(({ name }) => policies[name]?.action === "member").map(({ name }) => name);
    expect(Object.keys(forms).sort()).toEqual(actions.sort());
  });

  test.each(ofMembers.filter(({ name }) => !NO_PAGE.has(name)))("$name: it is there for its own", async (route) => {
    const request = await requestAs(owner, pathOf(route.pattern));
    const at = { ...ids, step: "job" };
    const { status } = await outcome((await readRoute(route.name)).loader!, request, route.pattern, at);
    expect([200, 302]).toContain(status);
  });

  test.each(ofMembers)("$name: it is not there, as if it had never been", async ({ name, pattern }) => {
    const route = await readRoute(name);
    const before = await everything();
    if (policies[name]?.loader === "member") {
      const request = await requestAs(stranger, pathOf(pattern));
      expect(await outcome(route.loader!, request, pattern, ids)).toMatchObject({ status: 404 });
    }
    for (const { ":step": step, ...form } of forms[name]?.(ids) ?? []) {
      const body = new FormData();
      for (const [field, value] of Object.entries(form)) if (value !== undefined) body.set(field, value);
      const request = await requestAs(stranger, pathOf(pattern), { method: "POST", body });
      const answer = await outcome(route.action!, request, pattern, { ...ids, ...(step && { step }) });
      expect(answer, JSON.stringify(form)).toMatchObject({ status: 404 });
    }
    expect(await everything()).toBe(before);
  });
});
