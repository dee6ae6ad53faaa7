import { describe, expect, it, test } from "vitest";
import { findTwins, findTwinsOfText } from "~/jobs/find-twins.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import type { JobState } from "~/jobs/job.ts";
import { SCAM_THRESHOLD } from "~/jobs/lint/scam-score.ts";
import { VERSION } from "~/jobs/twins/min-hash.ts";
import { sweepSignatures } from "~/jobs/twins/sweep-signatures.server.ts";
import { showReview } from "~/moderation/show-review.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anEmployer, plainContent } from "#tests/support/application-factories.ts";

/** Without rows of its own beside the text. */
const bare = { functions: [], settings: [], employmentTypes: [], credentialGroups: [] };

const db = database();
let texts = 0;

/** Sentences that no other test has. */
function aText(sentences = 12): string {
  const mark = `case${++texts}`;
  return Array.from(
    { length: sentences },
    (_, at) => `In ${mark} read ${mark}chart type${at} by ${mark}reviewer${at % 4} and ${mark} code part${at}.`,
  ).join(" ");
}

/** A job in `state` with one revision of that text, written as the states' own use-cases would leave it. */
async function aJob(employerId: EmployerId, bodyText: string, state: JobState = "rejected"): Promise<JobId> {
  const jobId: JobId = newId<"job">();
  await transact(db, async (trx) => {
    const at = now();
    await trx
      .insertInto("job")
      .values({
        id: jobId,
        employer_id: employerId,
        slug: `coder-${jobId}`,
        state: "draft",
        version: 1,
        origin: "employer",
        created_at: at,
        updated_at: at,
      })
      .execute();
    const revisionId = await insertRevision(trx, jobId, plainContent({ ...bare, bodyText }), null);
    const live = { approved_revision_id: revisionId, posted_at: at, expires_at: at, confirmed_at: at };
    await trx
      .updateTable("job")
      .set({ state, ...(state === "submitted" ? { pending_revision_id: revisionId } : live) })
      .where("id", "=", jobId)
      .execute();
  });
  return jobId;
}

describe("the twins of a job", () => {
  it("are found in every state, those of other employers among them, and named", async () => {
    const text = aText();
    const [mine, other] = [await anEmployer("Lakemont Regional"), await anEmployer("Harbor Coding Partners")];
    const states: JobState[] = ["submitted", "live", "rejected", "suspended", "closed", "changes_requested"];
    const copies: JobId[] = [];
    for (const state of states) copies.push(await aJob((await anEmployer()).employerId, text, state));
    const near = await aJob(other.employerId, text.replace("type3", "of kind three"), "live");
    const own = await aJob(mine.employerId, text, "expired");
    const job = await aJob(mine.employerId, text, "submitted");
    const twins = await findTwins(db, job);
    expect(new Set(twins.map((twin) => twin.jobId))).toEqual(new Set([...copies, near, own]));
    expect(new Set(twins.map((twin) => twin.state))).toEqual(new Set([...states, "expired"]));
    expect(twins.filter((twin) => twin.sameEmployer).map((twin) => twin.jobId)).toEqual([own]);
    expect(twins.at(-1)).toMatchObject({
      jobId: near,
      employerId: other.employerId,
      employerName: "Harbor Coding Partners",
      title: plainContent().title,
      sameEmployer: false,
    });
    expect(twins.at(-1)!.similarity).toBeGreaterThan(0.8);
    expect(twins.at(-1)!.similarity).toBeLessThan(1);
    expect(twins.slice(0, -1).every((twin) => twin.similarity === 1)).toBe(true);
  });

  it("are neither drafts, nor the job itself, nor jobs that say something else", async () => {
    const text = aText();
    const { employerId } = await anEmployer();
    await aJob(employerId, text, "draft");
    await aJob(employerId, aText(), "live");
    const job = await aJob(employerId, text, "live");
    expect(await findTwins(db, job)).toEqual([]);
    expect((await findTwinsOfText(db, { bodyText: text, employerId })).map((twin) => twin.jobId)).toEqual([job]);
  });

  it("are not looked for among a few words, nor for a job that was never sent", async () => {
    const { employerId } = await anEmployer();
    const first = await aJob(employerId, "Code inpatient stays.", "live");
    const second = await aJob(employerId, "Code inpatient stays.", "live");
    expect(await findTwins(db, first)).toEqual([]);
    expect(await findTwins(db, second)).toEqual([]);
    expect(await findTwins(db, newId<"job">())).toEqual([]);
  });

  it("of an earlier revision are told with that revision", async () => {
    const text = aText();
    const job = await aJob((await anEmployer()).employerId, text, "live");
    await transact(db, (trx) => insertRevision(trx, job, plainContent({ bodyText: aText() }), null));
    const [twin] = await findTwinsOfText(db, { bodyText: text, employerId: (await anEmployer()).employerId });
    expect(twin).toMatchObject({ jobId: job, similarity: 1 });
  });

  it("of an employer with one text for each city crowd nobody out, and stay few", async () => {
    const text = aText();
    const many = await anEmployer("One Text For Each City");
    const other = await anEmployer("Harbor Coding Partners");
    const copied = await aJob(other.employerId, text, "live");
    for (let city = 0; city < 30; city++) await aJob(many.employerId, text, "live");
    const job = await aJob(many.employerId, text, "submitted");
    const own = await findTwins(db, job);
    expect(own.filter((twin) => twin.sameEmployer)).toHaveLength(5);
    expect(own.filter((twin) => !twin.sameEmployer).map((twin) => twin.jobId)).toEqual([copied]);
    const seen = await findTwins(db, copied);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThanOrEqual(10);
    expect(seen.every((twin) => twin.employerId === many.employerId)).toBe(true);
  });
});

