import { type ReactNode } from "react";
import { BEAT_GONE } from "~/tasks/beat.ts";
import { DataTable } from "~/ui/data.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import type { showBoard } from "../show-board.server.ts";

export type Board = Awaited<ReturnType<typeof showBoard>>;

type Part = { name: string; well: boolean; state: string; figures: ReactNode };

function partsOf({ tasks, worker, mail, stripe, search, stranded, failedEvents }: Board): Part[] {
  return [
    {
      name: "Worker",
      well: worker !== null && worker < BEAT_GONE,
      state: worker === null ? "Never seen" : worker < BEAT_GONE ? "Running" : "Gone",
      figures: worker === null ? "Start `npm run serve` or the worker" : `Seen ${countOf(worker, "second")} ago`,
    },
    {
      name: "Tasks",
      well: tasks.dead === 0 && tasks.overdueSeconds < 60,
      state: tasks.dead > 0 ? "Some failed for good" : tasks.overdueSeconds < 60 ? "On time" : "Late",
      figures: `${formatNumber(tasks.queued)} queued, the oldest ${formatNumber(tasks.overdueSeconds)} s overdue, ${formatNumber(tasks.dead)} dead`,
    },
    {
      name: "Stripe",
      well: stripe !== "failing" && stripe !== "off" && stranded === 0,
      state: { ok: "Working", sandbox: "Sandbox", off: "Not configured", failing: "Events fail" }[stripe],
      figures:
        `${countOf(failedEvents, "failed event")}` +
        (stranded ? `, ${countOf(stranded, "charge")} for nothing: refund it` : ""),
    },
    {
      name: "Mail",
      well: mail === "ok",
      state: {
        ok: "Working",
        "not-configured": "Not configured",
        unreachable: "Out of reach",
        refused: "Sign-in refused",
      }[mail],
      figures: "The SMTP server's answer within the last 15 seconds",
    },
    {
      name: "Search",
      well: search.healthy && search.ready,
      state: !search.healthy ? "Behind" : search.ready ? "Current" : "Starting",
      figures: search.ready
        ? `${countOf(search.listed, "job")} listed, ${formatNumber(Math.round(search.lagMs))} ms behind the database`
        : "The index is being built",
    },
  ];
}

/** Each part of the board and how it is, as this process sees it. */
export function HealthTable({ board }: { board: Board }) {
  return (
    <DataTable
      caption="The parts of the board and how they are"
      captionHidden
      rowHeaders
      columns={[
        { key: "part", label: "Part" },
        { key: "state", label: "State" },
        { key: "figures", label: "Figures" },
      ]}
      rows={partsOf(board).map((part) => ({
        key: part.name,
        cells: [
          part.name,
          <Mark key="state" kind={part.well ? "ok" : "bad"}>
            {part.state}
          </Mark>,
          part.figures,
        ],
      }))}
    />
  );
}
