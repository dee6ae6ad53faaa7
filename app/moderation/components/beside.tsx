import type { JobId } from "~/platform/ids.ts";
import { Link } from "@remix-run/react";
import { midSentence } from "~/jobs/components/job-words.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { formatList } from "~/ui/format.ts";
import { Prose } from "~/ui/layout.tsx";
import { Note } from "~/ui/notes.tsx";
import type { Beside } from "../show-beside.server.ts";
import { MarkedText } from "./revision-changes.tsx";

/** Another job beside this one: the facts that differ, and both texts as one, marked. */
export function BesideJob({ beside, jobId }: { beside: Beside; jobId: JobId }) {
  return (
    <section aria-labelledby="beside" className="beside">
      <h2 id="beside" tabIndex={-1}>
        Beside: <Link to={paths.review(beside.jobId)}>{beside.title}</Link>
      </h2>
      <p className="small quiet">
        {beside.employerName}, {jobStateLabels[beside.state].toLowerCase()}
      </p>
      {beside.changes.length > 0 ? (
        <table className="diff">
          <caption className="vh">The facts that differ</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">That job</th>
              <th scope="col">This job</th>
            </tr>
          </thead>
          <tbody>
            {beside.changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td data-whose="That job">{before}</td>
                <td data-whose="This job">{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>All its facts are the same.</p>
      )}
      {beside.changes.length > 0 && beside.same.length > 0 ? (
        <p className="small quiet">The same: {formatList(beside.same.map(midSentence))}.</p>
      ) : null}
      <BesideText text={beside.text} />
      <p>
        <ButtonLink to={paths.review(jobId)} preventScrollReset>
          Take it away
        </ButtonLink>
      </p>
    </section>
  );
}

function BesideText({ text }: { text: Beside["text"] }) {
  if (text.kind === "same") return <Note kind="warn">The texts are the same, letter by letter.</Note>;
  if (text.kind === "other")
    return (
      <>
        <p className="small quiet">The texts have little in common. That job says:</p>
        <div className="box">
          <Prose html={text.html} />
        </div>
      </>
    );
  return (
    <>
      <p className="small quiet">Struck through: only in that job. Underlined: only in this one.</p>
      <MarkedText parts={text.parts} />
    </>
  );
}
