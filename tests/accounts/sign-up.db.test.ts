import { beforeEach, expect, test } from "vitest";
import { accountTasks } from "~/accounts/account.tasks.server.tsx";
import { confirmEmail } from "~/accounts/confirm-email.server.ts";
import { replaceTokens } from "~/accounts/account.queries.server.ts";
import { requestPasswordReset, resetPassword } from "~/accounts/reset-password.server.ts";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { signIn } from "~/accounts/sign-in.server.ts";
import { signUp } from "~/accounts/sign-up.server.ts";
import { closeSession, listSessions, openSession, readSession, revokeSession } from "~/accounts/sessions.server.ts";
import { later, now, HOUR } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";

const db = database();
const ADDRESS = "198.51.100.7";
const ada = { name: "Ada Coder", email: "ada@example.org", password: PASSWORD, consent: "on" as const };

const tasks = (kind: string) =>
  db
    .selectFrom("task")
    .selectAll()
    .where("kind", "=", kind as never)
    .execute();
const accounts = () => db.selectFrom("account").selectAll().execute();

async function aToken(accountId: AccountId, purpose: "confirm-email" | "reset-password", hours = 1): Promise<string> {
  const token = `${purpose}-${accountId}-${Math.random()}`;
  await transact(db, (trx) =>
    replaceTokens(trx, { accountId, purpose, tokenHash: hashToken(token), expiresAt: later(now(), hours * HOUR) }),
  );
  return token;
}

beforeEach(async () => {
  for (const table of ["session", "account_token", "task", "rate_limit", "account"] as const)
    await db.deleteFrom(table).execute();
});

test("signing up keeps the consent with its version and mails a link by a task", async () => {
  await signUp(db, ada, ADDRESS);
  const [account] = await accounts();
  expect(account).toMatchObject({ email: "ada@example.org", email_verified_at: null, staff_role: null });
  expect(account!.consent_version).toMatch(/^\d{4}-\d{2}/);
  expect(account!.password_hash).toMatch(/^\$argon2id\$/);
  expect(await tasks("account.confirm-mail")).toHaveLength(1);
});

test("an address that has an account gets a mail that says so, and the account stays as it is", async () => {
  const id = await anAccount({ email: ada.email, name: "The real Ada" });
  await expect(signUp(db, { ...ada, password: "a stranger's password" }, ADDRESS)).resolves.toBeUndefined();
  expect(await accounts()).toHaveLength(1);
  expect((await accounts())[0]).toMatchObject({ id, name: "The real Ada" });
  expect(await signIn(db, { email: ada.email, password: PASSWORD }, ADDRESS)).toBe(id);
  expect(await tasks("account.already-mail")).toHaveLength(1);
  expect(await tasks("account.confirm-mail")).toHaveLength(0);
});

test("a link confirms only with the password of the sign-up, once", async () => {
  const id = await anAccount({ email: ada.email, confirmed: false });
  const token = await aToken(id, "confirm-email");
  await expect(confirmEmail(db, { token, password: "somebody else's" }, ADDRESS)).rejects.toMatchObject({
    field: "password",
  });
  expect(await confirmEmail(db, { token, password: PASSWORD }, ADDRESS)).toBe(id);
  expect((await accounts())[0]!.email_verified_at).toBeInstanceOf(Date);
  await expect(confirmEmail(db, { token, password: PASSWORD }, ADDRESS)).rejects.toMatchObject({ code: "invalid" });
});

test("of two clicks at once on one link only one is told that it worked", async () => {
  const id = await anAccount({ confirmed: false });
  const token = await aToken(id, "confirm-email");
  const both = await Promise.allSettled([1, 2].map(() => confirmEmail(db, { token, password: PASSWORD }, ADDRESS)));
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a forged, an expired and a replaced link get one and the same answer", async () => {
  const id = await anAccount({ confirmed: false });
  const replaced = await aToken(id, "confirm-email");
  const expired = await aToken(id, "confirm-email", -1);
  const messages = await Promise.all(
    ["forged", replaced, expired].map((token) =>
      confirmEmail(db, { token, password: PASSWORD }, ADDRESS).catch((error: Error) => error.message),
    ),
  );
  expect(new Set(messages).size).toBe(1);
});

