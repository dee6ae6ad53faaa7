import { parseId, type JobId } from "~/platform/ids.ts";
import { formatMoney } from "~/ui/format.ts";
import type { Reader } from "./reading.ts";

/** The days within which we promise a decision where no authorization runs out before. */
export const REVIEW_PROMISE_DAYS = 7;

/** Where a page of the queue begins: after this job. */
export type QueueKey = { runsOutAt: Date; jobId: JobId };

/** A key as it stands in the URL. */
export function encodeQueueKey({ runsOutAt, jobId }: QueueKey): string {
  return `${runsOutAt.getTime()}.${jobId}`;
}

/** A key from the URL; undefined for anything that is none. */
export function parseQueueKey(text: string | null): QueueKey | undefined {
  const [, moment, id] = /^(\d{1,15})\.(\w{22})$/.exec(text ?? "") ?? [];
  const jobId = parseId<"job">(id);
  const runsOutAt = new Date(Number(moment));
  return jobId && !Number.isNaN(runsOutAt.getTime()) ? { runsOutAt, jobId } : undefined;
}

/** A job in the queue. */
export type Waiting = {
  jobId: JobId;
  title: string;
  revisionNumber: number;
  employerName: string;
  verified: boolean;
  submittedAt: Date;
  runsOutAt: Date;
  /** What stands behind it, in words: `Single post, $199 authorized`, `A credit, held`. */
  right: string;
  /** Whether an authorization lapses at `runsOutAt`; else it is the end of what we promise. */
  lapses: boolean;
  /** Whether it is the edit of a job that stays live meanwhile. */
  edit: boolean;
  /** Who has it before them now. */
  reader: Reader | undefined;
};

/** A right as its words need it: its term's, its order's, and the name of the plan that its employer has now. */
export type RightFacts = {
  right_kind: "order" | "no_cost_order" | "credit" | "plan" | "grant" | "import";
  term_state: "held" | "live" | "over" | "released";
  order_state: string | null;
  total_cents: number | null;
  plan_name: string | null;
};

/** How a job is paid, in words for a moderator: `Single post, $199 authorized`. */
export function rightWords({ right_kind, term_state, order_state, total_cents, plan_name }: RightFacts): string {
  const held = term_state === "held";
  switch (right_kind) {
    case "order":
      if (order_state !== "authorized" && order_state !== "captured") return "Single post, not charged";
      return `Single post, ${formatMoney(total_cents ?? 0)} ${order_state === "captured" ? "paid" : "authorized"}`;
    case "no_cost_order":
      return "Single post, free by a promotion";
    case "credit":
      return {
        held: "A credit, held",
        live: "A credit, spent",
        over: "A credit, spent",
        released: "A credit, returned",
      }[term_state];
    case "plan":
      if (!held) return "Monthly plan";
      return plan_name ? `Monthly plan: ${plan_name}` : "Monthly plan, which has ended: to be paid another way";
    case "grant":
      return "Granted by staff, nothing to pay";
    case "import":
      return "Brought from outside, nothing to pay";
  }
}
