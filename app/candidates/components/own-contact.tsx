import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { CheckboxField, RadioGroup } from "~/ui/choice-fields.tsx";
import { formatDate, type Moment } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import type { OwnContact } from "../list-contacts.server.ts";

type Props = {
  contact: OwnContact;
  open: boolean;
  warnings: readonly string[];
  resumes: readonly { id: string; name: string; createdAt: Moment }[];
  resume: string | null;
  email: string;
  asked: boolean;
  now: Moment;
};

/** A message of an employer's, with the ways to answer it. */
export function OwnContactPage({ contact, open, warnings, resumes, resume, email, asked, now }: Props) {
  const { form, fields, pending, attempt } = useBoardForm<{ resume: string; report: string; body: string }>("answer");
  const labelled = [
    { label: "Résumé", field: fields.resume },
    { label: "What is wrong", field: fields.body },
  ];
  return (
    <>
      <ErrorSummary errors={attempt ? summaryErrors(labelled, form.errors) : []} attempt={attempt} title="Not done" />
      <Section title="The message">
        <div className="stack">
          {warnings.length > 0 ? (
            <Note kind="warn" title="Be careful: this reads as a fraud does">
              {warnings.join(". ")}. Never pay for a job, and share no bank details or identity papers before you have
              signed with an employer that you have checked.
            </Note>
          ) : null}
          {contact.message === null ? (
            <p className="quiet">The message is erased by now.</p>
          ) : (
            <p className="contact-text">{contact.message}</p>
          )}
          <p className="small quiet">
            {contact.senderName ? `${contact.senderName}, ` : ""}
            <PageLink to={paths.employer(contact.employerSlug)}>{contact.employerName}</PageLink>,{" "}
            {formatDate(contact.createdAt, now)}
            {contact.title ? (
              <>
                {", about "}
                <PageLink to={paths.job(contact.jobSlug)}>{contact.title}</PageLink>
              </>
            ) : null}
          </p>
        </div>
      </Section>
      <Section title="Your answer">
        {contact.state === "yes" ? (
          <p>
            You said yes{contact.answeredAt ? ` on ${formatDate(contact.answeredAt, now)}` : ""}. They have your name,
            your address {email}
            {resume ? ` and your résumé ${resume}` : " and no résumé"}.
          </p>
        ) : contact.state === "no" ? (
          <p>
            You said no{contact.answeredAt ? ` on ${formatDate(contact.answeredAt, now)}` : ""}. They were not told who
            you are, and cannot write to you again.
          </p>
        ) : (
          <div className="stack stack--wide narrow">
            {open ? (
              <Form method="post" className="stack stack--wide">
                <p>They do not know who you are. With a yes they get your name, your address {email}, and:</p>
                <RadioGroup
                  field={{ ...fields.resume, initialValue: fields.resume.initialValue ?? "" }}
                  label="Résumé"
                  look="lines"
                  options={[
                    ...resumes.map(({ id, name, createdAt }) => ({
                      value: id,
                      label: `${name}, from ${formatDate(createdAt, now)}`,
                    })),
                    { value: "", label: "No résumé" },
                  ]}
                />
                <Buttons>
                  <Button variant="go" name="intent" value="yes" pending={pending}>
                    Yes, tell them who I am
                  </Button>
                </Buttons>
              </Form>
            ) : (
              <Note title="This employer may not write to candidates just now">
                Its verification or its plan has ended, or the board stopped it. Nothing of yours is shared with it.
              </Note>
            )}
            <Form method="post">
              <Button name="intent" value="no">
                No, thank you
              </Button>
              <p className="help said">They are told only that you said no, and cannot write to you again.</p>
            </Form>
          </div>
        )}
      </Section>
      <Section title="Keep them away">
        {asked || fields.body.errors ? (
          <Form method="post" className="ask narrow">
            <Note kind="warn" title={`Block ${contact.employerName}?`}>
              It never sees your profile again, and is not told.
              {contact.state === "sent" ? " Your answer is no." : ""}
            </Note>
            <CheckboxField field={fields.report} label="Report it to the moderators as well" />
            <TextArea field={fields.body} label="What is wrong" help="For a report." rows={4} />
            <Buttons>
              <Button variant="stop" name="intent" value="block" pending={pending}>
                Block {contact.employerName}
              </Button>
              <ButtonLink variant="text" to={paths.contact(contact.id)} preventScrollReset>
                Keep it
              </ButtonLink>
            </Buttons>
          </Form>
        ) : (
          <ButtonLink to={paths.contact(contact.id, { ask: "block" })} preventScrollReset>
            Block or report this employer…
          </ButtonLink>
        )}
      </Section>
    </>
  );
}
