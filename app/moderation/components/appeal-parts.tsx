import { Form, Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { DefinitionList, Time } from "~/ui/data.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { asRequired } from "~/ui/field.tsx";
import { formatMoment } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import type { ShownAppeal } from "../sanctions/list-appeals.server.ts";
import { appealMatters, appealStates, sanctionWords, type AppealMatter } from "../sanctions/sanction.ts";

/** What was decided, and what its employer says to that. */
export function AppealFacts({ appeal, now }: { appeal: ShownAppeal["appeal"]; now: Date }) {
  return (
    <>
      {appeal.state === "open" ? null : (
        <Note title={appealStates[appeal.state]}>
          {appeal.decidedBy && appeal.decidedAt
            ? `By ${appeal.decidedBy}, ${formatMoment(appeal.decidedAt, now)}.`
            : "What it asked for happened before anybody decided."}
          {appeal.answer ? <span className="said-reason">{appeal.answer}</span> : null}
        </Note>
      )}
      <Section title="What was decided">
        <DefinitionList
          items={[
            { term: "Against", value: appealMatters[appeal.matter] },
            {
              term: "Employer",
              value: <Link to={paths.employerStanding(appeal.employerId)}>{appeal.employerName}</Link>,
            },
            ...(appeal.jobId
              ? [{ term: "Job", value: <Link to={paths.review(appeal.jobId)}>{appeal.title}</Link> }]
              : []),
            {
              term: "Decided",
              value: `${appeal.imposedBy}, ${formatMoment(appeal.imposedAt, now)}: ${sanctionWords(appeal.code)}`,
            },
            {
              term: "Reason given",
              value: appeal.endReason && appeal.matter === "rejected" ? appeal.endReason : appeal.reason,
            },
            { term: "Appealed by", value: appeal.appellant },
            { term: "Sent", value: <Time at={appeal.at} now={now} fine /> },
          ]}
        />
      </Section>
      <Section title="What they say">
        <blockquote className="said-by claim-words">{appeal.body}</blockquote>
      </Section>
    </>
  );
}

const means: Record<AppealMatter, string> = {
  suspended: "Overturned, the job is in the lists again at once, and ends later by the time that it was down.",
  rejected: "Overturned, the job stays down, since it cannot come back; its employer gets a credit to post it anew.",
  banned:
    "Overturned, the ban is lifted: its jobs are live again with the days they had, and credits can be used. What was taken out of review stays a draft, and a plan that ends stays so.",
};

/** The form of the decision, with what it means. `asked`: whether overturning it asks for a code. */
export function DecideAppeal({ matter, asked }: { matter: AppealMatter; asked: boolean }) {
  const { form, fields, pending, attempt } = useBoardForm<Record<"reason" | "factor", string>>("decide-appeal");
  const labelled = [
    { label: "What the owners read", field: fields.reason },
    { label: "Code of your authenticator app", field: fields.factor },
  ];
  return (
    <Section title="Your decision">
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was decided" />
      <Form method="post" id={form.id} className="stack stack--wide narrow" noValidate>
        <p>{means[matter]}</p>
        <TextArea field={asRequired(fields.reason)} label="What the owners read" rows={4} />
        <FactorField field={fields.factor} asked={asked} />
        <div className="btns">
          <Button variant="go" name="decision" value="overturn" pending={pending}>
            Overturn it
          </Button>
          <Button variant="stop" name="decision" value="keep" pending={pending}>
            Keep the decision
          </Button>
        </div>
      </Form>
    </Section>
  );
}
