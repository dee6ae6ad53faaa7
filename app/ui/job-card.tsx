import { Link, useLocation } from "@remix-run/react";
import { type ReactNode } from "react";
import { classNames } from "./class-names";
import { type CodeGroup, CodeGroups } from "./codes";
import { RangeBar, type RangeBarProps } from "./range-bar";
import { type ApprenticeAnswer, ApprenticeMark, Mark, type MarkKind } from "./mark";

export interface JobCardProps {
  to: string;
  title: string;
  /** The title's heading level on the page. */
  level?: 2 | 3;
  featured?: boolean;
  /** `$33.50–$41.00`; absent means not stated. */
  pay?: string;
  /** `an hour, W-2 full-time`. */
  payUnit?: string;
  range?: RangeBarProps;
  /** `$32.69–$40.38 an hour` for pay that is not hourly; said as an approximation. */
  effective?: string;
  employer: string;
  verified?: boolean;
  /** Where a listing that no employer posted comes from: `Unverified listing, applies at the source`. */
  source?: string;
  /** `Remote, 38 states`. */
  place?: string;
  groups: readonly CodeGroup[];
  /** Said where there is no group; that nothing is stated, unless told. */
  noGroups?: string;
  apprentices: ApprenticeAnswer;
  /** `3 inpatient charts an hour at 95 %, downtime paid`. */
  production?: string;
  /** Further short facts. */
  facts?: readonly string[];
  /** Whether the seeker qualifies, in words. */
  fit?: { kind: Extract<MarkKind, "ok" | "missing" | "refused">; words: string };
  /** `Posted 12 days ago, confirmed open yesterday`. */
  age: ReactNode;
  /** The save form's button, when there is one. */
  save?: ReactNode;
}

/** A job in a list; its page learns from the link's state where the reader came from. Reading order: pay, title, employer, place, credentials, apprentices, production, age. */
export function JobCard(job: JobCardProps) {
  const { pathname, search } = useLocation();
  const Heading = job.level === 3 ? "h3" : "h2";
  return (
    <article className={classNames("job", job.featured && "job--featured")}>
      <div>
        {job.featured ? (
          <p>
            <Mark kind="featured">Featured</Mark>
          </p>
        ) : null}
        <p className={classNames("pay", !job.pay && "pay--none")}>
          {job.pay ?? "Pay not stated"} <span className="pay-unit">{job.payUnit}</span>
        </p>
        {job.range ? <RangeBar {...job.range} /> : null}
        {job.effective ? (
          <p className="pay-eff">
            <span className="vh">About</span>
            <span aria-hidden="true">≈</span> {job.effective}
          </p>
        ) : null}
      </div>
      <div>
        <div className="job-top">
          <Heading className="job-title">
            <Link to={job.to} state={{ from: pathname + search }} prefetch="intent">
              {job.title}
            </Link>
          </Heading>
          {job.save}
        </div>
        <p className="job-org">
          <b>{job.employer}</b> {job.verified ? <Mark kind="verified">Verified</Mark> : null}{" "}
          {job.source ? <Mark icon="away">{job.source}</Mark> : null} {job.place ? <span>{job.place}</span> : null}
        </p>
        <CodeGroups groups={job.groups} notStated={job.noGroups} />
        <p className="facts">
          <ApprenticeMark answer={job.apprentices} />
          {job.production ? <Mark icon="rate">{job.production}</Mark> : null}
          {job.facts?.map((fact) => (
            <Mark key={fact}>{fact}</Mark>
          ))}
        </p>
        <p className="age">
          {job.fit ? <Mark kind={job.fit.kind}>{job.fit.words}</Mark> : null} <span>{job.age}</span>
        </p>
      </div>
    </article>
  );
}
