import { Form } from "@remix-run/react";
import type { JobState } from "~/jobs/job.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { asRequired, type FieldMeta } from "~/ui/field.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { SelectField, TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import type { CasePage } from "../reports/show-cases.server.ts";
import { sanctionCodes } from "../sanctions/sanction.ts";

const codes = Object.entries(sanctionCodes).map(([value, label]) => ({ value, label }));
export const reasonLabels = { code: "Why, in a word", reason: "Why, in your words" };

/** Why somebody is sanctioned: a code to count by. */
export function CodeField({ field, help }: { field: FieldMeta; help?: string }) {
  return <SelectField field={field} label={reasonLabels.code} placeholder="Choose one" options={codes} help={help} />;
}

/** The form of a case's decision; each button is one outcome that its job's state allows. */
export function useCaseForm() {
  return useBoardForm<{ reason: string; code: string; version: string }>("case");
}
type CaseState = ReturnType<typeof useCaseForm>;

/** What was wrong with the last decision. */
export function CaseErrors({ state: { form, fields, attempt } }: { state: CaseState }) {
  const labelled = (["code", "reason"] as const).map((name) => ({ label: reasonLabels[name], field: fields[name] }));
  return <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was decided" />;
}

/** What a moderator may do with a waiting case. */
export function DecideCase({ state, shown }: { state: CaseState; shown: CasePage }) {
  const { form, fields, pending } = state;
  const { jobState, employerId, version, bannedAt } = shown.case;
  const isJob = (...states: JobState[]) => jobState !== null && states.includes(jobState);
  return (
    <Section title="Your decision">
      <Form method="post" id={form.id} className="stack stack--wide narrow" noValidate>
        <input type="hidden" name="version" value={version} />
        {isJob("live") ? <CodeField field={fields.code} help="Needed to suspend the job." /> : null}
        <TextArea
          field={asRequired(fields.reason)}
          label={reasonLabels.reason}
          help="The employer reads it where something is asked of it or done to it. Never say who reported it. The reporters get words of the board's own."
          rows={4}
        />
        <div className="btns">
          {isJob("live") ? (
            <>
              <Button variant="stop" name="intent" value="suspended" pending={pending}>
                Suspend the job
              </Button>
              <Button name="intent" value="correction" pending={pending}>
                Ask the employer to correct it
              </Button>
            </>
          ) : null}
          {isJob("suspended") ? (
            <Button variant="stop" name="intent" value="rejected" pending={pending}>
              Take the job down for good
            </Button>
          ) : null}
          <Button name="intent" value="acted" pending={pending}>
            Right, and acted on otherwise
          </Button>
          <Button name="intent" value="dismissed" pending={pending}>
            Dismiss
          </Button>
          {employerId && !bannedAt ? (
            <ButtonLink variant="text" to={paths.employerStanding(employerId, { ask: "ban" })}>
              Ban the employer…
            </ButtonLink>
          ) : null}
        </div>
      </Form>
    </Section>
  );
}

/** Opens a decided case again, or says why not. */
export function ReopenCase({ shown, asks }: { shown: CasePage; asks: boolean }) {
  const { id, version, outcome } = shown.case;
  if (shown.stuck) return <p className="small quiet">It cannot be opened again. {shown.stuck}</p>;
  if (!asks) return <ButtonLink to={`${paths.reportCase(id, { ask: "reopen" })}#reopen`}>Open it again…</ButtonLink>;
  return (
    <Section title="Open this case again?" id="reopen">
      <Form method="post" className="stack stack--wide narrow">
        <input type="hidden" name="version" value={version} />
        <p>
          {outcome === "suspended"
            ? "The job comes back into the lists at once, with the days that it was down, and its employer is told."
            : "It waits for a decision again."}{" "}
          Whoever reported it was told of the first decision, and is told of the next one.
        </p>
        <div className="btns">
          <Button variant="go" name="intent" value="reopen">
            Open it again
          </Button>
          <ButtonLink to={paths.reportCase(id)}>Leave it as it is</ButtonLink>
        </div>
      </Form>
    </Section>
  );
}
