import { Link } from "@remix-run/react";
import { employmentWords, payWords, placeWords, type PublicContent } from "~/jobs/components/job-words.ts";
import type { JobEmployer } from "~/jobs/job.ts";
import type { ApplicationId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { ButtonLink, Buttons } from "~/ui/button.tsx";
import { formatDate } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import { Box } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import { applicationStateLabels, type ApplicationState } from "../application.ts";
import { Letter } from "./letter.tsx";
import { ScreeningAnswers } from "./screening-answers.tsx";

export type ShownJob = { slug: string; employer: JobEmployer } & Pick<
  PublicContent,
  "title" | "mode" | "locations" | "stateReach" | "states" | "pay" | "employmentTypes"
>;

/** The job that is applied to: whose, where and for how much. */
export function ApplyJob({ job }: { job: ShownJob }) {
  return (
    <div className="applied-job">
      <p>
        <b>{job.employer.name}</b>{" "}
        {job.employer.verification === "unverified" ? null : <Mark kind="verified">Verified</Mark>}
      </p>
      <p className="quiet">
        {placeWords(job)}. {payWords(job.pay)}, {employmentWords(job)}.{" "}
        <Link to={paths.job(job.slug)}>Read the job again</Link>
      </p>
    </div>
  );
}

/** Said instead of the form when the job takes no more; what was typed meanwhile is shown, to be copied. */
export function NoMoreApplications({
  letter,
  answers = [],
}: {
  letter?: string;
  answers?: readonly { question: string; answer: string }[];
}) {
  const given = answers.filter(({ answer }) => answer);
  return (
    <>
      <EmptyState
        title="This job takes no more applications"
        icon="clock"
        action={{ to: paths.jobs(), label: "See what is open now" }}
      >
        It was filled, closed or has expired. Nothing was sent.
      </EmptyState>
      {letter || given.length > 0 ? (
        <Box title="What you wrote" className="stack">
          {letter ? <Letter text={letter} /> : null}
          <ScreeningAnswers answers={given.map((one) => ({ ...one, kind: "text" }))} />
        </Box>
      ) : null}
    </>
  );
}

/** Said instead of the form when the employer takes applications on its own site or by mail. */
export function ApplyElsewhere({
  employer,
  to,
  byMail,
  away,
  applied,
}: {
  employer: string;
  to: string;
  byMail: boolean;
  /** The board's own address that counts the click and leads to `to`. */
  away: string;
  /** Where somebody says that they have applied. */
  applied: string;
}) {
  return (
    <div className="empty">
      <Icon name={byMail ? "mail" : "away"} />
      <h2>{byMail ? `${employer} takes applications by e-mail` : `${employer} takes applications on its own site`}</h2>
      <p>
        {byMail
          ? `Write to ${to.replace("mailto:", "")} and name the job. CareerCenter does not see what you send.`
          : `The link leads to ${new URL(to).host}. CareerCenter does not see what you send there.`}
      </p>
      <div className="btns">
        <a className="btn btn--go" href={away} rel="nofollow noopener">
          {byMail ? "Write an e-mail" : "Apply on that site"}
        </a>
        <ButtonLink to={applied} rel="nofollow">
          I applied there
        </ButtonLink>
      </div>
    </div>
  );
}

/** The polite refusal of a second application: where and when the first went. */
export function AppliedAlready(first: { id: ApplicationId; state: ApplicationState; createdAt: Date; now: Date }) {
  return (
    <Note title="You have applied to this job already">
      <p>
        On {formatDate(first.createdAt, first.now)}; it is in {applicationStateLabels[first.state]} now. An employer
        gets one application from each person.
      </p>
      <Buttons>
        <ButtonLink variant="go" to={paths.application(first.id)}>
          See your application
        </ButtonLink>
      </Buttons>
    </Note>
  );
}
