import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerByLink, readAnswerLink } from "~/jobs/answer-by-link.server.ts";
import { confirmJob } from "~/jobs/manage-job.server.ts";
import { type JobMail } from "~/jobs/emails/job-mail.tsx";
import { DAY, freezeClock, HOUR, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import * as stillOpen from "~/routes/employer/still-open.tsx";
import { schedule, taskHandlers } from "~/task-handlers.server.ts";
import { runDueTasks } from "~/tasks/run-tasks.server.ts";
import { enqueueScheduled } from "~/tasks/schedule.server.ts";
import { call } from "#tests/employers/desk.ts";
import { lastMailTo, mails, mailsTo, refusing } from "#tests/employers/kept-mail.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { ADDRESS, aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("#tests/employers/kept-mail.ts")).keepingMail(original<object>),
);

const db = database();
const start = now();
let employerId: EmployerId, ownerId: AccountId, owner: string, jobId: JobId;

beforeEach(async () => {
  freezeClock(start);
  for (const table of ["task", "rate_limit", "job_answer_link"] as const) await db.deleteFrom(table).execute();
  await db.updateTable("job").set({ state: "closed" }).where("state", "=", "live").execute();
  ({ employerId, ownerId } = await anEmployer());
  ({ jobId } = await aLiveJob(employerId));
  await db.deleteFrom("task").execute();
  owner = await addressOf(ownerId);
  mails.length = 0;
});
afterEach(() => {
  refusing.clear();
  freezeClock();
});

const addressOf = async (id: AccountId) =>
  (await db.selectFrom("account").select("email").where("id", "=", id).executeTakeFirstOrThrow()).email;
const job = () => db.selectFrom("job").selectAll().where("id", "=", jobId).executeTakeFirstOrThrow();

const ours = schedule.filter(({ kind }) => kind.startsWith("job."));

/** The workers' clock comes to `at`: two of them, as two processes, look at the schedule and do what is due. */
async function twoWorkers(at: Date): Promise<void> {
  freezeClock(at);
  const worker = async () => {
    await enqueueScheduled(db, ours);
    await runDueTasks(db, taskHandlers);
  };
  await Promise.all([worker(), worker()]);
  // What one of them enqueued for the other while that one had finished.
  await worker();
}

async function aMember(): Promise<{ accountId: AccountId; email: string }> {
  const accountId = await anAccount();
  await db
    .insertInto("member")
    .values({ employer_id: employerId, account_id: accountId, role: "recruiter", created_at: now() })
    .execute();
  return { accountId, email: await addressOf(accountId) };
}

type Links = NonNullable<Parameters<typeof JobMail>[0]["links"]>;
const linksOf = (email: string) => lastMailTo<{ links: Links }>(email).props.links;
/** The secret that the newest mail to an address holds. */
const tokenTo = (email: string) => new URL(linksOf(email).open).searchParams.get("token")!;
const answer = (token: string, what: "open" | "filled" | "closed") => answerByLink(db, token, what, ADDRESS);
/** Ten days later, when the question is asked. */
async function ask(): Promise<string> {
  await twoWorkers(later(start, 10 * DAY));
  return tokenTo(owner);
}

describe("the mail that asks whether a job is still open", () => {
  test("goes to each member once, however many workers there are and however often they look", async () => {
    const colleague = await aMember();
    for (const hours of [0, 1, 2, 30]) await twoWorkers(later(start, 10 * DAY + hours * HOUR));
    expect(mails.map(({ to }) => to).sort()).toEqual([owner, colleague.email].sort());
    expect(lastMailTo(owner).subject).toMatch(/^Is your job still open\?: /);
  });

  test("is answered with one click, without a sign-in, and asked again ten days after the answer", async () => {
    const token = await ask();
    freezeClock(later(start, 13 * DAY));
    await answer(token, "open");
    expect((await job()).confirmed_at).toEqual(now());
    await twoWorkers(later(start, 22 * DAY));
    expect(mailsTo(owner)).toHaveLength(1);
    await twoWorkers(later(start, 23 * DAY));
    expect(mailsTo(owner)).toHaveLength(2);
    expect(tokenTo(owner)).not.toBe(token);
  });

  test("is not sent when a colleague has answered while it waited", async () => {
    const colleague = await aMember();
    refusing.add(owner);
    await twoWorkers(later(start, 10 * DAY));
    await confirmJob(db, colleague.accountId, jobId);
    refusing.clear();
    await twoWorkers(later(start, 11 * DAY));
    expect(mailsTo(owner)).toEqual([]);
    expect(mailsTo(colleague.email)).toHaveLength(1);
  });

  test("comes late to the address that failed, and never twice to the others", async () => {
    const colleague = await aMember();
    refusing.add(owner);
    await twoWorkers(later(start, 10 * DAY));
    await twoWorkers(later(start, 10 * DAY + HOUR));
    refusing.clear();
    await twoWorkers(later(start, 10 * DAY + 5 * HOUR));
    expect(mailsTo(owner)).toHaveLength(1);
    expect(mailsTo(colleague.email)).toHaveLength(1);
  });
});

