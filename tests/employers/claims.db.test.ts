import { beforeEach, describe, expect, test, vi } from "vitest";
import { system } from "~/audit/record-audit.server.ts";
import { UNSTATED_EMPLOYER } from "~/employers/claim.ts";
import { addEmployer, createEmployer } from "~/employers/create-employer.server.ts";
import { decideClaim, listClaims, showClaim } from "~/employers/decide-claim.server.ts";
import { fileClaim, findNewestClaim, withdrawClaim } from "~/employers/file-claim.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { findNamesake } from "~/employers/find-namesake.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type ClaimId, type EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import * as claimRoute from "~/routes/employer/claim.tsx";
import * as newOrganizationRoute from "~/routes/employer/new-organization.tsx";
import * as decideRoute from "~/routes/moderation/claim.tsx";
import * as claimsRoute from "~/routes/moderation/claims.tsx";
import { anAccount } from "#tests/support/accounts.ts";
import { ADDRESS, aLiveJob, anEmployer } from "#tests/support/application-factories.ts";
import { auditOf, call, runTasks } from "./desk.ts";
import { lastMailTo, mails, mailsTo } from "./kept-mail.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("./kept-mail.ts")).keepingMail(original<object>),
);

const db = database();
const evidence = "I lead the coding team; the page about us names me.";
let employerId: EmployerId, slug: string, claimant: AccountId, moderator: AccountId;
let number = 0;

/** An employer that an import made: with a listing, without people. */
async function anImported(name: string, sourceKey = `import:${name}`): Promise<EmployerId> {
  const id = await transact(db, (trx) =>
    addEmployer(trx, { name, website: "https://www.trinity.example", about: "", sourceKey }, system),
  );
  await aLiveJob(id, { origin: "import", sourceUrl: "https://trinity.example/jobs/1" });
  return id;
}
const slugOf = async (id: EmployerId) =>
  (await db.selectFrom("employer").select("slug").where("id", "=", id).executeTakeFirstOrThrow()).slug;

beforeEach(async () => {
  mails.length = 0;
  await db.deleteFrom("rate_limit").execute();
  await db.deleteFrom("task").execute();
  employerId = await anImported(`Trinity Coding ${++number}`);
  slug = await slugOf(employerId);
  claimant = await anAccount({ name: "Ada Coder", email: `ada-${number}@trinity.example` });
  moderator = await anAccount({ staffRole: "moderator", name: "Imogen Sayre" });
});

const file = (by = claimant, of = employerId) =>
  fileClaim(db, {
    accountId: by,
    employerId: of,
    workEmail: `ada-${number}@trinity.example`,
    evidence,
    clientAddress: ADDRESS,
  });
const decide = (claimId: ClaimId, decision: "approve" | "reject", by = moderator) =>
  decideClaim(db, {
    claimId,
    moderatorId: by,
    decision,
    role: "owner",
    reason: decision === "reject" ? "Nobody there knows you." : "",
  });

