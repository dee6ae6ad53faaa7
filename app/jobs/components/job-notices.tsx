import { formatDate } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import { overReason } from "./over-reason.ts";
import type { PublicJob } from "./job-words.ts";
import type { PublicStatus } from "../show-job.server.ts";

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
