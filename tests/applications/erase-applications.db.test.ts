import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countErasableApplications, eraseOldApplications } from "~/applications/erase-applications.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { readFile } from "~/applications/read-file.server.ts";
import { addNote } from "~/applications/write-note.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { DAY, freezeClock, later } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { newId, type AccountId, type ApplicationId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";

const db = database();
const start = new Date("2026-11-22T12:00:00Z");
const atDay = (day: number) => freezeClock(later(start, day * DAY));

let employer: { employerId: EmployerId; ownerId: AccountId };
let jobId: JobId;
beforeEach(async () => {
  freezeClock(start);
  await db.deleteFrom("setting").execute();
  employer = await anEmployer();
  ({ jobId } = await aLiveJob(employer.employerId));
});
afterEach(() => freezeClock());

const rowOf = (id: ApplicationId) =>
  db.selectFrom("application").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const decline = (applicationId: ApplicationId) =>
  moveApplication(db, employer.ownerId, {
    jobId,
    applicationId,
    to: "declined",
    version: 1,
    message: "Dear Ruth, we hired somebody else.",
  });

describe("what is left of an application long after its end", () => {
  test("its states and their times; name, address, letter, notes, messages and résumé are gone", async () => {
    const { applicationId, fileId, seekerId } = await anApplication(jobId);
    await addNote(db, employer.ownerId, { jobId, applicationId, note: "Ruth was pleasant." });
    await decline(applicationId);
    atDay(731);
    expect(await countErasableApplications(db, 730, 10)).toBe(1);
    expect(await eraseOldApplications(db)).toBe(1);
    expect(await rowOf(applicationId)).toMatchObject({
      name: "Erased",
      email: "",
      letter: "",
      rating: null,
      state: "declined",
      account_id: seekerId,
    });
    const events = await db
      .selectFrom("application_event")
      .select(["to_state", "message"])
      .where("application_id", "=", applicationId)
      .orderBy("id")
      .execute();
    expect(events).toEqual([
      { to_state: "received", message: null },
      { to_state: "declined", message: null },
    ]);
    expect(
      await db.selectFrom("application_note").selectAll().where("application_id", "=", applicationId).execute(),
    ).toEqual([]);
    for (const reader of [employer.ownerId, seekerId]) expect(await readFile(db, reader, fileId)).toBeUndefined();
    expect(await fileStore().get(fileId)).toBeNull();
    expect(await eraseOldApplications(db)).toBe(0);
  });

  test("nothing is erased a day too soon, nor while the job takes applications and nobody has decided", async () => {
    const declined = await anApplication(jobId);
    const open = await anApplication(jobId);
    await decline(declined.applicationId);
    atDay(729);
    expect(await eraseOldApplications(db)).toBe(0);
    atDay(731);
    expect(await eraseOldApplications(db)).toBe(1);
    expect(await rowOf(open.applicationId)).toMatchObject({ name: "Ruth Adeyemi", erased_at: null });
  });

  test("one that nobody decided ends with its job, and counts from then", async () => {
    const { applicationId } = await anApplication(jobId);
    atDay(400);
    await transact(db, (trx) => endJob(trx, jobId, "closed", byAccount(employer.ownerId)));
    atDay(1_129);
    expect(await eraseOldApplications(db)).toBe(0);
    atDay(1_131);
    expect(await eraseOldApplications(db)).toBe(1);
    expect((await rowOf(applicationId)).letter).toBe("");
  });

  test("bytes that a crash left are removed by the next round", async () => {
    const { applicationId, fileId } = await anApplication(jobId);
    await decline(applicationId);
    const bytes = await (await fileStore().get(fileId))!.bytes();
    atDay(731);
    await eraseOldApplications(db);
    await fileStore().put(fileId, new Blob([new Uint8Array(bytes)]));
    await db.updateTable("file").set({ expires_at: start }).where("id", "=", fileId).execute();
    await eraseOldApplications(db);
    expect(await fileStore().get(fileId)).toBeNull();
  });

  test("two workers at once erase it once, and say how many, not whose", async () => {
    const { applicationId } = await anApplication(jobId);
    await decline(applicationId);
    atDay(731);
    const since = newId<"audit">();
    const counts = await Promise.all([eraseOldApplications(db), eraseOldApplications(db)]);
    expect(counts[0]! + counts[1]!).toBe(1);
    const log = await db
      .selectFrom("audit")
      .select(["actor_kind", "action", "detail"])
      .where("id", ">", since)
      .execute();
    expect(log).toEqual([
      { actor_kind: "system", action: "retention.erase-applications", detail: '{"erased":1,"days":730}' },
    ]);
  });
});
