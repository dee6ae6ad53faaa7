import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { applySchema, LETTER_LENGTH } from "~/applications/application.ts";
import { applyToJob } from "~/applications/apply-to-job.server.ts";
import { askedFields, changesSince, readScreening } from "~/applications/asked-questions.server.ts";
import {
  AppliedAlready,
  ApplyElsewhere,
  ApplyJob,
  NoMoreApplications,
} from "~/applications/components/apply-parts.tsx";
import { ChangedQuestions, QuestionFields } from "~/applications/components/question-fields.tsx";
import { howToApply, takesApplications } from "~/applications/how-to-apply.ts";
import { findApplicationToJob } from "~/applications/list-applications.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { countDeed } from "~/http/count-page.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { RESUME_ACCEPT } from "~/platform/files/resume-file.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { initialText } from "~/ui/field.tsx";
import { formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { FileField, TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { receiveUpload } from "./receive-upload.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data: answer }) => [
  { title: `Apply: ${answer?.job.title ?? "no such job"} – CareerCenter` },
  { name: "robots", content: "noindex" },
];

const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });
export { headers };

/** A form that was refused because the job or its questions changed shows what they are now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

async function jobOf(slug: string | undefined) {
  const job = await showJob(database(), slug ?? "");
  const status = job && publicStatus(job, now());
  if (!job || status === "taken-down") throw notFound();
  const { content, origin, sourceUrl } = job;
  return { job, how: howToApply({ open: takesApplications(status!), origin, sourceUrl, apply: content.apply }) };
}

/** Whoever is signed in; that a job is over, or applied to elsewhere, everybody may read. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { job, how } = await jobOf(params.slug);
  if (params.slug !== job.slug) throw redirect(paths.apply(job.slug));
  const { title, mode, locations, stateReach, states, pay, employmentTypes } = job.content;
  const shown = {
    slug: job.slug,
    employer: job.employer,
    title,
    mode,
    locations,
    stateReach,
    states,
    pay,
    employmentTypes,
  };
  const asked = askedFields(job.content.questions);
  const { revisionId } = job;
  if (how.how !== "board")
    return data({ job: shown, revisionId, asked, how, now: now() }, { status: how.how === "over" ? 410 : 200 });
  const account = await requireAccount(request);
  const earlier = await findApplicationToJob(database(), account.id, job.id);
  const person = { name: account.name, email: account.email };
  return data({ job: shown, revisionId, asked, how, now: now(), person, earlier });
}

/** Whoever is signed in. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const { job } = await jobOf(params.slug);
  const { form, resume, problem } = await receiveUpload(request, account.id, context.clientAddress);
  const screening = readScreening(form);
  const gone = await changesSince(database(), job, screening);
  const answer = await answerForm(
    request,
    applySchema(problem?.text, askedFields(job.content.questions)),
    async ({ letter }) => {
      if (!resume) throw new Error("A form without a résumé is refused by its schema");
      const { applicationId, already } = await applyToJob(database(), {
        account,
        jobId: job.id,
        letter,
        screening,
        fileId: resume.id,
        clientAddress: context.clientAddress,
      });
      if (!already) countDeed("apply", job.id, request, context.clientAddress);
      const flash = already
        ? {
            kind: "warn" as const,
            text: "You have applied to this job already. This is your application; nothing was sent again.",
          }
        : { kind: "done" as const, text: `Your application was sent to ${job.employer.name}.` };
      return redirect(paths.application(applicationId), { headers: { "Set-Cookie": await setFlash(flash) } });
    },
    { form },
  );
  if (answer instanceof Response) return answer;
  const status = gone ? 409 : problem?.status;
  return data({ ...answer.data, kept: resume, gone }, { ...answer.init, ...(status ? { status } : {}) });
}

export default function Apply() {
  const { job, revisionId, asked, how, now: at, ...more } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { form, fields, pending, attempt } = useBoardForm<Record<string, string> & { letter: string; resume: string }>(
    "apply",
  );
  const kept = answer?.kept && { fileName: answer.kept.name, inputName: "kept", value: answer.kept.id };
  const fieldOf = (name: string) => fields[name]!;
  const { id, name, errors } = fields.resume;
  const resume = { id, name, errors, required: true };
  const labelled = [
    { label: "Letter", field: fields.letter },
    ...asked.map(({ name, question }) => ({ label: question.text.replace(/[?.:]$/, ""), field: fieldOf(name) })),
    { label: "Résumé", field: resume },
  ];
  const { name: employer } = job.employer;
  const { person, earlier } = "person" in more ? more : {};
  return (
    <Page title={`Apply: ${job.title}`} width="form" crumb={{ to: paths.job(job.slug), label: "The job" }}>
      <ApplyJob job={job} />
      {how.how === "over" ? (
        <NoMoreApplications
          letter={initialText(fields.letter)}
          answers={asked.map(({ name, question }) => ({
            question: question.text,
            answer: initialText(fieldOf(name)) ?? "",
          }))}
        />
      ) : null}
      {how.how === "elsewhere" ? (
        <ApplyElsewhere employer={employer} to={how.to} byMail={how.byMail} away={paths.applyAway(job.slug)} />
      ) : null}
      {earlier ? <AppliedAlready {...earlier} now={at} /> : null}
      {person && !earlier ? (
        <>
          {answer?.gone ? <ChangedQuestions gone={answer.gone} /> : null}
          <ErrorSummary errors={summaryErrors(labelled, answer?.gone ? [] : form.errors)} attempt={attempt} />
          <Form method="post" encType="multipart/form-data" id={form.id} className="form" noValidate>
            <TextArea
              field={fields.letter}
              label="Letter"
              help={`Why you and this job fit. At most ${formatNumber(LETTER_LENGTH)} characters.`}
              markOptional
              rows={10}
            />
            <input type="hidden" name="revision" value={revisionId} />
            <QuestionFields employer={employer} asked={asked} fieldOf={fieldOf} />
            <FileField
              field={resume}
              label="Résumé"
              help="A PDF or Word document (DOCX) of at most 5 MB that opens without a password."
              accept={RESUME_ACCEPT}
              kept={kept}
            />
            <Note title={`This goes to ${employer} and nobody else`}>
              Your name ({person.name}), your e-mail address ({person.email}), the letter
              {asked.length > 0 ? ", the answers" : ""} and the résumé. Only you and the members of {employer} can read
              them; our moderators cannot. You see each step they take here and by mail.
            </Note>
            <Buttons>
              <Button variant="go" pending={pending} pendingLabel="Sending your application…">
                Send my application
              </Button>
              <ButtonLink to={paths.job(job.slug)} variant="text">
                Back to the job
              </ButtonLink>
            </Buttons>
          </Form>
        </>
      ) : null}
    </Page>
  );
}
