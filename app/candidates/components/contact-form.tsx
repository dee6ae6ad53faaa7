import { Form } from "@remix-run/react";
import { Button, Buttons } from "~/ui/button.tsx";
import { CheckboxField } from "~/ui/choice-fields.tsx";
import { countOf, formatDate, type Moment } from "~/ui/format.ts";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { SelectField, TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { contactStates, MESSAGE_LENGTH, type ContactState } from "../contact.ts";

type Earlier = { id: string; jobId: string; state: ContactState; createdAt: Moment; answeredAt: Moment | null };

/** What the organization wrote to this person, and the form to write again where it may. */
export function ContactForm({
  jobs,
  job,
  contacts,
  now,
}: {
  jobs: readonly { id: string; title: string }[];
  job: string | null;
  contacts: readonly Earlier[];
  now: Moment;
}) {
  const { form, fields, pending, attempt } = useBoardForm<{ job: string; message: string; sure: string }>("contact", {
    job: job ?? undefined,
  });
  const refused = contacts.some(({ state }) => state === "no");
  const open = jobs.filter(({ id }) => !contacts.some(({ jobId }) => jobId === id));
  const labelled = [
    { label: "Job", field: fields.job },
    { label: "Message", field: fields.message },
    { label: "Send it", field: fields.sure },
  ];
  const titleOf = (id: string) => jobs.find((one) => one.id === id)?.title ?? "a job that is not listed any more";
  return (
    <div className="stack stack--wide">
      <ErrorSummary errors={attempt ? summaryErrors(labelled, form.errors) : []} attempt={attempt} title="Not sent" />
      {contacts.length > 0 ? (
        <ul className="hist">
          {contacts.map(({ id, jobId, state, createdAt, answeredAt }) => (
            <li key={id}>
              <time dateTime={new Date(createdAt).toISOString()}>{formatDate(createdAt, now)}</time>
              <span>
                You wrote about {titleOf(jobId)}. {contactStates.label(state)}
                {answeredAt ? ` on ${formatDate(answeredAt, now)}` : ""}.
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {refused ? (
        <Note title="This person said no">Your organization cannot write to them again.</Note>
      ) : open.length === 0 ? (
        <Note title={jobs.length === 0 ? "You have no listed job" : "You have written about all your jobs"}>
          A message is about one of your listed jobs, and about each of them there is one.
        </Note>
      ) : (
        <Form method="post" id={form.id} className="stack stack--wide narrow" noValidate>
          <SelectField
            field={fields.job}
            label="About which job"
            placeholder="Choose a job"
            options={open.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <TextArea
            field={fields.message}
            label="Message"
            help={`Say why this job fits them, and what happens next. At most ${countOf(MESSAGE_LENGTH, "character")}. They see your name and your organization.`}
            rows={8}
          />
          {fields.sure.errors || fields.sure.initialValue ? (
            <CheckboxField field={fields.sure} label="Send it as it is; they are shown a warning" />
          ) : null}
          <Buttons>
            <Button variant="go" pending={pending}>
              Send the message
            </Button>
          </Buttons>
        </Form>
      )}
    </div>
  );
}
