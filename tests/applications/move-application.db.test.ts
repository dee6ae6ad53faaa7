import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ApplicationState } from "~/applications/application.ts";
import { everybody } from "~/applications/applicant-filter.ts";
import { pageOfApplicants, readApplicantsOfJob } from "~/applications/list-applicants.server.ts";
import { pageOfApplications, readOwnApplication } from "~/applications/list-applications.server.ts";
import { readApplicant } from "~/applications/read-applicant.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { readFile } from "~/applications/read-file.server.ts";
import { withdrawApplication } from "~/applications/withdraw-application.server.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, EmployerId, FileId, JobId } from "~/platform/ids.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";

const db = database();
let employerId: EmployerId, ownerId: AccountId, jobId: JobId;
let applicationId: ApplicationId, seekerId: AccountId, fileId: FileId;

beforeAll(async () => {
  ({ employerId, ownerId } = await anEmployer());
});

beforeEach(async () => {
  ({ jobId } = await aLiveJob(employerId));
  ({ applicationId, seekerId, fileId } = await anApplication(jobId));
});

const move = (to: ApplicationState, version: number, by = ownerId) =>
  moveApplication(db, by, { jobId, applicationId, to, version });
const withdraw = (version: number, by = seekerId) => withdrawApplication(db, by, { applicationId, version });
const current = () =>
  db.selectFrom("application").select(["state", "version"]).where("id", "=", applicationId).executeTakeFirstOrThrow();
const mailsAbout = () =>
  db
    .selectFrom("task")
    .select(["kind", "payload"])
    .where("payload", "like", `%${applicationId}%`)
    .orderBy("id")
    .execute()
    .then((rows) =>
      rows.map(({ kind, payload }) => ({
        kind,
        ...(JSON.parse(String(payload)) as { state?: string; event?: string }),
      })),
    );

describe("an employer's member", () => {
  it("moves an application on; the seeker sees each change with its time and is told by mail", async () => {
    await move("reviewed", 1);
    await move("offer", 2);
    const own = await readOwnApplication(db, seekerId, applicationId);
    expect(own?.events.map(({ state, side }) => [state, side])).toEqual([
      ["received", "seeker"],
      ["reviewed", "employer"],
      ["offer", "employer"],
    ]);
    expect(own?.events.every(({ at }) => at instanceof Date)).toBe(true);
    expect(
      (await mailsAbout()).filter(({ kind }) => kind === "application.seeker-mail").map(({ state }) => state),
    ).toEqual(["received", "reviewed", "offer"]);
  });

  it("is named in the history to the members and not to the seeker", async () => {
    await move("reviewed", 1);
    expect((await readApplicant(db, ownerId, jobId, applicationId))?.events.at(-1)?.actorName).toBe("Dana Whitlock");
    expect(JSON.stringify(await readOwnApplication(db, seekerId, applicationId))).not.toContain("Dana");
  });

  it("whose page was stale is refused and reads what it is now", async () => {
    await move("interview", 1);
    await expect(move("reviewed", 1)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("in Interview by now"),
    });
    await expect(move("offer", 1)).rejects.toMatchObject({ code: "conflict" });
    expect(await current()).toEqual({ state: "interview", version: 2 });
  });

  it("is one of two at once: one moves, the other is refused", async () => {
    const answers = await Promise.allSettled([move("interview", 1), move("declined", 1)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await current()).version).toBe(2);
  });

  it("cannot move back, nor out of an end, nor withdraw for the seeker", async () => {
    await expect(move("withdrawn", 1)).rejects.toMatchObject({ code: "conflict" });
    await move("interview", 1);
    await expect(move("received", 2)).rejects.toMatchObject({ code: "conflict" });
    await move("declined", 2);
    for (const to of ["hired", "offer", "received"] as const)
      await expect(move(to, 3)).rejects.toMatchObject({ code: "conflict" });
    expect(await current()).toEqual({ state: "declined", version: 3 });
  });
});

