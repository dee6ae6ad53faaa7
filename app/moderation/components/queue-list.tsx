import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { DrainBar } from "~/ui/figures.tsx";
import { Mark } from "~/ui/mark.tsx";
import type { Waiting } from "../queue.ts";
import { readerWords } from "../reading.ts";
import { deadlineWords, timeLeft } from "./queue-rail.tsx";

/** The form of the queue's page that takes jobs; each row's button belongs to it. */
export const TAKE_FORM = "take-job";

/** A page of the queue. */
export function QueueList({ jobs, at }: { jobs: readonly Waiting[]; at: Date }) {
  return (
    <ol className="waits">
      {jobs.map((job) => (
        <WaitingJob key={job.jobId} job={job} at={at} />
      ))}
    </ol>
  );
}

function WaitingJob({ job, at }: { job: Waiting; at: Date }) {
  const left = timeLeft(job, at);
  const { reader } = job;
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
          {job.edit ? <Mark icon="edit">Edit of a live job</Mark> : null}{" "}
          {reader ? <Mark icon="eye">{readerWords(reader)}</Mark> : null}
        </p>
        <p className="age">
          <span>
            Sent <Time at={job.submittedAt} now={at} fine />
          </span>{" "}
          <span>{job.right}</span> {job.revisionNumber > 1 ? <span>Revision {job.revisionNumber}</span> : null}
        </p>
      </div>
      <div className="waits-take">
        {reader && !reader.own ? null : (
          <Button form={TAKE_FORM} name="take" value={job.jobId} data-take={job.jobId}>
            {reader ? "Go on" : "Take it"}
            <span className="vh">: {job.title}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
