import { describe, expect, it } from "vitest";
import { resumePdf } from "#db/seeds/content/resume-pdf.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { answerTo, ask } from "#tests/support/ask-route.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { saveCredential } from "~/profiles/edit-profile.server.ts";
import { factTick, type ReadFact } from "~/profiles/profile-fact.ts";
import { emptyProfile } from "~/profiles/profile.ts";
import { showProfile } from "~/profiles/show-profile.server.ts";
import { action, loader } from "~/routes/profiles/from-resume.tsx";

const lines = [
  "Marisol Vega",
  "Toledo, OH   CPC, COC-A",
  "EXPERIENCE",
  "Outpatient coder, Dunmore County Hospital",
  "3 years of ED facility coding in Epic",
  "CREDENTIALS",
  "Certified Professional Coder (CPC), 2014",
];

async function upload(accountId: AccountId, file: File | null) {
  const body = new FormData();
  if (file) body.set("resume", file);
  const request = await requestAs(accountId, "/profile/from-resume", { method: "POST", body });
  return answerTo(action, request, {});
}
const pdf = () => new File([new Uint8Array(resumePdf(lines))], "vega.pdf", { type: "application/pdf" });
const countFiles = async (accountId: AccountId) =>
  (await database().selectFrom("file").select("id").where("account_id", "=", accountId).execute()).length;

describe("a profile that begins with a résumé", () => {
  it("shows what the résumé says, and keeps nothing of it until it is accepted", async () => {
    const accountId = await anAccount();
    expect((await ask(loader, accountId, "/profile/from-resume", {})).status).toBe(200);
    const answer = await upload(accountId, pdf());
    expect(answer.status).toBe(200);
    const facts = (answer.data as { facts: ReadFact[] }).facts;
    const ticks = Object.fromEntries(facts.map((fact) => Object.values(factTick(fact)) as [string, string]));
    expect(ticks).toEqual({
      "credential-cpc": "full",
      "credential-coc": "apprentice",
      "years-setting-ed-facility": "3",
      "ehr-epic": "on",
    });
    for (const { passage } of facts) expect(lines.join("\n").replace(/ +/g, " ")).toContain(passage);
    expect(await showProfile(database(), accountId)).toEqual(emptyProfile());
    expect(await countFiles(accountId)).toBe(0);

    const accepted = await ask(
      action,
      accountId,
      "/profile/from-resume",
      {},
      { ...ticks, intent: "accept", seen: "0" },
    );
    expect(accepted).toMatchObject({ status: 302, location: "/profile" });
    expect(await showProfile(database(), accountId)).toMatchObject({
      version: 1,
      credentials: expect.arrayContaining([
        { code: "coc", apprentice: true, number: null, expiresOn: null },
        { code: "cpc", apprentice: false, number: null, expiresOn: null },
      ]) as unknown[],
      experience: [{ countedIn: "setting", code: "ed-facility", years: 3 }],
      choices: { ehr: ["epic"], encoder: [] },
    });
  });

  it("leaves what the profile says already, and takes no value that the board does not know", async () => {
    const accountId = await anAccount();
    const cpc = { code: "cpc", apprentice: false, number: "0123", expiresOn: "2027-03-31" };
    await saveCredential(database(), { accountId, seen: 0 }, cpc);
    const form = {
      "credential-cpc": "apprentice",
      "credential-crc": "full",
      "ehr-nonsense": "on",
      "years-setting-payer": "-4",
    };
    await ask(action, accountId, "/profile/from-resume", {}, form);
    const profile = await showProfile(database(), accountId);
    expect(profile.credentials).toEqual([cpc, { code: "crc", apprentice: false, number: null, expiresOn: null }]);
    expect(profile.experience).toEqual([]);
    expect(profile.choices.ehr).toEqual([]);
  });

  it("adds nothing where nothing is ticked", async () => {
    const accountId = await anAccount();
    expect(await ask(action, accountId, "/profile/from-resume", {}, { intent: "accept" })).toMatchObject({
      status: 302,
    });
    expect(await showProfile(database(), accountId)).toEqual(emptyProfile());
  });

  it("says what is wrong with a file that is none", async () => {
    const accountId = await anAccount();
    for (const file of [null, new File(["just words"], "vega.pdf", { type: "application/pdf" })]) {
      const answer = await upload(accountId, file);
      expect(answer.status).toBe(file ? 422 : 400);
      expect((answer.data as { problem: string }).problem).toMatch(/PDF/);
    }
  });
});
