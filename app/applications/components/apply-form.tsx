import { Form, Link } from "@remix-run/react";
import type { RevisionId } from "~/platform/ids.ts";
import { RESUME_ACCEPT } from "~/platform/files/resume-file.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { CheckboxField } from "~/ui/choice-fields.tsx";
import { asRequired, FormPart, type FieldMeta } from "~/ui/field.tsx";
import { formatNumber } from "~/ui/format.ts";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { FileField, TextArea, TextField, type KeptFile } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { LETTER_LENGTH, type AskedField } from "../application.ts";
import { ChangedQuestions, QuestionFields } from "./question-fields.tsx";

type Values = Record<string, string> & Record<"letter" | "resume" | "name" | "email" | "consent" | "remember", string>;

/** Who applies: their name and address, or a guest. */
export type Applicant = { name: string; email: string } | "guest";

/**
 * The whole apply form. `recalled` fills it at first; `kept` is a résumé that is here already; `gone` are answers to
 * questions that are asked no more.
 */
export function ApplyForm(form: {
  job: { slug: string; employer: { name: string } };
  who: Applicant;
  revisionId: RevisionId;
  asked: readonly AskedField[];
  recalled: Record<string, string>;
  remembers: boolean;
  kept: KeptFile | undefined;
  gone?: readonly { question: string; answer: string }[];
}) {
  const { job, who, asked, kept, gone } = form;
  const guest = who === "guest";
  const {
    form: own,
    fields,
    pending,
    attempt,
  } = useBoardForm<Values>("apply", { ...form.recalled, ...(form.remembers ? { remember: "on" } : {}) });
  const fieldOf = (name: string): FieldMeta => fields[name]!;
  const { id, name, errors } = fields.resume;
  const resume = { id, name, errors, required: true };
  const employer = job.employer.name;
  const labelled = [
    ...(guest
      ? [
          { label: "Your name", field: fields.name },
          { label: "E-mail", field: fields.email },
        ]
      : []),
    { label: "Letter", field: fields.letter },
    ...asked.map(({ name, question }) => ({ label: question.text.replace(/[?.:]$/, ""), field: fieldOf(name) })),
    { label: "Résumé", field: resume },
    ...(guest ? [{ label: "Terms", field: fields.consent }] : []),
  ];
  return (
    <>
      {gone ? <ChangedQuestions gone={gone} /> : null}
      <ErrorSummary errors={summaryErrors(labelled, gone ? [] : own.errors)} attempt={attempt} />
      <Form method="post" encType="multipart/form-data" id={own.id} className="form" noValidate>
        <input type="hidden" name="who" value={guest ? "guest" : "account"} />
        {guest ? (
          <FormPart legend="You">
            <TextField field={asRequired(fields.name)} label="Your name" autoComplete="name" />
            <TextField
              field={asRequired(fields.email)}
              label="E-mail"
              type="email"
              autoComplete="email"
              help="We mail you a link. Your application is sent when you follow it, and not before."
            />
          </FormPart>
        ) : null}
        <TextArea
          field={fields.letter}
          label="Letter"
          help={`Why you and this job fit. At most ${formatNumber(LETTER_LENGTH)} characters.`}
          markOptional
          rows={10}
        />
        <input type="hidden" name="revision" value={form.revisionId} />
        <QuestionFields employer={employer} asked={asked} fieldOf={fieldOf} />
        {guest ? (
          <CheckboxField
            field={asRequired(fields.consent)}
            label={
              <>
                I agree to the <Link to={paths.terms()}>terms</Link> and the{" "}
                <Link to={paths.privacy()}>privacy notice</Link>
              </>
            }
          />
        ) : (
          <CheckboxField
            field={fields.remember}
            label="Keep this for my next application"
            help={`The résumé${asked.length > 0 ? " and the answers" : ""}: then the next one takes one click. Change and forget them on your profile.`}
          />
        )}
        <FileField
          field={resume}
          label="Résumé"
          help="A PDF or Word document (DOCX) of at most 5 MB that opens without a password."
          accept={RESUME_ACCEPT}
          kept={kept}
        />
        <Note title={`This goes to ${employer} and nobody else`}>
          Your name{guest ? "" : ` (${who.name})`}, your e-mail address{guest ? "" : ` (${who.email})`}, the letter
          {asked.length > 0 ? ", the answers" : ""} and the résumé. Only you and the members of {employer} can read
          them; our moderators cannot.{" "}
          {guest ? "You hear of each step they take by mail." : "You see each step they take here and by mail."}
        </Note>
        <Buttons>
          <Button variant="go" pending={pending} pendingLabel="Sending your application…">
            {guest ? "Send me the link" : "Send my application"}
          </Button>
          <ButtonLink to={paths.job(job.slug)} variant="text">
            Back to the job
          </ButtonLink>
        </Buttons>
      </Form>
    </>
  );
}
