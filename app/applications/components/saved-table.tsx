import { Form, Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { DataTable, Time } from "~/ui/data.tsx";
import { formatDate } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import type { SavedJob } from "../saved/saved.ts";

/** The saved jobs as they stand now; those that are over say why. */
export function SavedTable({ rows, now }: { rows: readonly SavedJob[]; now: Date }) {
  return (
    <div className="tracked">
      <DataTable
        caption="Saved jobs, newest first"
        captionHidden
        rowHeaders
        columns={[
          { key: "job", label: "Job" },
          { key: "pay", label: "Pay" },
          { key: "open", label: "Open" },
          { key: "saved", label: "On your list" },
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
            <SavedStatus key="open" row={row} now={now} />,
            <span key="saved">
              saved <Time at={row.savedAt} now={now} />
            </span>,
            <Form method="post" key="remove">
              <input type="hidden" name="job" value={row.id} />
              <Button name="intent" value="remove">
                Take off<span className="vh">: {row.title}</span>
              </Button>
            </Form>,
          ],
        }))}
        empty="Nothing was saved before these."
      />
    </div>
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
      {row.endsAt ? `until ${formatDate(row.endsAt, now)}` : null}
      {row.status === "unconfirmed" ? <span>It may be gone: its employer has not confirmed it.</span> : null}
    </div>
  );
}
