import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { findPublicJob } from "./looks.ts";
import { listAudit } from "~/audit/list-audit.server.ts";
import { creditBalance, grantCredits, holdCredit } from "~/billing/use-right.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { byAccount, system } from "~/audit/record-audit.server.ts";
import { expireDueJobs, endJob } from "~/jobs/end-job.server.ts";
import { extendJob } from "~/jobs/extend-job.server.ts";
import { jobTransitions, type JobState } from "~/jobs/job.ts";
import { finishJob } from "~/jobs/manage-job.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { banEmployer, liftBan } from "~/moderation/sanctions/ban-employer.server.ts";
import { rejectForGood, reinstateJob, suspendJob } from "~/moderation/sanctions/suspend-job.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type TermId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import {
  anotherPost,
  aPost,
  jobOf,
  mailsAbout,
  openPack,
  ordersOf,
  payOn,
  runTasksSoon,
  startBilling,
  type Post,
} from "#tests/billing/board.ts";
import { anOwner, openPlan, planOf, subscribed } from "#tests/billing/plans.ts";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { findEmployerForMember, listEmployersOfAccount } from "~/employers/find-employer.server.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original: () => Promise<object>) => {
  const { keepingMail } = await import("#tests/employers/kept-mail.ts");
  return keepingMail(original);
});

const board = startBilling();
const reason = "It asks people to buy a laptop from it.";
const termsOf = ({ jobId }: Pick<Post, "jobId">) =>
  database().selectFrom("term").selectAll().where("job_id", "=", jobId).orderBy("number").execute();

async function live(post?: Post): Promise<Post> {
  const own = post ?? (await aPost());
  await syncOrder(database(), await board.pay(own));
  await board.decide(own);
  expect((await jobOf(own)).state).toBe("live");
  return own;
}
const act = ({ jobId }: Pick<Post, "jobId">) => ({ jobId, moderatorId: board.moderatorId(), reason });
const suspend = (post: Post) => suspendJob(database(), { ...act(post), code: "scam" });
const ban = ({ employerId }: Pick<Post, "employerId">) =>
  banEmployer(database(), { employerId, moderatorId: board.moderatorId(), reason, code: "scam" });
const lift = ({ employerId }: Pick<Post, "employerId">) =>
  liftBan(database(), { employerId, moderatorId: board.moderatorId(), reason: "We were wrong." });

/** Opens Stripe's page for one more term. */
async function extendByCard(post: Post) {
  const extension = await extendJob(database(), { ...post, payBy: "card", seenCents: 19_900 });
  if (extension.kind !== "checkout") throw new Error("It was to be paid by card");
  const order = (await ordersOf(post)).at(-1)!;
  return { orderId: order.id, url: extension.url };
}

/** Does `work` so many milliseconds later. */
async function after<Done>(ms: number, work: () => Promise<Done>): Promise<Done> {
  freezeClock(later(now(), ms));
  try {
    return await work();
  } finally {
    freezeClock();
  }
}

