import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listAudit } from "~/audit/list-audit.server.ts";
import { decideJob } from "~/moderation/decide-job.server.ts";
import { listDecisionsOfJob } from "~/moderation/list-decisions.server.ts";
import { listQueue } from "~/moderation/list-queue.server.ts";
import { LEAVING_SECONDS, READING_MINUTES } from "~/moderation/reading.ts";
import { showReader, takeNext, takeReading } from "~/moderation/take-reading.server.ts";
import { freezeClock, later, MINUTE, now, SECOND } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { loader as editLoader } from "~/routes/employer/edit-job.tsx";
import { loader as deskLoader } from "~/routes/employer/job.tsx";
import { action as queueAction } from "~/routes/moderation/queue.tsx";
import { action as readingAction } from "~/routes/moderation/reading.ts";
import { action, loader } from "~/routes/moderation/review.tsx";
import { anAccount } from "#tests/support/accounts.ts";
import { ask } from "#tests/support/ask-route.ts";
import { jobOf, startBilling, type Post } from "#tests/billing/board.ts";
import { waitingForCredit } from "./desk.ts";

const board = startBilling();
let ana: AccountId;
let bea: AccountId;

beforeEach(async () => {
  ana = await anAccount({ staffRole: "moderator", name: "Ana" });
  bea = await anAccount({ staffRole: "moderator", name: "Bea" });
  // Each test has the queue to itself.
  await database()
    .updateTable("job")
    .set({ pending_revision_id: null })
    .where("state", "in", ["submitted", "live"])
    .execute();
});
afterEach(() => freezeClock());

const waiting = (title?: string) => waitingForCredit(board.moderatorId(), title ? { title } : {});
const readerOf = (post: Post, moderatorId = ana) => showReader(database(), { jobId: post.jobId, moderatorId });
const take = (post: Post, moderatorId: AccountId) => takeReading(database(), { jobId: post.jobId, moderatorId });
const post = ({ jobId }: Post, as: AccountId, fields: Record<string, string>) =>
  ask(action, as, paths.review(jobId), { jobId }, fields);
const tell = ({ jobId }: Post, as: AccountId, deed: string) =>
  ask(readingAction, as, paths.reading(jobId), { jobId }, { deed });
const next = (as: AccountId, fields: Record<string, string> = {}) =>
  ask(queueAction, as, "/moderation", {}, { deed: "next", ...fields });
const decide = (one: Post, as: AccountId) =>
  decideJob(database(), { ...one, moderatorId: as, decision: "reject", reason: "This is a course, not a job." });
const resultOf = (answer: Awaited<ReturnType<typeof post>>) =>
  answer.data?.lastResult as { error?: Record<string, string[]>; initialValue?: Record<string, unknown> };

