import { formatDate } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import type { PublicJob } from "./job-words.ts";
import type { PublicStatus } from "../show-job.server.ts";

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

/** What stands over a job that is not, or no longer, in the lists. Renders nothing for a listed one. */
export function StatusNote({ job, status, at }: { job: PublicJob; status: PublicStatus; at: Date }) {
  if (status === "over")
    return (
      <Note kind="warn" className="over" title="This job is over">
        {overReason(job, at)} It takes no more applications; <a href="#similar">similar jobs</a> that are open stand
        below.
      </Note>
    );
  if (status !== "unconfirmed") return null;
  if (!job.confirmedAt)
    return (
      <Note kind="warn" className="over" title="This job may be gone">
        The web address where it takes applications led nowhere when we last looked, and its employer has not answered
        yet. It has left the lists.
      </Note>
    );
  const said = job.origin === "import" ? "It was last seen at its source" : "The employer last said that it was open";
  return (
    <Note kind="warn" className="over" title="This job may be gone">
      {said} on {formatDate(job.confirmedAt, at)}. After 14 days without word a job leaves the lists; this page stays
      until its time ends.
    </Note>
  );
}
