import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addPasskey, askNewPasskey, askPasskey, listPasskeys, removePasskey } from "~/accounts/passkeys.server.ts";
import { beginSecondStep, finishSecondStep } from "~/accounts/second-step.server.ts";
import { freezeClock, later, MINUTE } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { action, loader } from "~/routes/accounts/passkey.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { contextFrom } from "#tests/support/ask-route.ts";
import { anAuthenticator } from "#tests/support/authenticator.ts";
import { aFactor } from "#tests/support/factors.ts";

const db = database();
const NOON = new Date("2026-11-22T12:00:15Z");
const wrong = { code: "invalid", field: "factor" };

beforeEach(async () => {
  freezeClock(NOON);
  for (const table of ["rate_limit", "task"] as const) await db.deleteFrom(table).execute();
});
afterEach(() => freezeClock());

const person = (id: AccountId) => ({ id, email: "ada@example.org", name: "Ada" });
const signInWith = async (id: AccountId, code: string) =>
  finishSecondStep(db, { token: (await beginSecondStep(db, id))!, code }, "198.51.100.7");

/** Somebody with an authenticator app and a passkey. */
async function withPasskey() {
  const id = await anAccount();
  await aFactor(id);
  const key = anAuthenticator();
  await addPasskey(db, id, { name: "Laptop", answer: key.make(await askNewPasskey(db, person(id))) });
  return { id, key };
}

describe("a passkey", () => {
  test("answers in the place of a code, for what it was asked, once", async () => {
    const { id, key } = await withPasskey();
    const answer = key.answer((await askPasskey(db, id))!);
    expect(await signInWith(id, answer)).toBe(id);
    await expect(signInWith(id, answer)).rejects.toMatchObject(wrong);
    expect(await listPasskeys(db, id)).toMatchObject([{ name: "Laptop", usedAt: NOON }]);
    const again = key.answer((await askPasskey(db, id))!);
    const both = await Promise.allSettled([signInWith(id, again), signInWith(id, again)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("answers nothing that another account was asked, nor for another site, nor too late", async () => {
    const [ada, grace] = [await withPasskey(), await withPasskey()];
    const asked = (await askPasskey(db, grace.id))!;
    await expect(signInWith(grace.id, ada.key.answer(asked))).rejects.toMatchObject(wrong);
    await expect(signInWith(ada.id, ada.key.answer(asked))).rejects.toMatchObject(wrong);
    await expect(signInWith(ada.id, ada.key.answer({ challenge: "forged" }))).rejects.toMatchObject(wrong);
    const late = (await askPasskey(db, ada.id))!;
    freezeClock(later(NOON, 5 * MINUTE));
    await expect(signInWith(ada.id, ada.key.answer(late))).rejects.toMatchObject(wrong);

    const elsewhere = anAuthenticator("http://evil.example");
    const id = await anAccount();
    await aFactor(id);
    const made = elsewhere.make(await askNewPasskey(db, person(id)));
    await expect(addPasskey(db, id, { name: "x", answer: made })).rejects.toMatchObject({ code: "invalid" });
  });

  test("is no passkey without its signature, nor with JSON of another kind", async () => {
    const { id, key } = await withPasskey();
    const said = key.answer((await askPasskey(db, id))!);
    const bent = said.replace(
      /"signature":"(.{20})(.)/,
      (_, kept, next) => `"signature":"${kept}${next === "_" ? "-" : "_"}`,
    );
    expect(bent).not.toBe(said);
    for (const text of [bent, "{", "{}", '{"id":[]}', JSON.stringify({ id: "x".repeat(9000) })])
      await expect(signInWith(id, text)).rejects.toMatchObject(wrong);
  });

  test("is added to an authenticator app only, and to one account only", async () => {
    const plain = await anAccount();
    const key = anAuthenticator();
    const answer = key.make(await askNewPasskey(db, person(plain)));
    await expect(addPasskey(db, plain, { name: "x", answer })).rejects.toMatchObject({ code: "conflict" });
    const { key: taken } = await withPasskey();
    await aFactor(plain);
    const again = taken.make(await askNewPasskey(db, person(plain)));
    await expect(addPasskey(db, plain, { name: "x", answer: again })).rejects.toMatchObject({ code: "invalid" });
    await addPasskey(db, plain, { name: "x", answer });
    await expect(addPasskey(db, plain, { name: "x", answer })).rejects.toMatchObject({ code: "invalid" });
  });

  test("that was removed answers nothing; its owner is told of both by mail and nobody else can remove it", async () => {
    const { id, key } = await withPasskey();
    const answer = key.answer((await askPasskey(db, id))!);
    const [passkey] = await listPasskeys(db, id);
    await removePasskey(db, await anAccount(), passkey!.id);
    expect(await listPasskeys(db, id)).toHaveLength(1);
    await removePasskey(db, id, passkey!.id);
    await expect(signInWith(id, answer)).rejects.toMatchObject(wrong);
    expect(await askPasskey(db, id)).toBeUndefined();
    const actions = (await db.selectFrom("audit").select("action").where("subject_id", "=", id).execute()).map(
      (row) => row.action,
    );
    expect(actions).toEqual(["account.passkey-on", "account.passkey-off", "account.factor-refused"]);
  });
});

test("scripts learn about passkeys only on behalf of whoever is signed in or has given a password", async () => {
  const { id } = await withPasskey();
  const ask = async (request: Request) => ({ request, params: {}, context: contextFrom("198.51.100.7") });
  const guest = new Request("http://localhost:3000/sign-in/passkey");
  expect(await (await loader(await ask(guest))).json()).toEqual({ offered: false });
  expect(await (await loader(await ask(await requestAs(id, "/sign-in/passkey")))).json()).toEqual({ offered: true });
  const post = { method: "POST", body: new URLSearchParams({ purpose: "check" }) };
  await expect(action(await ask(new Request(guest.url, post)))).rejects.toMatchObject({ status: 404 });
  const none = await requestAs(await anAccount(), "/sign-in/passkey", post);
  await expect(action(await ask(none))).rejects.toMatchObject({ status: 404 });
  const told = await action(await ask(await requestAs(id, "/sign-in/passkey", post)));
  expect(await told.json()).toMatchObject({ rpId: "localhost", allowCredentials: [{ type: "public-key" }] });
});