describe("a job that a moderator has taken", () => {
  test("is theirs for some minutes, and everybody sees whose in the queue and on its page", async () => {
    const one = await waiting();
    expect((await post(one, ana, { reading: "take" })).status).toBe(200);
    const { jobs } = await listQueue(database(), { moderatorId: bea, limit: 10 });
    expect(jobs[0]?.reader).toMatchObject({ name: "Ana", own: false });
    const page = await ask(loader, bea, paths.review(one.jobId), { jobId: one.jobId });
    expect(page.data?.reader).toMatchObject({ name: "Ana", own: false });
    const reader = (await readerOf(one))!;
    expect(reader.own).toBe(true);
    expect(reader.until.getTime() - reader.since.getTime()).toBe(READING_MINUTES * MINUTE);
  });

  test("is nobody's by being looked at: opening its page writes nothing", async () => {
    const one = await waiting();
    await ask(loader, ana, paths.review(one.jobId), { jobId: one.jobId });
    expect(await readerOf(one)).toBeUndefined();
  });

  test("stays theirs while they are at work, and is anybody's when they are not", async () => {
    const one = await waiting();
    await take(one, ana);
    freezeClock(later(now(), (READING_MINUTES - 1) * MINUTE));
    expect((await tell(one, ana, "keep")).status).toBe(200);
    freezeClock(later(now(), (READING_MINUTES - 1) * MINUTE));
    expect(await readerOf(one)).toBeDefined();
    freezeClock(later(now(), 2 * MINUTE));
    expect(await readerOf(one)).toBeUndefined();
    expect((await tell(one, ana, "keep")).status).toBe(409);
    await take(one, bea);
    expect(await readerOf(one, bea)).toMatchObject({ own: true });
  });

  test("stays theirs by whatever they post, where there is no script", async () => {
    const one = await waiting();
    await take(one, ana);
    freezeClock(later(now(), (READING_MINUTES - 1) * MINUTE));
    await post(one, ana, { fill: "pay" });
    freezeClock(later(now(), (READING_MINUTES - 1) * MINUTE));
    await post(one, ana, { revision: one.revisionId, decision: "reject", reason: "No." });
    freezeClock(later(now(), (READING_MINUTES - 1) * MINUTE));
    expect(await readerOf(one)).toMatchObject({ own: true });
  });

  test("is anybody's a moment after its page was left; a page that is loaded again was not left", async () => {
    const one = await waiting();
    await take(one, ana);
    await tell(one, ana, "leave");
    expect((await tell(one, ana, "keep")).status).toBe(200);
    await tell(one, ana, "leave");
    freezeClock(later(now(), (LEAVING_SECONDS + 1) * SECOND));
    await take(one, bea);
    expect(await readerOf(one, bea)).toMatchObject({ own: true });
    // Ana's other tab, closed late, takes nothing from Bea.
    await tell(one, ana, "leave");
    expect((await readerOf(one, bea))!.until.getTime()).toBe(later(now(), READING_MINUTES * MINUTE).getTime());
  });

  test("is anybody's once it is put back", async () => {
    const one = await waiting();
    await take(one, ana);
    expect(await post(one, bea, { reading: "put-back" })).toMatchObject({ status: 302 });
    expect(await readerOf(one)).toBeDefined();
    expect(await post(one, ana, { reading: "put-back" })).toMatchObject({ status: 302, location: "/moderation" });
    expect(await readerOf(one)).toBeUndefined();
  });

  test("is refused to the others, with what they typed", async () => {
    const one = await waiting();
    await take(one, ana);
    const answer = await post(one, bea, { reading: "take", reason: "Half a sentence", step: "pay" });
    expect(answer.status).toBe(409);
    expect(resultOf(answer).error?.[""]?.[0]).toMatch(/^Ana is reading it, since \d\d:\d\d, until \d\d:\d\d UTC/);
    expect(resultOf(answer).initialValue).toEqual({ reason: "Half a sentence", step: "pay" });
  });

  test("can be taken over; the audit log says from whom, and the other one hears of it", async () => {
    const one = await waiting();
    await take(one, ana);
    const answer = await post(one, bea, { reading: "take-over", reason: "Half a sentence", step: "pay" });
    expect(answer.status).toBe(200);
    expect(resultOf(answer).initialValue).toEqual({ reason: "Half a sentence", step: "pay" });
    expect(await readerOf(one, bea)).toMatchObject({ own: true, name: "Bea" });
    expect((await tell(one, ana, "keep")).status).toBe(409);
    const audit = await listAudit(database(), { kind: "job", id: one.jobId });
    expect(audit.at(-1)).toMatchObject({ action: "job.take-over", actorId: bea, detail: { from: ana } });
    expect(await readerOf(one, ana)).toMatchObject({ own: false });
  });

  test("has to wait for a decision, and is not one's own organization's", async () => {
    const one = await waiting();
    await database().updateTable("account").set({ staff_role: "moderator" }).where("id", "=", one.accountId).execute();
    const own = await post(one, one.accountId, { reading: "take" });
    expect(own.status).toBe(409);
    expect(resultOf(own).error?.[""]?.[0]).toContain("your own organization");
    await decide(one, ana);
    expect((await post(one, bea, { reading: "take" })).status).toBe(409);
  });

  test("belongs to staff: nobody else may say anything about it", async () => {
    const one = await waiting();
    expect((await post(one, one.accountId, { reading: "take" })).status).toBe(404);
    expect((await tell(one, one.accountId, "keep")).status).toBe(404);
    expect((await next(one.accountId)).status).toBe(404);
    expect((await ask(queueAction, ana, "/moderation", {}, { take: newId<"job">() })).status).toBe(404);
    expect((await tell(one, ana, "nonsense")).status).toBe(404);
  });
});

