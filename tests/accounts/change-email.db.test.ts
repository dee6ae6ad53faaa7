import { beforeEach, describe, expect, test, vi } from "vitest";
import { accountTasks } from "~/accounts/account.tasks.server.tsx";
import { findAccount, findAccountByEmail, replaceTokens } from "~/accounts/account.queries.server.ts";
import { askEmailChange, confirmEmailChange, readStopLink, stopEmailChange } from "~/accounts/change-email.server.ts";
import { BAD_LINK } from "~/accounts/confirm-email.server.ts";
import { deleteStaleChanges } from "~/accounts/email-change.queries.server.ts";
import { resetPassword } from "~/accounts/reset-password.server.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { listSessions, openSession } from "~/accounts/sessions.server.ts";
import { signIn } from "~/accounts/sign-in.server.ts";
import { suspendAccount } from "~/accounts/suspend-account.server.ts";
import { askForAlert } from "~/alerts/create-alert.server.ts";
import { confirmAlert } from "~/alerts/confirm-alert.server.ts";
import { listAlerts } from "~/alerts/show-alerts.server.ts";
import { DAY, freezeClock, HOUR, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { action as changeEmailAction } from "~/routes/accounts/change-email.tsx";
import { action as confirmAction } from "~/routes/accounts/confirm-new-email.tsx";
import { loader as keepLoader } from "~/routes/accounts/keep-email.tsx";
import { anyJob } from "~/search/criteria.ts";
import { runTasks } from "#tests/employers/desk.ts";
import { lastMailTo, mails, mailsTo } from "#tests/employers/kept-mail.ts";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";
import { answerTo, ask } from "#tests/support/ask-route.ts";
import { aFactor } from "#tests/support/factors.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("#tests/employers/kept-mail.ts")).keepingMail(original<object>),
);

const db = database();
const FROM = "198.51.100.7";
const BAD = { code: "invalid", message: BAD_LINK };
let number = 0;
const anAddress = (name: string) => `${name}-${++number}@example.org`;
let id: AccountId, old: string, fresh: string;

beforeEach(async () => {
  freezeClock();
  mails.length = 0;
  for (const table of ["rate_limit", "task", "email_change"] as const) await db.deleteFrom(table).execute();
  old = anAddress("old");
  fresh = anAddress("new");
  id = await anAccount({ email: old });
});

const addressOf = async (accountId: AccountId) => (await findAccount(db, accountId))?.email;
const account = async (accountId = id) => {
  const { email, name } = (await findAccount(db, accountId))!;
  return { id: accountId, email, name, staffRole: null };
};
async function asks(email = fresh, password = PASSWORD, accountId = id) {
  const who = { account: await account(accountId), hasFactor: false };
  await askEmailChange(db, who, { email, password, factor: undefined }, FROM);
  await runTasks();
}
const tokenTo = (email: string) => new URL(lastMailTo(email).props.url!).searchParams.get("token")!;
const confirm = (token: string, password = PASSWORD) => confirmEmailChange(db, { token, password }, FROM);
const stop = (token: string) => stopEmailChange(db, token, FROM);
/** The change is asked for and confirmed. @returns the link in the mail to the address that was left. */
async function changes(email = fresh) {
  const left = (await account()).email;
  await asks(email);
  await confirm(tokenTo(email));
  await runTasks();
  return tokenTo(left);
}
const auditOfAccount = async () =>
  (await db.selectFrom("audit").select("action").where("subject_id", "=", id).orderBy("id").execute()).map(
    ({ action }) => action,
  );

