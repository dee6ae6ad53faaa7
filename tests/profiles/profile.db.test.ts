import { afterEach, describe, expect, it } from "vitest";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";
import { answerTo, ask } from "#tests/support/ask-route.ts";
import { listAudit } from "~/audit/list-audit.server.ts";
import { findEmployer } from "~/employers/find-employer.server.ts";
import { freezeClock } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { blockEmployer, saveCredential, saveVisibility } from "~/profiles/edit-profile.server.ts";
import { emptyProfile, profileParts, progressOf } from "~/profiles/profile.ts";
import { findAsker, showProfile } from "~/profiles/show-profile.server.ts";
import { action, loader } from "~/routes/profiles/part.tsx";
import { loader as overview } from "~/routes/profiles/profile.tsx";

afterEach(() => freezeClock());

const show = (accountId: AccountId) => showProfile(database(), accountId);

/** Posts a form of a part as the page with the profile's version would; `seen` is that version unless given. */
async function post(accountId: AccountId, part: string, fields: Record<string, string>) {
  const seen = String((await show(accountId)).version);
  return ask(action, accountId, `/profile/${part}`, { part }, { seen, ...fields });
}

type Refused = { lastResult: { error?: Record<string, string[]>; initialValue?: Record<string, unknown> } };
const errorsOf = (answer: Awaited<ReturnType<typeof post>>) => (answer.data as Refused).lastResult.error ?? {};

const cpc = { intent: "save-credential", code: "cpc", number: "01234567", expiresOn: "2027-03-31" };

