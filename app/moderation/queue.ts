import { parseId, type JobId } from "~/platform/ids.ts";
import { formatMoney } from "~/ui/format.ts";

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
  /** What stands behind it, in words: `$199 authorized`, `credit held`. */
  right: string;
  /** Whether an authorization lapses at `runsOutAt`; else it is the end of what we promise. */
  lapses: boolean;
};

type RightFacts = { right_kind: string; order_state: string | null; total_cents: number | null };

/** What stands behind a waiting job, in words. */
export function rightWords({ right_kind, order_state, total_cents }: RightFacts): string {
  switch (right_kind) {
    case "order":
      return `${formatMoney(total_cents ?? 0)} ${order_state === "captured" ? "paid" : "authorized"}`;
    case "no_cost_order":
      return "promotion, nothing to pay";
    case "credit":
      return "credit held";
    case "plan":
      return "plan";
    case "grant":
      return "granted by staff";
    default:
      return "import";
  }
}
