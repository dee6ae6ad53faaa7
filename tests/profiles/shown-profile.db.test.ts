import { beforeAll, describe, expect, it } from "vitest";
import { readApplicant } from "~/applications/read-applicant.server.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { addFacts, blockEmployer, saveCredential, saveVisibility } from "~/profiles/edit-profile.server.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";

const db = database();
let employerId: EmployerId, owner: AccountId, rival: AccountId, jobId: JobId;
beforeAll(async () => {
  ({ employerId, ownerId: owner } = await anEmployer());
  ({ ownerId: rival } = await anEmployer("Stonebrook Medical"));
  ({ jobId } = await aLiveJob(employerId));
});

/** Somebody who has applied, and how their profile is seen beside that. */
async function anApplicant() {
  const { applicationId, seekerId: accountId } = await anApplication(jobId);
  const seen = async (by = owner) => (await readApplicant(db, by, jobId, applicationId))?.profile;
  return { accountId, edit: { accountId, seen: null }, seen };
}

describe("an applicant's profile", () => {
  it("stands beside the application where its person shows it, with the id of each credential", async () => {
    const { accountId, edit, seen } = await anApplicant();
    const credential = { code: "ccs", apprentice: false, number: "1029384", expiresOn: "2027-03-31" };
    await saveCredential(db, edit, credential);
    await addFacts(db, accountId, [{ kind: "tool", facet: "ehr", code: "epic" }]);
    expect(await seen()).toBeUndefined();
    for (const visibility of ["applied", "verified"] as const) {
      await saveVisibility(db, edit, visibility);
      expect(await seen()).toMatchObject({ credentials: [credential], choices: { ehr: ["epic"] } });
    }
    expect(await seen()).not.toHaveProperty("blocked");
    expect(await seen(rival)).toBeUndefined();
    await saveVisibility(db, edit, "hidden");
    expect(await seen()).toBeUndefined();
  });

  it("is kept from an employer that they block, and is none while it says nothing", async () => {
    const { accountId, edit, seen } = await anApplicant();
    await saveVisibility(db, edit, "applied");
    expect(await seen()).toBeUndefined();
    await addFacts(db, accountId, [{ kind: "credential", code: "cpc", apprentice: true }]);
    expect(await seen()).toMatchObject({ credentials: [{ code: "cpc", apprentice: true }] });
    await blockEmployer(db, edit, employerId);
    expect(await seen()).toBeUndefined();
  });
});
