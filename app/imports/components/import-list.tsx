import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { formatMoment } from "~/ui/format.ts";
import { PageLink } from "~/ui/page-link.tsx";
import { schedules, type ImportRun, type ImportSource } from "../import.ts";
import { runWords } from "./run-report.tsx";

/** Where a source's postings come from, in few words. */
export function sourceWords({ url, schedule }: ImportSource): string {
  if (!url) return "Files that you upload";
  return `${new URL(url).hostname}, ${schedule === "off" ? "when you ask" : schedules[schedule].toLowerCase()}`;
}

/** The imports of an organization, each with its newest run. */
export function ImportList({
  imports,
  now,
}: {
  imports: readonly { source: ImportSource; last: ImportRun | null }[];
  now: Date;
}) {
  return (
    <ul className="people">
      {imports.map(({ source, last }) => (
        <li key={source.id}>
          <p className="who">
            <b>
              <PageLink to={paths.import(source.employerId, source.id)}>{source.name}</PageLink>
            </b>
            <span>
              {sourceWords(source)}
              {last ? (
                <>
                  .{" "}
                  <Time at={last.at} now={now}>
                    {formatMoment(last.at, now)}
                  </Time>
                  : {runWords(last)}
                </>
              ) : null}
            </span>
          </p>
          <div className="btns">
            <ButtonLink to={paths.import(source.employerId, source.id)}>
              Look at<span className="vh"> {source.name}</span>
            </ButtonLink>
          </div>
        </li>
      ))}
    </ul>
  );
}
