import { Link } from "@remix-run/react";
import { verificationLabels } from "~/employers/verification.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { MOST_SCORE, SCAM_THRESHOLD, weightOf } from "~/jobs/lint/scam-score.ts";
import { paths } from "~/platform/paths.ts";
import { DefinitionList, Time } from "~/ui/data.tsx";
import { countOf, formatDate, formatMoment } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import { KinNote } from "./case-parts.tsx";
import type { JobId } from "~/platform/ids.ts";
import type { Review } from "../show-review.server.ts";
import { UndoDecision } from "./last-decision.tsx";

/** What a finding adds to the score, or takes from it. */
function Weight({ of }: { of: number }) {
  return of === 0 ? null : <span className="weight">{of > 0 ? `weighs ${of}` : `takes ${-of}`}</span>;
}

/** What the lint found, the heaviest first; remarks only, the moderator judges. */
export function Findings({ jobId, findings }: { jobId: JobId; findings: Review["findings"] }) {
  const { open, settled, score } = findings;
  const against = open.filter((finding) => weightOf(finding) >= 0).length;
  const title = open.length === 0 && settled.length === 0 ? "Lint: nothing found" : `Lint: ${against} open`;
  return (
    <section className="case-lint" aria-labelledby="lint">
      <h2 id="lint">
        {title}
        {settled.length > 0 ? `, ${settled.length} settled` : ""}
      </h2>
      {score > 0 ? (
        <p className="score">
          {score >= SCAM_THRESHOLD ? "Reads like a scam" : "Below what reads like a scam"}:{" "}
          <b>
            {score} of {MOST_SCORE}
          </b>
        </p>
      ) : null}
      <ul className="findings">
        {open.map((finding) => (
          <li key={finding.rule + finding.step + finding.title}>
            <Icon name={weightOf(finding) < 0 ? "ok" : "warn"} />{" "}
            <span>
              <b>{finding.title}</b> <Weight of={weightOf(finding)} />
              {finding.passages.map((passage) => (
                <q key={passage} className="passage">
                  {passage}
                </q>
              ))}
              <span className="quiet">{finding.text}</span>
              {finding.twin ? (
                <Link to={`${paths.review(jobId, { beside: finding.twin })}#beside`}>Read them side by side</Link>
              ) : null}
            </span>
          </li>
        ))}
        {settled.map((finding) => (
          <li key={`${finding.rule} ${finding.title}`} className="quiet">
            <Icon name="ok" /> <span>Settled: {finding.title.toLowerCase()}</span>
          </li>
        ))}
        {open.length === 0 && settled.length === 0 ? (
          <li className="quiet">
            <Icon name="ok" /> <span>Title, pay, rule and text look as they should.</span>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

/** What is known of the employer, its other jobs, and what happened to this one. */
export function ReviewRail({ review, at }: { review: Review; at: Date }) {
  const { employer, history } = review;
  const verified = verificationLabels[employer.verification];
  const decided = employer.approved + employer.rejected;
  return (
    <div className="rail">
      <KinNote kin={review.kin} />
      <section aria-labelledby="who">
        <h2 id="who">Employer</h2>
        <DefinitionList
          look="box"
          items={[
            {
              term: "Verified",
              value: employer.verified_at
                ? `${[verified.replace(/^Verified /, ""), employer.verified_domain].filter(Boolean).join(" for ")}, ${formatDate(employer.verified_at, at)}`
                : verified,
            },
            { term: "Website", value: employer.website?.replace(/^https?:\/\/(?:www\.)?|\/$/g, "") },
            { term: "Since", value: formatDate(employer.created_at, at) },
            { term: "Approved", value: decided ? `${employer.approved} of ${decided}` : "None decided yet" },
            { term: "Live now", value: countOf(employer.live, "job") },
            { term: "Sent by", value: review.revision.sentBy },
          ]}
        />
        <ul className="leads">
          <li>
            <Link to={paths.employerStanding(review.job.employer.id)}>Standing of the employer</Link>
          </li>
          {review.job.postedAt ? (
            <li>
              <Link to={paths.jobStanding(review.job.id)}>Standing of the job</Link>
            </li>
          ) : null}
          <li>
            <Link to={paths.adminAudit({ id: review.job.id })}>The job in the audit log</Link>
          </li>
        </ul>
      </section>
      <LookAlikes review={review} at={at} />
      <section aria-labelledby="history">
        <h2 id="history">History</h2>
        <ol className="hist">
          {history.map((entry) => (
            <li key={entry.id}>
              <Time at={entry.at} now={at}>
                {formatMoment(entry.at, at)}
              </Time>{" "}
              <span>
                {entry.undone ? <s>{entry.words}</s> : entry.words}
                {entry.undone ? ", taken back" : null}
                {entry.by ? ` (${entry.by})` : null}
                {entry.reason ? <span className="said-reason">{entry.reason}</span> : null}
              </span>
            </li>
          ))}
        </ol>
        {review.undo ? <UndoDecision {...review.undo} jobId={review.job.id} /> : null}
      </section>
    </div>
  );
}

/** Jobs whose text is nearly the same, and the employer's other ones; each can be laid beside this one. */
function LookAlikes({ review, at }: { review: Review; at: Date }) {
  const { job, twins } = review;
  const others = review.otherJobs.filter(({ id }) => !twins.some((twin) => twin.jobId === id));
  return (
    <>
      <section aria-labelledby="looks-like" className="look-alikes">
        <h2 id="looks-like">Looks like</h2>
        {twins.length > 0 ? (
          <ul className="findings">
            {twins.map((twin) => (
              <li key={twin.jobId}>
                <Icon name={twin.sameEmployer ? "info" : "warn"} />{" "}
                <span>
                  <Link to={`${paths.review(job.id, { beside: twin.jobId })}#beside`}>{twin.title}</Link>
                  <span className="quiet">
                    {twin.sameEmployer ? "Same employer" : twin.employerName}, {Math.floor(twin.similarity * 100)} % the
                    same text. {jobStateLabels[twin.state]}, <Time at={twin.at} now={at} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="small quiet">No other job has nearly the same text.</p>
        )}
      </section>
      <section aria-labelledby="others" className="look-alikes">
        <h2 id="others">Its other jobs</h2>
        {others.length > 0 ? (
          <ul className="findings">
            {others.map((other) => (
              <li key={other.id}>
                <Icon name="info" />{" "}
                <span>
                  <Link to={`${paths.review(job.id, { beside: other.id })}#beside`}>{other.title}</Link>
                  <span className="quiet">
                    {jobStateLabels[other.state]}, <Time at={other.updated_at} now={at} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="small quiet">
            {twins.some((twin) => twin.sameEmployer) ? "None but those." : "This is its first."}
          </p>
        )}
      </section>
    </>
  );
}
