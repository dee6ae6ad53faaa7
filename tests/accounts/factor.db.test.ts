import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accountTasks } from "~/accounts/account.tasks.server.tsx";
import { replaceTokens } from "~/accounts/account.queries.server.ts";
import { withFactorCode } from "~/accounts/check-factor.server.ts";
import { resetFactor, turnFactorOff } from "~/accounts/drop-factor.server.ts";
import { resetPassword } from "~/accounts/reset-password.server.ts";
import { openSecret, sealSecret } from "~/accounts/seal-secret.server.ts";
import { beginSecondStep, findSecondStep, finishSecondStep } from "~/accounts/second-step.server.ts";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { listSessions, openSession, readSession } from "~/accounts/sessions.server.ts";
import { beginFactor, confirmFactor, renewRecoveryCodes, showFactor } from "~/accounts/set-up-factor.server.ts";
import { byAccount, system } from "~/audit/record-audit.server.ts";
import { freezeClock, HOUR, later, MINUTE, now, SECOND } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";
import { aFactor, appWith } from "#tests/support/factors.ts";

const db = database();
const ADDRESS = "198.51.100.7";
const wrong = { code: "invalid", field: "factor" };
/** In the middle of a half minute, so that no test sees one end. */
const NOON = new Date("2026-11-22T12:00:15Z");

beforeEach(async () => {
  freezeClock(NOON);
  for (const table of ["session", "account_token", "task", "rate_limit", "account"] as const)
    await db.deleteFrom(table).execute();
});
afterEach(() => freezeClock());

/** The log is append-only: a test reads what came since it began. */
let since = newId<"audit">();
beforeEach(() => {
  since = newId<"audit">();
});
const linesOf = (action: string) =>
  db.selectFrom("audit").selectAll().where("action", "=", action).where("id", ">", since).orderBy("id").execute();
const audited = async (action: string) =>
  (await linesOf(action)).map((row) => ({
    id: row.subject_id,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  }));
const mailed = async () =>
  (await db.selectFrom("task").selectAll().where("kind", "=", "account.factor-mail").orderBy("id").execute()).map(
    (row) => (JSON.parse(row.payload) as { what: string }).what,
  );
const signInWith = (token: string, code: string) => finishSecondStep(db, { token, code }, ADDRESS);
const isDone = (outcome: PromiseSettledResult<unknown>) => outcome.status === "fulfilled";

async function aSession(accountId: AccountId) {
  const cookie = (await openSession(accountId, "test")).split(";")[0]!;
  const request = new Request("http://localhost:3000/", { headers: { Cookie: cookie } });
  const { sessionPublicId } = (await readSession(request))!;
  return { accountId, session: sessionPublicId, read: () => readSession(request) };
}

/** Sets a factor up as its page does. */
async function setUp(accountId: AccountId) {
  const here = await aSession(accountId);
  await beginFactor(db, accountId);
  const { pending } = await showFactor(db, { id: accountId, email: "ada@example.org" });
  const app = appWith(pending!.secret);
  return { here, app, codes: await confirmFactor(db, here, app()) };
}

