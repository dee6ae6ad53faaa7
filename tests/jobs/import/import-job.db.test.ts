import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freezeClock, later, DAY } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import { findJob } from "~/jobs/job.queries.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { importFile } from "~/jobs/import/import-file.server.ts";
import { importJob, type Publication } from "~/jobs/import/import-job.server.ts";
import { insertPermission, listAdmins } from "~/jobs/import/import.queries.server.ts";
import { mapPosting, type MappedPosting } from "~/jobs/import/map-posting.server.ts";
import type { SourcePosting } from "~/jobs/import/source-posting.ts";

const at = new Date("2026-11-21T12:00:00.000Z");
const db = database();
let publish: Publication;
let number = 0;
let source: SourcePosting;

const map = (changes: Partial<SourcePosting> = {}): MappedPosting => {
  const mapped = mapPosting({ ...source, ...changes }, at);
  if ("refused" in mapped) throw new Error(mapped.refused);
  return mapped;
};
const run = (changes: Partial<SourcePosting> = {}, by: Publication | null = null) => importJob(db, map(changes), by);
const jobOf = async (changes: Partial<SourcePosting> = {}) =>
  db.selectFrom("job").selectAll().where("source_key", "=", map(changes).sourceKey).executeTakeFirstOrThrow();
/** Everything that an import could write, counted. */
const written = async () => {
  const counts: Record<string, number> = {};
  for (const table of ["job", "job_revision", "employer", "change_feed", "term", "task"] as const)
    counts[table] = Number(
      (
        await db
          .selectFrom(table)
          .select((count) => count.fn.countAll().as("count"))
          .executeTakeFirstOrThrow()
      ).count,
    );
  return {
    ...counts,
    versions: await db
      .selectFrom("job")
      .select(["id", "version", "updated_at", "confirmed_at"])
      .orderBy("id")
      .execute(),
  };
};

