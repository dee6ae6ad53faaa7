import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { fieldWith } from "~/ui/field.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

type Named = { id: EmployerId; name: string; website: string | null; version: number };
type Props = { employer: Named; asked: boolean };

const reasonHelp = "In the mail to its owners, in your words.";

/** Corrects name and website: the old values stand beside the fields, and the button says what happens. */
export function CorrectForm({ employer, asked }: Props) {
  const { id, name, website, version } = employer;
  const { form, fields, pending, attempt } = useBoardForm<{
    name: string;
    website: string;
    reason: string;
    factor: string;
  }>("correct", { name, website: website ?? "" });
  return (
    <Form method="post" action={paths.adminCorrectEmployer(id)} id={form.id} className="form" noValidate>
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "Name", field: fields.name },
            { label: "Website", field: fields.website },
            { label: "Why", field: fields.reason },
            { label: "Code", field: fields.factor },
          ],
          form.errors,
        )}
        attempt={attempt}
        title="Nothing was saved"
      />
      <input type="hidden" name="seen" value={version} />
      <TextField
        field={fieldWith(fields.name, { required: true, maxLength: 160 })}
        label="Name"
        help={`Now: ${name}`}
        autoComplete="off"
      />
      <TextField
        field={fieldWith(fields.website, { maxLength: 300 })}
        label="Website"
        help={`Now: ${website ?? "none"}`}
        autoComplete="off"
      />
      <TextArea
        field={fieldWith(fields.reason, { required: true, maxLength: 500 })}
        label="Why"
        help={reasonHelp}
        rows={4}
      />
      <Note kind="warn" title="What saving does">
        Its page and all its jobs say so at once, its owners are mailed old and new with your reason, and it is written
        to the audit log. Its address on the board stays.
      </Note>
      <FactorField field={fields.factor} asked={asked} />
      <Buttons>
        <Button variant="go" name="act" value="correct" pending={pending}>
          Save the correction
        </Button>
        <ButtonLink variant="text" to={paths.adminEmployer(id)}>
          Not now
        </ButtonLink>
      </Buttons>
    </Form>
  );
}

/** The question before a verification is taken back. */
export function UnverifyForm({ employer, asked }: Props) {
  const { id, name } = employer;
  const { form, fields, pending, attempt } = useBoardForm<{ reason: string; factor: string }>("unverify");
  return (
    <Form
      method="post"
      action={paths.adminCorrectEmployer(id, { ask: "unverify" })}
      id="ask"
      className="ask form"
      noValidate
    >
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "Why", field: fields.reason },
            { label: "Code", field: fields.factor },
          ],
          form.errors,
        )}
        attempt={attempt}
        title="Nothing was done"
      />
      <Note kind="warn" title={`Take the verification of ${name} back?`}>
        The mark is gone from its page and its jobs at once; the jobs stay. Its owners are mailed your reason, and may
        verify it again. It is written to the audit log.
      </Note>
      <TextArea
        field={fieldWith(fields.reason, { required: true, maxLength: 500 })}
        label="Why"
        help={reasonHelp}
        rows={4}
      />
      <FactorField field={fields.factor} asked={asked} />
      <Buttons>
        <Button variant="stop" name="act" value="unverify" pending={pending}>
          Take it back
        </Button>
        <ButtonLink variant="text" to={paths.adminEmployer(id)}>
          Not now
        </ButtonLink>
      </Buttons>
    </Form>
  );
}
