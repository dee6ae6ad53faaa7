import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byAccount, system } from "~/audit/record-audit.server.ts";
import { settleOrder } from "~/billing/settle-order.server.ts";
import { endJob, expireDueJobs } from "~/jobs/end-job.server.ts";
import { jobTransitions, mayMove, type JobState } from "~/jobs/job.ts";
import { sendEdit } from "~/jobs/edit-live-job.server.ts";
import { lockJob } from "~/jobs/find-job.server.ts";
import { withdrawJob } from "~/jobs/return-job.server.ts";
import { resubmitJob } from "~/jobs/submit-job.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { transact } from "~/platform/transaction.server.ts";
import {
  aPost,
  aRevision,
  CARD,
  inpatientCoder,
  jobOf,
  REFUSING_CARD,
  startBilling,
  type Post,
} from "#tests/billing/board.ts";

const board = startBilling();

/** What people and the board may do to a job; each refuses with a DomainError what has no place. */
const acts = {
  pay: async (post: Post) => {
    if (["draft", "payment_needed"].includes((await jobOf(post)).state)) await board.pay(post, CARD);
    await board.hearWebhooks();
  },
  payBadly: async (post: Post) => {
    if (["draft", "payment_needed"].includes((await jobOf(post)).state)) await board.pay(post, REFUSING_CARD);
    await board.hearWebhooks();
  },
  approve: (post: Post) => board.decide(post),
  reject: (post: Post) => board.decide(post, "reject"),
  askForChanges: (post: Post) => board.decide(post, "request_changes"),
  resubmit: async (post: Post) => {
    const revisionId = await aRevision(post);
    await transact(database(), (trx) => resubmitJob(trx, { ...post, revisionId }));
    post.revisionId = revisionId;
  },
  withdraw: async (post: Post) => {
    const { settle } = await transact(database(), (trx) => withdrawJob(trx, post));
    if (settle) await settleOrder(database(), settle);
  },
  lapse: async () => {
    await board.control("/clock/advance", { seconds: 8 * 24 * 3_600 });
    await board.hearWebhooks();
  },
  edit: async (post: Post) => {
    await transact(database(), async (trx) => {
      const job = await lockJob(trx, post.jobId);
      if (job?.state !== "live") return;
      const content = { ...inpatientCoder, title: `Inpatient Coder ${job.version}` };
      await sendEdit(trx, { job, content, accountId: post.accountId });
    });
  },
  approveEdit: async (post: Post) => {
    const { pending_revision_id: revisionId, state } = await jobOf(post);
    if (state === "live" && revisionId) await board.decide({ ...post, revisionId });
  },
  fill: (post: Post) => transact(database(), (trx) => endJob(trx, post.jobId, "filled", byAccount(post.accountId))),
  close: (post: Post) => transact(database(), (trx) => endJob(trx, post.jobId, "closed", byAccount(post.accountId))),
  runOut: async () => {
    freezeClock(later(now(), 31 * DAY));
    try {
      await expireDueJobs(database(), system);
    } finally {
      freezeClock();
    }
  },
};
type Act = keyof typeof acts;

/** Where an act leads from a state; from any other it changes nothing. */
const leads: Record<Act, Partial<Record<JobState, JobState>>> = {
  pay: { draft: "submitted", payment_needed: "submitted" },
  payBadly: { draft: "submitted", payment_needed: "submitted" },
  approve: { submitted: "live" },
  reject: { submitted: "rejected" },
  askForChanges: { submitted: "changes_requested" },
  resubmit: { changes_requested: "submitted" },
  withdraw: { submitted: "draft", changes_requested: "draft" },
  edit: {},
  approveEdit: {},
  lapse: { submitted: "draft", changes_requested: "draft" },
  fill: { live: "filled", expired: "filled" },
  close: { live: "closed" },
  runOut: { live: "expired" },
};

describe("a job", () => {
  test("never leaves its graph, whatever is done in whatever order, and the audit log tells each transition once", async () => {
    const anyAct = fc.constantFrom(...(Object.keys(acts) as Act[]));
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 3, maxLength: 12 }), async (sequence) => {
        const post = await aPost();
        let state: JobState = "draft";
        let cardRefuses = false;
        for (const act of sequence) {
          let expected = leads[act][state] ?? state;
          if (act === "approve" && state === "submitted" && cardRefuses) expected = "payment_needed";
          if (act === "pay" || act === "payBadly") if (expected !== state) cardRefuses = act === "payBadly";
          await acts[act](post).catch((error: unknown) => {
            if (!(error instanceof DomainError)) throw error;
          });
          const { state: reached } = await jobOf(post);
          expect(reached, `${act} of a job that is ${state}`).toBe(expected);
          state = reached;
        }
        const rows = await database()
          .selectFrom("audit")
          .select(["action", "detail"])
          .where("subject_kind", "=", "job")
          .where("subject_id", "=", post.jobId)
          .orderBy("id")
          .execute();
        const edits = rows.filter(({ action }) => action.endsWith("-edit"));
        const path = rows
          .filter((row) => !edits.includes(row))
          .map((row) => JSON.parse(row.detail) as { from: JobState; to: JobState });
        expect(path.map(({ to }) => to).at(-1) ?? "draft").toBe(state);
        for (const [index, { from, to }] of path.entries()) {
          expect(mayMove(from, to)).toBe(true);
          expect(from).toBe(path[index - 1]?.to ?? "draft");
        }
        expect((await jobOf(post)).version).toBe(path.length + edits.length);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test("reaches every state of the graph from its draft", () => {
    const reached = new Set<JobState>(["draft"]);
    for (const state of reached) for (const next of jobTransitions[state]) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(jobTransitions).sort());
  });
});