test("a moderator reads how much a job reads like a scam, and which job it copies", async () => {
  const text = aText();
  const [copied, copier] = [await anEmployer("Lakemont Regional"), await anEmployer("Lakemont Jobs")];
  const original = await aJob(copied.employerId, text, "live");
  const job = await aJob(copier.employerId, `${text} Message our recruiter on WhatsApp.`, "submitted");
  const { findings } = (await showReview(db, job))!;
  const twin = findings.open.find(({ rule }) => rule === "twin-elsewhere");
  expect(twin).toMatchObject({ twin: original, concern: "scam" });
  expect(twin!.text).toContain("Lakemont Regional");
  expect(findings.open.map(({ rule }) => rule)).toContain("scam-chat");
  expect(findings.score).toBeGreaterThanOrEqual(SCAM_THRESHOLD);
  expect((await showReview(db, await aJob(copied.employerId, aText(), "submitted")))!.findings.score).toBe(0);
});

describe("what texts are compared by", () => {
  it("is written anew where it is missing or of another version, once", async () => {
    const text = aText();
    const job = await aJob((await anEmployer()).employerId, text, "live");
    const older = await aJob((await anEmployer()).employerId, text, "live");
    const asker = (await anEmployer()).employerId;
    const find = async () => {
      const twins = await findTwinsOfText(db, { bodyText: text, employerId: asker });
      return twins.map((twin) => twin.jobId).sort();
    };
    await db.deleteFrom("revision_signature").where("job_id", "=", job).execute();
    await db.deleteFrom("job_band").where("job_id", "=", job).execute();
    await db
      .updateTable("revision_signature")
      .set({ version: VERSION - 1 })
      .where("job_id", "=", older)
      .execute();
    expect(await find()).toEqual([]);
    expect(await sweepSignatures(db)).toBeUndefined();
    expect(await find()).toEqual([job, older].sort());
    const written = () => db.selectFrom("revision_signature").selectAll().orderBy("revision_id").execute();
    const before = await written();
    await sweepSignatures(db);
    expect(await written()).toEqual(before);
  });

  it("goes with the job", async () => {
    const job = await aJob((await anEmployer()).employerId, aText(), "draft");
    for (const table of ["revision_signature", "job_band"] as const)
      expect(await db.selectFrom(table).select("job_id").where("job_id", "=", job).execute()).not.toEqual([]);
    await transact(db, async (trx) => {
      await trx.updateTable("job").set({ approved_revision_id: null }).where("id", "=", job).execute();
      await trx.deleteFrom("job_revision").where("job_id", "=", job).execute();
      await trx.deleteFrom("job").where("id", "=", job).execute();
    });
    for (const table of ["revision_signature", "job_band"] as const)
      expect(await db.selectFrom(table).select("job_id").where("job_id", "=", job).execute()).toEqual([]);
  });
});
