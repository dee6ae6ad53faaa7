import { Form, Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { asRequired } from "~/ui/field.tsx";
import { countOf } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import type { JobStanding as Standing } from "../sanctions/show-standing.server.ts";
import { CodeField, reasonLabels } from "./case-form.tsx";

/** Suspending a live job, or what may follow on a suspended one; says what each does before it is done. */
export function JobStandingForm({ standing, now }: { standing: Standing; now: Date }) {
  const { form, fields, pending, attempt } = useBoardForm<{ reason: string; code: string }>("standing");
  const labelled = (["code", "reason"] as const).map((name) => ({ label: reasonLabels[name], field: fields[name] }));
  const { job, since, byBan, appeal } = standing;
  const waits = appeal?.state === "open";
  const days = since ? Math.floor((now.getTime() - since.getTime()) / 86_400_000) : 0;
  return (
    <>
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was done" />
      {waits ? (
        <Note kind="warn" title="The employer has appealed">
          <Link to={paths.appeal(appeal.id)}>Decide on the appeal</Link> first, or bring the job back.
        </Note>
      ) : null}
      {byBan ? (
        <Note title="It is down with its employer">
          The <Link to={paths.employerStanding(job.employerId)}>ban of {job.employerName}</Link> took it down, and
          lifting the ban brings it back.
        </Note>
      ) : null}
      {job.state === "live" || (job.state === "suspended" && !byBan) ? (
        <Section title={job.state === "live" ? "Suspend it" : "Bring it back, or take it down for good"}>
          <Form method="post" id={form.id} className="stack stack--wide narrow" noValidate>
            {job.state === "live" ? (
              <>
                <p>
                  It leaves all lists at once, its page says only that it was taken down, an edit in review goes back to
                  its draft, and its employer is mailed your reason and how to appeal. Its clock stands still meanwhile.
                </p>
                <CodeField field={asRequired(fields.code)} />
              </>
            ) : (
              <p>
                Brought back, it is in the lists at once and ends later by the time that it was down (
                {days ? countOf(days, "day") : "less than a day"} so far). Taken down for good it cannot come back: its
                term is over and its price is not returned.
              </p>
            )}
            <TextArea
              field={asRequired(fields.reason)}
              label={reasonLabels.reason}
              help="The employer reads it. Never say who reported it."
              rows={4}
            />
            <div className="btns">
              {job.state === "live" ? (
                <Button variant="stop" name="intent" value="suspend" pending={pending}>
                  Suspend the job
                </Button>
              ) : (
                <>
                  <Button variant="go" name="intent" value="reinstate" pending={pending}>
                    Bring it back
                  </Button>
                  {waits ? null : (
                    <Button variant="stop" name="intent" value="reject" pending={pending}>
                      Take it down for good
                    </Button>
                  )}
                </>
              )}
            </div>
          </Form>
        </Section>
      ) : null}
    </>
  );
}