describe("setting up", () => {
  test("counts only with a code of the shown secret, and ends the other sessions", async () => {
    const id = await anAccount();
    const elsewhere = await aSession(id);
    const here = await aSession(id);
    await beginFactor(db, id);
    expect(await beginSecondStep(db, id)).toBeUndefined();
    await expect(confirmFactor(db, here, "000000")).rejects.toMatchObject(wrong);
    await expect(confirmFactor(db, here, undefined)).rejects.toMatchObject(wrong);
    expect((await showFactor(db, { id, email: "" })).on).toBeUndefined();

    const { pending } = await showFactor(db, { id, email: "" });
    const codes = await confirmFactor(db, here, appWith(pending!.secret)());
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^\d{4}-\d{4}-\d{4}-\d{4}$/);
    expect(await showFactor(db, { id, email: "" })).toEqual({ on: { since: NOON, codesLeft: 10 } });
    expect(await elsewhere.read()).toBeUndefined();
    expect(await here.read()).toMatchObject({ hasFactor: true, factorAt: NOON });
    expect(await audited("account.factor-on")).toEqual([{ id, detail: {} }]);
    expect(await mailed()).toEqual(["on"]);
  });

  test("waits an hour for its code, and keeps the one that is on till then", async () => {
    const id = await anAccount();
    const { here, app } = await setUp(id);
    await beginFactor(db, id);
    const { pending } = await showFactor(db, { id, email: "" });
    const next = appWith(pending!.secret);
    expect(await signInWith((await beginSecondStep(db, id))!, app(1))).toBe(id);
    freezeClock(later(NOON, HOUR));
    await expect(confirmFactor(db, here, next())).rejects.toMatchObject({ code: "conflict" });
    expect((await showFactor(db, { id, email: "" })).pending).toBeUndefined();
  });

  test("a replacement ends the old app and the old recovery codes", async () => {
    const id = await anAccount();
    const { here, app, codes } = await setUp(id);
    await beginFactor(db, id);
    const { pending } = await showFactor(db, { id, email: "" });
    const next = appWith(pending!.secret);
    await confirmFactor(db, here, next());
    const token = (await beginSecondStep(db, id))!;
    for (const old of [app(1), codes[0]!]) await expect(signInWith(token, old)).rejects.toMatchObject(wrong);
    expect(await signInWith(token, next(1))).toBe(id);
    expect(await mailed()).toEqual(["on", "replaced"]);
  });

  test("of two clients with one code only one is told the recovery codes", async () => {
    const id = await anAccount();
    const here = await aSession(id);
    await beginFactor(db, id);
    const { pending } = await showFactor(db, { id, email: "" });
    const code = appWith(pending!.secret)();
    const both = await Promise.allSettled([1, 2].map(() => confirmFactor(db, here, code)));
    expect(both.filter(isDone)).toHaveLength(1);
    expect((await showFactor(db, { id, email: "" })).on?.codesLeft).toBe(10);
  });

  test("the database holds neither the secret nor a recovery code", async () => {
    const id = await anAccount();
    const { codes } = await setUp(id);
    await beginFactor(db, id);
    const { pending } = await showFactor(db, { id, email: "" });
    const rows = JSON.stringify([
      await db.selectFrom("account_factor").selectAll().execute(),
      await db.selectFrom("recovery_code").selectAll().execute(),
      await db.selectFrom("audit").selectAll().execute(),
      await db.selectFrom("task").selectAll().execute(),
    ]);
    expect(rows).not.toContain(pending!.secret.replaceAll(" ", ""));
    for (const code of codes) expect(rows).not.toContain(code.replaceAll("-", ""));
  });

  test("a sealed secret opens for its owner alone, and not when a bit of it was changed", () => {
    const sealed = sealSecret("SECRET", "ada");
    expect(openSecret(sealed, "ada")).toBe("SECRET");
    expect(sealSecret("SECRET", "ada")).not.toBe(sealed);
    const [version, body] = sealed.split(".");
    const bytes = Buffer.from(body!, "base64url");
    bytes[14]! ^= 1;
    for (const [text, owner] of [
      [sealed, "grace"],
      [`${version}.${bytes.toString("base64url")}`, "ada"],
      ["1.", "ada"],
      ["", "ada"],
    ] as const)
      expect(() => openSecret(text, owner)).toThrow();
  });
});

