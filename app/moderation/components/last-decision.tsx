import { Form, Link } from "@remix-run/react";
import type { JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { formatAgo } from "~/ui/format.ts";
import type { Decision } from "../decision.ts";
import type { LastDecision } from "../show-last-decision.server.ts";
import type { Undo } from "../undo.ts";

const did: Record<Decision, string> = {
  approve: "You approved",
  request_changes: "You asked for changes of",
  reject: "You rejected",
};

/** What this moderator decided last, to be taken back while that is possible; else why it is not. */
export function LastDecisionNote({ last, at }: { last: LastDecision; at: Date }) {
  return (
    <div className="last-decision">
      <p>
        {did[last.decision]} <Link to={paths.review(last.jobId)}>{last.title}</Link>, {formatAgo(last.at, at)}.
      </p>
      <UndoDecision id="undo-last" decisionId={last.decisionId} undo={last.undo} jobId={last.jobId} />
    </div>
  );
}

/** The button that takes a decision back, with what that does; or why it cannot be. */
export function UndoDecision({
  id = "undo",
  decisionId,
  undo,
  jobId,
}: {
  id?: string;
  decisionId: string;
  undo: Undo;
  jobId: JobId;
}) {
  if (!undo.possible)
    return (
      <details className="undo">
        <summary id={id}>Why it cannot be undone</summary>
        <p>
          {undo.why} {undo.suspendable ? <Link to={paths.jobStanding(jobId)}>Suspend the job…</Link> : null}
        </p>
      </details>
    );
  return (
    <Form method="post" action={paths.moderation()} className="undo">
      <input type="hidden" name="decision" value={decisionId} />
      <Button id={id} name="deed" value="undo" shortcut="U">
        Undo
      </Button>
      <p>{undo.consequence}</p>
    </Form>
  );
}
