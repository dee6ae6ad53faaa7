import { beforeAll, describe, expect, test } from "vitest";
import { countQueueChoices, listQueue } from "~/moderation/list-queue.server.ts";
import { anyWaiting, parseQueueFilter, queueSearch, type QueueFilter } from "~/moderation/queue-filter.ts";
import { parseQueueKey } from "~/moderation/queue.ts";
import { showBeside } from "~/moderation/show-beside.server.ts";
import { showReview } from "~/moderation/show-review.server.ts";
import { takeReading } from "~/moderation/take-reading.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { loader as queueLoader } from "~/routes/moderation/queue.tsx";
import { loader } from "~/routes/moderation/review.tsx";
import { anAccount } from "#tests/support/accounts.ts";
import { ask } from "#tests/support/ask-route.ts";
import { aPost, startBilling, type Post } from "#tests/billing/board.ts";
import { waitingForCredit } from "./desk.ts";

startBilling();
let ana: AccountId;
let bea: AccountId;
const titles = ["50%_off Coder", "100 off Coder", 'O\'Neil "Coder" \\ Auditor', "<script>alert(1)</script> Coder"];
let posts: Post[];

beforeAll(async () => {
  ana = await anAccount({ staffRole: "moderator", name: "Ana" });
  bea = await anAccount({ staffRole: "moderator", name: "Bea" });
  posts = [];
  for (const title of titles) posts.push(await waitingForCredit(ana, { title }));
});

const found = async (filter: Partial<QueueFilter>, moderatorId = ana) =>
  (await listQueue(database(), { moderatorId, filter: { ...anyWaiting, ...filter }, limit: 100 })).jobs.map(
    ({ title }) => title,
  );

describe("a search of the queue", () => {
  test.each([
    ["50%", [0]],
    ["%_", [0]],
    ["0_o", []],
    ["o'neil", [2]],
    ['"coder"', [2]],
    ["\\", [2]],
    ["<script>", [3]],
    ["' or 1=1 -- ", []],
    ["off", [0, 1]],
  ])("takes %s by the letter", async (words, expected) => {
    expect(await found({ words })).toEqual(expected.map((index) => titles[index]));
  });

  test("finds by the employer's name too", async () => {
    await database()
      .updateTable("employer")
      .set({ name: "Zeugma Health" })
      .where("id", "=", posts[1]!.employerId)
      .execute();
    expect(await found({ words: "zeugma" })).toEqual([titles[1]]);
  });

  test("of anything an address may hold is a page", async () => {
    for (const query of [
      "words=%00%ff",
      `words=${"x".repeat(5_000)}`,
      "kind=__proto__&employer=&reader=theirs",
      "after=x",
    ]) {
      const answer = await ask(queueLoader, ana, `/moderation?${query}`, {});
      expect(answer.status).toBe(200);
    }
    expect(parseQueueFilter(new URLSearchParams("kind=__proto__&words=a%0ab"))).toEqual({ words: "a b" });
    expect(queueSearch(parseQueueFilter(new URLSearchParams("kind=edit&words=a&reader=free")))).toEqual({
      kind: "edit",
      words: "a",
      reader: "free",
    });
  });
});