describe("the second step", () => {
  test("is asked of whoever has a factor, and of nobody else", async () => {
    const id = await anAccount();
    expect(await beginSecondStep(db, id)).toBeUndefined();
    await aFactor(id);
    const token = await beginSecondStep(db, id);
    expect(await findSecondStep(db, token!)).toBe(id);
    expect(JSON.stringify(await db.selectFrom("pending_sign_in").selectAll().execute())).not.toContain(token);
    expect(await listSessions(db, id)).toEqual([]);
  });

  test("takes the code of now, of the half minute before and of the one after, each once", async () => {
    const id = await anAccount();
    const app = await aFactor(id);
    for (const steps of [-1, 0, 1]) expect(await signInWith((await beginSecondStep(db, id))!, app(steps))).toBe(id);
    for (const steps of [-2, -1, 0, 1, 2])
      await expect(signInWith((await beginSecondStep(db, id))!, app(steps))).rejects.toMatchObject(wrong);
  });

  test("one code opens one session, also where two clients send it at once", async () => {
    const id = await anAccount();
    const app = await aFactor(id);
    const tokens = await Promise.all([1, 2, 3, 4].map(() => beginSecondStep(db, id)));
    const all = await Promise.allSettled(tokens.map((token) => signInWith(token!, app())));
    expect(all.filter(isDone)).toHaveLength(1);
    expect(await audited("account.factor-refused")).toHaveLength(3);
  });

  test("one token opens one session, and what the other client gave is not used up", async () => {
    const id = await anAccount();
    const { app, codes } = await setUp(id);
    const token = (await beginSecondStep(db, id))!;
    const both = await Promise.allSettled([signInWith(token, app(1)), signInWith(token, codes[0]!)]);
    expect(both.filter(isDone)).toHaveLength(1);
    await expect(signInWith(token, codes[1]!)).rejects.toMatchObject({ code: "conflict" });
    // The recovery code was used only if it was the one that opened the session.
    const { on } = await showFactor(db, { id, email: "" });
    expect(on!.codesLeft).toBe(isDone(both[0]) ? 10 : 9);
  });

  test("a recovery code signs in once, also where two clients send it at once, and its owner is told", async () => {
    const id = await anAccount();
    const { codes } = await setUp(id);
    const tokens = await Promise.all([1, 2].map(() => beginSecondStep(db, id)));
    const both = await Promise.allSettled(tokens.map((token) => signInWith(token!, codes[3]!.replaceAll("-", " "))));
    expect(both.filter(isDone)).toHaveLength(1);
    expect(await audited("account.recovery-used")).toEqual([{ id, detail: { left: 9 } }]);
    expect(await mailed()).toEqual(["on", "recovery-used"]);
  });

  test("new recovery codes end the earlier ones", async () => {
    const id = await anAccount();
    const { codes } = await setUp(id);
    const [fresh] = await renewRecoveryCodes(db, id);
    const token = (await beginSecondStep(db, id))!;
    await expect(signInWith(token, codes[0]!)).rejects.toMatchObject(wrong);
    expect(await signInWith(token, fresh!)).toBe(id);
    await expect(renewRecoveryCodes(db, await anAccount())).rejects.toMatchObject({ code: "conflict" });
  });

  test("another account's code, app or recovery, is a wrong one", async () => {
    const [ada, grace] = [await anAccount(), await anAccount()];
    await aFactor(ada);
    const graces = await setUp(grace);
    const token = (await beginSecondStep(db, ada))!;
    for (const code of [graces.app(1), graces.codes[0]!])
      await expect(signInWith(token, code)).rejects.toMatchObject(wrong);
    expect((await showFactor(db, { id: grace, email: "" })).on?.codesLeft).toBe(10);
  });

  test("a forged token, one too old and one of a suspended account get one and the same answer", async () => {
    const id = await anAccount();
    const app = await aFactor(id);
    const old = (await beginSecondStep(db, id))!;
    freezeClock(later(NOON, 10 * MINUTE));
    const suspended = (await beginSecondStep(db, id))!;
    await db.updateTable("account").set({ suspended_at: now() }).where("id", "=", id).execute();
    const messages = await Promise.all(
      ["forged", old, suspended].map((token) => signInWith(token, app()).catch((error: Error) => error.message)),
    );
    expect(new Set(messages)).toEqual(
      new Set(["This took too long, or was done already. Sign in again with your password."]),
    );
    expect(await listSessions(db, id)).toEqual([]);
  });

  test("a password reset ends the ones that wait, and leaves the factor on", async () => {
    const id = await anAccount();
    await aFactor(id);
    const before = (await beginSecondStep(db, id))!;
    const expiresAt = later(now(), HOUR);
    await transact(db, (trx) =>
      replaceTokens(trx, { accountId: id, purpose: "reset-password", tokenHash: hashToken("mailed"), expiresAt }),
    );
    await resetPassword(db, { token: "mailed", password: "an entirely new password" }, ADDRESS);
    expect(await findSecondStep(db, before)).toBeUndefined();
    expect(await beginSecondStep(db, id)).toBeDefined();
  });

  test("eight wrong codes for one account are enough, from whatever address; right ones are not counted", async () => {
    const id = await anAccount();
    const app = await aFactor(id);
    const attempt = async (code: string, host: number) =>
      finishSecondStep(db, { token: (await beginSecondStep(db, id))!, code }, `198.51.100.${host}`);
    await attempt(app(), 0);
    for (let host = 1; host <= 8; host++) await expect(attempt("000000", host)).rejects.toMatchObject(wrong);
    await expect(attempt(app(1), 9)).rejects.toMatchObject({ code: "too-many" });
    // Whoever has the password alone keeps nobody from acting who is signed in.
    const act = { accountId: id, code: app(1), use: "act" as const };
    expect(await withFactorCode(db, act, () => Promise.resolve("done"))).toBe("done");
    expect(await audited("account.factor-refused")).toHaveLength(8);
    expect((await audited("account.factor-refused"))[0]).toEqual({ id, detail: { use: "sign-in" } });
  });

  test("what waited too long is swept away", async () => {
    const id = await anAccount();
    await aFactor(id);
    await beginFactor(db, id);
    await beginSecondStep(db, id);
    freezeClock(later(NOON, 2 * HOUR));
    await accountTasks["account.sweep"](db);
    expect(await db.selectFrom("pending_sign_in").selectAll().execute()).toEqual([]);
    const { secret, pending_secret } = await db.selectFrom("account_factor").selectAll().executeTakeFirstOrThrow();
    expect([secret !== null, pending_secret]).toEqual([true, null]);
  });
});