describe("a profile", () => {
  it("says nothing until its owner does, and is nobody's before", async () => {
    const accountId = await anAccount();
    expect(await show(accountId)).toEqual(emptyProfile());
    expect(await findAsker(database(), accountId)).toBeUndefined();
    expect((await ask(overview, accountId, "/profile", {})).status).toBe(200);
  });

  it("is written part by part, and read back as it was said", async () => {
    const accountId = await anAccount();
    const name = "Quarry Road Coding";
    const employerId = (await anEmployer(name)).employerId;
    await aLiveJob(employerId);
    const said: [string, Record<string, string>][] = [
      ["credentials", cpc],
      ["credentials", { intent: "save-credential", code: "coc", apprentice: "on" }],
      ["credentials", { intent: "save-practicode", practicode: "on" }],
      ["experience", { intent: "save-experience", field: "setting:ed-facility", years: "2" }],
      ["experience", { intent: "save-experience", field: "specialty:cardiology", years: "4" }],
      [
        "place",
        { intent: "save-place", homeState: "oh", commutes: "Kentucky, IN", moves: "states", movesTo: "N. Carolina" },
      ],
      ["tools", { intent: "save-tools", "ehr-epic": "on", "encoder-codify": "on", "ehr-nonsense": "on" }],
      [
        "work",
        {
          intent: "save-work",
          "function-coder": "on",
          "mode-remote": "on",
          "type-prn": "on",
          pay: "$31.50",
          payUnit: "hour",
        },
      ],
      ["privacy", { intent: "save-visibility", visibility: "verified" }],
      ["privacy", { intent: "block", employer: name.toUpperCase() }],
    ];
    for (const [part, fields] of said) expect(await post(accountId, part, fields)).toMatchObject({ status: 302 });
    expect(await show(accountId)).toEqual({
      version: said.length,
      credentials: [
        { code: "cpc", apprentice: false, number: "01234567", expiresOn: "2027-03-31" },
        { code: "coc", apprentice: true, number: null, expiresOn: null },
      ],
      practicode: true,
      experience: [
        { countedIn: "specialty", code: "cardiology", years: 4 },
        { countedIn: "setting", code: "ed-facility", years: 2 },
      ],
      homeState: "oh",
      commutes: ["in", "ky"],
      moves: ["nc"],
      choices: { ehr: ["epic"], encoder: ["codify"], function: ["coder"], mode: ["remote"], type: ["prn"] },
      pay: { minCents: 3_150, unit: "hour" },
      visibility: "verified",
      blocked: [{ id: employerId, name, slug: expect.any(String) }],
    });
    expect(progressOf(await show(accountId)).done).toBe(profileParts.length);
    const audit = await listAudit(database(), { kind: "account", id: accountId });
    const edits = audit.filter((entry) => entry.action === "profile.edit");
    expect(edits.map(({ detail }) => detail)).toEqual(said.map(([part]) => ({ part })));
  });

  it("takes back what was said", async () => {
    const accountId = await anAccount();
    const employerId = (await anEmployer()).employerId;
    await post(accountId, "credentials", cpc);
    await post(accountId, "experience", { intent: "save-experience", field: "setting:payer", years: "2" });
    await post(accountId, "place", { intent: "save-place", homeState: "oh", commutes: "KY", moves: "anywhere" });
    await post(accountId, "tools", { intent: "save-tools", "ehr-epic": "on" });
    await post(accountId, "work", { intent: "save-work", "mode-remote": "on", pay: "68,000", payUnit: "year" });
    await blockEmployer(database(), { accountId, seen: 5 }, employerId);
    for (const [part, fields] of [
      ["credentials", { intent: "remove-credential", code: "cpc" }],
      ["experience", { intent: "remove-experience", field: "setting:payer" }],
      ["place", { intent: "save-place", moves: "nowhere", movesTo: "" }],
      ["tools", { intent: "save-tools" }],
      ["work", { intent: "save-work", pay: "", payUnit: "hour" }],
      ["privacy", { intent: "unblock", employerId }],
    ] as [string, Record<string, string>][])
      expect(await post(accountId, part, fields)).toMatchObject({ status: 302 });
    expect(await show(accountId)).toEqual({ ...emptyProfile(), version: 12 });
  });

  it("is another asker of the search after every change", async () => {
    const accountId = await anAccount();
    await saveCredential(
      database(),
      { accountId, seen: 0 },
      { code: "cpc", apprentice: true, number: null, expiresOn: null },
    );
    const before = (await findAsker(database(), accountId))!;
    expect(before.standing.credentials).toMatchObject([{ code: "cpc", apprentice: true }]);
    await saveVisibility(database(), { accountId, seen: 1 }, "applied");
    expect((await findAsker(database(), accountId))!.key).not.toBe(before.key);
  });

  it("keeps apprentice status only for credentials that have such a status, and changes what is there", async () => {
    const accountId = await anAccount();
    await post(accountId, "credentials", { intent: "save-credential", code: "ccs", apprentice: "on" });
    await post(accountId, "credentials", {
      intent: "save-credential",
      code: "ccs",
      was: "ccs",
      expiresOn: "2028-01-31",
    });
    expect((await show(accountId)).credentials).toEqual([
      { code: "ccs", apprentice: false, number: null, expiresOn: "2028-01-31" },
    ]);
  });
});