describe("a claim on an imported listing's employer", () => {
  test("goes to a moderator, and lets nobody post before it is approved", async () => {
    const answer = await call(
      claimRoute,
      claimant,
      { slug },
      {
        form: { intent: "claim", workEmail: `ada-${number}@trinity.example`, evidence },
      },
    );
    expect(answer).toMatchObject({ status: 302, location: `/employers/${slug}/claim` });
    expect(await findEmployerForMember(db, claimant, employerId)).toBeUndefined();
    expect(await auditOf(employerId)).toContain("claim.file");
    const listed = (await call(claimsRoute, moderator, {})).body.claims as { name: string; imported: boolean }[];
    expect(listed.at(-1)).toMatchObject({ name: "Ada Coder", imported: true });
  });

  test("shows the moderator what was said and what the address is worth", async () => {
    const shown = await showClaim(db, await file());
    expect(shown).toMatchObject({
      claim: { evidence, imported: true },
      address: { domain: "trinity.example", kind: "own", confirmed: true },
      members: [],
    });
    const other = await anAccount();
    const id = await fileClaim(db, {
      accountId: other,
      employerId,
      workEmail: "x@gmail.com",
      evidence,
      clientAddress: ADDRESS,
    });
    expect(await showClaim(db, id)).toMatchObject({ address: { kind: "provider", confirmed: false } });
  });

  test("counts the address at work as confirmed once its mail was read", async () => {
    const other = await anAccount({ name: "Ada Coder", email: `ada-${number}@home.example` });
    const workEmail = `ada-${number}@trinity.example`;
    const id = await file(other);
    await runTasks();
    const { url } = lastMailTo(workEmail).props;
    const token = new URL(url!).searchParams.get("token")!;
    expect(await showClaim(db, id)).toMatchObject({ address: { kind: "own", confirmed: false } });
    const confirm = async (who: AccountId, secret: string) =>
      (await call(claimRoute, who, { slug }, { form: { intent: "confirm", token: secret } })).status;
    // A link that was meant for somebody else, a forged one, and the same one again.
    expect(await confirm(claimant, token)).toBe(409);
    expect(await confirm(other, "x".repeat(43))).toBe(409);
    expect(await showClaim(db, id)).toMatchObject({ address: { confirmed: false } });
    expect(await confirm(other, token)).toBe(302);
    expect(await confirm(other, token)).toBe(409);
    expect(await showClaim(db, id)).toMatchObject({ address: { kind: "own", confirmed: true } });
    expect(await auditOf(employerId)).toContain("claim.confirm-address");
  });

  test("mails no link to the account's own address", async () => {
    await file();
    await runTasks();
    expect(mails).toEqual([]);
  });

  test("approved makes a member with the role, audited and told by mail", async () => {
    const id = await file();
    await decide(id, "approve");
    expect(await findEmployerForMember(db, claimant, employerId)).toMatchObject({ role: "owner" });
    expect(await auditOf(employerId)).toContain("claim.approve");
    await runTasks();
    const told = mailsTo(`ada-${number}@trinity.example`).map(({ subject }) => subject);
    expect(told).toContainEqual(expect.stringMatching(/^You belong to Trinity Coding/));
  });

  test("rejected sends the reason, changes nothing else, and may be made anew", async () => {
    await decide(await file(), "reject");
    expect(await findEmployerForMember(db, claimant, employerId)).toBeUndefined();
    await runTasks();
    expect(lastMailTo(`ada-${number}@trinity.example`).props.reason).toBe("Nobody there knows you.");
    expect((await call(claimRoute, claimant, { slug })).body.refused).toBe("Nobody there knows you.");
    await file();
  });

  test("is decided once, also by two moderators at the same moment", async () => {
    const id = await file();
    const second = await anAccount({ staffRole: "moderator" });
    const both = await Promise.allSettled([decide(id, "approve"), decide(id, "reject", second)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const page = await call(
      decideRoute,
      second,
      { claimId: id },
      { form: { decision: "reject", role: "owner", reason: "Too late anyway" } },
    );
    expect(page).toMatchObject({ status: 409, body: { lastResult: { initialValue: { reason: "Too late anyway" } } } });
    expect((await auditOf(employerId)).filter((action) => /claim\.(approve|reject)/.test(action))).toHaveLength(1);
  });

  test("is decided by nobody whom it concerns", async () => {
    const own = await file(moderator);
    await expect(decide(own, "approve")).rejects.toThrow(/concerns you/);
    const id = await file();
    await db
      .insertInto("member")
      .values({ employer_id: employerId, account_id: moderator, role: "recruiter", created_at: now() })
      .execute();
    await expect(decide(id, "approve")).rejects.toThrow(/concerns you/);
  });

  test("withdrawn is not decided any more", async () => {
    const id = await file();
    await withdrawClaim(db, claimant, employerId);
    await expect(decide(id, "approve")).rejects.toMatchObject({ code: "conflict" });
    expect((await findNewestClaim(db, employerId, claimant))?.state).toBe("withdrawn");
  });

  test("is made once at a time, and five times a day at most", async () => {
    const [first, second] = await Promise.allSettled([file(), file()]);
    expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
    await expect(file()).rejects.toMatchObject({ code: "conflict" });
    for (let attempt = 0; attempt < 2; attempt++) await file().catch(() => undefined);
    await expect(file()).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("a claim on an employer with people", () => {
  test("tells its owners who joined", async () => {
    const { employerId: of, ownerId } = await anEmployer(`Lakemont ${number}`);
    await aLiveJob(of);
    await decideClaim(db, {
      claimId: await file(claimant, of),
      moderatorId: moderator,
      decision: "approve",
      role: "recruiter",
      reason: "",
    });
    await runTasks();
    const { email } = await db
      .selectFrom("account")
      .select("email")
      .where("id", "=", ownerId)
      .executeTakeFirstOrThrow();
    expect(mailsTo(email).map(({ subject }) => subject)).toContain("Ada Coder joined your organization");
    expect(await findEmployerForMember(db, claimant, of)).toMatchObject({ role: "recruiter" });
    await expect(file(ownerId, of)).rejects.toThrow(/belong to this organization already/);
    expect(await call(claimRoute, ownerId, { slug: await slugOf(of) })).toMatchObject({ status: 302 });
  });
});

describe("the pages", () => {
  test("are not there for an employer the public does not know, nor for the one that stands for nobody", async () => {
    const { employerId: hidden } = await anEmployer(`Hidden ${number}`);
    await db.deleteFrom("employer").where("source_key", "=", UNSTATED_EMPLOYER).execute();
    const unstated = await anImported("Employer not stated", `${UNSTATED_EMPLOYER}`);
    const form = { intent: "claim", workEmail: "me@x.example", evidence };
    for (const of of [await slugOf(hidden), await slugOf(unstated), "nobody"]) {
      expect((await call(claimRoute, claimant, { slug: of })).status).toBe(404);
      expect((await call(claimRoute, claimant, { slug: of }, { form })).status).toBe(404);
    }
  });

  test("of the moderators are theirs alone", async () => {
    const id = await file();
    const form = { decision: "approve", role: "owner", reason: "" };
    for (const who of [claimant, await anAccount()]) {
      expect((await call(claimsRoute, who, {})).status).toBe(404);
      expect((await call(decideRoute, who, { claimId: id })).status).toBe(404);
      expect((await call(decideRoute, who, { claimId: id }, { form })).status).toBe(404);
    }
    expect((await call(decideRoute, moderator, { claimId: newId<"claim">() })).status).toBe(404);
    expect(await findEmployerForMember(db, claimant, employerId)).toBeUndefined();
  });

  test("keep what was typed, beside what is wrong", async () => {
    const typed = { intent: "claim", workEmail: "nonsense", evidence: "short" };
    expect(await call(claimRoute, claimant, { slug }, { form: typed })).toMatchObject({
      status: 400,
      body: {
        lastResult: {
          initialValue: { workEmail: "nonsense", evidence: "short" },
          error: { workEmail: expect.anything() as unknown, evidence: expect.anything() as unknown },
        },
      },
    });
    const id = await file();
    expect(
      await call(
        decideRoute,
        moderator,
        { claimId: id },
        { form: { decision: "reject", role: "owner", reason: "no" } },
      ),
    ).toMatchObject({
      status: 400,
      body: { lastResult: { error: { reason: expect.anything() as unknown } } },
    });
  });

  test("list the oldest claim first, by pages", async () => {
    await db.deleteFrom("employer_claim").execute();
    const ids = [await file(), await file(await anAccount()), await file(await anAccount())];
    const first = await listClaims(db, { limit: 2 });
    expect(first.claims.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect((await listClaims(db, { after: first.next, limit: 2 })).claims.map(({ id }) => id)).toEqual(ids.slice(2));
  });
});

describe("nobody takes the name of an employer that the public knows", () => {
  test.each([
    (name: string) => name,
    (name: string) => name.toUpperCase(),
    (name: string) => `The ${name}, Inc.`,
    (name: string) => name.replace(" ", " – "),
  ])("however it is spelt (%#)", async (spell) => {
    const name = spell(`Trinity Coding ${number}`);
    const answer = await call(newOrganizationRoute, claimant, {}, { form: { name, website: "", about: "" } });
    expect(answer).toMatchObject({
      status: 409,
      body: { taken: { slug }, lastResult: { initialValue: { name }, error: { name: expect.anything() as unknown } } },
    });
  });

  test("another name, and that of one nobody has seen, is free", async () => {
    await anEmployer(`Unseen Coding ${number}`);
    for (const name of [`Trinity Coding ${number} of Toledo`, `Unseen Coding ${number}`])
      await expect(createEmployer(db, claimant, { name, website: null, about: "" })).resolves.toBeTypeOf("string");
    expect(await findNamesake(db, "%")).toBeUndefined();
  });
});
