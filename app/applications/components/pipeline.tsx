import { Link } from "@remix-run/react";
import type { ApplicationId, JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { classNames } from "~/ui/class-names.ts";
import { Time } from "~/ui/data.tsx";
import { formatNumber } from "~/ui/format.ts";
import { applicationStateLabels, type ApplicationState } from "../application.ts";

export type PipelineColumn = {
  state: ApplicationState;
  rows: { id: ApplicationId; name: string; createdAt: Date; changedAt: Date }[];
};

/** A job's applicants by state, side by side: the newest of each, and the way to all of them. */
export function Pipeline({
  jobId,
  columns,
  count,
  now,
}: {
  jobId: JobId;
  columns: readonly PipelineColumn[];
  count: (state: ApplicationState) => number;
  now: Date;
}) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="board board--five" tabIndex={0} role="region" aria-label="Applicants in play, scrolls sideways">
      {columns.map(({ state, rows }) => (
        <section
          key={state}
          className={classNames("col", rows.length === 0 && "col--none")}
          aria-labelledby={`in-${state}`}
        >
          <h2 id={`in-${state}`}>
            {applicationStateLabels[state]} <span>{formatNumber(count(state))}</span>
          </h2>
          {rows.length === 0 ? <p className="quiet small">Nobody</p> : null}
          <ul>
            {rows.map((row) => (
              <li key={row.id}>
                <Link className="cand" to={paths.applicant(jobId, row.id)}>
                  <b>{row.name}</b>
                  <span className="meta">
                    <span>
                      Applied <Time at={row.createdAt} now={now} />
                    </span>
                  </span>
                  {state === "received" ? null : (
                    <span className="meta">
                      <span>
                        Moved <Time at={row.changedAt} now={now} fine />
                      </span>
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
          {count(state) > rows.length ? (
            <p className="small more">
              <Link to={`${paths.applicants(jobId)}?state=${state}`}>
                All {formatNumber(count(state))}
                <span className="vh"> in {applicationStateLabels[state]}</span>
              </Link>
            </p>
          ) : null}
        </section>
      ))}
    </div>
  );
}
