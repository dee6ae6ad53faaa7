import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { system } from "~/audit/record-audit.server.ts";
import { importSlice } from "~/imports/import-slice.server.ts";
import { MOST_ROWS, type By } from "~/imports/import.ts";
import { readRun } from "~/imports/read-run.server.ts";
import { showImport } from "~/imports/show-imports.server.ts";
import { uploadAgain } from "~/imports/start-import.server.ts";
import { approveJob } from "~/jobs/approve-job.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { MOST_IMPORTED_DRAFTS } from "~/jobs/import/import-draft.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { deleteDraft } from "~/jobs/start-draft.server.ts";
import { markOf, saveDraft } from "~/jobs/save-draft.server.ts";
import { partOf } from "~/jobs/post-form.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type EmployerId, type ImportSourceId, type JobId } from "~/platform/ids.ts";
import { freezeClock, now } from "~/platform/clock.ts";
import { transact } from "~/platform/transaction.server.ts";
import { auditOf, runTasks } from "#tests/employers/desk.ts";
import { ADDRESS, anEmployer, plainContent } from "#tests/support/application-factories.ts";
import { csvOf, draftsOf, finished, report, upload, type Posting } from "./import-desk.ts";

const db = database();
let by: By;
let employerId: EmployerId;
let number = 0;

beforeEach(async () => {
  freezeClock();
  await db.deleteFrom("rate_limit").execute();
  await db.deleteFrom("task").execute();
  const made = await anEmployer(`Importer ${++number}`);
  employerId = made.employerId;
  by = { accountId: made.ownerId, employerId };
});
afterEach(() => freezeClock());

const again = async (sourceId: ImportSourceId, ...postings: Posting[]) => {
  await uploadAgain(db, { ...by, clientAddress: ADDRESS }, sourceId, csvOf(...postings));
  return finished(by, sourceId);
};
/** A person changes the title of a draft. */
async function retitle(jobId: JobId, title: string) {
  const draft = [...(await draftsOf(employerId)).values()].find(({ id }) => id === jobId)!;
  const part = { ...partOf(draft.form, "job"), title };
  const seen = markOf(draft.form, "job");
  await saveDraft(db, { accountId: by.accountId, jobId, step: "job", part, seen, hand: { tab: "t" } });
}
/** A job of the import goes through review and is live. */
async function publish(jobId: JobId) {
  await transact(db, async (trx) => {
    const revisionId = await insertRevision(trx, jobId, plainContent({}), by.accountId);
    const right = { kind: "grant" as const, ref: jobId };
    await submitJob(trx, { jobId, revisionId, right, days: 30, actor: system });
    await approveJob(trx, { jobId, revisionId, actor: system });
  });
}
const runIdOf = async (sourceId: ImportSourceId) => (await report(by, sourceId)).run.id;
const jobsOf = () => db.selectFrom("job").selectAll().where("employer_id", "=", employerId).orderBy("id").execute();