describe("the next job", () => {
  test("is another one for each of two moderators who press at the same moment", async () => {
    const posts = await Promise.all([waiting("One"), waiting("Two")]);
    const both = await Promise.all([
      takeNext(database(), { moderatorId: ana }),
      takeNext(database(), { moderatorId: bea }),
    ]);
    expect([...both].sort()).toEqual(posts.map(({ jobId }) => jobId).sort());
  });

  test("is one of ten for each of ten who press at once, and nothing for the eleventh", async () => {
    const posts: Post[] = [];
    for (let index = 0; index < 10; index++) posts.push(await waiting());
    const team = await Promise.all(Array.from({ length: 10 }, () => anAccount({ staffRole: "moderator" })));
    const taken = await Promise.all(team.map((moderatorId) => takeNext(database(), { moderatorId })));
    expect(new Set(taken)).toEqual(new Set(posts.map(({ jobId }) => jobId)));
    expect(await takeNext(database(), { moderatorId: ana })).toBeUndefined();
  });

  test("follows the one that is put back by it, and begins again at the queue's end", async () => {
    const posts = [await waiting("One"), await waiting("Two"), await waiting("Three")];
    const visited: (string | null)[] = [];
    let from: JobId | undefined;
    for (let round = 0; round < 4; round++) {
      const { location } = await next(ana, from ? { from } : {});
      visited.push(location);
      from = location?.split("/").at(-1) as JobId;
    }
    const order = posts.map(({ jobId }) => paths.review(jobId));
    expect(visited).toEqual([...order, order[0]]);
    const { jobs } = await listQueue(database(), { moderatorId: ana, limit: 10 });
    expect(jobs.filter((job) => job.reader)).toHaveLength(1);
  });

  test("is of those that the queue was narrowed to, never of one's own organization's, and said to be missing", async () => {
    await waiting("Auditor");
    const coder = await waiting("Zeugmatic Coder");
    expect((await next(ana, { words: "zeugm" })).location).toBe(paths.review(coder.jobId));
    expect((await next(bea, { words: "zeugm" })).location).toBe("/moderation?words=zeugm");
    await database()
      .updateTable("account")
      .set({ staff_role: "moderator" })
      .where("id", "=", coder.accountId)
      .execute();
    freezeClock(later(now(), 60 * MINUTE));
    expect(await takeNext(database(), { moderatorId: coder.accountId, filter: { words: "zeugm" } })).toBeUndefined();
  });
});

