import { Form } from "@remix-run/react";
import { type ReactNode } from "react";
import { Button } from "~/ui/button.tsx";
import { DataTable, Time } from "~/ui/data.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import type { showBoard } from "../show-board.server.ts";

export type Board = Awaited<ReturnType<typeof showBoard>>;

/** A worker that has not been seen for this long is taken for dead, in seconds. */
const WORKER_GONE = 30;

type Part = { name: string; well: boolean; state: string; figures: ReactNode };

function partsOf({ tasks, worker, mail, stripe, search, stranded, failedEvents }: Board): Part[] {
  return [
    {
      name: "Worker",
      well: worker !== null && worker < WORKER_GONE,
      state: worker === null ? "Never seen" : worker < WORKER_GONE ? "Running" : "Gone",
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
        `${countOf(failedEvents.length, "failed event")}` +
        (stranded ? `, ${countOf(stranded, "charge")} for no post: refund in Stripe's Dashboard` : ""),
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

/** What failed, each with a button to try it again. */
export function Failures({ board, now }: { board: Board; now: Date }) {
  return (
    <>
      <DataTable
        caption="Tasks that failed for good"
        scrolls
        columns={[
          { key: "kind", label: "Task" },
          { key: "error", label: "Last error" },
          { key: "when", label: "Gave up" },
          { key: "act", label: "Try again" },
        ]}
        rows={board.dead.map((task) => ({
          key: task.id,
          cells: [
            `${task.kind}, ${countOf(task.attempts, "attempt")}`,
            <span key="error" className="error-text">
              {task.last_error}
            </span>,
            task.finished_at ? <Time key="when" at={task.finished_at} now={now} fine /> : "",
            <RetryButton key="act" act="retry-task" id={task.id} what={`the task ${task.kind}`} />,
          ],
        }))}
        empty="None."
      />
      <DataTable
        caption="Events of Stripe's that could not be processed"
        scrolls
        columns={[
          { key: "type", label: "Event" },
          { key: "error", label: "Last error" },
          { key: "when", label: "Came" },
          { key: "act", label: "Try again" },
        ]}
        rows={board.failedEvents.map((event) => ({
          key: event.id,
          cells: [
            `${event.type}, ${countOf(event.attempts, "attempt")}`,
            <span key="error" className="error-text">
              {event.last_error}
            </span>,
            <Time key="when" at={event.received_at} now={now} fine />,
            <RetryButton key="act" act="retry-event" id={event.id} what={`the event ${event.type}`} />,
          ],
        }))}
        empty="None."
      />
    </>
  );
}

function RetryButton({ act, id, what }: { act: string; id: string; what: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <Button name="act" value={act}>
        Try again<span className="vh">: {what}</span>
      </Button>
    </Form>
  );
}
