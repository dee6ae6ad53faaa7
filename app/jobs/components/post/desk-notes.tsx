import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { formatAge, formatList } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import { foundWords } from "../../apply-link.ts";
import type { EditChanges } from "../../edit-kinds.ts";
import { midSentence } from "../job-words.ts";
import { stepLabels, type FillStep } from "../../post-form.ts";
import type { DeskJob, DeskLink } from "../../read-desk.server.ts";

export type Decision = {
  id: string;
  at: Date;
  decision: "approve" | "request_changes" | "reject";
  reason: string;
  /** Where in the form something is to be changed, if the moderator named it. */
  step: FillStep | null;
  /** Whether it was taken back. */
  undone: boolean;
};

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
  const rejected = (job.state === "rejected" && !job.overAt) || edit?.action === "job.reject-edit";
  if (!(asked && last.decision === "request_changes") && !(rejected && last.decision === "reject")) return null;
  const what = edit ? "the edit" : "it";
  return (
    <Note
      kind="warn"
      title={rejected ? `Why ${what} was rejected` : `What the moderator asks for${edit ? " in the edit" : ""}`}
    >
      <p className="said-by">{last.reason}</p>
      {last.step && asked ? (
        <p>
          It is about the step <Link to={paths.editJob(job.id, last.step)}>{stepLabels[last.step]}</Link>.
        </p>
      ) : null}
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

/** That a moderator took the job down after it was live, with the way to why, and to an appeal. */
export function TakenDownNote({ job }: { job: DeskJob }) {
  const isForGood = job.state === "rejected" && job.overAt !== null;
  if (job.state !== "suspended" && !isForGood) return null;
  return (
    <Note kind="warn" title={isForGood ? "Taken down for good" : "Suspended by a moderator"}>
      {isForGood
        ? "It does not come back, and its price is not returned. "
        : "It is in no list and takes no applications. Its clock stands still: if it comes back, it has the days it had. "}
      <ButtonLink variant="text" to={paths.appealJob(job.id)}>
        Read why, and appeal
      </ButtonLink>
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
