import { afterEach, beforeEach, expect, test } from "vitest";
import { confirmJob } from "~/jobs/manage-job.server.ts";
import { remindToConfirm } from "~/jobs/remind-to-confirm.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";

const db = database();
const start = now();

beforeEach(() => freezeClock(start));
afterEach(() => freezeClock());

const reminders = () =>
  db.selectFrom("task").selectAll().where("kind", "=", "job.mail").where("payload", "like", '%"confirm"%').execute();
const confirmedAt = async (jobId: string) =>
  (
    await db
      .selectFrom("job")
      .select("confirmed_at")
      .where("id", "=", jobId as never)
      .executeTakeFirstOrThrow()
  ).confirmed_at;

test("an employer is asked once, four days before its job would leave the lists, and keeps it there with one click", async () => {
  const { employerId, ownerId } = await anEmployer();
  const { jobId } = await aLiveJob(employerId);
  await remindToConfirm(db);
  expect(await reminders()).toHaveLength(0);

  freezeClock(later(start, 10 * DAY));
  await remindToConfirm(db);
  await remindToConfirm(db);
  expect(await reminders()).toHaveLength(1);

  await confirmJob(db, ownerId, jobId);
  expect(await confirmedAt(jobId)).toEqual(now());
  const feed = await db
    .selectFrom("change_feed")
    .selectAll()
    .where("job_id", "=", jobId)
    .orderBy("seq", "desc")
    .execute();
  expect(feed[0]!.at).toEqual(now());

  freezeClock(later(start, 20 * DAY));
  await remindToConfirm(db);
  expect(await reminders()).toHaveLength(2);
});

test("nobody but a member confirms a job", async () => {
  const { employerId } = await anEmployer();
  const { jobId } = await aLiveJob(employerId);
  await expect(confirmJob(db, await anAccount(), jobId)).rejects.toMatchObject({ code: "not-found" });
});