describe("a change of the e-mail address", () => {
  test("changes nothing before the link to the new address is followed, with the password", async () => {
    await asks();
    expect(await addressOf(id)).toBe(old);
    await expect(confirm(tokenTo(fresh), "a guess")).rejects.toMatchObject({ code: "invalid", field: "password" });
    expect(await addressOf(id)).toBe(old);
    expect(await confirm(tokenTo(fresh))).toBe(id);
    expect(await addressOf(id)).toBe(fresh);
    expect(await signIn(db, { email: fresh, password: PASSWORD }, FROM)).toBe(id);
    await expect(signIn(db, { email: old, password: PASSWORD }, FROM)).rejects.toMatchObject({ code: "invalid" });
    expect(await auditOfAccount()).toEqual(expect.arrayContaining(["account.ask-email", "account.change-email"]));
  });

  test("asks for the password, and for a code where there is a second factor", async () => {
    await expect(asks(fresh, "a guess")).rejects.toMatchObject({ field: "password" });
    const app = await aFactor(id);
    const form = { email: fresh, password: PASSWORD };
    const who = { account: await account(), hasFactor: true };
    await expect(askEmailChange(db, who, { ...form, factor: "" }, FROM)).rejects.toMatchObject({ field: "factor" });
    await expect(askEmailChange(db, who, { ...form, factor: "000000" }, FROM)).rejects.toMatchObject({
      field: "factor",
    });
    await runTasks();
    expect(mails).toEqual([]);
    await askEmailChange(db, who, { ...form, factor: app() }, FROM);
    await runTasks();
    expect(mailsTo(fresh)).toHaveLength(1);
  });

  test("ends a link to another password that is made at the same moment: the old address never gets one", async () => {
    await asks();
    const link = tokenTo(fresh);
    mails.length = 0;
    let reads = 0;
    const slow = db.withPlugin({
      transformQuery: ({ node }) => node,
      // Between the task's first look at the account and the link that it makes.
      transformResult: async ({ result }) => {
        if (++reads === 1) await confirm(link);
        return result;
      },
    });
    await accountTasks["account.reset-mail"](slow, { accountId: id }, newId<"task">());
    expect(reads).toBeGreaterThan(1);
    expect(mailsTo(old)).toEqual([]);
    expect(mailsTo(fresh)).toHaveLength(1);
  });

  test("takes along the alerts that a guest of the new address has", async () => {
    const word = "reconciliation";
    const wanted = { criteria: { ...anyJob(), q: word }, frequency: "daily" as const, zone: "America/New_York" };
    await askForAlert(db, { email: fresh, clientAddress: FROM }, wanted);
    await runTasks();
    await confirmAlert(db, tokenTo(fresh), FROM);
    await changes();
    expect(await listAlerts(db, id)).toMatchObject([{ title: `“${word}”`, state: "active" }]);
  });

  test("is told to the old address at once, and once more when it is done", async () => {
    await asks();
    expect(lastMailTo(old)).toMatchObject({ props: { event: "asked", newEmail: fresh } });
    await confirm(tokenTo(fresh));
    await runTasks();
    expect(mailsTo(old)).toHaveLength(2);
    expect(lastMailTo(old)).toMatchObject({ props: { event: "changed", newEmail: fresh } });
  });

  test("to an address that has an account answers the same, tells whose it is there only, and changes nothing", async () => {
    const taken = anAddress("taken");
    const other = await anAccount({ email: taken });
    await expect(asks(taken)).resolves.toBeUndefined();
    expect(mailsTo(taken).map(({ subject }) => subject)).toEqual(["This address has an account already"]);
    expect(lastMailTo(old).props).toMatchObject({ event: "asked" });
    expect(await addressOf(other)).toBe(taken);
    const page = await ask(changeEmailAction, id, "/account/email", {}, { email: anAddress("x"), password: PASSWORD });
    const same = await ask(changeEmailAction, id, "/account/email", {}, { email: taken, password: PASSWORD });
    expect(same).toEqual(page);
  });

  test("takes an address that somebody signed up with and never confirmed", async () => {
    const squatter = await anAccount({ email: fresh, confirmed: false });
    await changes();
    expect(await findAccount(db, squatter)).toBeUndefined();
    expect((await findAccountByEmail(db, fresh))?.id).toBe(id);
  });

  test("is refused where it is the present address", async () => {
    await expect(asks(old)).rejects.toMatchObject({ code: "invalid", field: "email" });
  });

  test("ends every other session and every link that was mailed to the old address", async () => {
    await openSession(id, "phone");
    const reset = newSecretToken();
    const token = { accountId: id, purpose: "reset-password" as const, tokenHash: hashToken(reset) };
    await transact(db, (trx) => replaceTokens(trx, { ...token, expiresAt: later(now(), DAY) }));
    await asks();
    const cookie = (await openSession(id, "laptop")).split(";")[0]!;
    const request = new Request("http://localhost:3000/confirm-new-email", {
      method: "POST",
      headers: { Cookie: cookie },
      body: new URLSearchParams({ token: tokenTo(fresh), password: PASSWORD }),
    });
    expect(await answerTo(confirmAction, request, {})).toMatchObject({ status: 302, location: "/account" });
    expect((await listSessions(db, id)).map(({ userAgent }) => userAgent)).toEqual(["laptop"]);
    await expect(resetPassword(db, { token: reset, password: "another long password" }, FROM)).rejects.toMatchObject(
      BAD,
    );
  });

  test("has limits for the person and for the address that is mailed", async () => {
    for (let times = 0; times < 5; times++) await asks(anAddress("many"));
    await expect(asks(anAddress("many"))).rejects.toMatchObject({ code: "too-many" });
    await db.deleteFrom("rate_limit").execute();
    for (let times = 0; times < 8; times++) await asks(fresh, PASSWORD, await anAccount());
    await expect(asks(fresh, PASSWORD, await anAccount())).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("a link to the new address", () => {
  test("works once, for a day, and only if it is the newest", async () => {
    await asks();
    const first = tokenTo(fresh);
    await asks();
    await expect(confirm(first)).rejects.toMatchObject(BAD);
    freezeClock(later(now(), DAY));
    await expect(confirm(tokenTo(fresh))).rejects.toMatchObject(BAD);
    await asks();
    await confirm(tokenTo(fresh));
    await expect(confirm(tokenTo(fresh))).rejects.toMatchObject(BAD);
  });

  test("does nothing for a suspended account, and nothing that was made up does", async () => {
    await asks();
    const adminId = await anAccount({ staffRole: "admin" });
    await suspendAccount(db, { accountId: id, code: "fraud", reason: "No.", adminId });
    await expect(confirm(tokenTo(fresh))).rejects.toMatchObject(BAD);
    for (const made of ["", "x", newSecretToken()]) {
      await expect(confirm(made)).rejects.toMatchObject(BAD);
      await expect(stop(made)).rejects.toMatchObject(BAD);
      expect(await readStopLink(db, made)).toBeUndefined();
    }
  });

  test("pressed twice at once changes the address once", async () => {
    await asks();
    const token = tokenTo(fresh);
    const done = await Promise.allSettled([confirm(token), confirm(token), confirm(token)]);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await addressOf(id)).toBe(fresh);
    expect((await auditOfAccount()).filter((action) => action === "account.change-email")).toHaveLength(1);
  });

  test("of two people who want one address at once only one gets it; the other reads what every bad link says", async () => {
    const second = await anAccount();
    await asks();
    const first = tokenTo(fresh);
    await asks(fresh, PASSWORD, second);
    const done = await Promise.allSettled([confirm(first), confirm(tokenTo(fresh))]);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(done.find(({ status }) => status === "rejected")).toMatchObject({ reason: BAD });
  });
});

describe("a link to the old address", () => {
  test("stops a change that waits, voids the password and mails a link for another one", async () => {
    await asks();
    await openSession(id, "the thief's");
    await stop(tokenTo(old));
    await expect(confirm(tokenTo(fresh))).rejects.toMatchObject(BAD);
    expect(await listSessions(db, id)).toEqual([]);
    await expect(signIn(db, { email: old, password: PASSWORD }, FROM)).rejects.toMatchObject({ code: "invalid" });
    await runTasks();
    await resetPassword(db, { token: tokenTo(old), password: "another long password" }, FROM);
    expect(await signIn(db, { email: old, password: "another long password" }, FROM)).toBe(id);
  });

  test("takes the change back for seven days, once", async () => {
    const token = await changes();
    freezeClock(later(now(), 7 * DAY - HOUR));
    expect(await readStopLink(db, token)).toEqual({ changed: true });
    await stop(token);
    expect(await addressOf(id)).toBe(old);
    await expect(stop(token)).rejects.toMatchObject(BAD);
    expect(await auditOfAccount()).toContain("account.undo-email");
  });

  test("is too late afterwards, and the address that was left is forgotten", async () => {
    const token = await changes();
    freezeClock(later(now(), 7 * DAY));
    await expect(stop(token)).rejects.toMatchObject(BAD);
    await deleteStaleChanges(db);
    expect(await db.selectFrom("email_change").select("id").execute()).toEqual([]);
  });

  test("takes later changes back with it, so that changing twice does not shake its owner off", async () => {
    const token = await changes();
    const third = anAddress("third");
    const ofSecond = await changes(third);
    await stop(token);
    expect(await addressOf(id)).toBe(old);
    await expect(stop(ofSecond)).rejects.toMatchObject(BAD);
  });

  test("gives nobody an address that another account has by now", async () => {
    const token = await changes();
    const next = await anAccount({ email: old });
    await expect(stop(token)).rejects.toMatchObject({ code: "conflict" });
    expect(await addressOf(id)).toBe(fresh);
    expect(await addressOf(next)).toBe(old);
  });

  test("and the one to the new address, pressed at once, end in one of the two", async () => {
    await asks();
    const [toNew, toOld] = [tokenTo(fresh), tokenTo(old)];
    await Promise.allSettled([confirm(toNew), stop(toOld)]);
    const waiting = await db.selectFrom("email_change").selectAll().execute();
    // Either it was stopped and nothing is left of it, or it was done and the next mail's link takes it back.
    if ((await addressOf(id)) === old) expect(waiting).toEqual([]);
    else {
      await runTasks();
      await stop(tokenTo(old));
    }
    expect(await addressOf(id)).toBe(old);
  });

  test("opens a page that does nothing by itself", async () => {
    await asks();
    const token = tokenTo(old);
    const page = (token: string) =>
      answerTo(keepLoader, new Request(`http://localhost:3000/keep-email?token=${token}`), {});
    expect((await page(token)).data).toMatchObject({ link: { changed: false } });
    expect((await page("made-up")).data).toMatchObject({ link: null });
    expect(await readStopLink(db, token)).toEqual({ changed: false });
  });
});
