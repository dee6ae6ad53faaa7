import { orderStateLabels } from "~/billing/order.ts";
import { jobStateLabels, type JobState } from "~/jobs/job.ts";
import { DataTable, DefinitionList } from "~/ui/data.tsx";
import { formatNumber } from "~/ui/format.ts";
import type { Board } from "./board-health.tsx";

const NUMBER_COLUMNS = [
  { key: "state", label: "State" },
  { key: "count", label: "Number", numeric: true },
];

/** How much there is on the board. */
export function BoardCounts({ board: { jobs, counts } }: { board: Board }) {
  const states = Object.keys(jobStateLabels) as JobState[];
  return (
    <>
      <DefinitionList
        items={[
          {
            term: "Accounts",
            value: `${formatNumber(counts.accounts)}, ${formatNumber(counts.unconfirmed)} unconfirmed, ${formatNumber(counts.staff)} staff`,
          },
          { term: "Employers", value: `${formatNumber(counts.employers)}, ${formatNumber(counts.verified)} verified` },
          { term: "Applications", value: formatNumber(counts.applications) },
        ]}
      />
      <DataTable
        caption="Jobs by state"
        rowHeaders
        columns={NUMBER_COLUMNS}
        rows={states.map((state) => ({
          key: state,
          cells: [jobStateLabels[state], formatNumber(jobs.find((row) => row.state === state)?.count ?? 0)],
        }))}
      />
      <DataTable
        caption="Orders by state"
        rowHeaders
        columns={NUMBER_COLUMNS}
        rows={counts.orders.map(({ state, count }) => ({
          key: state,
          cells: [orderStateLabels[state], formatNumber(count)],
        }))}
        empty="No orders yet."
      />
    </>
  );
}