describe("a seeker", () => {
  it("withdraws; both sides are told", async () => {
    await withdraw(1);
    expect((await current()).state).toBe("withdrawn");
    expect(await mailsAbout()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "application.seeker-mail", state: "withdrawn" }),
        expect.objectContaining({ kind: "application.employer-mail", event: "withdrawn" }),
      ]),
    );
    await expect(move("reviewed", 2)).rejects.toMatchObject({ code: "conflict" });
  });

  it("sees an offer that came in between before turning it down", async () => {
    await move("offer", 1);
    await expect(withdraw(1)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("in Offer") });
    await withdraw(2);
    expect((await current()).state).toBe("withdrawn");
  });

  it("cannot withdraw what has ended", async () => {
    await move("hired", 1);
    await expect(withdraw(2)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("nobody else", () => {
  it("reads or moves an application: another employer's member, another seeker, staff", async () => {
    const { ownerId: rival } = await anEmployer("Stonebrook Medical");
    const others = [
      rival,
      await anAccount(),
      await anAccount({ staffRole: "moderator" }),
      await anAccount({ staffRole: "admin" }),
    ];
    for (const other of others) {
      await expect(move("reviewed", 1, other)).rejects.toMatchObject({ code: "not-found" });
      await expect(withdraw(1, other)).rejects.toMatchObject({ code: "not-found" });
      expect(await readOwnApplication(db, other, applicationId)).toBeUndefined();
      expect(await readApplicant(db, other, jobId, applicationId)).toBeUndefined();
      expect(await readApplicantsOfJob(db, other, jobId, everybody)).toBeUndefined();
      expect(await readFile(db, other, fileId)).toBeUndefined();
    }
    expect((await current()).version).toBe(1);
  });

  it("reads an application under another job than its own", async () => {
    const other = await aLiveJob(employerId);
    expect(await readApplicant(db, ownerId, other.jobId, applicationId)).toBeUndefined();
    await expect(
      moveApplication(db, ownerId, { jobId: other.jobId, applicationId, to: "reviewed", version: 1 }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  it("withdraws as the employer, or moves as the seeker", async () => {
    await expect(withdraw(1, ownerId)).rejects.toMatchObject({ code: "not-found" });
    await expect(move("hired", 1, seekerId)).rejects.toMatchObject({ code: "not-found" });
  });

  it("while the person and the members read the résumé, byte for byte", async () => {
    const own = await readFile(db, seekerId, fileId);
    const theirs = await readFile(db, ownerId, fileId);
    expect(own).toMatchObject({ name: "cv.pdf", mediaType: "application/pdf" });
    expect(Buffer.from(await theirs!.stored.bytes())).toEqual(Buffer.from(await own!.stored.bytes()));
  });
});

describe("the lists", () => {
  it("count each state and page by key without repeating or skipping", async () => {
    const people = 59;
    for (let person = 0; person < people; person++) await anApplication(jobId);
    const desk = await readApplicantsOfJob(db, ownerId, jobId, everybody);
    expect(desk?.counts.received).toBe(people + 1);
    expect(desk?.counts.hired).toBeUndefined();
    const seen: string[] = [];
    let after: ApplicationId | undefined;
    for (let rounds = 0; rounds < 9; rounds++) {
      const page = await pageOfApplicants(db, ownerId, jobId, { ...everybody, state: "received" }, after);
      seen.push(...page.rows.map((row) => row.id));
      if (!page.next) break;
      after = page.next;
    }
    expect(seen).toHaveLength(people + 1);
    expect(new Set(seen).size).toBe(people + 1);
  }, 60_000);

  it("show a seeker their own applications, newest first", async () => {
    const second = await aLiveJob(employerId, { title: "Outpatient Coder" });
    const later = await anApplication(second.jobId, { accountId: seekerId });
    const { rows, next } = await pageOfApplications(db, seekerId);
    expect(rows.map((row) => row.id)).toEqual([later.applicationId, applicationId]);
    expect(rows[0]).toMatchObject({ title: "Outpatient Coder", employerName: "Lakemont Regional", state: "received" });
    expect(next).toBeUndefined();
  });
});
