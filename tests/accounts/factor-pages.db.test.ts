import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { replaceTokens } from "~/accounts/account.queries.server.ts";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { openSession } from "~/accounts/sessions.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { freezeClock, HOUR, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { action as factorAction, loader as factorLoader } from "~/routes/accounts/factor.tsx";
import { action as resetAction } from "~/routes/accounts/reset-password.tsx";
import { action as codeAction, loader as codeLoader } from "~/routes/accounts/sign-in-code.tsx";
import { action as signInAction } from "~/routes/accounts/sign-in.tsx";
import { action as employerAction, loader as employerLoader } from "~/routes/admin/employer.tsx";
import { action as planAction, loader as planLoader } from "~/routes/admin/plan.tsx";
import { anAccount, PASSWORD, requestAs } from "#tests/support/accounts.ts";
import { anEmployer } from "#tests/support/application-factories.ts";
import { answerTo, type Handler } from "#tests/support/ask-route.ts";
import { aFactor, appWith } from "#tests/support/factors.ts";
import { ofStaff, outcome, pathOf, readRoute } from "#tests/routes/manifest.ts";

const db = database();
const NOON = new Date("2026-11-22T12:00:15Z");

/** The log is append-only: a test reads what came since it began. */
let since = newId<"audit">();
beforeEach(async () => {
  since = newId<"audit">();
  freezeClock(NOON);
  for (const table of ["session", "account_token", "rate_limit"] as const) await db.deleteFrom(table).execute();
});
afterEach(() => freezeClock());

/** A browser: it keeps its cookies, and posts where there are fields. */
function aBrowser(cookies = new Map<string, string>()) {
  return {
    cookies,
    async ask(handler: Handler, url: string, fields?: Record<string, string>, params: Record<string, string> = {}) {
      const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const init = fields ? { method: "POST", body: new URLSearchParams(fields) } : {};
      const request = new Request(new URL(url, "http://localhost:3000"), { ...init, headers: { Cookie } });
      let kept: Headers | undefined;
      const watching: Handler = async (args) => {
        const answer: unknown = await Promise.resolve(handler(args)).catch((thrown: unknown) => thrown);
        if (answer instanceof Response) kept = answer.headers;
        if (answer instanceof Error) throw answer;
        return answer;
      };
      const answer = await answerTo(watching, request, params);
      for (const line of kept?.getSetCookie() ?? []) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0/.test(line)) cookies.delete(name!);
        else cookies.set(name!, value!);
      }
      return answer;
    },
  };
}

const emailOf = async (id: AccountId) =>
  (await db.selectFrom("account").select("email").where("id", "=", id).executeTakeFirstOrThrow()).email;
const errorsOf = (answer: { data?: Record<string, unknown> }) =>
  (answer.data as { lastResult: { error: Record<string, string[]> } }).lastResult.error;

/** A browser in which the account is signed in, who gave a code at that moment. */
async function signedIn(id: AccountId, factorAt: Date | null) {
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(await openSession(id, "test", factorAt))!;
  return aBrowser(new Map([[name!, value!]]));
}

