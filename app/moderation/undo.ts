import { DAY, HOUR } from "~/platform/clock.ts";
import type { JobState } from "~/jobs/job.ts";
import type { Decision } from "./decision.ts";

/**
 * How long a decision may be taken back, in hours. A slip is noticed soon; what is found wrong later is a new decision,
 * which gives its employer a reason of its own.
 */
export const UNDO_HOURS = DAY / HOUR;

/** What decides whether a decision can be taken back, as things stand now. */
export type UndoFacts = {
  decision: Decision;
  /** Whether it was about the edit of a live job. */
  edit: boolean;
  decidedAt: Date;
  undone: boolean;
  /** Whether it is the newest on this job that stands. */
  newest: boolean;
  /** How the job stands, and whether what was decided is still what the decision left. */
  state: JobState;
  pending: "this" | "none" | "other";
  approved: "this" | "other";
  /** When the employer wrote in the form last; undefined where there is nothing in it. */
  writtenAt: Date | undefined;
  /** Whether other facts of the job went live since, without a moderator. */
  editedSince: boolean;
  /** The right that the job holds: whether it is held, by a card, and until when. */
  right: { held: boolean; authorized: boolean; card: boolean; lapsesAt: Date | null; paid: boolean };
};

/** Whether a decision can be taken back; if not, why, and what can be done instead: `suspendable` where that is a suspension. */
export type Undo = { possible: true; consequence: string } | { possible: false; why: string; suspendable?: boolean };

const no = (why: string): Extract<Undo, { possible: false }> => ({ possible: false, why });

/**
 * Judges whether a decision can be taken back at `at`. Money that was taken or let go by it stays so (BILLING.md), and no
 * state is left but by an edge of the graph (DOMAIN.md).
 */
export function judgeUndo(facts: UndoFacts, at: Date): Undo {
  if (facts.undone) return no("It was taken back already.");
  if (!facts.edit && facts.decision === "approve")
    return { ...no(approvedWords(facts)), suspendable: facts.state === "live" };
  if (!facts.edit && facts.decision === "reject")
    return no(
      "A rejection is final: what was authorized or held for the job is let go. " +
        "Its employer can duplicate the job and submit the copy, which costs nothing unless it is approved.",
    );
  if (!facts.newest) return no("A later decision on this job stands. Take that one back first.");
  if (at.getTime() - facts.decidedAt.getTime() > UNDO_HOURS * HOUR)
    return no(`It is older than ${UNDO_HOURS} hours. Decide anew when the job is sent again.`);
  return facts.edit ? judgeEdit(facts) : judgeRequest(facts, at);
}

function approvedWords({ right, state }: UndoFacts): string {
  if (state === "payment_needed")
    return "An approval cannot be taken back. Nothing was charged: the job waits for another payment, and is then looked at once more.";
  const cost = right.paid ? "its payment was taken" : right.card ? "its payment is being taken" : "its right is used";
  return (
    `An approval cannot be taken back: ${cost}. ` +
    "If the job must come down, suspend it; an admin can refund its order or grant a credit."
  );
}

function judgeRequest({ state, pending, decidedAt, writtenAt, right }: UndoFacts, at: Date): Undo {
  if (state === "submitted") return no("The employer has sent the job again: it is in review as it is now.");
  if (state !== "changes_requested" || pending !== "this")
    return no("The employer has taken the job back, or its right ended. There is nothing left to decide.");
  if (writtenAt && writtenAt > decidedAt)
    return no("The employer is at work on the correction. It comes back to the queue when it is sent.");
  if (!right.held || (right.card && (!right.authorized || (right.lapsesAt && right.lapsesAt <= at))))
    return no("The authorization for this job has ended. Its employer has to submit it again.");
  return { possible: true, consequence: "It goes back to the queue as it was, and its employer is told." };
}

function judgeEdit({ decision, state, pending, approved, decidedAt, writtenAt, editedSince }: UndoFacts): Undo {
  if (state !== "live") return no("The job is not live any more, and its edit went with it.");
  if (pending !== "none") return no("The employer has sent another edit since. Decide on that one.");
  if (editedSince || (decision === "approve" && approved !== "this"))
    return no("The employer has changed the live job since, which taking this back would undo.");
  if (!writtenAt && decision !== "approve") return no("The employer has discarded this edit.");
  if (writtenAt && writtenAt > decidedAt) return no("The employer has written on since. Decide on what is sent next.");
  return {
    possible: true,
    consequence:
      decision === "approve"
        ? "The words from before are live again, the edit goes back to the queue, and the employer is told."
        : "The edit goes back to the queue, the live job stays as it is, and the employer is told.",
  };
}
