import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { CheckboxField, RadioGroup } from "~/ui/choice-fields.tsx";
import { asRequired } from "~/ui/field.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { takedownBases } from "../reports/report.ts";
import { EMAIL_HELP, ReportTold, type Told } from "./report-form.tsx";

type Fields = Record<"basis" | "material" | "body" | "name" | "email" | "faith" | "perjury", string>;
const labels = {
  basis: "What it is about",
  material: "Where it is",
  body: "What is yours",
  name: "Your full name",
  email: "Your e-mail",
  faith: "Good faith",
  perjury: "Accuracy",
} as const;
const options = Object.entries(takedownBases).map(([value, { label }]) => ({ value, label }));

/** The form of a takedown request, or what became of one. */
export function TakedownForm({
  told,
  known,
}: {
  told: Told | undefined;
  known: { name: string; email: string } | undefined;
}) {
  // prettier-ignore
  const { form, fields, pending, attempt } = useBoardForm<Fields>("takedown", known);
  if (told && !attempt) return <ReportTold told={told} back={paths.jobs()} label="To the jobs" />;
  const labelled = (Object.keys(labels) as (keyof Fields)[]).map((name) => ({
    label: labels[name],
    field: fields[name],
  }));
  return (
    <>
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was sent" />
      <Form method="post" id={form.id} className="stack stack--wide narrow" noValidate>
        <RadioGroup field={asRequired(fields.basis)} label={labels.basis} options={options} look="lines" />
        <TextField
          field={asRequired(fields.material)}
          label="Where it is on this board"
          help="The address of the job or of the employer’s page, as your browser shows it."
        />
        <TextArea
          field={asRequired(fields.body)}
          label="What is yours, and what is wrong"
          help="For a copyright: which work of yours it is, and where it can be seen. For a name or data: what is said, and of whom. If you act for somebody, say for whom. A postal address or telephone number, if you want to be reached so."
          rows={7}
        />
        <TextField field={asRequired(fields.name)} label="Your full name, as a signature" autoComplete="name" />
        <TextField
          field={asRequired(fields.email)}
          label={labels.email}
          type="email"
          autoComplete="email"
          help={EMAIL_HELP}
        />
        <CheckboxField
          field={asRequired(fields.faith)}
          label="I believe in good faith that what I ask to have removed is not allowed by whoever owns the right, by an agent of theirs, or by the law"
        />
        <CheckboxField
          field={asRequired(fields.perjury)}
          label="What I write is accurate, and under penalty of perjury, I own the right or may act for whoever does"
        />
        <div>
          <Button variant="go" pending={pending}>
            Send the request
          </Button>
        </div>
      </Form>
    </>
  );
}
