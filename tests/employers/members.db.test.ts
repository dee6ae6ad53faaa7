import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { changeRole, listMembers, removeMember } from "~/employers/manage-members.server.ts";
import type { MemberRole } from "~/employers/member-roles.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import * as applicantRoute from "~/routes/employer/applicant.tsx";
import * as applicantsRoute from "~/routes/employer/applicants.tsx";
import * as deskRoute from "~/routes/employer/desk.tsx";
import * as jobRoute from "~/routes/employer/job.tsx";
import * as membersRoute from "~/routes/employer/members.tsx";
import * as organizationRoute from "~/routes/employer/organization.tsx";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";
import { auditOf, call, runTasks } from "./desk.ts";
import { lastMailTo, mails } from "./kept-mail.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("./kept-mail.ts")).keepingMail(original<object>),
);

const db = database();
let employerId: EmployerId, ownerId: AccountId;

beforeEach(async () => {
  mails.length = 0;
  ({ employerId, ownerId } = await anEmployer());
});

async function aMember(role: MemberRole, of = employerId): Promise<AccountId> {
  const accountId = await anAccount({ name: `A ${role}` });
  await db.insertInto("member").values({ employer_id: of, account_id: accountId, role, created_at: now() }).execute();
  return accountId;
}
const remove = (actorId: AccountId, memberId: AccountId) => removeMember(db, { actorId, employerId, memberId });
const change = (actorId: AccountId, memberId: AccountId, from: MemberRole, role: MemberRole) =>
  changeRole(db, { actorId, employerId, memberId, from, role });
const rolesNow = async () =>
  Object.fromEntries((await listMembers(db, employerId)).map(({ accountId, role }) => [accountId, role]));

describe("roles", () => {
  test("an owner makes a recruiter an owner, who is told by mail", async () => {
    const recruiter = await aMember("recruiter");
    await change(ownerId, recruiter, "recruiter", "owner");
    expect((await rolesNow())[recruiter]).toBe("owner");
    expect(await auditOf(employerId)).toContain("member.role");
    await runTasks();
    const { email } = (await listMembers(db, employerId)).find(({ accountId }) => accountId === recruiter)!;
    expect(lastMailTo(email).subject).toMatch(/You are an owner of Lakemont Regional now/);
  });

  test("a recruiter changes no role and removes nobody else, but leaves", async () => {
    const recruiter = await aMember("recruiter");
    await expect(change(recruiter, recruiter, "recruiter", "owner")).rejects.toMatchObject({ code: "invalid" });
    await expect(remove(recruiter, ownerId)).rejects.toMatchObject({ code: "invalid" });
    await remove(recruiter, recruiter);
    expect(Object.keys(await rolesNow())).toEqual([ownerId]);
    expect(await auditOf(employerId)).toContain("member.leave");
  });

  test("the last owner neither steps down, nor leaves, nor is removed", async () => {
    await aMember("recruiter");
    const suspended = await aMember("owner");
    await db.updateTable("account").set({ suspended_at: now() }).where("id", "=", suspended).execute();
    await expect(change(ownerId, ownerId, "owner", "recruiter")).rejects.toThrow(/last owner/);
    await expect(remove(ownerId, ownerId)).rejects.toThrow(/last owner/);
    await remove(ownerId, suspended);
    expect((await rolesNow())[ownerId]).toBe("owner");
  });

  test("two owners who remove each other at once leave one", async () => {
    const other = await aMember("owner");
    const both = await Promise.allSettled([remove(ownerId, other), remove(other, ownerId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(Object.values(await rolesNow())).toEqual(["owner"]);
  });

  test("a role that somebody changed since the page was opened is left as it is, and shown", async () => {
    const colleague = await aMember("recruiter");
    await change(ownerId, colleague, "recruiter", "owner");
    const form = { intent: "role", member: colleague, from: "recruiter", role: "owner" };
    expect(await call(membersRoute, ownerId, { employerId }, { form })).toMatchObject({ status: 409 });
    await expect(remove(ownerId, await anAccount())).rejects.toMatchObject({ code: "conflict" });
  });

  test("whatever the members do to each other, there is an owner who can sign in", async () => {
    const people = [ownerId, await aMember("owner"), await aMember("recruiter"), await aMember("recruiter")];
    const roles: MemberRole[] = ["owner", "owner", "recruiter", "recruiter"];
    const person = fc.integer({ min: 0, max: people.length - 1 });
    const act = fc.record({ actor: person, target: person, to: fc.constantFrom("owner", "recruiter", "gone") });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 10 }), async (acts) => {
        await db.deleteFrom("member").where("employer_id", "=", employerId).execute();
        for (const [at, account_id] of people.entries())
          await db
            .insertInto("member")
            .values({ employer_id: employerId, account_id, role: roles[at]!, created_at: now() })
            .execute();
        for (const { actor, target, to } of acts) {
          const before = await rolesNow();
          const [who, whom] = [people[actor]!, people[target]!];
          const done =
            to === "gone" ? remove(who, whom) : change(who, whom, before[whom] ?? "recruiter", to as MemberRole);
          const refused = await done.then(
            () => undefined,
            (error: unknown) => error,
          );
          if (refused) expect(refused).toBeInstanceOf(DomainError);
          const after = await rolesNow();
          expect(Object.values(after)).toContain("owner");
          // Only owners change others, and a refusal changes nothing.
          if (refused) expect(after).toEqual(before);
          else if (who !== whom) expect(before[who]).toBe("owner");
        }
      }),
      { numRuns: 12 },
    );
  });
});

