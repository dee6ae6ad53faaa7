import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { countOf, formatMoney } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import { Note } from "~/ui/notes.tsx";
import type { EmployerId, JobId } from "~/platform/ids.ts";
import type { LintFinding } from "../../lint-job.ts";
import { errorLabel, fieldId, fillSteps, stepLabels, stepOfError, type PostErrors } from "../../post-form.ts";
import { WhereSection, WhoMayApply } from "../applicant-sections.tsx";
import { employmentWords, type PublicJob } from "../job-words.ts";
import { PaySection } from "../pay-section.tsx";
import { ProductionSection, WordsSection, WorkSection } from "../work-sections.tsx";
import { LintNotes } from "./preview-aside.tsx";

/** The last step: what is still wrong, by step; what would help; what happens next; and the page as it will read. */
export function ReviewStep({
  jobId,
  errors,
  findings,
  preview,
  priceCents,
  featureCents,
  credits,
  employerId,
}: {
  jobId: JobId;
  errors: PostErrors;
  findings: readonly LintFinding[];
  preview: PublicJob;
  priceCents: number | null;
  featureCents: number | null;
  credits: number;
  employerId: EmployerId;
}) {
  const { content } = preview;
  const wrong = Object.keys(errors).length > 0;
  return (
    <>
      {priceCents === null ? null : <input type="hidden" name="price" value={priceCents} />}
      {wrong ? <ErrorsByStep jobId={jobId} errors={errors} /> : null}
      <LintNotes findings={findings} />
      {wrong ? null : (
        <Note title="What happens next" className="lint">
          {credits > 0 && priceCents !== null
            ? `You have ${countOf(credits, "credit")}. One is held when you submit. A moderator reads the job: approved, it goes live and the credit is spent; rejected, or taken back by you, the credit comes back. Or pay ${formatMoney(priceCents)} for this post: Stripe authorizes it on your card, and it is charged only if the job is approved.`
            : priceCents === null
              ? "It goes back to the moderators. There is nothing more to pay: what you submitted it with still holds."
              : `Stripe authorizes ${formatMoney(priceCents)} on your card; nothing is charged yet. A moderator reads the job. Approved, it goes live and the card is charged. Rejected, or taken back by you, it costs nothing.`}
          {priceCents === null ? null : (
            <p>
              {featureCents === null
                ? null
                : `Once it is live, you can feature it from its page on your desk, for ${formatMoney(featureCents)}. `}
              <Link to={paths.billing(employerId)}>Credits, packs and orders</Link>
            </p>
          )}
        </Note>
      )}
      <section className="pagepv" aria-label="The page as seekers will read it">
        <h2 className="job-title">{content.title}</h2>
        <p className="job-org">
          <b>{preview.employer.name}</b> <span>{employmentWords(content)}</span>
        </p>
        <PaySection content={content} />
        <WhoMayApply content={content} />
        <WhereSection content={content} />
        <WorkSection content={content} />
        <ProductionSection content={content} />
        <WordsSection html={content.bodyHtml} imported={false} />
      </section>
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