describe("its link", () => {
  test("opened by a mail scanner answers nothing", async () => {
    const token = await ask();
    const before = await job();
    for (const what of ["open", "filled", "closed"]) {
      const page = await call(stillOpen, undefined, {}, { search: `?token=${token}&answer=${what}` });
      expect(page).toMatchObject({ status: 200, body: { answer: what } });
    }
    expect(await job()).toEqual(before);
    await answer(token, "open");
  });

  test.each(["filled", "closed"] as const)("ends the job as %s", async (what) => {
    await answer(await ask(), what);
    expect((await job()).state).toBe(what);
    const { actor_account_id } = await db
      .selectFrom("audit")
      .select("actor_account_id")
      .where("action", "=", `job.${what}`)
      .where("subject_id", "=", jobId)
      .executeTakeFirstOrThrow();
    expect(actor_account_id).toBe(ownerId);
  });

  test("works once, also for two clicks at the same moment", async () => {
    const token = await ask();
    const clicks = await Promise.allSettled([answer(token, "open"), answer(token, "filled"), answer(token, "open")]);
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readAnswerLink(db, token)).toBeUndefined();
  });

  test("used, forged, too old, of somebody who left or is suspended, or about a job that is over, is the same plain page", async () => {
    const page = (token: string) => call(stillOpen, undefined, {}, { search: `?token=${token}` });
    const plain = await page("forged");
    expect(plain).toMatchObject({ status: 404, body: { link: undefined } });
    const post = (token: string) => call(stillOpen, undefined, {}, { form: { token, answer: "closed" } });
    const plainAnswer = await post("forged");
    expect(plainAnswer).toMatchObject({ status: 404 });

    const colleague = await aMember();
    const token = await ask();
    const theirs = tokenTo(colleague.email);
    await answer(token, "open");
    await db.deleteFrom("member").where("account_id", "=", colleague.accountId).execute();
    for (const dead of [token, theirs]) {
      expect(await page(dead)).toEqual(plain);
      expect(await post(dead)).toEqual(plainAnswer);
    }
    await twoWorkers(later(start, 20 * DAY));
    const second = tokenTo(owner);
    await db.updateTable("account").set({ suspended_at: now() }).where("id", "=", ownerId).execute();
    expect(await page(second)).toEqual(plain);
    await db.updateTable("account").set({ suspended_at: null }).where("id", "=", ownerId).execute();
    expect(await page(second)).toMatchObject({ status: 200 });
    freezeClock(later(start, 40 * DAY));
    expect(await page(second)).toEqual(plain);
    freezeClock(later(start, 21 * DAY));
    await db.updateTable("job").set({ state: "closed" }).where("id", "=", jobId).execute();
    expect(await page(second)).toEqual(plain);
    expect((await job()).state).toBe("closed");
  });

  test("is kept as a hash, and forgotten a month after it ended", async () => {
    const token = await ask();
    const kept = await db.selectFrom("job_answer_link").selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(token);
    await twoWorkers(later(start, 60 * DAY));
    expect(
      await db.selectFrom("job_answer_link").selectAll().where("token_hash", "=", kept[0]!.token_hash).execute(),
    ).toEqual([]);
  });
});

describe("before a job ends", () => {
  test("its members are told five days and one day ahead, once each, with the applicants so far", async () => {
    await anApplication(jobId);
    await db.deleteFrom("task").execute();
    const subjects = () => mailsTo(owner).map(({ subject }) => subject.split(":")[0]);
    for (const days of [24.9, 25, 25.5, 27, 28.9]) {
      freezeClock(later(start, days * DAY));
      await confirmJob(db, ownerId, jobId);
      await twoWorkers(later(start, days * DAY));
    }
    expect(subjects()).toEqual(["Your job ends in a few days"]);
    expect(lastMailTo(owner).props).toMatchObject({ applicants: 1 });
    for (const days of [29, 29.5, 29.9]) await twoWorkers(later(start, days * DAY));
    expect(subjects()).toEqual(["Your job ends in a few days", "Your job ends tomorrow"]);
  });

  test("only the nearest notice is sent when the workers stood still, and the end is told after it", async () => {
    await twoWorkers(later(start, 29.2 * DAY));
    expect(mailsTo(owner)).toHaveLength(1);
    await twoWorkers(later(start, 30 * DAY + HOUR));
    expect((await job()).state).toBe("expired");
    expect(lastMailTo(owner).subject).toMatch(/^Your job has ended: /);
    // What is over can still be marked as filled by the same mail, and nothing else.
    const token = tokenTo(owner);
    expect((await readAnswerLink(db, token))!.answers).toEqual(["filled"]);
    await expect(answer(token, "open")).rejects.toMatchObject({ code: "not-found" });
    await answer(token, "filled");
    expect((await job()).state).toBe("filled");
  });
});
