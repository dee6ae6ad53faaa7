import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byAccount } from "~/audit/record-audit.server.ts";
import { creditBalance, grantCredits, holdCredit } from "~/billing/use-right.server.ts";
import { withdrawJob } from "~/jobs/return-job.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type TermId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anotherPost, aPost, jobOf, startBilling, type Post } from "./board.ts";

const board = startBilling();

const grant = (post: Post, credits: number, sourceKey = `test:${newId()}`) =>
  transact(database(), (trx) =>
    grantCredits(trx, {
      employerId: post.employerId,
      credits,
      sourceKey,
      actorAccountId: board.moderatorId(),
      note: "for a test",
    }),
  );

/** Submits a job for a credit, as the page of a prepaid employer does. */
const submit = (post: Post) =>
  transact(database(), async (trx) => {
    const termId: TermId = newId<"term">();
    await submitJob(trx, {
      ...post,
      termId,
      right: { kind: "credit", ref: `hold:${termId}` },
      days: 30,
      actor: byAccount(post.accountId),
    });
    await holdCredit(trx, { employerId: post.employerId, termId });
  });

const balance = (post: Post) => creditBalance(database(), post.employerId);

describe("a credit", () => {
  test("is held at submission and spent at approval, without Stripe", async () => {
    const post = await aPost();
    await grant(post, 2);
    await submit(post);
    expect(await balance(post)).toBe(1);
    expect(await board.decide(post)).toEqual({ money: "none" });
    expect(await jobOf(post)).toMatchObject({ state: "live" });
    expect(await balance(post)).toBe(1);
  });

  test("returns as a credit when the job is rejected, once", async () => {
    const post = await aPost();
    await grant(post, 1);
    await submit(post);
    expect(await board.decide(post, "reject")).toEqual({ money: "none" });
    await board.settled();
    expect(await balance(post)).toBe(1);
  });

  test("is granted once under one key", async () => {
    const post = await aPost();
    await Promise.all([grant(post, 3, "grant:a"), grant(post, 3, "grant:a")]);
    expect(await balance(post)).toBe(3);
    await expect(grant(post, -1)).rejects.toThrow(RangeError);
  });

  test("that is the last one is held in one of two tabs", async () => {
    for (let round = 0; round < 5; round++) {
      const first = await aPost();
      const second = await anotherPost(first);
      await grant(first, 1);
      const answers = await Promise.allSettled([submit(first), submit(second)]);
      expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(answers.find((answer) => answer.status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
      expect(await balance(first)).toBe(0);
    }
  });

  test("never goes below zero, whatever is done in whatever order", async () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant("grant" as const), credits: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ do: fc.constantFrom("submit" as const, "withdraw" as const, "approve" as const), job: fc.nat(2) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
        const first = await aPost();
        const posts = [first, await anotherPost(first), await anotherPost(first)];
        let credits = 0;
        const held = new Set<number>();
        const live = new Set<number>();
        for (const one of acts) {
          if (one.do === "grant") {
            await grant(first, one.credits);
            credits += one.credits;
            continue;
          }
          const post = posts[one.job]!;
          const may = {
            submit: credits > 0 && !held.has(one.job) && !live.has(one.job),
            withdraw: held.has(one.job),
            approve: held.has(one.job),
          }[one.do];
          const work = {
            submit: () => submit(post),
            withdraw: () => transact(database(), (trx) => withdrawJob(trx, post)),
            approve: () => board.decide(post),
          }[one.do]();
          if (!may) {
            await expect(work).rejects.toMatchObject({ code: "conflict" });
            continue;
          }
          await work;
          credits += { submit: -1, withdraw: 1, approve: 0 }[one.do];
          if (one.do === "submit") held.add(one.job);
          else held.delete(one.job);
          if (one.do === "approve") live.add(one.job);
        }
        expect(await balance(first)).toBe(credits);
      }),
      { numRuns: 12 },
    );
  });
});