describe("an import", () => {
  it("makes a draft of each row, in the post form, and leaves open what the source does not say", async () => {
    const id = await upload(by, csvOf({ id: "a", pay: 30 }, { id: "b", company: "Somebody Else" }));
    const { run, told, rows } = await finished(by, id);
    expect(run).toMatchObject({ state: "done", done: 2, total: 2, format: "csv", complete: true, reason: null });
    expect(told).toEqual(["2 made Inpatient Coder a", "3 made Inpatient Coder b"]);
    expect(rows[0]?.reason).toMatch(/^to complete: .*Apprentices/);
    expect(rows[0]?.reason).not.toMatch(/Pay/);
    expect(rows[1]?.reason).toMatch(/Pay.*; the source names Somebody Else as the employer/);
    const { form } = (await draftsOf(employerId)).get("a")!;
    expect(form).toMatchObject({
      title: "Inpatient Coder a",
      payMin: "30",
      payUnit: "hour",
      apply: "url",
      places: [{ text: "Dayton, OH" }],
    });
    expect(form.apprentice).toBeUndefined();
    const [job] = await jobsOf();
    expect(job).toMatchObject({ state: "draft", origin: "employer", source_key: null, created_by: by.accountId });
    expect(await auditOf(employerId)).toEqual(expect.arrayContaining(["import.create", "import.run"]));
  });

  it("never says in the employer's name that no credential is asked for", async () => {
    await finished(
      by,
      await upload(
        by,
        csvOf({ id: "a", description: "You code medical charts with our coding team in Dayton every day." }),
      ),
    );
    expect((await draftsOf(employerId)).get("a")?.form).not.toHaveProperty("noCredential");
  });

  it("refuses what is not of this field, unless the employer wants it; and a posting that stands there twice", async () => {
    const postings = [
      { id: "a" },
      { id: "a" },
      { id: "c", title: "Registered Nurse", description: "Care for patients." },
    ];
    const { told, rows } = await finished(by, await upload(by, csvOf(...postings)));
    expect(told.map((line) => line.split(" ")[1])).toEqual(["made", "refused", "refused"]);
    expect(rows.slice(1).map(({ reason }) => reason)).toEqual([
      "the same posting stands in row 2",
      "not a medical coding job",
    ]);
    const wide = await finished(by, await upload(by, csvOf({ id: "d", title: "Registered Nurse" }), { anyWork: "on" }));
    expect(wide.told).toEqual(["2 made Registered Nurse"]);
  });

  it("of the same file again changes nothing", async () => {
    const id = await upload(by, csvOf({ id: "a" }, { id: "b" }));
    await finished(by, id);
    const before = [await jobsOf(), await draftsOf(employerId)];
    const { run, told } = await again(id, { id: "a" }, { id: "b" });
    expect(told).toEqual(["2 unchanged Inpatient Coder a", "3 unchanged Inpatient Coder b"]);
    expect(run.counts).toMatchObject({ unchanged: 2, made: 0, updated: 0, gone: 0 });
    expect([await jobsOf(), await draftsOf(employerId)]).toEqual(before);
  });

  it("of what another import brought leaves it alone", async () => {
    await finished(by, await upload(by, csvOf({ id: "a" })));
    const { told, rows } = await finished(by, await upload(by, csvOf({ id: "a", pay: 40 })));
    expect([told, rows[0]?.reason]).toEqual([["2 left_alone Inpatient Coder a"], "another of your imports brought it"]);
  });
});

