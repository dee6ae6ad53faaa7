import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { markAway, unmarkAway } from "~/applications/away/mark-away.server.ts";
import { countTracked, pageOfApplications, readReplyDays } from "~/applications/list-applications.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { pageOfSaved, removeSaved, saveJob, setSilence } from "~/applications/saved/save-job.server.ts";
import { ENDING_DAYS, MOST_SAVED, parseSavedCursor } from "~/applications/saved/saved.ts";
import { parseCursor } from "~/applications/application.ts";
import { withdrawApplication } from "~/applications/withdraw-application.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { DAY, freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import * as signInRoute from "~/routes/accounts/sign-in.tsx";
import * as awayRoute from "~/routes/applications/applied-away.tsx";
import * as saveRoute from "~/routes/applications/save-job.tsx";
import * as jobRoute from "~/routes/jobs/job.tsx";
import { jobSearch } from "~/search/job-search.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { runTasks } from "#tests/employers/desk.ts";
import { mails, mailsTo } from "#tests/employers/kept-mail.ts";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";
import { accountOf, aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";
import { answerTo, ask } from "#tests/support/ask-route.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("#tests/employers/kept-mail.ts")).keepingMail(original<object>),
);

const db = database();
const elsewhere = { kind: "url", url: "https://jobs.example/1" } as const;
let employerId: EmployerId, ownerId: AccountId, seeker: AccountId, email: string;

beforeAll(async () => {
  ({ employerId, ownerId } = await anEmployer());
});
afterAll(() => jobSearch().stop());
beforeEach(async () => {
  freezeClock();
  await db.deleteFrom("rate_limit").execute();
  await db.deleteFrom("task").execute();
  mails.length = 0;
  seeker = await anAccount();
  ({ email } = await accountOf(seeker));
});

const jobOf = async (slug: string) => (await showJob(db, slug))!;

describe("the mark “I applied”", () => {
  test("puts a job away from the board into the tracker once, and takes it out again", async () => {
    const job = await jobOf((await aLiveJob(employerId, { apply: elsewhere })).slug);
    await Promise.all([markAway(db, seeker, job), markAway(db, seeker, job)]);
    expect((await pageOfApplications(db, seeker)).rows).toMatchObject([{ kind: "away", id: job.id, slug: job.slug }]);
    await unmarkAway(db, seeker, job.id);
    await unmarkAway(db, seeker, job.id);
    expect((await pageOfApplications(db, seeker)).rows).toEqual([]);
  });

  test("is for jobs that apply elsewhere, and for people who are signed in", async () => {
    const here = await aLiveJob(employerId);
    await expect(markAway(db, seeker, await jobOf(here.slug))).rejects.toMatchObject({ code: "conflict" });
    const answer = await ask(awayRoute.action, seeker, "/here", { slug: here.slug }, { intent: "mark" });
    expect(answer.location).toBe(`/jobs/${here.slug}/apply`);
    const guest = await answerTo(awayRoute.loader, new Request("http://localhost:3000/here"), { slug: here.slug });
    expect(guest.location).toBe("/sign-in?returnTo=%2Fhere");
  });
});

