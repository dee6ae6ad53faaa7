import { beforeEach, describe, expect, test } from "vitest";
import { showUser, showUsers } from "~/admin/show-users.server.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { loader as listLoader } from "~/routes/admin/users.tsx";
import { action, loader } from "~/routes/admin/user.tsx";
import { action as settingsAction } from "~/routes/admin/settings.tsx";
import { forgetSettings } from "~/settings/read-settings.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";
import { ask } from "#tests/support/ask-route.ts";

const db = database();
let admin: AccountId;
let mark = 0;
beforeEach(async () => {
  mark++;
  admin = await anAccount({ staffRole: "admin" });
});

const names = async (words: string, filter?: "staff" | "members" | "unconfirmed" | "suspended") =>
  (await showUsers(db, { words, filter })).items.map((user) => user.name);

describe("the list of users", () => {
  test("finds somebody by a part of the address or the name, and by the number or its beginning", async () => {
    const id = await anAccount({ email: `o'neill+x${mark}@clinic-a.example`, name: `Siobhán O'Neill ${mark}` });
    for (const words of [`o'neill+x${mark}@`, `SIOBHAN O'NEILL ${mark}`, id, id.slice(0, 16)])
      expect(await names(words), words).toEqual([`Siobhán O'Neill ${mark}`]);
  });

  test.each(["%", "_", "\\", "%_\\'\"<script>", "' or 1=1 --", "%' union select password_hash from account -- "])(
    "takes %j as words, not as anything else",
    async (words) => {
      await anAccount({ name: `Plain Name ${mark}` });
      expect(await names(words)).toEqual([]);
      await anAccount({ name: `Odd ${words} ${mark}`.slice(0, 100) });
      expect(await names(words)).toEqual([`Odd ${words} ${mark}`.slice(0, 100)]);
      await db.updateTable("account").set({ name: "Plain" }).where("name", "like", "Odd %").execute();
    },
  );

  test("is narrowed to staff, members, unconfirmed and suspended", async () => {
    const name = `Filter ${mark}-`;
    await anAccount({ name: `${name}staff`, staffRole: "moderator" });
    await anAccount({ name: `${name}unconfirmed`, confirmed: false });
    const suspended = await anAccount({ name: `${name}suspended` });
    await db.updateTable("account").set({ suspended_at: new Date() }).where("id", "=", suspended).execute();
    const { ownerId } = await anEmployer();
    await db
      .updateTable("account")
      .set({ name: `${name}member` })
      .where("id", "=", ownerId)
      .execute();
    expect(await names(name, "staff")).toEqual([`${name}staff`]);
    expect(await names(name, "unconfirmed")).toEqual([`${name}unconfirmed`]);
    expect(await names(name, "suspended")).toEqual([`${name}suspended`]);
    expect(await names(name, "members")).toEqual([`${name}member`]);
    expect(await names(name)).toHaveLength(4);
  });

  test("is paged without losing or repeating one, and says how many there are", async () => {
    const name = `Paged ${mark}-`;
    for (let count = 0; count < 27; count++) await anAccount({ name: `${name}${count}` });
    const first = await showUsers(db, { words: name });
    const second = await showUsers(db, { words: name, before: first.last!.id });
    expect([first.items.length, second.items.length, second.last]).toEqual([25, 2, undefined]);
    expect(new Set([...first.items, ...second.items].map((user) => user.id)).size).toBe(27);
    expect(first.count).toBe(27);
  });

  test("answers a hostile address like any other", async () => {
    const query = new URLSearchParams({ words: "%\u0000'\"".repeat(200), state: "__proto__", before: "../.." });
    const { status, data } = await ask(listLoader, admin, `/admin/users?${query}`, {});
    expect(status).toBe(200);
    expect(data).toMatchObject({ filter: undefined, users: { items: [], count: 0 } });
  });
});

describe("a user's page", () => {
  test("tells the facts and counts, never what a person wrote, nor a hash", async () => {
    const { employerId } = await anEmployer();
    const { jobId } = await aLiveJob(employerId);
    const { seekerId, fileId } = await anApplication(jobId, { letter: "My secret letter." });
    const shown = await showUser(db, seekerId);
    expect(shown).toMatchObject({ applications: [{ state: "received", count: 1 }] });
    const told = JSON.stringify(shown);
    for (const secret of ["My secret letter", fileId, "argon2"]) expect(told).not.toContain(secret);
  });

  test("says where they are the only owner who can sign in", async () => {
    const { ownerId, employerId } = await anEmployer();
    expect((await showUser(db, ownerId))!.memberships).toMatchObject([{ id: employerId, soleOwner: true }]);
  });

  test("an unknown number and words for a number are not there", async () => {
    for (const accountId of ["1111111111111111111111", "..", "%"])
      expect((await ask(loader, admin, "/admin/users/x", { accountId })).status).toBe(404);
  });

  test("an act without its reason is refused beside the field, with what was typed", async () => {
    const accountId = await anAccount();
    const path = `/admin/users/${accountId}`;
    const answer = await ask(action, admin, path, { accountId }, { act: "suspend", reason: "  ", code: "because" });
    expect(answer.status).toBe(400);
    expect(answer.data).toMatchObject({
      lastResult: {
        error: { code: ["Choose one."], reason: ["Say what happened."] },
        initialValue: { code: "because" },
      },
    });
    expect((await ask(action, admin, path, { accountId }, { act: "impersonate" })).status).toBe(400);
  });

  test("a role that is not the one the page showed is not changed, and the page says so", async () => {
    const accountId = await anAccount({ staffRole: "moderator" });
    const fields = { act: "role", role: "admin", seen: "none" };
    const answer = await ask(action, admin, `/admin/users/${accountId}`, { accountId }, fields);
    expect(answer.status).toBe(409);
  });
});

test("an address is set and emptied again by the form", async () => {
  const post = async (value: string, seen: string) =>
    (await ask(settingsAction, admin, "/admin/settings", {}, { act: "save", name: "contact.email", value, seen }))
      .status;
  await db.deleteFrom("setting").execute();
  expect(await post("help@board.example", "0")).toBe(302);
  expect(await post("not an address", "1")).toBe(400);
  expect(await post("", "1")).toBe(302);
  const row = await db.selectFrom("setting").select(["value", "version"]).executeTakeFirstOrThrow();
  expect(row).toEqual({ value: "", version: 2 });
  forgetSettings();
});

test("a setting that there is none of is not there; one beyond its bounds is refused beside the field", async () => {
  const post = (fields: Record<string, string>) => ask(settingsAction, admin, "/admin/settings", {}, fields);
  expect((await post({ act: "save", name: "__proto__", value: "1", seen: "0" })).status).toBe(404);
  const answer = await post({ act: "save", name: "retention.applications", value: "30", seen: "0" });
  expect(answer.status).toBe(400);
  expect(answer.data).toMatchObject({
    lastResult: { error: { value: ["From 365 to 3,650 days."] }, initialValue: { value: "30" } },
  });
  expect(await db.selectFrom("setting").selectAll().where("name", "=", "retention.applications").execute()).toEqual([]);
});