describe("signing in", () => {
  test("leads whoever has a factor to the second step, without a session, and then where they wanted to go", async () => {
    const id = await anAccount();
    const app = await aFactor(id);
    const browser = aBrowser();
    const fields = { email: await emailOf(id), password: PASSWORD };
    const first = await browser.ask(signInAction, "/sign-in?returnTo=%2Fapplications%3Fa%3Db", fields);
    const step = "/sign-in/code?returnTo=%2Fapplications%3Fa%3Db";
    expect(first).toMatchObject({ status: 302, location: step });
    expect([...browser.cookies.keys()]).toEqual(["cc_second"]);
    expect(await db.selectFrom("session").selectAll().execute()).toEqual([]);
    expect(await browser.ask(codeLoader, step)).toMatchObject({ status: 200 });

    const refused = await browser.ask(codeAction, step, { factor: "000 000" });
    expect(refused.status).toBe(422);
    expect(errorsOf(refused).factor).toHaveLength(1);
    expect(JSON.stringify(refused.data), "a code is not sent back").not.toContain("000 000");
    expect((await browser.ask(codeAction, step, {})).status).toBe(422);
    expect((await browser.ask(codeAction, step, { factor: "1".repeat(100) })).status).toBe(400);

    const stolen = new Map(browser.cookies);
    const done = await browser.ask(codeAction, step, { factor: app() });
    expect(done).toMatchObject({ status: 302, location: "/applications?a=b" });
    expect([...browser.cookies.keys()]).toEqual(["cc_session"]);
    const { factor_at } = await db.selectFrom("session").select("factor_at").executeTakeFirstOrThrow();
    expect(factor_at).toEqual(NOON);

    const again = await aBrowser(stolen).ask(codeAction, step, { factor: app(1) });
    expect(again).toMatchObject({ status: 302, location: "/sign-in?returnTo=%2Fapplications%3Fa%3Db" });
    expect(await browser.ask(codeLoader, step)).toMatchObject({ status: 302, location: "/applications?a=b" });
  });

  test("without a password given there is no second step, nor anywhere else to be led to", async () => {
    expect(await aBrowser().ask(codeLoader, "/sign-in/code?returnTo=https://evil.example")).toMatchObject({
      status: 302,
      location: "/sign-in",
    });
    const forged = aBrowser(new Map([["cc_second", "x"]]));
    expect(await forged.ask(codeAction, "/sign-in/code", { factor: "123456" })).toMatchObject({
      status: 302,
      location: "/sign-in",
    });
  });

  test("whoever has no factor signs in as ever", async () => {
    const browser = aBrowser();
    const fields = { email: await emailOf(await anAccount()), password: PASSWORD };
    expect(await browser.ask(signInAction, "/sign-in", fields)).toMatchObject({ status: 302, location: "/jobs" });
    expect([...browser.cookies.keys()]).toEqual(["cc_session"]);
  });

  test("a mailed link to a new password goes through the second step as well", async () => {
    const id = await anAccount();
    await aFactor(id);
    const expiresAt = later(now(), HOUR);
    await transact(db, (trx) =>
      replaceTokens(trx, { accountId: id, purpose: "reset-password", tokenHash: hashToken("mailed"), expiresAt }),
    );
    const browser = aBrowser();
    const fields = { token: "mailed", password: "an entirely new password" };
    const answer = await browser.ask(resetAction, "/reset-password", fields);
    expect(answer).toMatchObject({ status: 302, location: "/sign-in/code?returnTo=%2Faccount" });
    expect(browser.cookies.has("cc_session")).toBe(false);
  });
});

test("whoever begins a set-up by themselves comes back to its page", async () => {
  const browser = await signedIn(await anAccount(), null);
  const begun = await browser.ask(factorAction, "/account/factor", { intent: "begin", password: PASSWORD });
  expect(begun).toMatchObject({ status: 302, location: "/account/factor" });
});

describe("staff", () => {
  test.each(ofStaff)("without a code reach nothing: $name, $kind", async ({ name, pattern, kind }) => {
    const admin = await anAccount({ staffRole: "admin" });
    const [, cookie] = /^([^;]+)/.exec(await openSession(admin, "test"))!;
    const init = kind === "action" ? { method: "POST", body: new URLSearchParams() } : {};
    const request = new Request(new URL(pathOf(pattern), "http://localhost:3000"), {
      ...init,
      headers: { Cookie: cookie! },
    });
    const answer = await outcome((await readRoute(name))[kind]!, request, pattern);
    expect(answer).toMatchObject({ status: 302, location: expect.stringMatching(/^\/account\/factor\?returnTo=/) });
  });

  test("set their factor up from there, come back, and cannot turn it off", async () => {
    const admin = await anAccount({ staffRole: "admin" });
    const browser = await signedIn(admin, null);
    const here = "/account/factor?returnTo=%2Fadmin";
    expect((await browser.ask(factorLoader, here)).data).toMatchObject({ staff: true, unchecked: false });
    expect((await browser.ask(factorAction, here, { intent: "begin", password: "wrong" })).status).toBe(422);
    const begun = await browser.ask(factorAction, here, { intent: "begin", password: PASSWORD });
    expect(begun).toMatchObject({ status: 302, location: here });
    const { pending } = (await browser.ask(factorLoader, here)).data as { pending: { secret: string } };
    const done = await browser.ask(factorAction, here, { intent: "confirm", factor: appWith(pending.secret)() });
    expect((done.data as { codes: string[] }).codes).toHaveLength(10);
    const admins = await readRoute("admin/plans.tsx");
    expect((await browser.ask(admins.loader!, "/admin/plans")).status).toBe(200);
    const off = { intent: "off", password: PASSWORD, factor: appWith(pending.secret)(1) };
    expect((await browser.ask(factorAction, here, off)).status).toBe(422);
  });

  test("with a factor, but in a session that has given no code, give one; nothing of it shows before", async () => {
    const moderator = await anAccount({ staffRole: "moderator" });
    const app = await aFactor(moderator);
    const browser = await signedIn(moderator, null);
    const here = "/account/factor?returnTo=%2Fmoderation";
    expect((await browser.ask(factorLoader, here)).data).toMatchObject({ unchecked: true, pending: undefined });
    for (const intent of ["codes", "begin"])
      expect((await browser.ask(factorAction, here, { intent, password: PASSWORD })).status, intent).toBe(422);
    const done = await browser.ask(factorAction, here, { intent: "check", factor: app() });
    expect(done).toMatchObject({ status: 302, location: "/moderation" });
  });

  test("are asked for nothing that is not there: another role's page does not exist for them", async () => {
    const moderator = await anAccount({ staffRole: "moderator" });
    const plans = await readRoute("admin/plans.tsx");
    expect((await (await signedIn(moderator, null)).ask(plans.loader!, "/admin/plans")).status).toBe(404);
  });
});

