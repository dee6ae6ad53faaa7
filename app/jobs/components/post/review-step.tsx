import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "~/platform/paths.ts";
import { countOf, formatMoney } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import { Note } from "~/ui/notes.tsx";
import type { EmployerId, JobId } from "~/platform/ids.ts";
import type { LintFinding } from "../../lint-job.ts";
import { errorLabel, fieldId, fillSteps, stepLabels, stepOfError, type PostErrors } from "../../post-form.ts";
import type { ScreeningQuestion } from "../../screening.ts";
import type { PublicJob } from "../job-words.ts";
import { QuestionsSection } from "../questions-section.tsx";
import { PagePreview } from "./page-preview.tsx";
import { PayChoices, type PayOffer } from "./pay-choices.tsx";
import type { DraftView } from "../../show-draft.server.ts";
import { EditOutlook } from "./edit-note.tsx";
import { LintNotes } from "./preview-aside.tsx";

/** The last step: what is still wrong, by step; what would help; what happens next; and the page as it will read. */
export function ReviewStep({
  jobId,
  errors,
  findings,
  preview,
  questions,
  offer,
  featureCents,
  employerId,
  searchView,
  edit,
}: {
  jobId: JobId;
  errors: PostErrors;
  findings: readonly LintFinding[];
  preview: PublicJob;
  questions: readonly ScreeningQuestion[];
  offer: PayOffer | undefined;
  featureCents: number | null;
  employerId: EmployerId;
  /** The search engines' view, which the route composes. */
  searchView: ReactNode;
  edit: DraftView["edit"];
}) {
  const wrong = Object.keys(errors).length > 0;
  return (
    <>
      {offer ? <input type="hidden" name="price" value={offer.cents} /> : null}
      {wrong ? <ErrorsByStep jobId={jobId} errors={errors} /> : null}
      <LintNotes findings={findings} />
      {wrong ? null : (
        <Note title="What happens next" className="lint">
          {offer ? (
            <>
              <p>A moderator reads the job. Rejected, or taken back by you, it costs nothing.</p>
              <PayChoices offer={offer} />
            </>
          ) : edit ? (
            <EditOutlook edit={edit} />
          ) : (
            <p>It goes back to the moderators. There is nothing more to pay: what you submitted it with still holds.</p>
          )}
          {offer ? (
            <p>
              {featureCents === null
                ? null
                : `Once it is live, you can feature it from its page on your desk, for ${formatMoney(featureCents)}. `}
              <Link to={paths.billing(employerId)}>Plan, credits and orders</Link>
            </p>
          ) : null}
        </Note>
      )}
      <PagePreview preview={preview} />
      <QuestionsSection questions={questions} />
      {searchView}
    </>
  );
}

function ErrorsByStep({ jobId, errors }: { jobId: JobId; errors: PostErrors }) {
  const names = Object.keys(errors);
  return (
    <div className="note note--error" role="alert">
      <Icon name="warn" />
      <div>
        <b>{countOf(names.length, "thing")} to correct before you submit</b>
        <ul>
          {fillSteps.flatMap((step) =>
            names
              .filter((name) => stepOfError(name) === step)
              .map((name) => (
                <li key={name}>
                  <Link to={`${paths.editJob(jobId, step)}?check=1#${fieldId(name)}`}>
                    {stepLabels[step]}, {errorLabel(name)}: {errors[name]!.join(" ")}
                  </Link>
                </li>
              )),
          )}
        </ul>
      </div>
    </div>
  );
}