describe("taking it off", () => {
  const asAccount = (id: AccountId, staffRole: "moderator" | null = null) => ({ id, email: "", name: "", staffRole });

  test("one's own needs the password and a code", async () => {
    const id = await anAccount();
    const { app } = await setUp(id);
    freezeClock(later(NOON, 30 * SECOND));
    const off = (password: string, code: string) => turnFactorOff(db, asAccount(id), { password, code });
    await expect(off("wrong", app())).rejects.toMatchObject({ field: "password" });
    await expect(off(PASSWORD, "")).rejects.toMatchObject(wrong);
    await expect(off(PASSWORD, "000000")).rejects.toMatchObject(wrong);
    await off(PASSWORD, app());
    expect(await beginSecondStep(db, id)).toBeUndefined();
    expect(await db.selectFrom("recovery_code").selectAll().execute()).toEqual([]);
    expect(await audited("account.factor-off")).toEqual([{ id, detail: {} }]);
    expect(await mailed()).toEqual(["on", "off"]);
  });

  test("staff may not", async () => {
    const id = await anAccount({ staffRole: "moderator" });
    const app = await aFactor(id);
    const off = turnFactorOff(db, asAccount(id, "moderator"), { password: PASSWORD, code: app() });
    await expect(off).rejects.toMatchObject({ code: "invalid" });
    expect(await beginSecondStep(db, id)).toBeDefined();
  });

  test("an admin takes a lost one off another's account, which ends its sessions and tells its owner", async () => {
    const admin = await anAccount({ staffRole: "admin" });
    const id = await anAccount({ staffRole: "moderator" });
    const { here } = await setUp(id);
    const waiting = (await beginSecondStep(db, id))!;
    await resetFactor(db, id, byAccount(admin));
    expect(await here.read()).toBeUndefined();
    expect(await findSecondStep(db, waiting)).toBeUndefined();
    expect(await audited("account.factor-reset")).toEqual([{ id, detail: {} }]);
    expect(await mailed()).toEqual(["on", "reset"]);
    await expect(resetFactor(db, id, byAccount(admin))).rejects.toMatchObject({ code: "conflict" });
  });

  test("nobody resets their own; the command line does", async () => {
    const admin = await anAccount({ staffRole: "admin" });
    await aFactor(admin);
    await expect(resetFactor(db, admin, byAccount(admin))).rejects.toMatchObject({ code: "invalid" });
    await resetFactor(db, admin, system);
    expect(await beginSecondStep(db, admin)).toBeUndefined();
  });
});

test("every mail about the factor can be sent to an account that is gone", async () => {
  for (const what of ["on", "replaced", "off", "reset", "recovery-used", "new-codes"] as const)
    await expect(
      accountTasks["account.factor-mail"](db, { accountId: newId<"account">(), what }, newId<"task">()),
    ).resolves.toBeUndefined();
});
