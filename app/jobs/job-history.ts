import type { JobState } from "./job.ts";

/** What the audit log's actions on a job mean to its employer. What is not named here is the board's own business. */
const words: Record<string, string> = {
  "job.draft": "Draft started",
  "job.submit": "Submitted for review",
  "job.resubmit": "Corrected and sent back for review",
  "job.withdraw": "Taken back; nothing was charged",
  "job.approve": "Approved by a moderator",
  "job.request-changes": "Changes asked for by a moderator",
  "job.reject": "Rejected by a moderator; nothing was charged",
  "job.payment-needed": "The bank refused the payment",
  "job.plan-gone": "The plan did not work any more; nothing was charged",
  "job.authorization-lost": "The authorization ended; nothing was charged",
  "job.go-live": "Live",
  "job.confirm": "Confirmed as still open",
  "job.dead-link": "The web address for applications led nowhere for two days; out of the lists until confirmed",
  "job.filled": "Marked as filled",
  "job.closed": "Closed",
  "job.expired": "Expired",
  "job.suspend": "Suspended by a moderator",
  "job.restore": "Live again",
  "job.edit": "Edited; live at once",
  "job.send-edit": "Edit sent for review; the job stays live as it is",
  "job.withdraw-edit": "Edit taken back; the job stays live as it is",
  "job.approve-edit": "Edit approved by a moderator; live",
  "job.request-edit-changes": "Changes of the edit asked for by a moderator; the job stays live as it is",
  "job.reject-edit": "Edit rejected by a moderator; the job stays live as it is",
  "job.extend": "Extended by one more term",
  "job.unextend": "No longer extended; its payment went back",
  "job.feature": "Featured",
  "job.unfeature": "No longer featured; its payment went back",
};

/** An action of the audit log in words; undefined where the employer is told nothing of it. */
export function historyWords(action: string): string | undefined {
  return words[action];
}

/** The actions of the audit log that a moderator's decision leaves: on a job in review, and on an edit of a live one. */
export function decisionActions(decision: "approve" | "request_changes" | "reject"): string[] {
  const [verb, ...rest] = decision.split("_");
  return [`job.${[verb, ...rest].join("-")}`, `job.${[verb, "edit", ...rest].join("-")}`];
}

/** What an employer reads after a submission that needed no card. */
export const submittedWords = {
  credit: "Submitted for review. A credit is held for it, and comes back if the job is rejected.",
  plan: "Submitted for review by your plan. There is nothing more to pay for it.",
};

/** What an employer reads after it sent the edit of a live job. */
export const editedWords = {
  review: "The edit is in review. Your job stays live as it is, and we write to you when it is decided.",
  "at-once": "The edit is live.",
  nothing: "The job stays as it is live: nothing was changed.",
};

/** What the employer may do with a job next, the most likely first. */
export type NextStep =
  | "edit"
  | "confirm"
  | "review"
  | "pay"
  | "view"
  | "applicants"
  | "feature"
  | "renew"
  | "extend"
  | "withdraw-edit"
  | "discard-edit"
  | "fill"
  | "close"
  | "withdraw"
  | "delete";

const steps: Record<JobState, readonly NextStep[]> = {
  draft: ["edit", "delete"],
  submitted: ["withdraw"],
  changes_requested: ["edit", "withdraw"],
  approved: [],
  payment_needed: ["pay"],
  live: [
    "view",
    "applicants",
    "edit",
    "withdraw-edit",
    "discard-edit",
    "confirm",
    "extend",
    "feature",
    "fill",
    "close",
  ],
  suspended: ["applicants"],
  filled: ["view", "applicants"],
  closed: ["view", "applicants"],
  expired: ["renew", "view", "applicants", "fill"],
  rejected: [],
};

/** What is not open for a job from outside: it is sold nothing, and written where it came from. */
const ownOnly: readonly NextStep[] = ["feature", "renew", "extend", "withdraw-edit", "discard-edit"];

/** What the employer may do with a job. Duplicating is always open. */
export function nextSteps(job: { state: JobState; origin: "employer" | "import"; editInReview: boolean }): NextStep[] {
  return steps[job.state].filter((step) => {
    if (job.origin === "import" && (ownOnly.includes(step) || (step === "edit" && job.state === "live"))) return false;
    return step === "withdraw-edit" ? job.editInReview : step === "discard-edit" ? !job.editInReview : true;
  });
}

/** How a job stands, in a sentence for its employer. `overAt`: it was live before. */
export function stateSentence({ state, overAt }: { state: JobState; overAt: Date | null }): string {
  return state === "draft" && overAt
    ? "Its term has ended, and its renewal is not submitted. Nothing is charged until a moderator approves it."
    : stateSentences[state];
}

const stateSentences: Record<JobState, string> = {
  draft: "Only you and your colleagues see it. Nothing is charged until a moderator approves it.",
  submitted: "A moderator reads it, and we write to you when it is decided. It costs nothing unless it is approved.",
  changes_requested: "A moderator asks for a correction. Nothing is charged meanwhile.",
  approved: "It is approved and the payment is being taken. It goes live as soon as that is done.",
  payment_needed:
    "It was approved, but nothing pays for it: the bank refused, or the plan ended before. Pay another way, and it is looked at once more.",
  live: "Everybody sees it, as long as you confirm every 14 days that it is open.",
  suspended: "A moderator took it down for now.",
  filled: "It is over: you marked it as filled.",
  closed: "It is over: you closed it.",
  expired: "It is over: its term has ended. Renew it if the position is still open.",
  rejected: "A moderator rejected it. You were not charged.",
};
