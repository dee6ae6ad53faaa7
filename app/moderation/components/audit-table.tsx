import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { parseId } from "~/platform/ids.ts";
import { DataTable, Time } from "~/ui/data.tsx";
import { formatMoment } from "~/ui/format.ts";
import type { showAudit } from "../show-board.server.ts";

type Entry = Awaited<ReturnType<typeof showAudit>>["entries"][number];

/** The audit log, newest first: who did what to what, when, and with which particulars. */
export function AuditTable({ entries, now }: { entries: readonly Entry[]; now: Date }) {
  return (
    <DataTable
      caption="The audit log, newest first"
      captionHidden
      scrolls
      columns={[
        { key: "at", label: "When (UTC)" },
        { key: "who", label: "Who" },
        { key: "what", label: "What" },
        { key: "to", label: "To what" },
        { key: "detail", label: "Particulars" },
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <Time key="at" at={entry.at} now={now}>
            {formatMoment(entry.at, now)}
          </Time>,
          entry.actor_kind === "system" ? "The board itself" : (entry.actor ?? "An account that is gone"),
          entry.action,
          <Subject key="to" entry={entry} />,
          <span key="detail" className="error-text">
            {particulars(entry.detail)}
          </span>,
        ],
      }))}
      empty="Nothing has happened yet."
    />
  );
}

function Subject({ entry }: { entry: Entry }) {
  const jobId = entry.subject_kind === "job" ? parseId<"job">(entry.subject_id) : undefined;
  const short = `${entry.subject_kind} …${entry.subject_id.slice(-6)}`;
  const orderId = entry.subject_kind === "order" ? parseId<"order">(entry.subject_id) : undefined;
  if (orderId) return <Link to={paths.adminOrder(orderId)}>{short}</Link>;
  return jobId ? <Link to={paths.review(jobId)}>{short}</Link> : <span title={entry.subject_id}>{short}</span>;
}

/** The detail's names and values in one line; it holds ids, codes and reasons only. */
function particulars(detail: string): string {
  const entries = Object.entries(JSON.parse(detail) as Record<string, string | number | boolean | null>);
  return entries.map(([name, value]) => `${name} ${value ?? "none"}`).join(", ");
}
