import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { formatAge, formatDate } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import { employmentWords, IMPORTED_LABEL, placeWords, type PublicJob } from "./job-words.ts";

/** The head of the job's page: title, employer, place, and how old it is. `listed` also says until when. */
export function JobHead({ job, at, listed }: { job: PublicJob; at: Date; listed: boolean }) {
  const { content, employer } = job;
  const type = employmentWords(content);
  return (
    <header className="jobhead">
      <h1>{content.title}</h1>
      <p className="job-org">
        <b>
          <Link to={paths.employer(employer.slug)}>{employer.name}</Link>
        </b>{" "}
        {job.origin === "import" ? (
          <Mark icon="away">{IMPORTED_LABEL}</Mark>
        ) : employer.verification === "unverified" ? null : (
          <Mark kind="verified">Verified</Mark>
        )}{" "}
        <span>{placeWords(content)}</span> <span>{type[0]!.toUpperCase() + type.slice(1)}</span>
      </p>
      <p className="age">
        {job.postedAt ? <span>Posted {formatAge(job.postedAt, at)}</span> : null}{" "}
        {job.confirmedAt ? (
          <span>
            {job.origin === "import" ? "Seen at the source" : "Confirmed open"} {formatAge(job.confirmedAt, at)}
          </span>
        ) : null}{" "}
        {listed && job.expiresAt ? <span>Listed until {formatDate(job.expiresAt, at)}</span> : null}
      </p>
    </header>
  );
}
