import { beforeEach, describe, expect, test } from "vitest";
import { correctEmployer, takeVerification } from "~/employers/correct-employer.server.ts";
import { findEmployer } from "~/employers/find-employer.server.ts";
import { setVerified } from "~/employers/set-verification.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";

const db = database();
let employerId: EmployerId;
let adminId: AccountId;
let count = 0;

beforeEach(async () => {
  await db.deleteFrom("task").execute();
  ({ employerId } = await anEmployer(`Lakemont Clinic ${++count}`));
  adminId = await anAccount({ staffRole: "admin" });
});

const reason = "The clinic wrote to us.";
const correct = (name: string, website: string | null = null, seen = 1) =>
  correctEmployer(db, { employerId, name, website, seen, reason, adminId });
const tasks = async () =>
  (await db.selectFrom("task").select(["kind", "payload"]).where("kind", "like", "employer.%").execute()).map((row) => [
    row.kind,
    JSON.parse(row.payload),
  ]);
const audited = async () =>
  (await db.selectFrom("audit").select(["action", "detail"]).where("actor_account_id", "=", adminId).execute()).map(
    (row) => [row.action, JSON.parse(row.detail)],
  );
const fed = async () => (await db.selectFrom("change_feed").select("job_id").execute()).map((row) => row.job_id);

describe("correcting an employer", () => {
  test("renames it though it has live jobs, has them follow, mails the owners why, and keeps its address", async () => {
    const { jobId } = await aLiveJob(employerId);
    await db.deleteFrom("change_feed").execute();
    const before = (await findEmployer(db, employerId))!;
    expect(await correct("Lakeview Clinic", "https://lakeview.example")).toBe(true);
    expect(await findEmployer(db, employerId)).toMatchObject({
      name: "Lakeview Clinic",
      website: "https://lakeview.example",
      slug: before.slug,
      version: 2,
    });
    expect(await fed()).toEqual([jobId]);
    expect(await tasks()).toEqual([
      [
        "employer.corrected-mail",
        {
          employerId,
          reason,
          before: { name: before.name, website: null },
          after: { name: "Lakeview Clinic", website: "https://lakeview.example" },
        },
      ],
    ]);
    expect(await audited()).toEqual([["employer.correct", { name: true, website: true, version: 2 }]]);
  });

  test("pressed twice is one correction; a stale page is refused", async () => {
    expect([await correct("Lakeview North"), await correct("Lakeview North")]).toEqual([true, false]);
    await expect(correct("Lakeview South")).rejects.toMatchObject({ code: "conflict" });
    expect(await audited()).toHaveLength(1);
  });

  test("does not give it the name of another that the public knows", async () => {
    const other = await anEmployer("Saint Brigid Health");
    await aLiveJob(other.employerId);
    await expect(correct("The Saint Brigid Health, Inc.")).rejects.toMatchObject({ code: "conflict", field: "name" });
  });
});

describe("taking a verification back", () => {
  const verify = (domain: string) =>
    transact(db, (trx) => setVerified(trx, employerId, { method: "email", domain, actor: system }));

  test("takes the mark away, mails the owners why, and is written down; twice is once", async () => {
    const domain = `lakemont${count}.example`;
    await verify(domain);
    await db.deleteFrom("task").execute();
    const take = () => takeVerification(db, { employerId, reason, adminId });
    expect([await take(), await take()]).toEqual([true, false]);
    expect(await findEmployer(db, employerId)).toMatchObject({ verification: "unverified", verifiedDomain: null });
    expect(await tasks()).toEqual([["employer.verification-mail", { employerId, event: "by-staff", domain, reason }]]);
    expect(await audited()).toEqual([["employer.unverify", { why: "by-staff", domain }]]);
  });

  test("comes before its website may name another domain", async () => {
    await verify(`lakemont${count}.example`);
    const { name } = (await findEmployer(db, employerId))!;
    await expect(correct(name, "https://elsewhere.example")).rejects.toMatchObject({ field: "website" });
  });
});
