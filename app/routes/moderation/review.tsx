import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { WhereSection, WhoMayApply } from "~/jobs/components/applicant-sections.tsx";
import { jobCardProps } from "~/jobs/components/job-card-props.ts";
import { placeWords } from "~/jobs/components/job-words.ts";
import { PaySection } from "~/jobs/components/pay-section.tsx";
import { QuestionsSection } from "~/jobs/components/questions-section.tsx";
import { ProductionSection, WorkSection } from "~/jobs/components/work-sections.tsx";
import { jobStateLabels } from "~/jobs/job.ts";
import { DecideBar, DecideErrors, DecideForm, useDecideForm } from "~/moderation/components/decide-form.tsx";
import { QueueRail } from "~/moderation/components/queue-rail.tsx";
import { Findings, ReviewRail } from "~/moderation/components/review-rail.tsx";
import { ChangedFields, ReviewedText } from "~/moderation/components/revision-changes.tsx";
import { decideJob } from "~/moderation/decide-job.server.ts";
import { decisionSchema } from "~/moderation/decision.ts";
import { listQueue, type Queue } from "~/moderation/list-queue.server.ts";
import { settlementWords } from "~/moderation/settlement-words.ts";
import { showReview, type Review } from "~/moderation/show-review.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { formatMoment } from "~/ui/format.ts";
import { JobCard } from "~/ui/job-card.tsx";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `Review: ${page.review.job.content.title} – CareerCenter` : "Review – CareerCenter" },
];

/** How much of the queue stands beside the job. */
const RAIL = 12;

/** Staff only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireModerator(request);
  const jobId = parseId<"job">(params.jobId);
  const [review, queue] = await Promise.all([
    jobId && showReview(database(), jobId),
    listQueue(database(), { limit: RAIL }),
  ]);
  if (!review) throw notFound();
  return { review, queue, now: now() };
}

/** Staff only. A decision on another revision than the one that is waiting by now is refused. */
export async function action({ request, params }: ActionFunctionArgs) {
  const moderator = await requireModerator(request);
  const jobId = parseId<"job">(params.jobId);
  const review = jobId && (await showReview(database(), jobId));
  if (!jobId || !review) throw notFound();
  return answerForm(request, decisionSchema, async ({ revision: revisionId, decision, reason }) => {
    const about = { jobId, revisionId, decision, reason, moderatorId: moderator.id };
    const settlement = await decideJob(database(), about);
    await catchUpWithWrites();
    const flash = settlementWords(decision, settlement, review.job.content.title);
    const { jobs } = await listQueue(database(), { limit: 1 });
    const next = jobs[0] ? paths.review(jobs[0].jobId) : paths.moderation();
    return redirect(next, { headers: { "Set-Cookie": await setFlash(flash) } });
  });
}

/** A refused decision is read again: somebody was quicker, or the employer changed the job. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function ReviewPage() {
  const page = useLoaderData<typeof loader>();
  // A form of its own for each job: what was typed for one is never sent with the next.
  return <Case key={page.review.job.id} {...page} />;
}

function Case({ review, queue, now }: { review: Review; queue: Queue; now: Date }) {
  const { job, revision, diff, right, edit } = review;
  const { content, employer } = job;
  const state = useDecideForm();
  const waiting = job.state === "submitted" || edit;
  return (
    <>
      <div className="desk">
        <QueueRail queue={queue} current={job.id} at={now} />
        <main className="case" id="main">
          <header className="case-head">
            <DecideErrors state={state} />
            <p className="small quiet">
              Revision {revision.number}
              {edit && diff
                ? `, an edit of revision ${diff.number}`
                : diff
                  ? `, sent again after revision ${diff.number}`
                  : ", never reviewed before"}
            </p>
            <h1>{content.title}</h1>
            <p className="job-org">
              <b>{employer.name}</b>{" "}
              {employer.verification === "unverified" ? null : <Mark kind="verified">Verified</Mark>}{" "}
              <span>{placeWords(content)}</span> {right ? <span>{right.words}</span> : null}{" "}
              {right?.lapsesAt ? <span>Lapses {formatMoment(right.lapsesAt, now)} UTC</span> : null}
            </p>
            {edit && diff ? (
              <Note kind="info" title="An edit of a live job">
                <p>
                  Revision {diff.number} stays <Link to={paths.job(job.slug)}>live</Link> while you read. Approved, this
                  one takes its place; asked for changes or rejected, the live job stays as it is. Nothing is charged,
                  and its end does not move.
                </p>
              </Note>
            ) : null}
            {waiting ? null : (
              <Note kind="info">
                This job is not waiting for a decision: <b>{jobStateLabels[job.state].toLowerCase()}</b>.
              </Note>
            )}
          </header>
          <Findings findings={review.findings} />
          <div className="case-body">
            {diff ? <ChangedFields diff={diff} number={revision.number} /> : null}
            <ReviewedText parts={diff?.text} html={content.bodyHtml} />
            <section aria-labelledby="card">
              <h2 id="card">As seekers will see it</h2>
              <div className="jobs">
                <JobCard
                  {...jobCardProps({ ...job, postedAt: now, confirmedAt: now }, { at: now, level: 3 })}
                  to={paths.review(job.id)}
                />
              </div>
            </section>
            <div className="case-job">
              <PaySection content={content} />
              <WhoMayApply content={content} />
              <WhereSection content={content} />
              <WorkSection content={content} />
              <ProductionSection content={content} />
              <QuestionsSection questions={review.questions} />
            </div>
            {waiting ? <DecideForm state={state} revision={job.revisionId} /> : null}
          </div>
          <ReviewRail review={review} at={now} />
        </main>
      </div>
      {waiting ? <DecideBar state={state} edit={edit} amountCents={right?.amountCents} /> : null}
    </>
  );
}
