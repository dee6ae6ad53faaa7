import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "~/platform/paths.ts";
import { countOf } from "~/ui/format.ts";
import type { LedgerLine } from "../billing-page.queries.server.ts";

const causes: Record<LedgerLine["kind"], string> = {
  grant: "Given by CareerCenter",
  purchase: "Bought",
  hold: "Held for",
  spend: "Spent on",
  return: "Returned from",
  refund: "Refund",
  dispute: "Dispute",
  shortfall: "Came back, and was still owed for a refund or dispute",
  take: "Taken by CareerCenter",
};

function causeOf({ kind, delta, shortfall }: LedgerLine): string {
  const comesBack = delta > 0 || shortfall < 0;
  if (kind === "refund" && comesBack) return "Refund failed";
  if (kind === "dispute" && comesBack) return "Dispute won";
  return causes[kind];
}

/** What caused a line of the ledger of credits, with the order or job that it is about. */
export function LedgerCause({ line, staff = false }: { line: LedgerLine; staff?: boolean }): ReactNode {
  const { note, jobId, jobTitle, orderId, planName, shortfall, kind } = line;
  return (
    <>
      {causeOf(line)}
      {orderId ? (
        <>
          {": "}
          <Link to={staff ? paths.adminOrder(orderId) : paths.order(orderId)}>{planName ?? "the order"}</Link>
        </>
      ) : null}
      {jobId ? (
        <>
          {" "}
          <Link to={staff ? paths.review(jobId) : paths.deskJob(jobId)}>{jobTitle ?? "a job"}</Link>
        </>
      ) : null}
      {(kind === "grant" || kind === "take") && note ? <span className="quiet">: {note}</span> : null}
      {shortfall > 0 ? <span className="quiet">; {countOf(shortfall, "more", "more")} used already</span> : null}
    </>
  );
}