describe("the queue's choices", () => {
  test("narrow it to new jobs or edits, verified employers or not, what one reads or nobody else does", async () => {
    const [one, two] = posts as [Post, Post];
    await database().updateTable("employer").set({ verification: "dns" }).where("id", "=", one.employerId).execute();
    await takeReading(database(), { jobId: two.jobId, moderatorId: bea });
    expect(await found({ employer: "verified" })).toEqual([titles[0]]);
    expect(await found({ employer: "unverified" })).toEqual(titles.slice(1));
    expect(await found({ kind: "edit" })).toEqual([]);
    expect(await found({ kind: "new" })).toEqual(titles);
    expect(await found({ reader: "own" })).toEqual([]);
    expect(await found({ reader: "own" }, bea)).toEqual([titles[1]]);
    expect(await found({ reader: "free" })).toEqual([titles[0], titles[2], titles[3]]);
    const counts = await countQueueChoices(database(), { filter: { words: "off" }, moderatorId: bea });
    expect(counts).toEqual({ new: 2, edit: 0, verified: 1, unverified: 1, own: 1, free: 2 });
  });

  test("say how many they leave of how many, and keep to their pages", async () => {
    const filter: QueueFilter = { words: "coder", employer: "unverified" };
    const paged: string[] = [];
    let key: string | undefined;
    do {
      const page = await listQueue(database(), {
        moderatorId: ana,
        filter,
        limit: 1,
        after: parseQueueKey(key ?? null),
      });
      expect(page).toMatchObject({ count: 4, shown: 3 });
      paged.push(...page.jobs.map(({ title }) => title));
      key = page.next;
    } while (key);
    expect(paged).toEqual(await found(filter));
  });
});

describe("beside a job", () => {
  const body = Array.from({ length: 80 }, (_, index) => `word${index} about charts`).join(" ");

  test("stand those that say nearly the same, of anybody, and the employer's other ones", async () => {
    const one = await waitingForCredit(ana, { title: "Facility Coder", bodyText: body, bodySource: body });
    const twin = await waitingForCredit(ana, {
      title: "Remote Coder",
      bodyText: `${body} now`,
      bodySource: `${body} now`,
    });
    const review = (await showReview(database(), one.jobId))!;
    expect(review.twins).toMatchObject([{ jobId: twin.jobId, title: "Remote Coder", sameEmployer: false }]);
  });

  test("another one shows what differs in facts and words, and what does not", async () => {
    const one = await waitingForCredit(ana, { title: "Facility Coder", bodySource: "You code inpatient stays." });
    const other = await waitingForCredit(ana, { title: "Remote Coder", bodySource: "You code outpatient stays." });
    const beside = (await showBeside(database(), one.jobId, other.jobId))!;
    expect(beside).toMatchObject({
      title: "Remote Coder",
      changes: [{ field: "Title", before: "Remote Coder", after: "Facility Coder" }],
    });
    expect(beside.same).toContain("Pay");
    expect(beside.text).toMatchObject({ kind: "marked" });
    expect("parts" in beside.text && beside.text.parts).toContainEqual({ kind: "added", text: "inpatient" });
    const page = await ask(loader, ana, paths.review(one.jobId, { beside: other.jobId }), { jobId: one.jobId });
    expect(page.data?.beside).toMatchObject({ jobId: other.jobId });
  });

  test("another one with other words is read by itself, and one with the same words says so", async () => {
    const one = await waitingForCredit(ana, { bodySource: "You code inpatient stays." });
    const same = await waitingForCredit(ana, { bodySource: "You code inpatient stays." });
    const other = await waitingForCredit(ana, {
      bodySource: "A biller for a dental office downtown.",
      bodyHtml: "<p>A biller for a dental office downtown.</p>",
    });
    expect((await showBeside(database(), one.jobId, same.jobId))?.text).toEqual({ kind: "same" });
    expect((await showBeside(database(), one.jobId, other.jobId))?.text).toEqual({
      kind: "other",
      html: "<p>A biller for a dental office downtown.</p>",
    });
  });

  test("stands nothing that is a draft, is not there, or is the job itself", async () => {
    const one = await waitingForCredit(ana);
    const draft = await aPost();
    for (const other of [draft.jobId, newId<"job">(), one.jobId])
      expect(await showBeside(database(), one.jobId, other)).toBeUndefined();
    for (const beside of ["x", "'; drop table job", draft.jobId]) {
      const page = await ask(loader, ana, `${paths.review(one.jobId)}?beside=${encodeURIComponent(beside)}`, {
        jobId: one.jobId,
      });
      expect(page).toMatchObject({ status: 200, data: { beside: undefined } });
    }
  });
});
