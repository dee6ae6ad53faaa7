import { Link } from "@remix-run/react";
import { placeWords } from "~/jobs/components/job-words.ts";
import { paths } from "~/platform/paths.ts";
import { formatMoment } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import type { Review } from "../show-review.server.ts";

/** Which job and revision a moderator reads, under what right, and what an edit of a live job means. */
export function CaseTitle({ review: { job, revision, diff, right, edit }, now }: { review: Review; now: Date }) {
  const { content, employer } = job;
  return (
    <>
      <p className="small quiet">
        Revision {revision.number}
        {edit && diff
          ? `, an edit of revision ${diff.number}`
          : diff
            ? `, sent again after revision ${diff.number}`
            : ", never reviewed before"}
      </p>
      <h1>{content.title}</h1>
      <p className="job-org">
        <b>{employer.name}</b> {employer.verification === "unverified" ? null : <Mark kind="verified">Verified</Mark>}{" "}
        <span>{placeWords(content)}</span> {right ? <span>{right.words}</span> : null}{" "}
        {right?.lapsesAt ? <span>Lapses {formatMoment(right.lapsesAt, now)} UTC</span> : null}
      </p>
      {edit && diff ? (
        <Note kind="info" title="An edit of a live job">
          <p>
            Revision {diff.number} stays <Link to={paths.job(job.slug)}>live</Link> while you read. Approved, this one
            takes its place; asked for changes or rejected, the live job stays as it is. Nothing is charged, and its end
            does not move.
          </p>
        </Note>
      ) : null}
    </>
  );
}
