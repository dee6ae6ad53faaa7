import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { KeptAnswers } from "~/applications/components/kept-answers.tsx";
import { ResumeLinks } from "~/applications/components/resume-links.tsx";
import {
  changeAnswer,
  forgetAnswers,
  forgetResume,
  storeUpload,
} from "~/applications/kept/keep-for-next-time.server.ts";
import { keptForm, storeForm } from "~/applications/kept/kept-forms.ts";
import { findStoredResume, listRemembered } from "~/applications/kept/show-kept.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { RESUME_ACCEPT } from "~/platform/files/resume-file.ts";
import { paths } from "~/platform/paths.ts";
import { Button, Buttons } from "~/ui/button.tsx";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { FileField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { receiveUpload } from "./receive-upload.server.ts";

export const meta: MetaFunction = () => [{ title: "Kept for your next application – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** The signed-in person's own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const [resume, answers] = await Promise.all([
    findStoredResume(database(), account.id),
    listRemembered(database(), account.id),
  ]);
  const edit = new URL(request.url).searchParams.get("edit");
  return { resume, answers, edited: answers.find(({ key, kind }) => key === edit && kind !== "choice"), now: now() };
}

async function done(text: string) {
  return redirect(paths.kept(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
}

/** The signed-in person's own. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { id } = await requireAccount(request);
  const db = database();
  if (request.headers.get("Content-Type")?.startsWith("multipart/")) {
    const { form, resume, problem } = await receiveUpload(request, id, context.clientAddress, "store");
    const work = async () => {
      if (!resume) throw new Error("A form without a résumé is refused by its schema");
      await storeUpload(db, id, resume.id);
      return done("Your résumé is kept.");
    };
    return answerForm(request, storeForm(problem?.text), work, { form });
  }
  return answerForm(request, keptForm, async (value) => {
    switch (value.intent) {
      case "forget-resume":
        await forgetResume(db, id);
        return done("Your résumé is forgotten. What you have sent or shared stays where it is.");
      case "forget-answer":
        await forgetAnswers(db, id, value.key);
        return done("That answer is forgotten.");
      case "forget-answers":
        await forgetAnswers(db, id);
        return done("Your answers are forgotten.");
      case "change-answer":
        await changeAnswer(db, id, value.key, value.answer);
        return done("Your answer is changed.");
    }
  });
}

export default function Kept() {
  const { resume, answers, edited, now: at } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ resume: string; answer: string }>("kept", {
    answer: edited?.answer,
  });
  const { id, name, errors } = fields.resume;
  const file = { id, name, errors, required: true };
  const labelled = [
    { label: "Résumé", field: file },
    { label: "Answer", field: fields.answer },
  ];
  return (
    <Page
      title="Kept for your next application"
      lead="With a résumé here, an application takes one click. Nobody else sees what is kept; an employer gets it when you apply."
      crumb={{ to: paths.profile(), label: "Your profile" }}
    >
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was changed" />
      <Section title="Résumé">
        <div className="stack">
          {resume ? (
            <>
              <ResumeLinks id={resume.id} name={resume.name} type={resume.mediaType} bytes={resume.bytes} />
              <p className="quiet">Kept since {formatDate(resume.storedAt, at)}.</p>
              <Form method="post">
                <Button name="intent" value="forget-resume">
                  Forget this résumé
                </Button>
              </Form>
            </>
          ) : null}
          <Form method="post" encType="multipart/form-data" className="stack narrow" noValidate>
            <input type="hidden" name="intent" value="store" />
            <FileField
              field={file}
              label={resume ? "Another résumé in its place" : "Résumé"}
              help="A PDF or Word document (DOCX) of at most 5 MB that opens without a password."
              accept={RESUME_ACCEPT}
            />
            <Buttons>
              <Button variant={resume ? "plain" : "go"} pending={pending}>
                Keep it
              </Button>
            </Buttons>
          </Form>
        </div>
      </Section>
      <Section title="Answers">
        <KeptAnswers answers={answers} edited={edited} field={fields.answer} />
      </Section>
    </Page>
  );
}