describe("a decision", () => {
  test("is refused while another moderator reads the job, and keeps what was typed", async () => {
    const one = await waiting();
    await take(one, ana);
    const fields = { revision: one.revisionId, decision: "reject", reason: "This is a course, not a job." };
    const answer = await post(one, bea, fields);
    expect(answer.status).toBe(409);
    expect(resultOf(answer).error?.[""]?.[0]).toContain("Ana is reading it");
    expect(resultOf(answer).initialValue).toMatchObject({ reason: fields.reason });
    expect(await jobOf(one)).toMatchObject({ state: "submitted" });
    expect((await post(one, ana, fields)).status).toBe(302);
    expect(await readerOf(one)).toBeUndefined();
  });

  test("goes through when one's own time is over and nobody took the job meanwhile", async () => {
    const one = await waiting();
    await take(one, ana);
    freezeClock(later(now(), 2 * READING_MINUTES * MINUTE));
    await decide(one, ana);
    expect(await jobOf(one)).toMatchObject({ state: "rejected" });
  });

  test("is one when two moderators decide at the same moment, and the other is told so", async () => {
    const one = await waiting();
    const both = await Promise.allSettled([decide(one, ana), decide(one, bea)]);
    const refused = both.filter((answer) => answer.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(String(refused[0]?.reason)).toContain("somebody was quicker");
    const decisions = await database()
      .selectFrom("moderation_decision")
      .select("id")
      .where("job_id", "=", one.jobId)
      .execute();
    expect(decisions).toHaveLength(1);
  });

  test("is whole when the job is taken over in the same moment: it is decided, or it is theirs to read", async () => {
    for (let round = 0; round < 5; round++) {
      const one = await waiting();
      await take(one, ana);
      const [decided, taken] = await Promise.all([
        decide(one, ana).then(
          () => true,
          () => false,
        ),
        post(one, bea, { reading: "take-over" }),
      ]);
      expect(decided).toBe(taken.status === 409);
      expect((await jobOf(one)).state).toBe(decided ? "rejected" : "submitted");
    }
  });

  test("leads to the next job, which is taken by it", async () => {
    const one = await waiting();
    const two = await waiting();
    const fields = { revision: one.revisionId, decision: "reject", reason: "This is a course, not a job." };
    expect((await post(one, ana, fields)).location).toBe(paths.review(two.jobId));
    expect(await readerOf(two)).toMatchObject({ own: true });
  });

  test("can have a prepared reason put into its text first, which decides nothing", async () => {
    const one = await waiting();
    const answer = await post(one, ana, { fill: "fee", reason: "See section 3." });
    expect(answer.status).toBe(200);
    expect(resultOf(answer).initialValue?.reason).toMatch(/^The job asks people to pay .*money\.\n\nSee section 3\.$/);
    const other = await post(one, ana, { fill: "field", reason: String(resultOf(answer).initialValue?.reason) });
    expect(resultOf(other).initialValue?.reason).toMatch(
      /^This board is for jobs .*none of them\.\n\nSee section 3\.$/,
    );
    expect(await jobOf(one)).toMatchObject({ state: "submitted" });
    expect(resultOf(await post(one, ana, { fill: "pay" })).initialValue?.step).toBe("pay");
  });

  test("that asks for changes can name the step of the form, to which its employer is led", async () => {
    const one = await waiting();
    const fields = { revision: one.revisionId, decision: "request_changes", reason: "The range is too wide." };
    expect((await post(one, ana, { ...fields, step: "nowhere" })).status).toBe(400);
    expect((await post(one, ana, { ...fields, step: "pay" })).status).toBe(302);
    expect(await listDecisionsOfJob(database(), one.jobId)).toMatchObject([{ step: "pay", undone: false }]);
    const form = await ask(editLoader, one.accountId, paths.editJob(one.jobId, "job"), {
      jobId: one.jobId,
      step: "job",
    });
    expect(form.data?.asked).toEqual({ reason: "The range is too wide.", step: "pay" });
    const desk = await ask(deskLoader, one.accountId, paths.deskJob(one.jobId), { jobId: one.jobId });
    expect(desk.data?.decisions).toMatchObject([{ step: "pay" }]);
  });

  test("to reject names no step, and an empty one is none", async () => {
    const one = await waiting();
    const fields = { revision: one.revisionId, decision: "reject", reason: "This is a course, not a job." };
    expect((await post(one, ana, { ...fields, step: "pay" })).status).toBe(302);
    expect(await listDecisionsOfJob(database(), one.jobId)).toMatchObject([{ step: null }]);
    const two = await waiting();
    await post(two, ana, { ...fields, revision: two.revisionId, decision: "request_changes", step: "" });
    expect(await listDecisionsOfJob(database(), two.jobId)).toMatchObject([{ step: null }]);
  });
});
