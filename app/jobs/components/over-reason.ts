import { formatDate } from "~/ui/format.ts";
import type { PublicJob } from "./job-words.ts";

/** Why a job is over, in a sentence. */
export function overReason(job: Pick<PublicJob, "state" | "expiresAt" | "employer" | "origin">, at: Date): string {
  switch (job.state) {
    case "filled":
      return "It was filled.";
    case "closed":
      return job.origin === "import" ? "It was taken off the board." : `${job.employer.name} closed it.`;
    case "submitted":
    case "changes_requested":
    case "approved":
    case "payment_needed":
      return "Its time ended. The employer wants to list it again, and that is in review.";
    default:
      return job.expiresAt && job.expiresAt <= at
        ? `Its time ended on ${formatDate(job.expiresAt, at)}.`
        : "Its time ended.";
  }
}
