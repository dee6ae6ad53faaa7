import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Account } from "~/accounts/account.ts";
import { applyToJob, UPLOAD_GONE } from "~/applications/apply-to-job.server.ts";
import { keepUpload, MAX_PENDING_UPLOADS, PENDING_UPLOAD_LIFE } from "~/applications/keep-upload.server.ts";
import { readFile } from "~/applications/read-file.server.ts";
import { sweepUploads } from "~/applications/sweep-uploads.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { DAY, freezeClock, HOUR, later, now, SECOND } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { newId, type FileId, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import {
  accountOf,
  ADDRESS,
  aLiveJob,
  anEmployer,
  anUpload,
  receivedFile,
} from "#tests/support/application-factories.ts";

const db = database();
let employerId: Awaited<ReturnType<typeof anEmployer>>["employerId"];
let jobId: JobId;
let seeker: Account;

beforeAll(async () => {
  ({ employerId } = await anEmployer());
});

beforeEach(async () => {
  ({ jobId } = await aLiveJob(employerId));
  seeker = await accountOf(await anAccount({ name: "Ruth Adeyemi" }));
});

afterEach(() => freezeClock());

const apply = (fileId: FileId, more: { account?: Account; jobId?: JobId; letter?: string } = {}) =>
  applyToJob(db, { account: seeker, jobId, letter: "Dear all", fileId, clientAddress: ADDRESS, ...more });

const applicationsToJob = () => db.selectFrom("application").selectAll().where("job_id", "=", jobId).execute();
const fileRow = (id: FileId) => db.selectFrom("file").selectAll().where("id", "=", id).executeTakeFirst();
const storedFiles = async () =>
  (
    await readdir(path.join(process.env.DATA_DIR!, "files"), { recursive: true, withFileTypes: true }).catch(() => [])
  ).filter((entry) => entry.isFile()).length;