async function makeAccount(role: "admin" | null, email: string): Promise<AccountId> {
  const id = newId<"account">();
  await db
    .insertInto("account")
    .values({
      id,
      email,
      email_verified_at: at,
      password_hash: "",
      name: "Ada",
      staff_role: role,
      consent_version: "1",
      consented_at: at,
      suspended_at: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  return id;
}

beforeAll(async () => {
  const adminId = await makeAccount("admin", "admin@import.example");
  publish = { adminId, permissionId: await insertPermission(db, adminId, "agreement of 2026-11-01") };
});
beforeEach(() => {
  freezeClock(at);
  number++;
  source = {
    title: "Inpatient Coder",
    employer: `Mercy ${number}`,
    employerWebsite: null,
    body: "We need a coder. CCS required.",
    places: ["Dayton, OH"],
    url: `https://jobs.mercy.example/${number}`,
    identifier: null,
    posted: "2026-11-01",
    validThrough: null,
    types: [],
    remote: null,
    reach: [],
    pay: null,
  };
});
afterEach(() => freezeClock());

describe("a posting that is new", () => {
  it("becomes a draft that nobody sees, of an unverified employer without members", async () => {
    expect(await run()).toMatchObject({ outcome: "taken", what: "draft" });
    const job = await jobOf();
    expect(job).toMatchObject({
      state: "draft",
      origin: "import",
      source_url: source.url,
      posted_at: null,
      approved_revision_id: null,
    });
    expect(await showJob(db, job.slug)).toBeUndefined();
    expect((await findJob(db, job.id, "pending"))?.content).toMatchObject({
      title: "Inpatient Coder",
      apply: { kind: "url", url: source.url },
    });
    expect(
      await db
        .selectFrom("employer")
        .select(["name", "verification"])
        .where("id", "=", job.employer_id)
        .executeTakeFirst(),
    ).toEqual({
      name: source.employer,
      verification: "unverified",
    });
    expect(await db.selectFrom("member").select("role").where("employer_id", "=", job.employer_id).execute()).toEqual(
      [],
    );
  });

  it("is published by an admin on the right of an import, with the permission recorded", async () => {
    expect(await run({}, publish)).toMatchObject({ outcome: "taken", what: "published" });
    const job = await jobOf();
    expect(job).toMatchObject({
      state: "live",
      origin: "import",
      posted_at: new Date("2026-11-01"),
      expires_at: later(at, 30 * DAY),
      confirmed_at: at,
    });
    expect(
      await db.selectFrom("term").select(["right_kind", "state", "ends_at"]).where("job_id", "=", job.id).execute(),
    ).toEqual([{ right_kind: "import", state: "live", ends_at: later(at, 30 * DAY) }]);
    const log = await db
      .selectFrom("audit")
      .select(["actor_account_id", "detail"])
      .where("subject_id", "=", job.id)
      .where("action", "=", "job.import")
      .execute();
    expect(log).toMatchObject([
      { actor_account_id: publish.adminId, detail: expect.stringContaining(publish.permissionId) },
    ]);
    const permission = db.selectFrom("import_permission").selectAll().where("id", "=", publish.permissionId);
    expect(await permission.execute()).toMatchObject([{ admin_id: publish.adminId, words: "agreement of 2026-11-01" }]);
    expect(await db.selectFrom("change_feed").select("seq").where("job_id", "=", job.id).execute()).toHaveLength(1);
  });

  it("leaves the list no later than its source says", async () => {
    await run({ validThrough: "2026-11-25" }, publish);
    expect((await jobOf()).expires_at).toEqual(new Date("2026-11-25T23:59:59.999Z"));
  });

  it("without an address or an employer is a draft at most", async () => {
    expect(await run({ url: null }, publish)).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining("address"),
    });
    expect(await run({ employer: "" }, publish)).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining("employer"),
    });
    expect(await run({ employer: "", url: null })).toMatchObject({ outcome: "taken" });
  });

  it("of the same employer's name joins that employer, never one that a member made", async () => {
    const owner = newId<"employer">();
    await db
      .insertInto("employer")
      .values({
        id: owner,
        slug: `mercy-own-${number}`,
        name: source.employer,
        website: null,
        about: "",
        verification: "dns",
        verified_at: at,
        source_key: null,
        version: 1,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await run();
    const other = { employer: source.employer.toUpperCase(), url: `${source.url}-b` };
    await run(other);
    expect((await jobOf(other)).employer_id).toBe((await jobOf()).employer_id);
    expect((await jobOf()).employer_id).not.toBe(owner);
  });
});

describe("a posting of an employer that is banned", () => {
  const ban = async (employerId: EmployerId) =>
    db.updateTable("employer").set({ banned_at: at }).where("id", "=", employerId).execute();

  it("is refused when it is new, and holds up no other row", async () => {
    await run({ employer: "Quick Cash Coding" });
    await ban((await jobOf()).employer_id);
    const another = { employer: "Quick Cash Coding", url: "https://jobs.example.org/another" };
    expect(await run(another, publish)).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining("banned") as string,
    });
  });

  it("does not take the place of a listing that is live", async () => {
    await run({ employer: "Quick Cash Coding", url: "https://jobs.example.org/another" });
    const banned = await jobOf({ url: "https://jobs.example.org/another" });
    await ban(banned.employer_id);
    await run({}, publish);
    const before = await jobOf();
    expect(await run({ employer: "Quick Cash Coding" }, publish)).toMatchObject({ outcome: "refused" });
    expect(await jobOf()).toEqual(before);
  });
});

