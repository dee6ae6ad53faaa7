import { Form, Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { countOf, formatDate } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import type { DeskJob } from "../../read-desk.server.ts";
import { nextSteps, type NextStep } from "../../job-history.ts";
import { jobStateLabels } from "../../job.ts";

type Line = DeskJob & { applicants: number };

/** The employer's jobs, one a line: the state hangs in the margin, the next step stands at the end. */
export function DeskList({ jobs, now, withEmployer }: { jobs: readonly Line[]; now: Date; withEmployer: boolean }) {
  return (
    <ol className="deskjobs">
      {jobs.map((job) => {
        const asks = job.state === "changes_requested" || job.state === "payment_needed";
        return (
          <li key={job.id}>
            <p className="deskstate">
              {asks ? <Icon name="warn" /> : null} <b>{jobStateLabels[job.state]}</b>
              {job.editInReview ? <span className="quiet small">, edit in review</span> : null}
            </p>
            <div>
              <h2 className="job-title">
                <Link to={paths.deskJob(job.id)}>{job.title}</Link>
              </h2>
              <p className="job-org">
                {withEmployer ? <b>{job.employerName}</b> : null} <Dates job={job} now={now} />
              </p>
            </div>
            <div className="deskacts">
              <Step job={job} />
              <Form method="post" action={paths.deskJob(job.id)}>
                <Button variant="text" name="deed" value="duplicate">
                  Duplicate<span className="vh"> {job.title}</span>
                </Button>
              </Form>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Dates({ job, now }: { job: Line; now: Date }) {
  if (job.overAt)
    return (
      <span>
        Over since{" "}
        <Time at={job.overAt} now={now}>
          {formatDate(job.overAt, now)}
        </Time>
      </span>
    );
  if (job.postedAt)
    return (
      <span>
        Posted <Time at={job.postedAt} now={now} />
        {job.expiresAt ? (
          <>
            , until{" "}
            <Time at={job.expiresAt} now={now}>
              {formatDate(job.expiresAt, now)}
            </Time>
          </>
        ) : null}
      </span>
    );
  return (
    <span>
      Begun <Time at={job.createdAt} now={now} />
    </span>
  );
}

/** The likeliest next step of a job, as a link; what ends something is on the job's own page. */
function Step({ job }: { job: Line }) {
  const named = <span className="vh"> {job.title}</span>;
  const links: Partial<Record<NextStep, { to: string; label: string }>> = {
    // The job's own page leads to the edit of a live one.
    edit:
      job.state === "live"
        ? undefined
        : {
            to: paths.editJob(job.id),
            label: job.state === "changes_requested" ? "Make the change" : "Resume the draft",
          },
    pay: { to: paths.editJob(job.id, "review"), label: "Pay another way" },
    renew: { to: paths.deskJob(job.id, "renew"), label: "Renew" },
    withdraw: { to: paths.deskJob(job.id), label: "See the review" },
    view: { to: paths.job(job.slug), label: "View" },
    applicants: {
      to: paths.applicants(job.id),
      label: job.applicants ? countOf(job.applicants, "applicant") : "Applicants",
    },
  };
  const shown = nextSteps(job).flatMap((step) => links[step] ?? []);
  const steps = shown.length ? shown.slice(0, 2) : [{ to: paths.deskJob(job.id), label: "Look at" }];
  return (job.state === "changes_requested" ? steps.slice(0, 1) : steps).map(({ to, label }) => (
    <ButtonLink key={label} to={to}>
      {label}
      {named}
    </ButtonLink>
  ));
}
