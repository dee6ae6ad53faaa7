import { beforeEach, describe, expect, test } from "vitest";
import { accountTasks } from "~/accounts/account.tasks.server.tsx";
import { changeStaffRole } from "~/accounts/change-staff-role.server.ts";
import { requestPasswordReset } from "~/accounts/reset-password.server.ts";
import { sendAccountMail } from "~/accounts/send-account-mail.server.ts";
import { openSession, readSession } from "~/accounts/sessions.server.ts";
import { signIn } from "~/accounts/sign-in.server.ts";
import { signOutEverywhere } from "~/accounts/sign-out-everywhere.server.ts";
import { liftSuspension, suspendAccount } from "~/accounts/suspend-account.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";

const db = database();
const ADDRESS = "198.51.100.7";

let admin: AccountId;
beforeEach(async () => {
  await db.updateTable("account").set({ staff_role: null }).execute();
  for (const table of ["session", "task", "rate_limit"] as const) await db.deleteFrom(table).execute();
  admin = await anAccount({ staffRole: "admin", name: "Ines Admin" });
});

const account = (id: AccountId) => db.selectFrom("account").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
/** What this test's admin did to the account. */
const actions = async (id: AccountId) =>
  (
    await db
      .selectFrom("audit")
      .select(["action", "detail"])
      .where("subject_id", "=", id)
      .where("actor_account_id", "=", admin)
      .orderBy("id")
      .execute()
  ).map((row) => [row.action, row.detail]);
const mails = async () => (await db.selectFrom("task").select("kind").execute()).map((row) => row.kind);
const browserOf = async (id: AccountId) =>
  new Request("http://localhost/", { headers: { Cookie: (await openSession(id, "test")).split(";")[0]! } });

