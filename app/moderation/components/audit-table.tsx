import { Link } from "@remix-run/react";
import { auditDeed } from "~/audit/audit-words.ts";
import type { AuditLine } from "~/audit/search-audit.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { DataTable, Time } from "~/ui/data.tsx";
import { formatMoment } from "~/ui/format.ts";

type Props = {
  lines: readonly AuditLine[];
  now: Date;
  narrowed?: boolean;
  /** Who reads: not every page is there for a moderator. */
  reader: "moderator" | "admin";
  /** Where the lines of one person are. */
  who?: (id: string) => string;
};

/** The audit log, newest first: who did what to what, when, and with which particulars. */
export function AuditTable({
  lines,
  now,
  narrowed = false,
  reader,
  who = (id) => paths.adminAudit({ who: id }),
}: Props) {
  return (
    <DataTable
      caption="The audit log, newest first"
      captionHidden
      scrolls
      columns={[
        { key: "at", label: "When (UTC)" },
        { key: "what", label: "What happened" },
        { key: "to", label: "To what" },
        { key: "detail", label: "Particulars" },
      ]}
      rows={lines.map((line) => ({
        key: line.id,
        cells: [
          <Time key="at" at={line.at} now={now}>
            {formatMoment(line.at, now)}
          </Time>,
          <span key="what">
            {line.actor_account_id ? (
              <Link to={who(line.actor_account_id)}>{line.actor ?? "An account that is gone"}</Link>
            ) : (
              "The board"
            )}{" "}
            {auditDeed(line.action)}
            <br />
            <code className="quiet">{line.action}</code>
          </span>,
          <Subject key="to" line={line} reader={reader} />,
          <span key="detail" className="error-text">
            {particulars(line.detail)}
          </span>,
        ],
      }))}
      empty={
        narrowed ? "No line is like that. Leave something out, or look at more days." : "Nothing has happened yet."
      }
    />
  );
}

/** Where a thing is looked at; undefined for what has no page of its own. */
function pageOf({ subject_kind: kind, subject_id: id }: AuditLine, reader: Props["reader"]): string | undefined {
  const jobId = kind === "job" ? parseId<"job">(id) : undefined;
  if (jobId) return paths.review(jobId);
  if (reader === "moderator") return undefined;
  const orderId = kind === "order" ? parseId<"order">(id) : undefined;
  if (orderId) return paths.adminOrder(orderId);
  const employerId = kind === "employer" ? parseId<"employer">(id) : undefined;
  if (employerId) return paths.adminEmployer(employerId);
  if (kind === "board" && id.startsWith("plan:")) return paths.adminPlan(id.slice("plan:".length));
  return undefined;
}

function Subject({ line, reader }: { line: AuditLine; reader: Props["reader"] }) {
  const { subject_kind: kind, subject_id: id, subject } = line;
  const page = pageOf(line, reader);
  const name = subject ?? (parseId(id) ? `${kind} …${id.slice(-6)}` : `${kind} ${id}`);
  return (
    <>
      {page ? <Link to={page}>{name}</Link> : <span title={id}>{name}</span>}
      <br />
      <Link className="quiet" to={paths.adminAudit({ kind, id })}>
        Its history<span className="vh"> of {name}</span>
      </Link>
    </>
  );
}

/** The detail's names and values in one line; it holds ids, codes and numbers only. */
function particulars(detail: string): string {
  const entries = Object.entries(JSON.parse(detail) as Record<string, string | number | boolean | null>);
  return entries.map(([name, value]) => `${name} ${value ?? "none"}`).join(", ");
}
