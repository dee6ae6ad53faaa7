import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { moveApplication } from "~/applications/move-application.server.ts";
import { readReplyRecord } from "~/applications/read-reply-record.server.ts";
import { LEAST_APPLICATIONS, RECORD_DAYS, RIPE_DAYS } from "~/applications/reply-record.ts";
import { sweepUploads } from "~/applications/sweep-uploads.server.ts";
import { withdrawApplication } from "~/applications/withdraw-application.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { DAY, freezeClock, HOUR, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { newId, type AccountId, type EmployerId, type FileId, type JobId } from "~/platform/ids.ts";
import * as deskRoute from "~/routes/employer/desk.tsx";
import * as employerRoute from "~/routes/jobs/employer.tsx";
import * as jobRoute from "~/routes/jobs/job.tsx";
import * as logoRoute from "~/routes/employer/logo.tsx";
import * as organizationRoute from "~/routes/employer/organization.tsx";
import * as publicLogoRoute from "~/routes/machine/logo.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer, anUpload } from "#tests/support/application-factories.ts";
import { auditOf, call } from "./desk.ts";

const db = database();
let employerId: EmployerId, ownerId: AccountId, jobId: JobId;
let number = 0;

beforeEach(async () => {
  freezeClock();
  await db.deleteFrom("rate_limit").execute();
  ({ employerId, ownerId } = await anEmployer(`Public ${++number}`));
  ({ jobId } = await aLiveJob(employerId));
});
afterAll(() => {
  freezeClock();
  return jobSearch().stop();
});

const employer = async () => (await findEmployerForMember(db, ownerId, employerId))!;
const png = async (side = 120) =>
  new Uint8Array(
    await sharp({ create: { width: side, height: side, channels: 3, background: "#0b5b60" } })
      .png()
      .toBuffer(),
  );
function logoForm(bytes?: Uint8Array, intent = "save"): FormData {
  const form = new FormData();
  form.append("intent", intent);
  form.append("logo", new File(bytes ? [new Uint8Array(bytes)] : [], bytes ? "logo.png" : ""));
  return form;
}
const upload = (bytes?: Uint8Array, who = ownerId, intent?: string) =>
  call(logoRoute, who, { employerId }, { form: logoForm(bytes, intent) });

describe("the logo", () => {
  test("is served under an address that never changes, with nothing a browser could run", async () => {
    expect(await upload(await png())).toMatchObject({ status: 302 });
    const { logoFileId, slug } = await employer();
    const answer = await call(publicLogoRoute, undefined, { fileId: logoFileId! });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("image/webp");
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("Content-Security-Policy")).toMatch(/sandbox; default-src 'none'/);
    expect(answer.headers.get("Cache-Control")).toMatch(/immutable/);
    expect(await auditOf(employerId)).toContain("employer.logo");
    await jobSearch().catchUp();
    expect((await call(employerRoute, undefined, { slug })).body.employer).toMatchObject({ logoFileId });
  });

  test("a new one takes the place of the old, whose bytes are swept; taking it away leaves none", async () => {
    await upload(await png());
    const { logoFileId: first } = await employer();
    await upload(await png(200));
    const { logoFileId: second } = await employer();
    expect(second).not.toBe(first);
    expect((await call(publicLogoRoute, undefined, { fileId: first! })).status).toBe(404);
    freezeClock(later(now(), HOUR));
    await sweepUploads(db);
    expect(await fileStore().get(first!)).toBeNull();
    expect(await fileStore().get(second!)).not.toBeNull();
    await upload(undefined, ownerId, "remove");
    expect((await employer()).logoFileId).toBeNull();
    expect((await call(publicLogoRoute, undefined, { fileId: second! })).status).toBe(404);
  });

  test.each([
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 422, /not a PNG/],
    ["no file", undefined, 400, /Choose a picture/],
    ["too much", new Uint8Array(2 * 1024 * 1024 + 10), 413, /larger than 2 MB/],
  ])("%s is refused beside the field", async (_, bytes, status, words) => {
    expect(await upload(bytes && new Uint8Array(bytes))).toMatchObject({
      status,
      body: { refused: expect.stringMatching(words) },
    });
    expect((await employer()).logoFileId).toBeNull();
  });

  test("is an owner's to change; for strangers there is no page, and a résumé is no logo", async () => {
    const { ownerId: stranger } = await anEmployer(`Stranger ${number}`);
    expect((await upload(await png(), stranger)).status).toBe(404);
    expect((await call(logoRoute, stranger, { employerId })).status).toBe(404);
    const recruiter = await anAccount();
    await db
      .insertInto("member")
      .values({ employer_id: employerId, account_id: recruiter, role: "recruiter", created_at: now() })
      .execute();
    expect((await upload(await png(), recruiter)).status).toBe(422);
    const resume = await anUpload(ownerId);
    expect((await call(publicLogoRoute, undefined, { fileId: resume.id })).status).toBe(404);
    expect((await call(publicLogoRoute, undefined, { fileId: newId<"file">() as FileId })).status).toBe(404);
  });
});