describe("a form of the profile", () => {
  it.each<[string, string, Record<string, string>, string, RegExp]>([
    ["no credential", "credentials", { ...cpc, code: "" }, "code", /Choose a credential/],
    ["an unknown credential", "credentials", { ...cpc, code: "cpx" }, "code", /Choose a credential/],
    ["a day that is none", "credentials", { ...cpc, expiresOn: "2027-02-30" }, "expiresOn", /no such day/],
    ["a day in words", "credentials", { ...cpc, expiresOn: "March 2027" }, "expiresOn", /2027-03-31/],
    ["a long id", "credentials", { ...cpc, number: "9".repeat(41) }, "number", /40 characters/],
    [
      "half a year",
      "experience",
      { intent: "save-experience", field: "setting:payer", years: "0.5" },
      "years",
      /whole years/,
    ],
    [
      "no years",
      "experience",
      { intent: "save-experience", field: "setting:payer", years: "" },
      "years",
      /whole years/,
    ],
    [
      "an unknown setting",
      "experience",
      { intent: "save-experience", field: "setting:moon", years: "2" },
      "field",
      /Choose a setting/,
    ],
    [
      "a place that is no state",
      "place",
      { intent: "save-place", commutes: "KY, Mordor", moves: "nowhere" },
      "commutes",
      /Mordor/,
    ],
    ["a move to nowhere", "place", { intent: "save-place", moves: "states", movesTo: "" }, "movesTo", /Name a state/],
    ["pay in words", "work", { intent: "save-work", pay: "a lot", payUnit: "hour" }, "pay", /Write an amount/],
    [
      "an unknown employer",
      "privacy",
      { intent: "block", employer: "No Such Employer Anywhere" },
      "employer",
      /knows no employer/,
    ],
  ])("with %s is answered beside the field, and writes nothing", async (_what, part, fields, field, message) => {
    const accountId = await anAccount();
    const answer = await post(accountId, part, fields);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(errorsOf(answer)[field]?.join()).toMatch(message);
    expect(await show(accountId)).toEqual(emptyProfile());
  });

  it("blocks an employer by the address of its page, once", async () => {
    const accountId = await anAccount();
    const { employerId } = await anEmployer();
    const { slug } = (await findEmployer(database(), employerId))!;
    const employer = `https://board.example/employers/${slug}?from=mail`;
    await post(accountId, "privacy", { intent: "block", employer });
    expect((await show(accountId)).blocked).toMatchObject([{ id: employerId }]);
    expect(errorsOf(await post(accountId, "privacy", { intent: "block", employer })).employer).toHaveLength(1);
  });

  it("that adds a credential twice is told so", async () => {
    const accountId = await anAccount();
    await post(accountId, "credentials", cpc);
    const answer = await post(accountId, "credentials", { ...cpc, number: "7" });
    expect(errorsOf(answer).code).toEqual(["CPC is in your profile already"]);
    expect((await show(accountId)).credentials).toMatchObject([{ number: "01234567" }]);
  });

  it("of a page that is old by now changes nothing, and keeps what was typed", async () => {
    const accountId = await anAccount();
    await post(accountId, "credentials", cpc);
    const answer = await post(accountId, "credentials", { ...cpc, code: "crc", seen: "0" });
    expect(answer.status).toBe(409);
    expect(errorsOf(answer)[""]?.join()).toMatch(/changed since/);
    expect((answer.data as Refused).lastResult.initialValue).toMatchObject({ code: "crc", number: "01234567" });
    expect((await show(accountId)).credentials).toHaveLength(1);
  });

  it("about what is somebody else's, or nobody's, does not exist", async () => {
    const [mine, theirs] = [await anAccount(), await anAccount()];
    const employerId = (await anEmployer()).employerId;
    await post(theirs, "credentials", cpc);
    await blockEmployer(database(), { accountId: theirs, seen: 1 }, employerId);
    const before = await show(theirs);
    for (const [part, fields] of [
      ["credentials", { intent: "remove-credential", code: "cpc" }],
      ["credentials", { ...cpc, was: "cpc" }],
      ["experience", { intent: "remove-experience", field: "setting:payer" }],
      ["privacy", { intent: "unblock", employerId }],
    ] as [string, Record<string, string>][])
      expect((await post(mine, part, fields)).status).toBe(404);
    expect((await ask(loader, mine, "/profile/credentials?edit=cpc", { part: "credentials" })).status).toBe(404);
    expect((await ask(loader, mine, "/profile/nonsense", { part: "nonsense" })).status).toBe(404);
    expect(await show(mine)).toEqual(emptyProfile());
    expect(await show(theirs)).toEqual(before);
  });

  it("asks a guest to sign in", async () => {
    for (const handler of [loader, action]) {
      const request = new Request("http://localhost:3000/profile/tools", handler === action ? { method: "POST" } : {});
      const answer = await answerTo(handler, request, { part: "tools" });
      expect(answer).toMatchObject({ status: 302, location: expect.stringContaining("/sign-in") });
    }
  });
});
