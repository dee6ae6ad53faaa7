import { Form, Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { DataTable, Time } from "~/ui/data.tsx";
import { Mark } from "~/ui/mark.tsx";
import type { SavedJob } from "../saved/saved.ts";

/** The saved jobs as they stand now; those that are over say why. */
export function SavedTable({ rows, now }: { rows: readonly SavedJob[]; now: Date }) {
  return (
    <DataTable
      caption="Saved jobs, newest first"
      captionHidden
      rowHeaders
      columns={[
        { key: "job", label: "Job" },
        { key: "pay", label: "Pay" },
        { key: "ends", label: "Ends" },
        { key: "saved", label: "Saved" },
        { key: "remove", label: "Take off" },
      ]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          <div className="cell-two" key="job">
            {row.status === "taken-down" ? row.title : <Link to={paths.job(row.slug)}>{row.title}</Link>}
            <span>{[row.employer, row.place].filter(Boolean).join(", ")}</span>
          </div>,
          row.pay,
          <SavedStatus key="ends" row={row} now={now} />,
          <Time key="saved" at={row.savedAt} now={now} />,
          <Form method="post" key="remove">
            <input type="hidden" name="job" value={row.id} />
            <Button name="intent" value="remove">
              Take off<span className="vh">: {row.title}</span>
            </Button>
          </Form>,
        ],
      }))}
      empty="Nothing was saved before these."
      scrolls
    />
  );
}

function SavedStatus({ row, now }: { row: SavedJob; now: Date }) {
  if (row.status === "taken-down") return <Mark kind="bad">Taken down</Mark>;
  if (row.status === "over")
    return (
      <div className="cell-two">
        <Mark>Over</Mark>
        <span>{row.over}</span>
      </div>
    );
  return (
    <div className="cell-two">
      {row.endsAt ? <Time at={row.endsAt} now={now} /> : null}
      {row.status === "unconfirmed" ? <span>It may be gone: its employer has not confirmed it.</span> : null}
    </div>
  );
}
