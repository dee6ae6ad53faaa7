import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { DataTable, Time } from "~/ui/data.tsx";
import { Mark } from "~/ui/mark.tsx";
import { daysWords } from "../reply-record.ts";
import type { Tracked } from "../tracked.ts";
import { StateMark } from "./state-mark.tsx";

/** What the seeker applied to. `days`: in how many days an employer answers at the median, by its id. */
export function TrackerTable({
  rows,
  days,
  now,
}: {
  rows: readonly Tracked[];
  days: Readonly<Record<string, number>>;
  now: Date;
}) {
  return (
    <DataTable
      caption="Your applications, newest first"
      captionHidden
      rowHeaders
      columns={[
        { key: "job", label: "Job" },
        { key: "state", label: "State" },
        { key: "answers", label: "Usually answers" },
        { key: "changed", label: "Last change" },
        { key: "applied", label: "Applied" },
      ]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          <div className="cell-two" key="job">
            <Link to={row.kind === "board" ? paths.application(row.id) : paths.job(row.slug)}>{row.title}</Link>
            <span>{row.employerName}</span>
          </div>,
          row.kind === "board" ? (
            <StateMark key="state" state={row.state} />
          ) : (
            <div className="cell-two" key="state">
              <Mark icon="away">Away from the board</Mark>
              <Link to={paths.appliedAway(row.slug)}>
                Take it back<span className="vh">: {row.title}</span>
              </Link>
            </div>
          ),
          row.kind === "board" && row.employerId in days ? (
            `in ${daysWords(days[row.employerId]!)}`
          ) : (
            <span className="quiet" key="answers">
              {row.kind === "board" ? "not known yet" : "not seen here"}
            </span>
          ),
          <Time key="changed" at={row.changedAt} now={now} fine />,
          <Time key="applied" at={row.createdAt} now={now} />,
        ],
      }))}
      empty="There are none of these."
      scrolls
    />
  );
}