test("a member removed in the middle of a session loses everything at once", async () => {
  const recruiter = await aMember("recruiter");
  const { jobId } = await aLiveJob(employerId);
  const { applicationId } = await anApplication(jobId);
  const pages = [
    () => call(organizationRoute, recruiter, { employerId }),
    () => call(membersRoute, recruiter, { employerId }),
    () => call(deskRoute, recruiter, {}, { search: `?employer=${employerId}` }),
    () => call(jobRoute, recruiter, { jobId }),
    () => call(applicantsRoute, recruiter, { jobId }),
    () => call(applicantRoute, recruiter, { jobId, applicationId }),
    () => call(applicantRoute, recruiter, { jobId, applicationId }, { form: { to: "reviewed", version: "1" } }),
    () => call(jobRoute, recruiter, { jobId }, { form: { deed: "close" } }),
  ];
  for (const page of pages.slice(0, 6)) expect((await page()).status).toBe(200);
  await call(membersRoute, ownerId, { employerId }, { form: { intent: "remove", member: recruiter } });
  for (const page of pages) expect((await page()).status).toBe(404);
  expect((await call(deskRoute, recruiter, {})).body.employers).toEqual([]);
});

test("a member of one organization finds nothing of another", async () => {
  const other = await anEmployer("Elsewhere");
  const stranger = await aMember("owner", other.employerId);
  expect((await call(membersRoute, stranger, { employerId })).status).toBe(404);
  const forms: Record<string, string>[] = [
    { intent: "invite", email: "x@y.example", role: "owner" },
    { intent: "role", member: ownerId, from: "owner", role: "recruiter" },
    { intent: "remove", member: ownerId },
  ];
  for (const form of forms) expect((await call(membersRoute, stranger, { employerId }, { form })).status).toBe(404);
  expect(Object.keys(await rolesNow())).toEqual([ownerId]);
});

test("only owners see who is invited, and everybody who belongs to it", async () => {
  const recruiter = await aMember("recruiter");
  await call(
    membersRoute,
    ownerId,
    { employerId },
    { form: { intent: "invite", email: "new@y.example", role: "owner" } },
  );
  expect((await call(membersRoute, ownerId, { employerId })).body.invitations).toHaveLength(1);
  const seen = (await call(membersRoute, recruiter, { employerId })).body;
  expect(seen.invitations).toEqual([]);
  expect(seen.members).toHaveLength(2);
});