describe("what an organization says of itself", () => {
  const save = (form: Record<string, string>) => call(organizationRoute, ownerId, { employerId }, { form });

  test("a form that was opened before somebody else saved overwrites nothing, and keeps what was typed", async () => {
    const { name, version } = await employer();
    const first = { name, website: "www.first.example", about: "First", version: String(version) };
    expect(await save(first)).toMatchObject({ status: 302 });
    const stale = { ...first, website: "www.second.example", about: "Second" };
    expect(await save(stale)).toMatchObject({
      status: 409,
      body: {
        lastResult: { initialValue: { about: "Second", website: "www.second.example", version: String(version) } },
      },
    });
    expect(await employer()).toMatchObject({ about: "First", website: "https://www.first.example" });
    const shown = (await call(organizationRoute, ownerId, { employerId })).body.employer as { version: number };
    expect(await save({ ...stale, version: String(shown.version) })).toMatchObject({ status: 302 });
    expect((await employer()).about).toBe("Second");
  });

  test("of two forms sent at once one is saved", async () => {
    const { name, version } = await employer();
    const both = await Promise.all(
      ["One", "Two"].map((about) => save({ name, website: "", about, version: String(version) })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([302, 409]);
  });
});

describe("the reply record", () => {
  /** Applications that came `age` days ago; answered as given, by that many days later. */
  async function apply(age: number, to?: "reviewed" | "interview" | "declined", wait = 0) {
    const today = now();
    freezeClock(later(today, -age * DAY));
    const { applicationId, seekerId } = await anApplication(jobId);
    freezeClock(later(now(), wait * DAY));
    if (to) await moveApplication(db, ownerId, { jobId, applicationId, to, version: 1 });
    freezeClock(today);
    return { applicationId, seekerId };
  }
  const record = () => readReplyRecord(db, employerId, now());

  test("counts answers, not readings, of ripe applications of the last year, once there are enough", async () => {
    freezeClock(now());
    for (let one = 0; one < 4; one++) await apply(30, "interview", 2);
    for (let one = 0; one < 2; one++) await apply(40, "declined", 8);
    for (let one = 0; one < 3; one++) await apply(50, "reviewed", 1);
    await apply(RIPE_DAYS - 1, "interview", 1);
    await apply(RECORD_DAYS + 5, "interview", 1);
    const gone = await apply(60);
    await withdrawApplication(db, gone.seekerId, { applicationId: gone.applicationId, version: 1 });
    expect(await record()).toBeUndefined();
    await apply(20);
    expect(await record()).toEqual({ applications: LEAST_APPLICATIONS, answered: 6, percent: 60, medianDays: 2 });
    await jobSearch().catchUp();
    const { slug } = await db.selectFrom("job").select("slug").where("id", "=", jobId).executeTakeFirstOrThrow();
    const page = await call(jobRoute, undefined, { slug });
    expect(page.body.shown).toMatchObject({ reply: expect.stringMatching(/^Answers 60 %, in 2 days at the median/) });
    const desk = await call(deskRoute, ownerId, {});
    expect(desk.body.employers).toMatchObject([{ reply: "You answer 60 %, in 2 days at the median" }]);
    const { ownerId: other, employerId: another } = await anEmployer(`Other ${number}`);
    expect(other).toBeDefined();
    expect(await readReplyRecord(db, another, now())).toBeUndefined();
  });

  test("an answer is the first one, and it stays one when the seeker withdraws later", async () => {
    freezeClock(now());
    for (let one = 0; one < LEAST_APPLICATIONS - 1; one++) await apply(30);
    const { applicationId, seekerId } = await apply(30, "interview", 4);
    freezeClock(later(now(), 1));
    await moveApplication(db, ownerId, { jobId, applicationId, to: "offer", version: 2 });
    await withdrawApplication(db, seekerId, { applicationId, version: 3 });
    expect(await record()).toMatchObject({ answered: 1, medianDays: 4 });
  });
});