test("unknown address, wrong password and suspended account are answered alike", async () => {
  await anAccount({ email: ada.email });
  const suspended = await anAccount({ email: "gone@example.org" });
  await db.updateTable("account").set({ suspended_at: now() }).where("id", "=", suspended).execute();
  const attempts = [
    { email: "nobody@example.org", password: PASSWORD },
    { email: ada.email, password: "wrong password here" },
    { email: "gone@example.org", password: PASSWORD },
  ];
  const messages = await Promise.all(
    attempts.map((attempt) => signIn(db, attempt, ADDRESS).catch((error: Error) => error.message)),
  );
  expect(new Set(messages)).toEqual(new Set(["This address and this password do not belong together."]));
});

test("who has not confirmed cannot sign in, and is sent the link again", async () => {
  await anAccount({ email: ada.email, confirmed: false });
  await expect(signIn(db, { email: ada.email, password: PASSWORD }, ADDRESS)).rejects.toThrow(/not confirmed yet/);
  expect(await tasks("account.confirm-mail")).toHaveLength(1);
});

test("who signed up with another person's address cannot have that person written to without end", async () => {
  await anAccount({ email: ada.email, confirmed: false });
  for (let attempt = 0; attempt < 8; attempt++)
    await signIn(db, { email: ada.email, password: PASSWORD }, `198.51.100.${attempt}`).catch(() => undefined);
  expect(await tasks("account.confirm-mail")).toHaveLength(5);
  await expect(signIn(db, { email: ada.email, password: PASSWORD }, ADDRESS)).rejects.toMatchObject({
    code: "too-many",
  });
});

test("ten wrong passwords for one account are enough, from whatever address", async () => {
  await anAccount({ email: ada.email });
  for (let attempt = 0; attempt < 10; attempt++)
    await signIn(db, { email: ada.email, password: "wrong" }, `198.51.100.${attempt}`).catch(() => undefined);
  await expect(signIn(db, { email: ada.email, password: PASSWORD }, "203.0.113.9")).rejects.toMatchObject({
    code: "too-many",
  });
});

test("signing in rightly, however often, locks nobody out, and forgives no wrong password", async () => {
  await anAccount({ email: ada.email });
  const enter = (password: string, attempt: number) =>
    signIn(db, { email: ada.email, password }, `198.51.100.${attempt}`);
  for (let attempt = 0; attempt < 9; attempt++) await enter("wrong", attempt).catch(() => undefined);
  for (let attempt = 0; attempt < 3; attempt++) await enter(PASSWORD, attempt);
  await enter("wrong", 20).catch(() => undefined);
  await expect(enter(PASSWORD, 21)).rejects.toMatchObject({ code: "too-many" });
});

test("the counters are shared rows that hold neither an e-mail address nor an IP address", async () => {
  await signIn(db, { email: ada.email, password: "wrong" }, ADDRESS).catch(() => undefined);
  const rows = await db.selectFrom("rate_limit").selectAll().execute();
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/ada@example|198\.51/);
});

test("a reset sets the password, confirms the address, ends every session and tells the owner", async () => {
  const id = await anAccount({ email: ada.email, confirmed: false });
  const cookie = (await openSession(id, "Old device")).split(";")[0]!;
  const token = await aToken(id, "reset-password");
  await resetPassword(db, { token, password: "an entirely new password" }, ADDRESS);
  expect(await readSession(new Request("http://localhost:3000/", { headers: { Cookie: cookie } }))).toBeUndefined();
  expect(await signIn(db, { email: ada.email, password: "an entirely new password" }, ADDRESS)).toBe(id);
  expect(await tasks("account.password-changed-mail")).toHaveLength(1);
  await expect(resetPassword(db, { token, password: "once more with feeling" }, ADDRESS)).rejects.toMatchObject({
    code: "invalid",
  });
});

