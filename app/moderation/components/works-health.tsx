import { Link } from "@remix-run/react";
import { foundWords, linkStateLabels } from "~/jobs/apply-link.ts";
import { paths } from "~/platform/paths.ts";
import { BEAT_GONE } from "~/tasks/beat.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { DataTable, DefinitionList, Time } from "~/ui/data.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import type { Health } from "./billing-health.tsx";

type Shown = { health: Health; now: Date };

/** The worker, the web processes with their indexes, and the feed that these follow. */
export function Processes({ health: { worker, processes, feed, eventsOfDay }, now }: Shown) {
  const states = { ok: "Current", starting: "Starting", rebuilding: "Being rebuilt", degraded: "Behind" };
  const isGone = (seen: Date) => now.getTime() - seen.getTime() > BEAT_GONE * 1_000;
  const events = { stored: "waiting", done: "done", ignored: "none of ours", failed: "failed" };
  return (
    <>
      <DefinitionList
        items={[
          {
            term: "Worker",
            value: (
              <Mark kind={worker !== null && worker < BEAT_GONE ? "ok" : "bad"}>
                {worker === null ? "Never seen" : `Seen ${countOf(worker, "second")} ago`}
              </Mark>
            ),
          },
          {
            term: "Change feed",
            value: feed.oldest ? (
              <>
                {countOf(feed.rows, "change")}, the oldest <Time at={feed.oldest} now={now} fine />. What is older than
                a week is forgotten, but for the newest 10,000.
              </>
            ) : (
              "Empty"
            ),
          },
          {
            term: "Webhooks of the last day",
            value:
              eventsOfDay.map(({ status, count }) => `${formatNumber(count)} ${events[status]}`).join(", ") ||
              "None came",
          },
        ]}
      />
      <DataTable
        caption="Web processes and their search"
        scrolls
        columns={[
          { key: "name", label: "Process" },
          { key: "state", label: "Its search" },
          { key: "jobs", label: "Jobs", numeric: true },
          { key: "lag", label: "Behind", numeric: true },
          { key: "seen", label: "Last heard of" },
        ]}
        rows={processes.map((one) => ({
          key: one.id,
          cells: [
            `${one.host}, ${one.number}`,
            <Mark key="state" kind={!isGone(one.seen_at) && one.search_state === "ok" ? "ok" : "bad"}>
              {isGone(one.seen_at) ? "Gone" : states[one.search_state]}
            </Mark>,
            formatNumber(one.jobs),
            one.lag_ms === null ? "" : `${formatNumber(one.lag_ms)} ms`,
            <Time key="seen" at={one.seen_at} now={now} fine />,
          ],
        }))}
        empty="None has been heard of within the hour."
      />
    </>
  );
}

/** How many jobs wait for a decision, and what runs out next. */
export function QueueDepth({ health: { queue }, now }: Shown) {
  const { count, first } = queue;
  return (
    <DefinitionList
      items={[
        { term: "Waiting", value: countOf(count, "job") },
        {
          term: "Runs out next",
          value: first ? (
            <>
              <Link to={paths.review(first.jobId)}>{first.title}</Link>, {first.right}:{" "}
              <Time at={first.runsOutAt} now={now} fine />
            </>
          ) : (
            "Nothing waits"
          ),
        },
      ]}
    />
  );
}

/** How the addresses stand at which jobs take applications. */
export function ApplyLinks({ health: { links }, now }: Shown) {
  const counts = links.counts.map(
    ({ state, count }) => `${formatNumber(count)} ${linkStateLabels[state].toLowerCase()}`,
  );
  return (
    <>
      <DefinitionList
        items={[
          { term: "Looked at", value: counts.join(", ") || "None yet" },
          { term: "Last look", value: links.last ? <Time at={links.last} now={now} fine /> : "Never" },
          { term: "Late by two hours", value: formatNumber(links.late) },
        ]}
      />
      <DataTable
        caption="Addresses that are gone, or lead to a front page"
        scrolls
        columns={[
          { key: "job", label: "Job" },
          { key: "state", label: "State" },
          { key: "found", label: "What was met" },
          { key: "since", label: "Since" },
        ]}
        rows={links.bad.map((link) => ({
          key: link.jobId,
          cells: [
            <span key="job">
              <Link to={paths.review(link.jobId)}>{link.title}</Link>, {link.employerName}
            </span>,
            <Mark key="state" kind={link.state === "ok" ? "fact" : "bad"}>
              {linkStateLabels[link.state]}
            </Mark>,
            `${foundWords(link.found)}${link.failures ? `, ${countOf(link.failures, "time")}` : ""}`,
            link.failingSince ? <Time key="since" at={link.failingSince} now={now} fine /> : "",
          ],
        }))}
        empty="None."
      />
    </>
  );
}

/** Each kind of task: what waits, runs, fails and died. */
export function TasksByKind({ health: { kinds }, now }: Shown) {
  return (
    <DataTable
      caption="Tasks by kind"
      captionHidden
      scrolls
      rowHeaders
      columns={[
        { key: "kind", label: "Kind" },
        { key: "queued", label: "Queued", numeric: true },
        { key: "running", label: "Running", numeric: true },
        { key: "failing", label: "To be tried again", numeric: true },
        { key: "dead", label: "Dead", numeric: true },
        { key: "done", label: "Done in a day", numeric: true },
        { key: "oldest", label: "Oldest due" },
      ]}
      rows={kinds.map((row) => ({
        key: row.kind,
        cells: [
          row.kind,
          formatNumber(row.queued),
          formatNumber(row.running),
          formatNumber(row.failing),
          formatNumber(row.dead),
          formatNumber(row.doneToday),
          row.oldestDue ? <Time key="oldest" at={row.oldestDue} now={now} fine /> : "",
        ],
      }))}
      empty="No task waits, died, or was done in a day. Mail is a task as well."
    />
  );
}

/** The tasks that failed and wait for their next attempt; the button leads to a question. */
export function FailingTasks({ health: { failing }, now }: Shown) {
  return (
    <DataTable
      caption="Tasks that failed and will be tried again"
      scrolls
      columns={[
        { key: "name", label: "Task" },
        { key: "error", label: "Last error" },
        { key: "next", label: "Next attempt" },
        { key: "act", label: "At once" },
      ]}
      rows={failing.map((task) => ({
        key: task.id,
        cells: [
          `${task.kind}, ${countOf(task.attempts, "attempt")}`,
          <span key="error" className="error-text">
            {task.last_error}
          </span>,
          <Time key="next" at={task.run_at} now={now} fine />,
          <ButtonLink key="act" to={`${paths.adminHealth({ act: "hasten-task", id: task.id })}#ask`}>
            Try now…<span className="vh"> the task {task.kind}</span>
          </ButtonLink>,
        ],
      }))}
      empty="None."
    />
  );
}