describe("the tracker", () => {
  test("lists both kinds newest first, page by page without repeating or skipping, and by view", async () => {
    const kinds: string[] = [];
    for (let at = 0; at < 30; at++) {
      freezeClock(later(now(), at % 3 === 0 ? 0 : MINUTE));
      if (at % 5 === 0) {
        await anApplication((await aLiveJob(employerId)).jobId, { accountId: seeker });
        kinds.push("board");
      } else {
        await markAway(db, seeker, await jobOf((await aLiveJob(employerId, { apply: elsewhere })).slug));
        kinds.push("away");
      }
    }
    const first = await pageOfApplications(db, seeker);
    const second = await pageOfApplications(db, seeker, parseCursor(first.next!));
    const all = [...first.rows, ...second.rows];
    expect(second.next).toBeUndefined();
    expect(new Set(all.map(({ id }) => id)).size).toBe(30);
    const times = all.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((one, other) => other - one));
    expect(await countTracked(db, seeker)).toEqual({ all: 30, open: 6, ended: 0, away: 24 });
    const open = await pageOfApplications(db, seeker, undefined, "open");
    expect(open.rows.map(({ kind }) => kind)).toEqual(Array(6).fill("board"));
    const own = open.rows[0]!;
    if (own.kind === "board") await withdrawApplication(db, seeker, { applicationId: own.id, version: 1 });
    expect((await pageOfApplications(db, seeker, undefined, "ended")).rows).toMatchObject([{ state: "withdrawn" }]);
    expect(await countTracked(db, await anAccount())).toEqual({ all: 0, open: 0, ended: 0, away: 0 });
  });

  test("a withdrawal and an employer's move at once: one of them counts, the other is told", async () => {
    const { jobId } = await aLiveJob(employerId);
    const { applicationId } = await anApplication(jobId, { accountId: seeker });
    const both = await Promise.allSettled([
      withdrawApplication(db, seeker, { applicationId, version: 1 }),
      withdrawApplication(db, seeker, { applicationId, version: 1 }),
      moveApplication(db, ownerId, { jobId, applicationId, to: "offer", version: 1 }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of both) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
    const [row] = (await pageOfApplications(db, seeker)).rows;
    expect(row).toMatchObject({ state: both[2].status === "fulfilled" ? "offer" : "withdrawn" });
  });

  test("says in how many days an employer answers, once enough applications tell", async () => {
    const busy = await anEmployer("Stonebrook Medical");
    const { jobId } = await aLiveJob(busy.employerId);
    const sent = [];
    for (let at = 0; at < 10; at++) sent.push(await anApplication(jobId));
    freezeClock(later(now(), 4 * DAY));
    for (const { applicationId } of sent)
      await moveApplication(db, busy.ownerId, { jobId, applicationId, to: "declined", version: 1 });
    freezeClock(later(now(), 20 * DAY));
    const days = await readReplyDays(db, [busy.employerId, busy.employerId, employerId]);
    expect(Object.keys(days)).toEqual([busy.employerId]);
    expect(days[busy.employerId]).toBeCloseTo(4, 2);
  });
});

describe("saved jobs", () => {
  test("are saved once, by each person for themselves, and taken off", async () => {
    const { slug, jobId } = await aLiveJob(employerId);
    await Promise.all([saveJob(db, seeker, slug), saveJob(db, seeker, slug)]);
    expect((await pageOfSaved(db, seeker)).rows).toMatchObject([
      { id: jobId, status: "listed", employer: "Lakemont Regional" },
    ]);
    expect((await pageOfSaved(db, await anAccount())).rows).toEqual([]);
    await removeSaved(db, await anAccount(), jobId);
    expect((await pageOfSaved(db, seeker)).rows).toHaveLength(1);
    await removeSaved(db, seeker, jobId);
    expect((await pageOfSaved(db, seeker)).rows).toEqual([]);
  });

  test("that are over say so, and of one that was taken down nothing else is told", async () => {
    const [over, down] = [await aLiveJob(employerId), await aLiveJob(employerId)];
    for (const { slug } of [over, down]) await saveJob(db, seeker, slug);
    await transact(db, (trx) => endJob(trx, over.jobId, "filled", system));
    await db.updateTable("job").set({ state: "suspended" }).where("id", "=", down.jobId).execute();
    const { rows } = await pageOfSaved(db, seeker);
    expect(rows.find(({ id }) => id === over.jobId)).toMatchObject({ status: "over", over: "It was filled." });
    expect(rows.find(({ id }) => id === down.jobId)).toMatchObject({ status: "taken-down", employer: "", pay: "" });
    await expect(saveJob(db, await anAccount(), over.slug)).rejects.toMatchObject({ code: "conflict" });
    await expect(saveJob(db, await anAccount(), down.slug)).rejects.toMatchObject({ code: "not-found" });
  });

  test("are bounded, and paged without repeating or skipping", async () => {
    const { slug } = await aLiveJob(employerId);
    const jobs = [];
    for (let at = 0; at < 27; at++) jobs.push(await aLiveJob(employerId));
    for (const job of jobs) await saveJob(db, seeker, job.slug);
    const first = await pageOfSaved(db, seeker);
    const second = await pageOfSaved(db, seeker, parseSavedCursor(first.next!));
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(27);
    expect(parseSavedCursor("x-<script>")).toBeUndefined();
    expect(MOST_SAVED).toBeGreaterThan(27);
    await db.deleteFrom("saved_job").where("account_id", "=", seeker).execute();
    await expect(saveJob(db, seeker, slug)).resolves.toBeUndefined();
  });

  test("a guest who presses save signs in, and the job is saved by that; no opened link saves anything", async () => {
    const { slug, jobId } = await aLiveJob(employerId);
    const body = new URLSearchParams({ intent: "save" });
    const path = `http://localhost:3000/jobs/${slug}/save`;
    const turned = await answerTo(saveRoute.action, new Request(path, { method: "POST", body }), { slug });
    expect(turned.location).toBe(`/sign-in?returnTo=${encodeURIComponent(`/jobs/${slug}/save`)}`);
    await ask(saveRoute.loader, seeker, `/jobs/${slug}/save`, { slug });
    expect((await pageOfSaved(db, seeker)).rows).toEqual([]);
    const form = new URLSearchParams({ email, password: PASSWORD });
    const request = new Request(`http://localhost:3000${turned.location!}`, { method: "POST", body: form });
    expect((await answerTo(signInRoute.action, request, {})).location).toBe(`/jobs/${slug}`);
    expect((await pageOfSaved(db, seeker)).rows).toMatchObject([{ id: jobId }]);
  });

  test("the job's page says whether it is saved to whoever is signed in, and to nobody else", async () => {
    const { slug } = await aLiveJob(employerId);
    await saveJob(db, seeker, slug);
    const pageFor = async (who: AccountId) => (await ask(jobRoute.loader, who, `/jobs/${slug}`, { slug })).data;
    expect(await pageFor(seeker)).toMatchObject({ saved: true });
    expect(await pageFor(await anAccount())).toMatchObject({ saved: false });
    const guest = await answerTo(jobRoute.loader, new Request(`http://localhost:3000/jobs/${slug}`), { slug });
    expect(guest.data).toMatchObject({ saved: false });
  });
});

describe("the mail before a saved job ends", () => {
  /** A job that the person saved in time, and which ends in so many days. */
  async function saved(who = seeker, days = ENDING_DAYS - 1) {
    const job = await aLiveJob(employerId);
    await saveJob(db, who, job.slug);
    await db
      .updateTable("saved_job")
      .set({ created_at: later(now(), -20 * DAY) })
      .where("job_id", "=", job.jobId)
      .execute();
    const set = { expires_at: later(now(), days * DAY), confirmed_at: now() };
    await db.updateTable("job").set(set).where("id", "=", job.jobId).execute();
    return job;
  }
  const sweep = async () => {
    await enqueueTask(db, "application.note-ending", {});
    await runTasks();
    await runTasks();
  };

  test("goes out once, however often it is looked", async () => {
    await saved();
    await sweep();
    await sweep();
    expect(mailsTo(email).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^A job you saved ends soon/)]);
    expect(mailsTo(email)[0]!.headers!["List-Unsubscribe"]).toMatch(/^<https?:.*\/saved>$/);
  });

  test("not too early, not for one that was saved just now, nor where the job is not listed", async () => {
    await saved(seeker, ENDING_DAYS + 1);
    const late = await saved();
    await db.updateTable("saved_job").set({ created_at: now() }).where("job_id", "=", late.jobId).execute();
    const quiet = await saved();
    await db
      .updateTable("job")
      .set({ confirmed_at: later(now(), -15 * DAY) })
      .where("id", "=", quiet.jobId)
      .execute();
    await sweep();
    expect(mailsTo(email)).toEqual([]);
  });

  test("is asked again when it goes out: nothing is sent of a job that ended, was taken off or applied to meanwhile", async () => {
    const [ended, removed, applied, silent] = [await saved(), await saved(), await saved(), await anAccount()];
    const off = await saved(silent);
    for (const { jobId, accountId } of [
      ...[ended, removed, applied].map(({ jobId }) => ({ jobId, accountId: seeker })),
      { jobId: off.jobId, accountId: silent },
    ])
      await enqueueTask(db, "application.saved-ending-mail", { accountId, jobId });
    await transact(db, (trx) => endJob(trx, ended.jobId, "closed", system));
    await removeSaved(db, seeker, removed.jobId);
    await anApplication(applied.jobId, { accountId: seeker });
    await setSilence(db, silent, true);
    await runTasks();
    const told = mails.filter(({ subject }) => subject.startsWith("A job you saved"));
    expect(told).toEqual([]);
  });

  test("can be turned off, and on again", async () => {
    await saved();
    await setSilence(db, seeker, true);
    await sweep();
    expect(mailsTo(email)).toEqual([]);
    await setSilence(db, seeker, false);
    await sweep();
    expect(mailsTo(email)).toHaveLength(1);
  });
});
