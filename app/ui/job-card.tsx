import { Link, useLocation } from "@remix-run/react";
import { type ReactNode } from "react";
import { classNames } from "./class-names";
import { factsText, payText } from "./card-text";
import type { CodeGroup } from "./codes";
import { written } from "./markup";
import type { RangeBarProps } from "./range-bar";
import type { ApprenticeAnswer, MarkKind } from "./mark";

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
  age: string;
  /** The save form's button, when there is one. */
  save?: ReactNode;
}

/**
 * A job in a list; its page learns from the link's state where the reader came from. Reading order: pay, title, employer,
 * place, credentials, apprentices, production, age. All but the title is written as text: twenty cards of forty elements
 * each were what a result page spent most of its time on.
 */
export function JobCard(job: JobCardProps) {
  const { pathname, search } = useLocation();
  const Heading = job.level === 3 ? "h3" : "h2";
  return (
    <article className={classNames("job", job.featured && "job--featured")}>
      <div {...written(payText(job))} />
      <div>
        <div className="job-top">
          <Heading className="job-title">
            <Link to={job.to} state={{ from: pathname + search }} prefetch="intent">
              {job.title}
            </Link>
          </Heading>
          {job.save}
        </div>
        <div {...written(factsText(job))} />
      </div>
    </article>
  );
}
