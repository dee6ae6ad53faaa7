import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { countOpenClaims } from "~/employers/decide-claim.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { deadlineWords, timeLeft } from "~/moderation/components/queue-rail.tsx";
import { countDoneToday, listQueue } from "~/moderation/list-queue.server.ts";
import { parseQueueKey, type Waiting } from "~/moderation/queue.ts";
import { countOpenCases } from "~/moderation/reports/show-cases.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { DrainBar } from "~/ui/figures.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Mark } from "~/ui/mark.tsx";

export const meta: MetaFunction = () => [{ title: "Moderation queue – CareerCenter" }];

const PAGE = 25;

/** Staff only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const moderator = await requireModerator(request);
  const after = parseQueueKey(new URL(request.url).searchParams.get("after"));
  const at = now();
  const [queue, done, claims, reports] = await Promise.all([
    listQueue(database(), { after, limit: PAGE }),
    countDoneToday(database(), at, moderator.id),
    countOpenClaims(database()),
    countOpenCases(database()),
  ]);
  return { queue, done, claims, reports, paged: after !== undefined, now: at };
}

export default function QueuePage() {
  const { queue, done, claims, reports, paged, now } = useLoaderData<typeof loader>();
  const [first] = queue.jobs;
  const lead =
    `${countOf(done.all, "decision")} in the last 24 hours, ` +
    (done.own ? `${formatNumber(done.own)} of them yours.` : "none of them yours.");
  return (
    <Page
      title={queue.count === 1 ? "1 job waits for a decision" : `${countOf(queue.count, "job")} wait for a decision`}
      lead={lead}
      tools={
        <>
          <ButtonLink to={paths.reports()}>{countOf(reports, "report")}</ButtonLink>
          <ButtonLink to={paths.claims()}>{countOf(claims, "claim")} on employers</ButtonLink>
          {first && !paged ? (
            <ButtonLink variant="go" to={paths.review(first.jobId)}>
              Review the first
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {queue.jobs.length === 0 ? (
        <EmptyState
          title={paged ? "The queue ends here" : "Nothing waits"}
          icon="ok"
          action={
            paged
              ? { to: paths.moderation(), label: "Back to its beginning" }
              : { to: paths.jobs(), label: "Look at the board" }
          }
        >
          {paged ? "What stood here was decided meanwhile." : "Every job that was sent in has been decided."}
        </EmptyState>
      ) : (
        <>
          <p className="small quiet">
            What runs out first stands first: card authorizations end after about seven days, and a job that was paid
            for otherwise is promised an answer within seven.
          </p>
          <ol className="waits">
            {queue.jobs.map((job) => (
              <WaitingJob key={job.jobId} job={job} at={now} />
            ))}
          </ol>
          <Pager
            shown={`${countOf(queue.jobs.length, "job")} of ${formatNumber(queue.count)}`}
            nextTo={queue.next && `${paths.moderation()}?after=${queue.next}`}
            firstTo={paged ? paths.moderation() : undefined}
          />
        </>
      )}
    </Page>
  );
}

function WaitingJob({ job, at }: { job: Waiting; at: Date }) {
  const left = timeLeft(job, at);
  return (
    <li>
      <div className="waits-left">
        <b>{left.words}</b>
        <span>{deadlineWords(job)}</span>
        <DrainBar left={left.share} />
      </div>
      <div>
        <h2>
          <Link to={paths.review(job.jobId)}>{job.title}</Link>
        </h2>
        <p className="job-org">
          <b>{job.employerName}</b>{" "}
          {job.verified ? <Mark kind="verified">Verified</Mark> : <Mark icon="info">Not verified</Mark>}{" "}
          {job.edit ? <Mark icon="edit">Edit of a live job</Mark> : null}
        </p>
        <p className="age">
          <span>
            Sent <Time at={job.submittedAt} now={at} fine />
          </span>{" "}
          <span>{job.right}</span> {job.revisionNumber > 1 ? <span>Revision {job.revisionNumber}</span> : null}
        </p>
      </div>
    </li>
  );
}