describe("an application", () => {
  it("is received with its letter, its résumé and the account's own name and address", async () => {
    const { id } = await anUpload(seeker.id);
    const { applicationId, already } = await apply(id);
    expect(already).toBe(false);
    expect(await applicationsToJob()).toMatchObject([
      {
        id: applicationId,
        state: "received",
        version: 1,
        name: "Ruth Adeyemi",
        email: seeker.email,
        letter: "Dear all",
        resume_file_id: id,
      },
    ]);
    expect(await fileRow(id)).toMatchObject({ state: "kept", expires_at: null });
  });

  it("leaves its history, an audit row without anything private, and the mails to send", async () => {
    const { id } = await anUpload(seeker.id);
    const { applicationId } = await apply(id);
    const events = await db
      .selectFrom("application_event")
      .selectAll()
      .where("application_id", "=", applicationId)
      .execute();
    expect(events).toMatchObject([{ from_state: null, to_state: "received", side: "seeker" }]);
    const [audit] = await db.selectFrom("audit").selectAll().where("subject_id", "=", applicationId).execute();
    expect(audit).toMatchObject({ action: "application.apply", actor_account_id: seeker.id });
    expect(JSON.parse(String(audit?.detail))).toEqual({ job: jobId, file: id });
    const tasks = await db
      .selectFrom("task")
      .select(["kind", "payload"])
      .where("payload", "like", `%${applicationId}%`)
      .orderBy("kind")
      .execute();
    expect(tasks.map((task) => task.kind)).toEqual(["application.employer-mail", "application.seeker-mail"]);
    expect(JSON.stringify(tasks)).not.toContain(seeker.email);
  });

  it("is sent once: a second one gets the first back and writes nothing", async () => {
    const first = await apply((await anUpload(seeker.id)).id);
    const upload = await anUpload(seeker.id);
    expect(await apply(upload.id, { letter: "Again" })).toEqual({ applicationId: first.applicationId, already: true });
    expect(await applicationsToJob()).toMatchObject([{ letter: "Dear all" }]);
    expect(await fileRow(upload.id)).toMatchObject({ state: "pending" });
  });

  it("is sent once also when it is sent many times at once", async () => {
    const uploads = await Promise.all(Array.from({ length: 5 }, () => anUpload(seeker.id)));
    const answers = await Promise.all(uploads.map((upload) => apply(upload.id)));
    expect(answers.filter((answer) => !answer.already)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.applicationId)).size).toBe(1);
    expect(await applicationsToJob()).toHaveLength(1);
  });

  it("is sent once also when a form is posted twice with the same kept file", async () => {
    const { id } = await anUpload(seeker.id);
    const answers = await Promise.all([apply(id), apply(id)]);
    expect(new Set(answers.map((answer) => answer.applicationId)).size).toBe(1);
    expect(await applicationsToJob()).toHaveLength(1);
  });

  it("may go to several jobs, and several people may apply to one", async () => {
    const other = await aLiveJob(employerId);
    const neighbour = await accountOf(await anAccount());
    await apply((await anUpload(seeker.id)).id);
    await apply((await anUpload(seeker.id)).id, { jobId: other.jobId });
    await apply((await anUpload(neighbour.id)).id, { account: neighbour });
    expect(await applicationsToJob()).toHaveLength(2);
  });

  it("is not taken by a job that is over, nor by one that takes them elsewhere", async () => {
    const { id } = await anUpload(seeker.id);
    const byUrl = await aLiveJob(employerId, { apply: { kind: "url", url: "https://x.example/apply" } });
    const imported = await aLiveJob(employerId, { origin: "import", sourceUrl: "https://x.example/1" });
    for (const elsewhere of [byUrl, imported])
      await expect(apply(id, { jobId: elsewhere.jobId })).rejects.toMatchObject({ code: "conflict" });
    await transact(db, (trx) => endJob(trx, jobId, "filled", system));
    await expect(apply(id)).rejects.toMatchObject({ code: "conflict" });
    await expect(apply(id, { jobId: newId<"job">() })).rejects.toMatchObject({ code: "not-found" });
    expect(await applicationsToJob()).toEqual([]);
    expect(await fileRow(id)).toMatchObject({ state: "pending" });
  });

  it("is not taken once the term of the job has ended, whether or not the expiry task has run", async () => {
    const { id } = await anUpload(seeker.id);
    freezeClock(later(now(), 31 * DAY));
    await db
      .updateTable("file")
      .set({ expires_at: later(now(), HOUR) })
      .where("id", "=", id)
      .execute();
    await expect(apply(id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("cannot name the upload of somebody else, nor one that was sent already", async () => {
    const neighbour = await accountOf(await anAccount());
    const theirs = await anUpload(neighbour.id);
    await expect(apply(theirs.id)).rejects.toMatchObject({ code: "invalid", field: "resume", message: UPLOAD_GONE });
    const mine = await anUpload(seeker.id);
    await apply(mine.id);
    const other = await aLiveJob(employerId);
    await expect(apply(mine.id, { jobId: other.jobId })).rejects.toMatchObject({ field: "resume" });
  });
});

describe("an upload that waits", () => {
  it("is kept for a day and not longer", async () => {
    const start = now();
    freezeClock(start);
    const { id } = await anUpload(seeker.id);
    freezeClock(later(start, PENDING_UPLOAD_LIFE - SECOND));
    expect(await readFile(db, seeker.id, id)).toBeDefined();
    freezeClock(later(start, PENDING_UPLOAD_LIFE));
    expect(await readFile(db, seeker.id, id)).toBeUndefined();
    await expect(apply(id)).rejects.toMatchObject({ field: "resume" });
  });

  it("is swept with its bytes when it has expired, and nothing else is", async () => {
    const start = now();
    freezeClock(start);
    const old = await anUpload(seeker.id);
    const sent = await anUpload(seeker.id);
    await apply(sent.id);
    freezeClock(later(start, DAY + HOUR));
    const fresh = await anUpload(seeker.id);
    await sweepUploads(db);
    expect([await fileRow(old.id), await fileStore().get(old.id)]).toEqual([undefined, null]);
    for (const kept of [sent, fresh]) {
      expect(await fileRow(kept.id)).toBeDefined();
      expect(await fileStore().get(kept.id)).not.toBeNull();
    }
    expect(await sweepUploads(db)).toBe(0);
  });

  it("whose process died between row and bytes is asked for again, and swept", async () => {
    const start = now();
    freezeClock(start);
    const { id } = await anUpload(seeker.id);
    await fileStore().remove(id);
    await expect(apply(id)).rejects.toMatchObject({ field: "resume", message: UPLOAD_GONE });
    freezeClock(later(start, DAY + HOUR));
    await sweepUploads(db);
    expect(await fileRow(id)).toBeUndefined();
  });

  it("whose sweep died between bytes and row is swept by the next one", async () => {
    const start = now();
    freezeClock(start);
    const { id } = await anUpload(seeker.id);
    freezeClock(later(start, DAY + HOUR));
    await fileStore().remove(id);
    expect(await sweepUploads(db)).toBe(1);
    expect(await fileRow(id)).toBeUndefined();
  });

  it("is one of a few: the oldest give way", async () => {
    const start = now();
    const uploads = [];
    for (let number = 0; number <= MAX_PENDING_UPLOADS; number++) {
      freezeClock(later(start, number * SECOND));
      uploads.push(await anUpload(seeker.id));
    }
    expect(await readFile(db, seeker.id, uploads[0]!.id)).toBeUndefined();
    expect(await readFile(db, seeker.id, uploads[1]!.id)).toBeDefined();
  });

  it("is not written at all when its content is no résumé", async () => {
    const files = await storedFiles();
    const received = await receivedFile(Buffer.from("<html><script>alert(1)</script>"), "cv.pdf");
    await expect(keepUpload(db, seeker.id, received, ADDRESS)).rejects.toMatchObject({
      code: "invalid",
      field: "resume",
    });
    expect(await db.selectFrom("file").select("id").where("account_id", "=", seeker.id).execute()).toEqual([]);
    expect(await storedFiles()).toBe(files);
  });
});
