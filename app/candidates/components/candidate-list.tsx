import type { EmployerId, JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import type { Moment } from "~/ui/format.ts";
import { PageLink } from "~/ui/page-link.tsx";
import type { CandidateCard } from "../find-candidates.server.ts";
import { candidateTitle, changedWords, factsOf, FitReasons, HeldCredentials } from "./candidate-parts.tsx";

/** The candidates of a page. Their pages are not fetched before they are opened: that would be a look. */
export function CandidateList({
  employerId,
  cards,
  job,
  now,
}: {
  employerId: EmployerId;
  cards: readonly CandidateCard[];
  job: JobId | null;
  now: Moment;
}) {
  return (
    <div className="candidates">
      {cards.map(({ id, view, fit }) => (
        <article key={id} className="candidate">
          <h2>
            <PageLink prefetch={false} to={paths.candidate(employerId, id, job ? { job } : {})}>
              {candidateTitle(view)}
            </PageLink>
          </h2>
          <ul className="candidate-says">
            {view.credentials.some(({ expired }) => expired) ? (
              <li>
                <b>Credentials</b>
                <span>
                  <HeldCredentials credentials={view.credentials} />
                </span>
              </li>
            ) : null}
            {factsOf(view)
              .filter(({ value }) => value !== null)
              .map(({ term, value }) => (
                <li key={term}>
                  <b>{term}</b>
                  <span>{value}</span>
                </li>
              ))}
            <li>
              <b>Profile</b>
              <span>{changedWords(view, now).replace("Profile changed", "Changed")}</span>
            </li>
          </ul>
          {fit ? <FitReasons fit={fit} /> : null}
        </article>
      ))}
    </div>
  );
}
