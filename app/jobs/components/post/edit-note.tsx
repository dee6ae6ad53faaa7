import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { formatList } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import { midSentence } from "../job-words.ts";
import { isUnchanged } from "../../edit-kinds.ts";
import type { DraftView } from "../../show-draft.server.ts";

/** Above the form of a live job: that the public sees something else meanwhile, and whether an edit is in review. */
export function EditNote({ draft: { edit, jobId } }: { draft: DraftView }) {
  if (!edit) return null;
  return (
    <Note kind="info" title={edit.inReview ? "An edit of this job is in review" : "This job is live"}>
      <p>
        {edit.inReview
          ? "If you send another one, it takes the place of the edit that waits. "
          : "What you write here is an edit; seekers see the job as it is until you send it. "}
        <Link to={paths.deskJob(jobId)}>Back to the job</Link>
      </p>
    </Note>
  );
}

/** What sending an edit does, by what it changes; part of the last step. */
export function EditOutlook({ edit }: { edit: NonNullable<DraftView["edit"]> }) {
  const { review, atOnce, inReview } = edit;
  if (isUnchanged(edit))
    return (
      <p>
        Nothing differs from what is live, so there is nothing to send.
        {inReview ? " Sent like this, it takes the edit that waits out of review." : ""}
      </p>
    );
  return (
    <>
      <p>It changes {formatList(lower([...review, ...atOnce]), "and")}.</p>
      {review.length > 0 ? (
        <p>
          A moderator approved {formatList(lower(review), "and")} as it was, so the edit is read first. Until then the
          job stays live and open to applications in the words it has; approved, the edit takes their place.
        </p>
      ) : (
        <p>Nothing of this has to be read again: it is live as soon as you send it.</p>
      )}
      <p>It costs nothing, and the job ends on the day it would have ended.</p>
    </>
  );
}

const lower = (labels: readonly string[]) => labels.map(midSentence);
