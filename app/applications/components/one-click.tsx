import { Form } from "@remix-run/react";
import type { FileId, RevisionId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Section } from "~/ui/layout.tsx";
import { Note } from "~/ui/notes.tsx";
import type { AskedField } from "../application.ts";
import { ResumeLinks } from "./resume-links.tsx";
import { ScreeningAnswers } from "./screening-answers.tsx";

/** Shows what an application would say, all of it kept from before, and sends it at one click. */
export function OneClick(send: {
  job: { slug: string; employer: { name: string } };
  person: { name: string; email: string };
  revisionId: RevisionId;
  asked: readonly AskedField[];
  answers: Record<string, string>;
  resume: { id: FileId; name: string; mediaType: string; bytes: number };
  pending: boolean;
}) {
  const { job, person, asked, answers, resume } = send;
  const given = asked.filter(({ name }) => answers[name] !== undefined);
  return (
    <Form method="post" encType="multipart/form-data" className="stack stack--wide">
      <input type="hidden" name="who" value="account" />
      <input type="hidden" name="letter" value="" />
      <input type="hidden" name="revision" value={send.revisionId} />
      {given.map(({ name }) => (
        <input key={name} type="hidden" name={name} value={answers[name]} />
      ))}
      <input type="hidden" name="kept" value={resume.id} />
      <Section title="Your résumé">
        <ResumeLinks id={resume.id} name={resume.name} type={resume.mediaType} bytes={resume.bytes} />
      </Section>
      {asked.length > 0 ? (
        <Section title="Your answers, from before">
          <ScreeningAnswers
            answers={asked.map(({ name, question }) => ({
              question: question.text,
              kind: question.kind,
              answer: answers[name] ?? null,
            }))}
          />
        </Section>
      ) : null}
      <Note title={`This goes to ${job.employer.name} and nobody else`}>
        Your name ({person.name}), your e-mail address ({person.email}){given.length > 0 ? ", these answers" : ""} and
        this résumé, without a letter. You see each step they take here and by mail.
      </Note>
      <Buttons>
        <Button variant="go" pending={send.pending} pendingLabel="Sending your application…">
          Send my application
        </Button>
        <ButtonLink to={paths.changeApply(job.slug)}>
          {asked.length > 0 ? "Write a letter or change an answer" : "Write a letter or change the résumé"}
        </ButtonLink>
      </Buttons>
    </Form>
  );
}
