import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { DrainBar } from "~/ui/figures.tsx";
import { countOf, formatTimeLeft } from "~/ui/format.ts";
import type { Queue } from "../list-queue.server.ts";
import { REVIEW_PROMISE_DAYS, type Waiting } from "../queue.ts";
import { readerWords } from "../reading.ts";
import type { LastDecision } from "../show-last-decision.server.ts";
import { LastDecisionNote } from "./last-decision.tsx";

const WEEK = REVIEW_PROMISE_DAYS * 86_400_000;

/** What is running out, in words: `until the authorization lapses`. */
export function deadlineWords(job: Pick<Waiting, "lapses">): string {
  return job.lapses ? "until the authorization lapses" : "of our promise left";
}

/** The time that is left of a job's week, as words and as a share of it. */
export function timeLeft(job: Pick<Waiting, "runsOutAt">, at: Date): { words: string; share: number } {
  const left = job.runsOutAt.getTime() - at.getTime();
  return { words: left > 0 ? formatTimeLeft(left) : "Overdue", share: left / WEEK };
}

type Props = { queue: Queue; current: string; last: LastDecision | undefined; at: Date };

/** The queue beside the job that is read: what runs out first stands first. */
export function QueueRail({ queue, current, last, at }: Props) {
  return (
    <nav className="queue" aria-label="Queue">
      <h2>{queue.count === 1 ? "1 job waits" : `${countOf(queue.count, "job")} wait`}</h2>
      <p className="small quiet">What runs out first stands first.</p>
      {last && last.jobId !== current ? <LastDecisionNote last={last} at={at} /> : null}
      <ol>
        {queue.jobs.map((job) => {
          const left = timeLeft(job, at);
          return (
            <li key={job.jobId}>
              <Link to={paths.review(job.jobId)} aria-current={job.jobId === current ? "true" : undefined}>
                <span className="t">
                  <b>{left.words}</b>
                  {job.edit ? (
                    <span>Edit</span>
                  ) : job.revisionNumber > 1 ? (
                    <span>Revision {job.revisionNumber}</span>
                  ) : null}
                </span>
                <span className="n">{job.title}</span>
                <span className="o">{job.employerName}</span>
                <span className="o">{deadlineWords(job)}</span>
                <span className="o">{job.right}</span>
                {job.reader ? <span className="o reader">{readerWords(job.reader)}</span> : null}
                <DrainBar left={left.share} />
              </Link>
            </li>
          );
        })}
      </ol>
      <p className="queue-all">
        <Link to={paths.moderation()}>The whole queue</Link>
      </p>
    </nav>
  );
}