test("asking for a reset answers the same whether or not the address has an account", async () => {
  await anAccount({ email: ada.email });
  await expect(requestPasswordReset(db, { email: ada.email }, ADDRESS)).resolves.toBeUndefined();
  await expect(requestPasswordReset(db, { email: "nobody@example.org" }, ADDRESS)).resolves.toBeUndefined();
  // One task each, so that the time tells nothing; the one for nobody mails nobody.
  const accountIds = (await tasks("account.reset-mail")).map(
    ({ payload }) => (JSON.parse(payload) as { accountId: string }).accountId,
  );
  expect(accountIds).toHaveLength(2);
  const known = (await accounts()).map(({ id }) => id as string);
  expect(accountIds.filter((id) => known.includes(id))).toHaveLength(1);
});

test("the database holds no session id that could be used, and lists sessions by a public one", async () => {
  const id = await anAccount();
  const cookie = (await openSession(id, "Firefox on Linux")).split(";")[0]!;
  const raw = cookie.split("=")[1]!;
  const signedIn = await readSession(new Request("http://localhost:3000/", { headers: { Cookie: cookie } }));
  expect(signedIn?.account.id).toBe(id);
  const stored = JSON.stringify(await db.selectFrom("session").selectAll().execute());
  expect(stored).not.toContain(raw);
  const [listed] = await listSessions(db, id);
  expect(listed).toMatchObject({ publicId: signedIn!.sessionPublicId, userAgent: "Firefox on Linux" });
  const withPublicId = new Request("http://localhost:3000/", { headers: { Cookie: `cc_session=${listed!.publicId}` } });
  expect(await readSession(withPublicId)).toBeUndefined();
});

test("every kind of account task has a handler that can be called for an account that is gone", async () => {
  for (const kind of [
    "account.confirm-mail",
    "account.already-mail",
    "account.reset-mail",
    "account.password-changed-mail",
  ] as const)
    await expect(
      accountTasks[kind](db, { accountId: "1111111111111111111111" as AccountId }, "1111111111111111111111" as never),
    ).resolves.toBeUndefined();
});

test("the log holds who signed in, out and in vain by id, and never what was typed", async () => {
  const lines = async () =>
    (await db.selectFrom("audit").selectAll().where("id", ">", since).orderBy("id").execute()).map(
      (row) => `${row.action} ${row.subject_id} ${row.detail}`,
    );
  const id = await anAccount({ email: "log@example.org" });
  const since = newId<"audit">();
  await expect(signIn(db, { email: "log@example.org", password: "not this one" }, "198.51.100.1")).rejects.toThrow();
  await expect(
    signIn(db, { email: "nobody@example.org", password: "whatever it is" }, "198.51.100.1"),
  ).rejects.toThrow();
  const cookie = (await openSession(id, "Firefox")).split(";")[0]!;
  const [session] = await listSessions(db, id);
  await openSession(id, "Another");
  const other = (await listSessions(db, id)).find(({ publicId }) => publicId !== session!.publicId)!;
  await revokeSession(db, id, other.publicId);
  await revokeSession(db, id, other.publicId);
  await closeSession(new Request("http://localhost:3000/", { headers: { Cookie: cookie } }));
  const told = await lines();
  expect(told).toEqual([
    `account.sign-in-failed ${id} {"why":"password"}`,
    'account.sign-in-failed sign-in {"why":"unknown"}',
    `session.open ${id} {"session":"${session!.publicId}"}`,
    `session.open ${id} {"session":"${other.publicId}"}`,
    `session.revoke ${id} {"session":"${other.publicId}"}`,
    `session.close ${id} {"session":"${session!.publicId}"}`,
  ]);
  expect(told.join()).not.toContain("@");
});
