import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm, readForm, readWish } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { WhereSection, WhoMayApply } from "~/jobs/components/applicant-sections.tsx";
import { jobCardProps } from "~/jobs/components/job-card-props.ts";
import { PaySection } from "~/jobs/components/pay-section.tsx";
import { QuestionsSection } from "~/jobs/components/questions-section.tsx";
import { ProductionSection, WorkSection } from "~/jobs/components/work-sections.tsx";
import { findJobTitle } from "~/jobs/find-job.server.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { ApplyAddressNote } from "~/moderation/components/apply-address.tsx";
import { BesideJob } from "~/moderation/components/beside.tsx";
import { CaseTitle } from "~/moderation/components/case-title.tsx";
import { DecideBar, DecideErrors, DecideForm, useDecideForm } from "~/moderation/components/decide-form.tsx";
import { QueueRail } from "~/moderation/components/queue-rail.tsx";
import { ReadingBar } from "~/moderation/components/reading-bar.tsx";
import { Findings, ReviewRail } from "~/moderation/components/review-rail.tsx";
import { ChangedFields, ReviewedText } from "~/moderation/components/revision-changes.tsx";
import { decideJob } from "~/moderation/decide-job.server.ts";
import { decisionSchema, type DecisionInput } from "~/moderation/decision.ts";
import { keepTyped } from "~/moderation/keep-typed.server.ts";
import { listQueue, type Queue } from "~/moderation/list-queue.server.ts";
import type { Reader } from "~/moderation/reading.ts";
import { settlementWords } from "~/moderation/settlement-words.ts";
import { showBeside, type Beside } from "~/moderation/show-beside.server.ts";
import { showLastDecision, type LastDecision } from "~/moderation/show-last-decision.server.ts";
import { showReview, type Review } from "~/moderation/show-review.server.ts";
import { keepReading, putBack, showReader, takeNext, takeOver, takeReading } from "~/moderation/take-reading.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { DomainError } from "~/platform/domain-error.ts";
import { parseId, type AccountId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { JobCard } from "~/ui/job-card.tsx";
import { Note } from "~/ui/notes.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `Review: ${page.review.job.content.title} – CareerCenter` : "Review – CareerCenter" },
];

/** How much of the queue stands beside the job. */
const RAIL = 12;

/** Staff only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const jobId = parseId<"job">(params.jobId);
  if (!jobId) throw notFound();
  const besideId = parseId<"job">(new URL(request.url).searchParams.get("beside"));
  const [review, reader, beside, queue, last] = await Promise.all([
    showReview(database(), jobId),
    showReader(database(), { jobId, moderatorId }),
    besideId && showBeside(database(), jobId, besideId),
    listQueue(database(), { moderatorId, limit: RAIL }),
    showLastDecision(database(), moderatorId),
  ]);
  if (!review) throw notFound();
  return { review, reader, beside, queue, last, now: now() };
}

/**
 * Staff only. A decision on another revision than the one that is waiting by now, or on what another moderator reads, is
 * refused. Taking the job, and a prepared reason, give the page back with what was typed.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const jobId = parseId<"job">(params.jobId);
  const job = jobId && (await findJobTitle(database(), jobId));
  if (!jobId || !job) throw notFound();
  const form = await readForm(request);
  // Whatever is posted is a sign of work: without script nothing else is.
  await keepReading(database(), { jobId, moderatorId });
  const kept = (error?: DomainError) => ({ lastResult: keepTyped(form, error?.message) });
  if (form.has("fill")) return kept();
  if (form.has("reading")) {
    const wish = readWish(form, tendForm);
    if (!wish) throw new Response(null, { status: 400 });
    return answering(async () => (await tend(wish.reading, { jobId, moderatorId })) ?? kept(), kept);
  }
  const decide = async ({ revision: revisionId, ...decided }: DecisionInput) => {
    const settlement = await decideJob(database(), { jobId, revisionId, ...decided, moderatorId });
    await catchUpWithWrites();
    const flash = settlementWords(decided.decision, settlement, job.title);
    const next = await takeNext(database(), { moderatorId });
    const headers = { "Set-Cookie": await setFlash(flash) };
    return redirect(next ? paths.review(next) : paths.moderation(), { headers });
  };
  return answerForm(request, decisionSchema, decide, { form });
}

const tendForm = z.object({ reading: z.enum(["take", "take-over", "put-back"]) });

/** Takes the job, takes it over, or puts it back, which leads to the queue. */
async function tend(
  deed: z.output<typeof tendForm>["reading"],
  who: { jobId: JobId; moderatorId: AccountId },
): Promise<Response | undefined> {
  if (deed === "take") await takeReading(database(), who);
  else if (deed === "take-over") await takeOver(database(), who);
  else await putBack(database(), who);
  return deed === "put-back" ? redirect(paths.moderation()) : undefined;
}

/** A refused decision is read again: somebody was quicker, or the employer changed the job. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function ReviewPage() {
  const page = useLoaderData<typeof loader>();
  // A form of its own for each job: what was typed for one is never sent with the next.
  return <Case key={page.review.job.id} {...page} />;
}

type Shown = {
  review: Review;
  reader: Reader | undefined;
  beside: Beside | undefined;
  queue: Queue;
  last: LastDecision | undefined;
  now: Date;
};

function Case({ review, reader, beside, queue, last, now }: Shown) {
  const { job, revision, diff, right, edit } = review;
  const { content } = job;
  const state = useDecideForm();
  const waiting = job.state === "submitted" || edit;
  return (
    <>
      <div className="desk">
        <QueueRail queue={queue} current={job.id} last={last} at={now} />
        <main className="case" id="main">
          <header className="case-head">
            <DecideErrors state={state} />
            <CaseTitle review={review} now={now} />
            <ReadingBar jobId={job.id} reader={reader} waiting={waiting} pending={state.pending} />
            {waiting ? null : (
              <Note kind="info">
                This job is not waiting for a decision: {jobStateLabels[job.state].toLowerCase()}.
              </Note>
            )}
            <ApplyAddressNote link={review.applyLink} now={now} />
          </header>
          <Findings jobId={review.job.id} findings={review.findings} />
          <div className="case-body">
            {beside ? <BesideJob beside={beside} jobId={job.id} /> : null}
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
      <DecideBar state={state} edit={edit} amountCents={right?.amountCents} reader={reader} waiting={waiting} />
    </>
  );
}
