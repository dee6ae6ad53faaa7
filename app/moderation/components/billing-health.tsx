import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { DataTable, DefinitionList, Time } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import type { showHealth } from "../show-health.server.ts";

export type Health = Awaited<ReturnType<typeof showHealth>>;
type Shown = { health: Health; now: Date };

/** When the reconciler last ran, how far it got, and what it healed. */
export function Reconciler({ health: { run, eventsKnownUntil, lag, failedCount, mail }, now }: Shown) {
  const ago = (at: Date | null | undefined, none: string) => (at ? <Time at={at} now={now} fine /> : none);
  return (
    <DefinitionList
      items={[
        { term: "Last run", value: ago(run?.at, "Never: is a worker running?") },
        {
          term: "How it went",
          value: run && (
            <Mark kind={run.error ? "bad" : "ok"}>{run.error ?? `Well, in ${formatNumber(run.milliseconds)} ms`}</Mark>
          ),
        },
        { term: "Events known until", value: ago(eventsKnownUntil, "Not yet") },
        {
          term: "Found by the last run",
          value:
            run &&
            `${countOf(run.events, "lost event")}; ${countOf(run.orders, "order")} and ${countOf(run.plans, "plan")} read again, ${formatNumber(run.moved)} had moved, ${formatNumber(run.failed)} failed`,
        },
        { term: "Last had to heal", value: ago(run?.healedAt, "Never") },
        { term: "Newest event of Stripe's", value: ago(lag.newest, "None yet") },
        {
          term: "Events waiting",
          value: (
            <>
              {formatNumber(lag.waiting)}
              {lag.oldest ? (
                <>
                  , the oldest came <Time at={lag.oldest} now={now} fine />
                </>
              ) : null}
              ; {formatNumber(failedCount)} failed
            </>
          ),
        },
        {
          term: "Mail",
          value: {
            ok: "Working",
            "not-configured": "Not configured",
            unreachable: "Out of reach",
            refused: "Sign-in refused",
          }[mail],
        },
      ]}
    />
  );
}

/** Each assertion as the reconciler last found it. */
export function Assertions({ health: { assertions }, now }: Shown) {
  return (
    <DataTable
      caption="What must always be true of money and rights"
      captionHidden
      scrolls
      columns={[
        { key: "sentence", label: "What must be true" },
        { key: "state", label: "State" },
        { key: "at", label: "Looked at" },
      ]}
      rows={assertions.map(({ name, sentence, last }) => ({
        key: name,
        cells: [
          sentence,
          <Mark key="state" kind={!last ? "missing" : last.broken ? "bad" : "ok"}>
            {!last ? (
              "Not looked at yet"
            ) : last.broken ? (
              <Link to={`${paths.adminHealth({ check: name })}#rows`}>{countOf(last.broken, "row")} wrong</Link>
            ) : (
              "True"
            )}
          </Mark>,
          last ? <Time key="at" at={last.at} now={now} fine /> : "",
        ],
      }))}
    />
  );
}

/** The rows that break an assertion now. */
export function BrokenRows({ broken, paged }: { broken: NonNullable<Health["broken"]>; paged: boolean }) {
  const { name, sentence, about, items, last } = broken;
  return (
    <>
      <DataTable
        caption={sentence}
        scrolls
        columns={[
          { key: "id", label: `The ${about}` },
          { key: "what", label: "How it stands" },
          { key: "job", label: "Its job" },
        ]}
        rows={items.map((row) => ({
          key: row.id,
          cells: [
            <code key="id">{row.id}</code>,
            row.what,
            row.job_id ? <Link to={paths.review(row.job_id)}>Its review</Link> : "",
          ],
        }))}
        empty="True by now: it has healed since the reconciler looked."
      />
      <Pager
        label="Pages of rows"
        shown={countOf(items.length, "row")}
        nextTo={last && `${paths.adminHealth({ check: name, after: last.id })}#rows`}
        firstTo={paged ? `${paths.adminHealth({ check: name })}#rows` : undefined}
      />
    </>
  );
}

/** The events that failed; the button leads to a question. */
export function FailedEvents({ health: { failed }, now, paged }: Shown & { paged: boolean }) {
  const { last } = failed;
  return (
    <>
      <DataTable
        caption="Events of Stripe's that could not be processed"
        scrolls
        columns={failureColumns("Event", "Came")}
        rows={failed.items.map((event) => ({
          key: event.id,
          cells: failureCells({
            name: `${event.type}, ${countOf(event.attempts, "attempt")}`,
            error: event.last_error,
            when: <Time key="when" at={event.received_at} now={now} fine />,
            retry: paths.adminHealth({ act: "retry-event", id: event.id }),
            what: `the event ${event.type}`,
          }),
        }))}
        empty="None."
      />
      <Pager
        label="Pages of events"
        shown={countOf(failed.items.length, "event")}
        nextTo={last && `${paths.adminHealth({ events: `${last.received_at.getTime()}.${last.id}` })}#failed`}
        firstTo={paged ? `${paths.adminHealth()}#failed` : undefined}
      />
    </>
  );
}

/** The tasks that failed for good; the button leads to a question. */
export function DeadTasks({ health: { dead }, now, paged }: Shown & { paged: boolean }) {
  return (
    <>
      <DataTable
        caption="Tasks that failed for good"
        scrolls
        columns={failureColumns("Task", "Gave up")}
        rows={dead.items.map((task) => ({
          key: task.id,
          cells: failureCells({
            name: `${task.kind}, ${countOf(task.attempts, "attempt")}`,
            error: task.last_error,
            when: task.finished_at ? <Time key="when" at={task.finished_at} now={now} fine /> : "",
            retry: paths.adminHealth({ act: "retry-task", id: task.id }),
            what: `the task ${task.kind}`,
          }),
        }))}
        empty="None."
      />
      <Pager
        label="Pages of tasks"
        shown={countOf(dead.items.length, "task")}
        nextTo={dead.last && `${paths.adminHealth({ tasks: dead.last.id })}#failed`}
        firstTo={paged ? `${paths.adminHealth()}#failed` : undefined}
      />
    </>
  );
}

const failureColumns = (name: string, when: string) => [
  { key: "name", label: name },
  { key: "error", label: "Last error" },
  { key: "when", label: when },
  { key: "act", label: "Try again" },
];

type Failure = { name: string; error: string | null; when: React.ReactNode; retry: string; what: string };

const failureCells = ({ name, error, when, retry, what }: Failure) => [
  name,
  <span key="error" className="error-text">
    {error}
  </span>,
  when,
  <ButtonLink key="act" to={`${retry}#ask`}>
    Try again…<span className="vh"> {what}</span>
  </ButtonLink>,
];
