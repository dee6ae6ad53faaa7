import { formatAge, formatList } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import { foundWords } from "../../apply-link.ts";
import type { EditChanges } from "../../edit-kinds.ts";
import { midSentence } from "../job-words.ts";
import type { DeskJob, DeskLink } from "../../read-desk.server.ts";

export type Decision = { id: string; at: Date; decision: "approve" | "request_changes" | "reject"; reason: string };

/** What a moderator said last, as long as it is the employer's turn to do something about it. */
export function DecisionNote({
  job,
  last,
  history,
}: {
  job: DeskJob;
  last: Decision | undefined;
  history: readonly { action: string }[];
}) {
  if (!last?.reason) return null;
  const edit =
    job.state === "live" ? history.findLast(({ action }) => /^job\.(.+-)?edit(-|$)/.test(action)) : undefined;
  const asked = job.state === "changes_requested" || edit?.action === "job.request-edit-changes";
  const rejected = job.state === "rejected" || edit?.action === "job.reject-edit";
  if (!(asked && last.decision === "request_changes") && !(rejected && last.decision === "reject")) return null;
  const what = edit ? "the edit" : "it";
  return (
    <Note
      kind="warn"
      title={rejected ? `Why ${what} was rejected` : `What the moderator asks for${edit ? " in the edit" : ""}`}
    >
      <p className="said-by">{last.reason}</p>
    </Note>
  );
}

/** How the edit of a live job stands: in review, or written and not sent. */
export function EditStateNote({ job, unsent }: { job: DeskJob; unsent: EditChanges | undefined }) {
  if (job.editInReview)
    return (
      <Note kind="info" title="An edit is in review">
        Seekers see the job as it was approved and may apply. A moderator reads the edit, and we write to you when it is
        decided.
      </Note>
    );
  if (!unsent) return null;
  return (
    <Note kind="info" title="An edit is not sent yet">
      It would change {formatList([...unsent.review, ...unsent.atOnce].map(midSentence), "and")}. Seekers see the job as
      it was approved.
    </Note>
  );
}

/** What we met at the web address where a live job takes applications, where that is no good news. */
export function LinkNote({ job, link, now }: { job: DeskJob; link: DeskLink | undefined; now: Date }) {
  if (!link || (link.state !== "failing" && link.state !== "dead")) return null;
  const gone = link.state === "dead" && job.confirmedAt === null;
  return (
    <Note kind="warn" title={gone ? "Nobody can apply, so the job has left the lists" : "Nobody could apply today"}>
      We looked at the web address where it takes applications ({formatAge(link.checkedAt, now)}):{" "}
      {foundWords(link.found)}.{" "}
      {gone
        ? "Correct it by an edit, and say that the job is still open; it is back in the lists at once."
        : "We look again. If it stays so for two days, the job leaves the lists until you say that it is open."}
    </Note>
  );
}