describe("a suspended job", () => {
  test("is in no list, on no page, and its employer is told why", async () => {
    const post = await live();
    expect(await findPublicJob(post.jobId)).toBe("listed");
    await suspend(post);
    expect(await findPublicJob(post.jobId)).toBe("taken-down");
    expect(await mailsAbout(post)).toContain("suspended");
    const audit = await listAudit(database(), { kind: "job", id: post.jobId });
    expect(audit.at(-1)).toMatchObject({
      action: "job.suspend",
      detail: { from: "live", to: "suspended", code: "scam" },
    });
    expect(JSON.stringify(audit)).not.toContain("laptop");
  });

  test("has the days back that it was down, and expires by nobody's hand meanwhile", async () => {
    const post = await live();
    const before = await jobOf(post);
    await suspend(post);
    await after(40 * DAY, async () => {
      await expireDueJobs(database(), system);
      expect((await jobOf(post)).state).toBe("suspended");
      await reinstateJob(database(), act(post));
    });
    const back = await jobOf(post);
    const [term] = await termsOf(post);
    expect(back.state).toBe("live");
    const moved = back.expires_at!.getTime() - before.expires_at!.getTime();
    expect(Math.abs(moved - 40 * DAY)).toBeLessThan(60_000);
    expect(back.confirmed_at!.getTime() - before.confirmed_at!.getTime()).toBe(moved);
    expect(term!.ends_at).toEqual(back.expires_at);
    expect(await termsOf(post)).toHaveLength(1);
  });

  test("does not begin the term that follows while it is down; both move", async () => {
    const post = await live();
    await credit(post);
    await extendJob(database(), { ...post, payBy: "credit", seenCents: 0 });
    await suspend(post);
    await after(31 * DAY, async () => {
      await runTasksSoon();
      expect((await termsOf(post)).map((term) => term.state)).toEqual(["live", "held"]);
      await reinstateJob(database(), act(post));
    });
    const [running, next] = await termsOf(post);
    expect(next!.starts_at).toEqual(running!.ends_at);
    expect(next!.ends_at).toEqual((await jobOf(post)).expires_at);
    expect(await creditBalance(database(), post.employerId)).toBe(0);
  });

  test("whose extension is being charged in that moment has it when it comes back", async () => {
    const post = await live();
    const { orderId, url } = await extendByCard(post);
    await payOn(url);
    await syncOrder(database(), orderId);
    const { expires_at: before } = await jobOf(post);
    await suspend(post);
    await settleOrder(database(), orderId);
    expect((await termsOf(post)).map((term) => term.state)).toEqual(["live", "live"]);
    await after(2 * DAY, () => reinstateJob(database(), act(post)));
    const back = await jobOf(post);
    expect(Math.abs(back.expires_at!.getTime() - before!.getTime() - 32 * DAY)).toBeLessThan(60_000);
    expect(back.confirmed_at!.getTime()).toBeLessThanOrEqual(later(now(), 2 * DAY).getTime());
  });

  test("is bought nothing more for: what is paid meanwhile is let go at no cost", async () => {
    const post = await live();
    const { orderId, url } = await extendByCard(post);
    await suspend(post);
    await payOn(url);
    await syncOrder(database(), orderId);
    await runTasksSoon();
    expect((await ordersOf(post)).map(({ state }) => state)).toEqual(["captured", "cancelled"]);
  });

  test("that is taken down for good ends its term, and gives the credit of the next one back", async () => {
    const post = await live();
    await credit(post);
    await extendJob(database(), { ...post, payBy: "credit", seenCents: 0 });
    await suspend(post);
    await rejectForGood(database(), act(post));
    expect((await jobOf(post)).state).toBe("rejected");
    expect((await termsOf(post)).map((term) => term.state)).toEqual(["over", "released"]);
    expect(await creditBalance(database(), post.employerId)).toBe(1);
    await expect(reinstateJob(database(), act(post))).rejects.toThrow(/not suspended any more/);
  });

  test("is not its employer's to end meanwhile", async () => {
    const post = await live();
    await suspend(post);
    await expect(finishJob(database(), post.accountId, post.jobId, "filled")).rejects.toThrow(DomainError);
  });

  test("of the moderator's own organization is another moderator's", async () => {
    const post = await live();
    await transact(database(), (trx) =>
      insertMember(trx, { employerId: post.employerId, accountId: board.moderatorId(), role: "recruiter" }),
    );
    await expect(suspend(post)).rejects.toThrow(/own organization/);
    await expect(ban(post)).rejects.toThrow(/own organization/);
  });

  test("is suspended by one of two moderators at once", async () => {
    const post = await live();
    const both = await Promise.allSettled([suspend(post), suspend(post)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

async function credit({ employerId }: Pick<Post, "employerId">, credits = 1) {
  await transact(database(), (trx) =>
    grantCredits(trx, {
      employerId,
      credits,
      sourceKey: `test:${newId()}`,
      actorAccountId: board.moderatorId(),
      note: "",
    }),
  );
}

describe("a ban", () => {
  test("takes live jobs down and empties the queue at once, and costs what was only authorized nothing", async () => {
    const post = await live();
    const waiting = await anotherPost(post);
    await syncOrder(database(), await board.pay(waiting));
    const asked = await anotherPost(post);
    await syncOrder(database(), await board.pay(asked));
    await board.decide(asked, "request_changes");
    await ban(post);
    expect((await jobOf(post)).state).toBe("suspended");
    expect((await jobOf(waiting)).state).toBe("draft");
    expect((await jobOf(asked)).state).toBe("draft");
    expect(await findPublicJob(post.jobId)).toBe("taken-down");
    // The process dies here: the rest is the outbox's.
    await runTasksSoon();
    for (const one of [waiting, asked]) expect((await ordersOf(one))[0]!.state).toBe("cancelled");
    expect((await ordersOf(post))[0]!.state).toBe("captured");
  });

  test("that comes while a checkout is being paid leaves nothing charged and no job in the queue", async () => {
    const post = await aPost();
    const { checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North Hospital" });
    await ban(post);
    // The buyer stands on Stripe's page and pays there before the task has closed it.
    await payOn(checkoutUrl);
    await board.hearWebhooks();
    await runTasksSoon();
    expect((await jobOf(post)).state).toBe("draft");
    expect((await ordersOf(post))[0]!.state).toBe("cancelled");
  });

  test("closes the payment pages that nobody has paid on", async () => {
    const post = await aPost();
    await openCheckout(database(), { ...post, employerName: "North Hospital" });
    await ban(post);
    await runTasksSoon();
    expect((await ordersOf(post))[0]!.state).toBe("expired");
  });

  test("holds credits in the ledger: what is there stays, and nobody spends it or buys for it", async () => {
    const post = await aPost();
    await credit(post, 3);
    await ban(post);
    expect(await creditBalance(database(), post.employerId)).toBe(3);
    const use = () =>
      transact(database(), async (trx) => {
        const termId: TermId = newId<"term">();
        await holdCredit(trx, { employerId: post.employerId, termId });
      });
    await expect(use()).rejects.toThrow(/banned/);
    await expect(openPack(post)).rejects.toThrow(DomainError);
    await lift(post);
    await expect(use()).resolves.toBeUndefined();
    await transact(database(), async (trx) => {
      await trx
        .deleteFrom("credit_ledger")
        .where("employer_id", "=", post.employerId)
        .where("kind", "=", "hold")
        .execute();
    });
  });

  test("ends the plan with the month that is paid; lifting the ban does not bring it back", async () => {
    const owner = await subscribed(board);
    await ban(owner);
    await runTasksSoon();
    expect((await planOf(owner)).cancel_at).not.toBeNull();
    await lift(owner);
    await runTasksSoon();
    expect((await planOf(owner)).cancel_at).not.toBeNull();
  });

  test("that comes while a plan is being bought ends that too", async () => {
    const owner = await anOwner();
    const { checkoutUrl } = await openPlan(owner);
    await payOn(checkoutUrl);
    await ban(owner);
    await runTasksSoon();
    expect((await planOf(owner)).cancel_at).not.toBeNull();
  });

  test("is one, however many moderators ban at once", async () => {
    const post = await live();
    const all = await Promise.allSettled([ban(post), ban(post), ban(post)]);
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const rows = await database()
      .selectFrom("sanction")
      .select("kind")
      .where("employer_id", "=", post.employerId)
      .where("state", "=", "active")
      .execute();
    expect(rows.map(({ kind }) => kind).sort()).toEqual(["ban", "suspension"]);
  });

  test("stops no other organization of the same person", async () => {
    const post = await aPost();
    const other = await anOwner();
    await transact(database(), (trx) =>
      insertMember(trx, { employerId: other.employerId, accountId: post.accountId, role: "recruiter" }),
    );
    await ban(post);
    expect((await listEmployersOfAccount(database(), post.accountId)).map(({ id }) => id)).toEqual([other.employerId]);
    expect(await findEmployerForMember(database(), post.accountId, post.employerId)).toBeUndefined();
  });

  test("that is lifted brings back what it took down, with the days it had, and nothing else", async () => {
    const post = await live();
    const alone = await live(await anotherPost(post));
    await suspend(alone);
    const before = await jobOf(post);
    await ban(post);
    await after(3 * DAY, () => lift(post));
    const back = await jobOf(post);
    expect(back.state).toBe("live");
    expect(Math.abs(back.expires_at!.getTime() - before.expires_at!.getTime() - 3 * DAY)).toBeLessThan(60_000);
    expect((await jobOf(alone)).state).toBe("suspended");
    await expect(lift(post)).rejects.toThrow(/not banned any more/);
  });

  test("no job of a banned employer comes back by itself", async () => {
    const post = await live();
    await suspend(post);
    await ban(post);
    await expect(reinstateJob(database(), act(post))).rejects.toThrow(/banned/);
    const draft = await anotherPost(post);
    const submit = transact(database(), (trx) =>
      submitJob(trx, { ...draft, right: { kind: "grant", ref: draft.jobId }, days: 30, actor: system }),
    );
    await expect(submit).rejects.toThrow(/banned/);
  });
});

test("no order of suspending, bringing back, banning, lifting and time breaks the graph or one right a term", async () => {
  const deed = fc.constantFrom("suspend", "reinstate", "reject", "ban", "lift", "expire", "close", "extend", "wait");
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 10 }), async (deeds) => {
      const post = await aPost();
      await transact(database(), async (trx) => {
        await submitJob(trx, { ...post, right: { kind: "grant", ref: post.jobId }, days: 30, actor: system });
      });
      await board.decide(post);
      await credit(post, 2);
      let ahead = 0;
      for (const one of deeds) {
        const work: Record<string, () => Promise<unknown>> = {
          suspend: () => suspend(post),
          reinstate: () => reinstateJob(database(), act(post)),
          reject: () => rejectForGood(database(), act(post)),
          ban: () => ban(post),
          lift: () => lift(post),
          expire: () => expireDueJobs(database(), system),
          close: () => transact(database(), (trx) => endJob(trx, post.jobId, "closed", byAccount(post.accountId))),
          extend: () => extendJob(database(), { ...post, payBy: "credit", seenCents: 0 }),
          wait: async () => void (ahead += 9 * DAY),
        };
        await after(ahead, async () => {
          try {
            await work[one]!();
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
        });
      }
      const moves = (await listAudit(database(), { kind: "job", id: post.jobId }))
        .map(({ detail }) => detail)
        .filter(({ from, to }) => from && to) as { from: JobState; to: JobState }[];
      for (const { from, to } of moves) expect(jobTransitions[from] as readonly string[]).toContain(to);
      moves.slice(1).forEach((move, index) => expect(move.from).toBe(moves[index]!.to));
      const job = await jobOf(post);
      const terms = await termsOf(post);
      const open = terms.filter(({ state }) => state === "live" || state === "held");
      expect(open.length > 0).toBe(job.state === "live" || job.state === "suspended");
      if (open.length > 0) expect(open.at(-1)!.ends_at).toEqual(job.expires_at);
      expect(new Set(terms.map(({ right_kind, right_ref }) => `${right_kind}:${right_ref}`)).size).toBe(terms.length);
      const used = terms.filter(({ right_kind, state }) => right_kind === "credit" && state !== "released").length;
      expect(await creditBalance(database(), post.employerId)).toBe(2 - used);
    }),
    { numRuns: 25 },
  );
}, 120_000);
