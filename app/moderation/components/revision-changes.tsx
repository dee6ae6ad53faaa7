import { midSentence } from "~/jobs/components/job-words.ts";
import { formatList } from "~/ui/format.ts";
import { Prose } from "~/ui/layout.tsx";
import type { TextPart } from "../compare-contents.server.ts";
import type { ReviewDiff } from "../show-review.server.ts";

/** What differs from the revision before, field by field. */
export function ChangedFields({ diff, number }: { diff: ReviewDiff; number: number }) {
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">What changed since revision {diff.number}</h2>
      {diff.changes.length > 0 ? (
        <table className="diff">
          <caption className="vh">The fields that differ</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Revision {diff.number}</th>
              <th scope="col">Revision {number}</th>
            </tr>
          </thead>
          <tbody>
            {diff.changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>
                  <del>{before}</del>
                </td>
                <td>
                  <ins>{after}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>{diff.text ? "Only the text." : "Nothing: the same words were sent again."}</p>
      )}
      {diff.changes.length > 0 && diff.unchanged.length > 0 ? (
        <p className="small quiet">Unchanged: {formatList(diff.unchanged.map(midSentence))}.</p>
      ) : null}
    </section>
  );
}

/** The job's text: with changes marked where an earlier revision was before the moderators, else as seekers read it. */
export function ReviewedText({ parts, html }: { parts: TextPart[] | undefined; html: string }) {
  if (!parts)
    return (
      <section aria-labelledby="text">
        <h2 id="text">Text</h2>
        <div className="box">
          <Prose html={html} />
        </div>
      </section>
    );
  return (
    <section aria-labelledby="text">
      <h2 id="text">Text, with changes marked</h2>
      <MarkedText parts={parts} />
      <details className="as-read">
        <summary>The text as seekers read it</summary>
        <Prose html={html} />
      </details>
    </section>
  );
}

/** A text with what went struck through and what came underlined. */
export function MarkedText({ parts }: { parts: TextPart[] }) {
  return (
    <div className="prose box marked">
      {parts.map(({ kind, text }, index) =>
        kind === "added" ? (
          <ins key={index}>{text}</ins>
        ) : kind === "removed" ? (
          <del key={index}>{text}</del>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
    </div>
  );
}