describe("what changed at the source", () => {
  it("reaches a draft that nobody touched, and says what", async () => {
    const id = await upload(by, csvOf({ id: "a", pay: 30 }));
    await finished(by, id);
    const { told, rows } = await again(id, { id: "a", pay: 32, title: "Senior Inpatient Coder" });
    expect(told).toEqual(["2 updated Senior Inpatient Coder"]);
    expect(rows[0]?.changes).toEqual([
      { label: "Title", was: "Inpatient Coder a", now: "Senior Inpatient Coder" },
      { label: "Pay, least", was: "30", now: "32" },
      { label: "Pay, most", was: "30", now: "32" },
    ]);
    expect((await draftsOf(employerId)).get("a")?.form).toMatchObject({
      title: "Senior Inpatient Coder",
      payMax: "32",
    });
  });

  it("never undoes an employer's edit: it is told, with who made it", async () => {
    const id = await upload(by, csvOf({ id: "a", pay: 30 }));
    await finished(by, id);
    await retitle((await draftsOf(employerId)).get("a")!.id, "Our own title");
    for (let round = 0; round < 2; round++) {
      const { told, rows } = await again(id, { id: "a", pay: 35 });
      expect(told).toEqual(["2 left_alone Inpatient Coder a"]);
      expect(rows[0]).toMatchObject({ reason: "it was edited here since", by: "Dana Whitlock" });
      expect(rows[0]?.changes.map(({ label, now }) => `${label} ${now}`)).toEqual(["Pay, least 35", "Pay, most 35"]);
    }
    expect((await draftsOf(employerId)).get("a")?.form).toMatchObject({ title: "Our own title", payMin: "30" });
    expect((await again(id, { id: "a", pay: 30 })).told).toEqual(["2 unchanged Inpatient Coder a"]);
  });

  it("never reaches what was submitted or published, and never brings back what was deleted", async () => {
    const id = await upload(by, csvOf({ id: "a" }, { id: "b" }, { id: "c" }));
    await finished(by, id);
    const drafts = await draftsOf(employerId);
    await db.updateTable("job").set({ state: "changes_requested" }).where("id", "=", drafts.get("a")!.id).execute();
    await publish(drafts.get("b")!.id);
    await deleteDraft(db, by.accountId, drafts.get("c")!.id);
    const { rows } = await again(id, { id: "a", pay: 35 }, { id: "b", pay: 35 }, { id: "c", pay: 35 });
    expect(rows.map(({ outcome, reason, jobId }) => [outcome, reason, jobId !== null])).toEqual([
      ["left_alone", "it is no draft any more (changes asked for)", true],
      ["left_alone", "it is no draft any more (live)", true],
      ["left_alone", "its draft was deleted here", false],
    ]);
    expect((await draftsOf(employerId)).get("a")?.form.payMin).toBeUndefined();
    expect(await jobsOf()).toHaveLength(2);
  });

  it("is told when a posting vanished, and closes nothing by itself", async () => {
    const id = await upload(by, csvOf({ id: "a" }, { id: "b" }, { id: "c" }));
    await finished(by, id);
    const drafts = await draftsOf(employerId);
    await publish(drafts.get("b")!.id);
    await publish(drafts.get("c")!.id);
    await transact(db, (trx) => endJob(trx, drafts.get("c")!.id, "filled", system));
    const { run, told, rows } = await again(id, { id: "z" });
    expect(told.toSorted()).toEqual([
      "2 made Inpatient Coder z",
      "3 gone Inpatient Coder a",
      "4 gone Inpatient Coder b",
    ]);
    expect(run.counts.gone).toBe(2);
    expect(rows.find(({ jobState }) => jobState === "live")?.reason).toMatch(/close it or mark it filled/);
    expect((await jobsOf()).map(({ state }) => state).toSorted()).toEqual(["draft", "draft", "filled", "live"]);
  });

  it("is not taken for gone where it was refused, or where the file broke off before it", async () => {
    const id = await upload(by, csvOf({ id: "a" }, { id: "b" }));
    await finished(by, id);
    const nurse = { id: "a", title: "Registered Nurse", description: "Care for patients." };
    expect((await again(id, nurse, { id: "b" })).told).toEqual([
      "2 refused Registered Nurse",
      "3 unchanged Inpatient Coder b",
    ]);
    const xml = `<source><job><title>Inpatient Coder</title><description>Medical coding of charts</description></job><job>`;
    const bytes = new TextEncoder().encode(xml);
    await uploadAgain(db, { ...by, clientAddress: ADDRESS }, id, { name: "feed.xml", bytes });
    const broken = await finished(by, id);
    expect(broken.run).toMatchObject({ state: "done", complete: false, counts: { made: 1, gone: 0 } });
    expect(broken.run.reason).toMatch(/^Read as far as it goes. Row 2: the XML ends in the middle/);
  });
});