describe("a posting that comes again", () => {
  it("and says the same writes nothing, draft or live", async () => {
    for (const by of [null, publish]) {
      await run({ identifier: String(by) }, by);
      const before = await written();
      expect(await run({ identifier: String(by) }, by)).toMatchObject({ outcome: "unchanged" });
      expect(await written()).toEqual(before);
    }
  });

  it("twice at once is taken once", async () => {
    const outcomes = await Promise.all([run({}, publish), run({}, publish), run({}, publish)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["taken", "unchanged", "unchanged"]);
  });

  it("changed gives a draft a new revision", async () => {
    await run();
    expect(await run({ title: "Senior Inpatient Coder" })).toMatchObject({ outcome: "updated", what: "changed" });
    const job = await jobOf();
    expect((await findJob(db, job.id, "pending"))?.content.title).toBe("Senior Inpatient Coder");
    expect(await db.selectFrom("job_revision").select("number").where("job_id", "=", job.id).execute()).toHaveLength(2);
  });

  it("is published from its draft", async () => {
    await run();
    expect(await run({}, publish)).toMatchObject({ outcome: "updated", what: "published" });
    expect(await jobOf()).toMatchObject({ state: "live" });
  });

  it("changed while live is changed by --publish only", async () => {
    await run({}, publish);
    const changed = { body: "We need a coder. CPC required." };
    expect(await run(changed)).toMatchObject({ outcome: "refused", reason: expect.stringContaining("--publish") });
    expect(await run(changed, publish)).toMatchObject({ outcome: "updated", what: "changed" });
    const job = await jobOf();
    expect(job.state).toBe("live");
    expect((await showJob(db, job.slug))?.content.credentialGroups).toMatchObject([{ codes: ["cpc"] }]);
    expect(await run(changed, publish)).toMatchObject({ outcome: "unchanged" });
  });

  it("after a week confirms the listing, and after its end lists it anew", async () => {
    await run({}, publish);
    freezeClock(later(at, 8 * DAY));
    expect(await run({}, publish)).toMatchObject({ outcome: "updated", what: "confirmed" });
    expect(await run({}, publish)).toMatchObject({ outcome: "unchanged" });
    freezeClock(later(at, 31 * DAY));
    const { id } = await jobOf();
    await transact(db, (trx) => endJob(trx, id, "expired", byAccount(publish.adminId)));
    expect(await run({}, publish)).toMatchObject({ outcome: "updated", what: "published" });
    expect((await jobOf()).expires_at).toEqual(later(at, 61 * DAY));
  });

  it("is left alone once a person edited it", async () => {
    await run();
    const job = await jobOf();
    await transact(db, async (trx) => insertRevision(trx, job.id, map().content, publish.adminId));
    expect(await run({ title: "Other Coder" })).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining("person"),
    });
    expect(await run({}, publish)).toMatchObject({ outcome: "refused" });
  });

  it("is left alone once it was taken down", async () => {
    await run({}, publish);
    const { id } = await jobOf();
    await transact(db, (trx) => endJob(trx, id, "closed", byAccount(publish.adminId)));
    expect(await run({}, publish)).toMatchObject({ outcome: "unchanged" });
    expect(await run({ title: "Other Coder" }, publish)).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining("closed"),
    });
  });
});

it("a file is told row by row, and running it twice changes nothing", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "import-"));
  const file = path.join(folder, "jobs.csv");
  const row = (id: number, title: string) =>
    `${title},Mercy,"Dayton, OH",https://jobs.mercy.example/file-${number}-${id},CCS required for coding`;
  writeFileSync(
    file,
    [
      "title,company,location,job_url,description",
      row(1, "Medical Coder"),
      row(2, "Registered Nurse"),
      row(1, "Medical Coder again"),
      `,Mercy`,
      "",
    ].join("\n"),
  );
  try {
    const lines: string[] = [];
    const report = await importFile(db, file, null, { onRow: (line) => lines.push(line) });
    expect(report.counts).toEqual({ taken: 1, updated: 0, unchanged: 0, refused: 3 });
    expect(lines).toEqual([
      'row 2: taken "Medical Coder" (draft)',
      'row 3: refused "Registered Nurse" (not a medical coding job)',
      'row 4: refused "Medical Coder again" (the same posting stands in row 2)',
      "row 5: refused (it has no title)",
    ]);
    expect(report.figures.places).toEqual({ found: 3, of: 3, unresolved: [] });
    expect(report.figures.credentials).toMatchObject({ found: 2, of: 2 });
    const before = await written();
    expect((await importFile(db, file, null)).counts).toEqual({ taken: 0, updated: 0, unchanged: 1, refused: 3 });
    expect(await written()).toEqual(before);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("only confirmed admins may publish", async () => {
  await makeAccount(null, "nobody@import.example");
  expect(await listAdmins(db, "nobody@import.example")).toEqual([]);
  expect(await listAdmins(db, " ADMIN@import.example ")).toMatchObject([{ id: publish.adminId }]);
});