describe("suspending an account", () => {
  const suspend = (accountId: AccountId, adminId = admin) =>
    suspendAccount(db, { accountId, code: "spam", reason: "You wrote to 300 people.", adminId });

  test("ends every session at once, refuses to sign in like a wrong password, and is written down without words", async () => {
    const id = await anAccount({ email: "sam@example.org" });
    const browser = await browserOf(id);
    expect(await readSession(browser)).toBeDefined();
    expect(await suspend(id)).toBe(true);
    expect(await readSession(browser)).toBeUndefined();
    expect(await db.selectFrom("session").selectAll().where("account_id", "=", id).execute()).toEqual([]);
    const wrong = await signIn(db, { email: "sam@example.org", password: "no" }, ADDRESS).catch(
      (error: unknown) => error,
    );
    const right = await signIn(db, { email: "sam@example.org", password: PASSWORD }, ADDRESS).catch(
      (error: unknown) => error,
    );
    expect(right).toEqual(wrong);
    expect(await actions(id)).toEqual([["account.suspend", '{"code":"spam"}']]);
    expect(await mails()).toEqual(["account.suspended-mail"]);
  });

  test("pressed twice, or by two admins at once, is one suspension with the first one's reason", async () => {
    const id = await anAccount();
    const other = await anAccount({ staffRole: "admin" });
    const done = await Promise.all([suspend(id), suspend(id, other), suspend(id)]);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await actions(id)).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
  });

  test("makes links that were mailed before stop working, and mails no new ones", async () => {
    const id = await anAccount({ email: "lin@example.org" });
    await suspend(id);
    await requestPasswordReset(db, { email: "lin@example.org" }, ADDRESS);
    const reset = await db.selectFrom("task").select("payload").where("kind", "=", "account.reset-mail").execute();
    expect(reset.map((row) => row.payload.includes(id))).toEqual([false]);
    await expect(
      sendAccountMail(db, { id: newId<"mail-act">(), accountId: id, mail: "reset", adminId: admin }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("is refused for oneself, and for staff until they are none", async () => {
    const moderator = await anAccount({ staffRole: "moderator" });
    await expect(suspend(admin)).rejects.toMatchObject({ code: "conflict" });
    await expect(suspend(moderator)).rejects.toMatchObject({ code: "conflict" });
    expect((await account(moderator)).suspended_at).toBeNull();
    expect(await mails()).toEqual([]);
  });

  test("lifting it lets the person sign in again; lifting twice says nothing twice", async () => {
    const id = await anAccount({ email: "kim@example.org" });
    await suspend(id);
    const lift = () => liftSuspension(db, { accountId: id, adminId: admin });
    expect([await lift(), await lift()]).toEqual([true, false]);
    expect(await signIn(db, { email: "kim@example.org", password: PASSWORD }, ADDRESS)).toBe(id);
    expect((await actions(id)).map(([action]) => action)).toEqual(["account.suspend", "account.lift-suspension"]);
    expect(await mails()).toEqual(["account.suspended-mail", "account.suspension-lifted-mail"]);
  });

  test("a mail that waited while it was lifted again is not sent", async () => {
    const id = await anAccount();
    await suspend(id);
    await liftSuspension(db, { accountId: id, adminId: admin });
    await expect(
      accountTasks["account.suspended-mail"](db, { accountId: id }, newId<"task">()),
    ).resolves.toBeUndefined();
  });
});

describe("the role of staff", () => {
  const change = (
    accountId: AccountId,
    role: "moderator" | "admin" | null,
    seen: "moderator" | "admin" | null,
    by = admin,
  ) => changeStaffRole(db, { accountId, role, seen, adminId: by });

  test("is given and taken by an admin, ends the sessions, and is mailed and written down", async () => {
    const id = await anAccount();
    const browser = await browserOf(id);
    expect(await change(id, "moderator", null)).toBe(true);
    expect(await change(id, "moderator", null)).toBe(false);
    expect(await readSession(browser)).toBeUndefined();
    expect(await change(id, null, "moderator")).toBe(true);
    expect(await actions(id)).toEqual([
      ["account.change-role", '{"from":"none","to":"moderator"}'],
      ["account.change-role", '{"from":"moderator","to":"none"}'],
    ]);
    expect(await mails()).toEqual(["account.role-mail", "account.role-mail"]);
  });

  test("nobody changes their own", async () => {
    await expect(change(admin, null, "admin")).rejects.toMatchObject({ code: "conflict" });
    expect((await account(admin)).staff_role).toBe("admin");
  });

  test("of two admins who take each other's role at once, one stays", async () => {
    for (let round = 0; round < 5; round++) {
      await db.updateTable("account").set({ staff_role: null }).execute();
      const [one, two] = [await anAccount({ staffRole: "admin" }), await anAccount({ staffRole: "admin" })];
      const both = await Promise.allSettled([change(one, null, "admin", two), change(two, null, "admin", one)]);
      expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
      const left = await db.selectFrom("account").select("id").where("staff_role", "=", "admin").execute();
      expect(left).toHaveLength(1);
    }
  });

  test("is not changed when it is another one than the admin saw, nor given to who cannot sign in", async () => {
    const moderator = await anAccount({ staffRole: "moderator" });
    await expect(change(moderator, "admin", null)).rejects.toMatchObject({ code: "conflict" });
    const unconfirmed = await anAccount({ confirmed: false });
    await expect(change(unconfirmed, "moderator", null)).rejects.toMatchObject({ code: "conflict" });
    expect((await account(moderator)).staff_role).toBe("moderator");
  });
});

describe("helping somebody in", () => {
  test("a link is mailed once for one act, however often it is posted; the audit says so once", async () => {
    const id = await anAccount({ confirmed: false });
    const act = { id: newId<"mail-act">(), accountId: id, mail: "confirmation" as const, adminId: admin };
    await Promise.all([sendAccountMail(db, act), sendAccountMail(db, act)]);
    expect(await mails()).toEqual(["account.confirm-mail"]);
    expect((await actions(id)).map(([action]) => action)).toEqual(["account.send-confirmation"]);
  });

  test("a confirmed address gets no second confirmation", async () => {
    const id = await anAccount();
    await expect(
      sendAccountMail(db, { id: newId<"mail-act">(), accountId: id, mail: "confirmation", adminId: admin }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("signing out everywhere ends the sessions; with none open nothing is written down", async () => {
    const id = await anAccount();
    const browsers = [await browserOf(id), await browserOf(id)];
    expect(await signOutEverywhere(db, { accountId: id, adminId: admin })).toBe(2);
    expect(await signOutEverywhere(db, { accountId: id, adminId: admin })).toBe(0);
    for (const browser of browsers) expect(await readSession(browser)).toBeUndefined();
    expect(await actions(id)).toEqual([["account.sign-out-everywhere", '{"sessions":2}']]);
  });
});