describe("a sensitive act", () => {
  const plan = { act: "save", name: "Single post", price: "250", credits: "0", days: "30", active: "on" };
  const at = { code: "single-post" };
  const url = "/admin/plans/single-post";
  const priceNow = async () =>
    (await db.selectFrom("plan").select("price_cents").where("code", "=", at.code).executeTakeFirstOrThrow())
      .price_cents;

  test("asks for a code ten minutes after the last one, writes nothing without, and then not again", async () => {
    const admin = await anAccount({ staffRole: "admin" });
    const app = await aFactor(admin);
    const browser = await signedIn(admin, NOON);
    const shown = async () =>
      (await browser.ask(planLoader, url, undefined, at)).data as { asked: boolean; seen: string };

    freezeClock(later(NOON, 10 * MINUTE - 1));
    const { asked, seen } = await shown();
    expect(asked).toBe(false);
    freezeClock(later(NOON, 10 * MINUTE));
    expect((await shown()).asked).toBe(true);
    for (const factor of ["", "000000", app(-3)]) {
      const refused = await browser.ask(planAction, url, { ...plan, seen, factor }, at);
      expect(refused.status).toBe(422);
      expect(Object.keys(errorsOf(refused))).toEqual(["factor"]);
    }
    expect(await priceNow()).toBe(19_900);

    expect((await browser.ask(planAction, url, { ...plan, seen, factor: app() }, at)).status).toBe(302);
    expect(await priceNow()).toBe(25_000);
    const after = await shown();
    expect(after.asked).toBe(false);
    expect((await browser.ask(planAction, url, { ...plan, price: "199", seen: after.seen }, at)).status).toBe(302);
    expect(await priceNow()).toBe(19_900);
    const refusals = await db
      .selectFrom("audit")
      .selectAll()
      .where("action", "=", "account.factor-refused")
      .where("id", ">", since)
      .execute();
    expect(refusals.map(({ subject_id, detail }) => [subject_id, detail])).toEqual(
      Array.from({ length: 2 }, () => [admin, '{"use":"act"}']),
    );
  });

  test("of credits asks as well, and a code used there signs nobody in", async () => {
    const admin = await anAccount({ staffRole: "admin" });
    const app = await aFactor(admin);
    const { employerId } = await anEmployer("Sensitive Clinic");
    const browser = await signedIn(admin, later(NOON, -HOUR));
    const ask = `/admin/employers/${employerId}?ask=credits&how=give&credits=2&note=Sorry`;
    const { ask: wish, asked } = (await browser.ask(employerLoader, ask, undefined, { employerId })).data as {
      ask: { id: string };
      asked: boolean;
    };
    expect(asked).toBe(true);
    const give = { act: "credits", how: "give", credits: "2", note: "Sorry", id: wish.id, seen: "0" };
    expect((await browser.ask(employerAction, ask, give, { employerId })).status).toBe(422);
    expect((await browser.ask(employerAction, ask, { ...give, factor: app() }, { employerId })).status).toBe(302);

    const other = aBrowser();
    await other.ask(signInAction, "/sign-in", { email: await emailOf(admin), password: PASSWORD });
    expect((await other.ask(codeAction, "/sign-in/code", { factor: app() })).status).toBe(422);
  });

  test("asks nothing of people who have no second factor", async () => {
    const request = await requestAs(await anAccount(), "/account");
    freezeClock(later(NOON, HOUR));
    expect(await asksForFactor(request)).toBe(false);
    await expect(confirmSensitiveAct(request, undefined)).resolves.toBeUndefined();
  });
});