describe("a run", () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ id: `p${index}` }));

  it("goes on where a crash left it, and takes each row once though two workers are at it", async () => {
    const id = await upload(by, csvOf(...many));
    const runId = await runIdOf(id);
    await Promise.all([readRun(db, runId), readRun(db, runId)]);
    await importSlice(db, runId, 2);
    expect((await report(by, id)).run).toMatchObject({ state: "importing", done: 2, total: 9 });
    // Two workers hold the same slice, as after a lease that ran out; a third comes late.
    await Promise.all([importSlice(db, runId, 4), importSlice(db, runId, 4)]);
    const { run, told } = await finished(by, id);
    await importSlice(db, runId);
    expect(run).toMatchObject({ state: "done", done: 9, counts: { made: 9 } });
    expect(new Set(told).size).toBe(9);
    expect(await jobsOf()).toHaveLength(9);
  });

  it("is the only one of its import at a time", async () => {
    const id = await upload(by, csvOf({ id: "a" }));
    await expect(uploadAgain(db, { ...by, clientAddress: ADDRESS }, id, csvOf({ id: "b" }))).rejects.toMatchObject({
      code: "conflict",
    });
    await finished(by, id);
    expect((await again(id, { id: "b" })).run.state).toBe("done");
  });

  it("reads so many rows and no more, and says so", async () => {
    const id = await upload(
      by,
      csvOf(...Array.from({ length: MOST_ROWS + 1 }, (_, index) => ({ id: String(index), description: "x" }))),
    );
    await readRun(db, await runIdOf(id));
    expect((await report(by, id)).run).toMatchObject({
      total: MOST_ROWS,
      complete: false,
      reason: "Only the first 5,000 rows were read.",
    });
  });

  it("makes no more drafts than an employer can have, and never stands in the way of a post", async () => {
    const at = now();
    const row = {
      employer_id: employerId,
      state: "draft" as const,
      version: 0,
      origin: "employer" as const,
      created_at: at,
      updated_at: at,
    };
    await db
      .insertInto("job")
      .values(
        Array.from({ length: MOST_IMPORTED_DRAFTS - 1 }, () => newId<"job">()).map((id) => ({ ...row, id, slug: id })),
      )
      .execute();
    const { told, rows } = await finished(by, await upload(by, csvOf({ id: "a" }, { id: "b" })));
    expect(told.map((line) => line.split(" ")[1])).toEqual(["made", "refused"]);
    expect(rows[1]?.reason).toMatch(/too many drafts/);
  });

  it.each([
    ["nothing", "", /empty/],
    ["no table", "hello\nworld\n", /columns/],
    ["a picture", "\u0000\u0001PNG", /not text/],
    ["a billion laughs", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">]><source/>', /entities/],
    ["a deep one", `<source>${"<job>".repeat(100_000)}`, /nested deeper/],
  ])("of %s is refused with the reason", async (_, text, reason) => {
    if (text === "")
      return expect(upload(by, { name: "x", bytes: new Uint8Array() })).rejects.toMatchObject({ field: "file" });
    const { run } = await finished(by, await upload(by, { name: "x", bytes: new TextEncoder().encode(text) }));
    expect(run).toMatchObject({ state: "refused", total: 0 });
    expect(run.reason).toMatch(reason);
  });

  it("of any bytes whatsoever ends with a report", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            "<",
            "job>",
            "<job>",
            "</job>",
            "title",
            "\n",
            ",",
            '"',
            "{",
            "[",
            "]",
            "}",
            ":",
            "medical coder",
            "é",
          ),
          { minLength: 1, maxLength: 40 },
        )
        .map((parts) => new TextEncoder().encode(parts.join(""))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (some) => {
        await db.deleteFrom("import_source").where("employer_id", "=", employerId).execute();
        await db.deleteFrom("rate_limit").execute();
        const { run } = await finished(
          by,
          await upload(by, { name: "any", bytes: new Uint8Array(some) }, { anyWork: "on" }),
        );
        expect(["done", "refused"]).toContain(run.state);
        expect(run.done).toBe(run.total);
        if (run.state === "refused") expect(run.reason).toBeTruthy();
      }),
      { numRuns: 25 },
    );
    expect(await db.selectFrom("task").select("last_error").where("last_error", "is not", null).execute()).toEqual([]);
  }, 60_000);
});

describe("the report", () => {
  it("is paged by number and filtered by outcome", async () => {
    const postings = Array.from({ length: 60 }, (_, index) => ({
      id: `q${index}`,
      title: index % 2 ? "Registered Nurse" : undefined,
      description: index % 2 ? "Care." : undefined,
    }));
    const id = await upload(by, csvOf(...postings));
    await runTasks();
    const first = await finished(by, id);
    expect([first.rows.length, first.next]).toEqual([50, 51]);
    const second = await showImport(db, by, id, { after: first.next });
    expect(second?.rows.map((row) => row.number)).toEqual([52, 53, 54, 55, 56, 57, 58, 59, 60, 61]);
    const refused = await showImport(db, by, id, { outcome: "refused" });
    expect([refused?.rows.length, refused?.next]).toEqual([30, undefined]);
  });
});
