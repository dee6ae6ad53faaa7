import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { boardContact, takedownContact } from "~/http/board-contact.server.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { changeSetting } from "~/settings/change-setting.server.ts";
import { forgetSettings, readSettings, settingsReader } from "~/settings/read-settings.server.ts";
import { settingSchema } from "~/settings/setting-form.ts";
import { isDaysName, settingNames, settings } from "~/settings/settings.ts";
import { anAccount } from "#tests/support/accounts.ts";

const db = database();
let admin: AccountId;

const clear = async () => {
  await db.deleteFrom("setting").execute();
  forgetSettings();
};
beforeEach(async () => {
  await clear();
  admin = await anAccount({ staffRole: "admin" });
});
afterEach(clear);

/** What this test's admin did. */
const log = () =>
  db
    .selectFrom("audit")
    .select(["action", "subject_id", "detail"])
    .where("actor_account_id", "=", admin)
    .orderBy("id")
    .execute();
const change = (value: string, seen: number, name: "retention.imports" | "contact.email" = "retention.imports") =>
  changeSetting(db, { name, value, seen, adminId: admin });

describe("reading", () => {
  test("what nobody has set is the default", async () => {
    expect(await readSettings(db)).toMatchObject({ "retention.applications": 730, "contact.email": "" });
  });

  test("a row outside its bounds counts as the nearest bound, one that is no number as the default", async () => {
    const rows = { "retention.applications": "1", "retention.tasks": "99999", "retention.imports": "soon" };
    for (const [name, value] of Object.entries(rows))
      await db
        .insertInto("setting")
        .values({ name, value, version: 1, updated_by: admin, updated_at: new Date() })
        .execute();
    expect(await readSettings(db)).toMatchObject({
      "retention.applications": 365,
      "retention.tasks": 365,
      "retention.imports": 90,
    });
  });

  test("another process sees a change after a few seconds, and asks the database no more often", async () => {
    let tick = 0;
    const other = settingsReader(() => tick);
    expect((await other.read(db))["retention.imports"]).toBe(90);
    await change("30", 0);
    expect((await readSettings(db))["retention.imports"]).toBe(30);
    tick = 2_999;
    expect((await other.read(db))["retention.imports"]).toBe(90);
    tick = 3_000;
    expect((await other.read(db))["retention.imports"]).toBe(30);
  });
});

describe("changing", () => {
  test("is written down with old and new, and raises the version", async () => {
    expect(await change("30", 0)).toBe(true);
    expect(await change("45", 1)).toBe(true);
    expect((await log()).map((row) => [row.action, row.subject_id, JSON.parse(row.detail)])).toEqual([
      ["setting.change", "setting:retention.imports", { version: 1, from: "default", to: "30" }],
      ["setting.change", "setting:retention.imports", { version: 2, from: "30", to: "45" }],
    ]);
  });

  test("pressed twice is one change; a stale page is refused with what stands now", async () => {
    expect(await change("30", 0)).toBe(true);
    expect(await change("30", 0)).toBe(false);
    await expect(change("60", 0)).rejects.toMatchObject({ code: "conflict", field: "value", message: /“30”/ });
    expect(await log()).toHaveLength(1);
  });

  test("of two admins at once on an untouched setting, one is refused", async () => {
    const both = await Promise.allSettled([change("30", 0), change("60", 0)]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("an address stands on the pages, not in the audit log; emptied, the default comes back", async () => {
    const before = await boardContact();
    await change("help@board.example", 0, "contact.email");
    expect(await boardContact()).toBe("help@board.example");
    expect(await takedownContact()).toBe("help@board.example");
    const [row] = await log();
    expect(row!.detail).not.toContain("help@");
    await change("", 1, "contact.email");
    expect(await boardContact()).toBe(before);
  });
});

describe("the form", () => {
  test("takes every default and both bounds of a time, and nothing beyond", () => {
    for (const name of settingNames.filter(isDaysName)) {
      const { least, most, fallback } = settings[name];
      const takes = (text: string) => settingSchema(name).safeParse(text).success;
      expect([least, most, fallback].every((days) => takes(String(days)))).toBe(true);
      for (const text of [String(least - 1), String(most + 1), "", "-400", "4e2", "400.5", "forever", "400 days"])
        expect(takes(text), `${name} ${text}`).toBe(false);
    }
  });

  test("never lets applications be erased within the year that 29 CFR 1602.14 asks employers for", () => {
    expect(settings["retention.applications"].least).toBe(365);
  });

  test("takes an address or none, and no header", () => {
    const takes = (text: string) => settingSchema("contact.email").safeParse(text).success;
    expect(["", "help@board.example"].every(takes)).toBe(true);
    for (const text of ["help", "a@b.example\r\nBcc: c@d.example", "<script>@x", `${"a".repeat(250)}@b.example`])
      expect(takes(text), text).toBe(false);
  });
});
