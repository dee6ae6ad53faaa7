import { redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node"; // prettier-ignore
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { filterSearch, parseApplicantFilter } from "~/applications/applicant-filter.ts";
import { applicantForm, type ApplicantForm } from "~/applications/applicant-forms.ts";
import { applicationStateLabels, isApplicationState, nextStates } from "~/applications/application.ts";
import { assignApplicant } from "~/applications/assign-applicant.server.ts";
import type { ApplicantKey } from "~/applications/change-applicant.server.ts";
import { ApplicantHistory, ApplicantProfile, Neighbours } from "~/applications/components/applicant-parts.tsx";
import { Letter } from "~/applications/components/letter.tsx";
import { MoveForm } from "~/applications/components/move-form.tsx";
import { Notes } from "~/applications/components/notes.tsx";
import { ErasedNote } from "~/applications/components/erased-note.tsx";
import { ResumeLinks } from "~/applications/components/resume-links.tsx";
import { ResumePane } from "~/applications/components/resume-pane.tsx";
import { ScreeningAnswers } from "~/applications/components/screening-answers.tsx";
import { HandOverForm, RatingForm } from "~/applications/components/team-forms.tsx";
import { findNeighbours, isMemberForJob } from "~/applications/list-applicants.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { rateApplicant } from "~/applications/rate-applicant.server.ts";
import { readApplicant } from "~/applications/read-applicant.server.ts";
import { readResume } from "~/applications/read-resume.server.ts";
import { addNote, editNote, removeNote } from "~/applications/write-note.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId, type AccountId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.application.name ?? "Not found"}: ${data?.application.title ?? ""} – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** What was refused shows where the application stands by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

function idsOf(params: LoaderFunctionArgs["params"]) {
  const jobId = parseId<"job">(params.jobId);
  const applicationId = parseId<"application">(params.applicationId);
  if (!jobId || !applicationId) throw notFound();
  return { jobId, applicationId };
}

/** A member of the employer it was sent to. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const { jobId, applicationId } = idsOf(params);
  const found = await readApplicant(database(), account.id, jobId, applicationId);
  if (!found) throw notFound();
  const { searchParams } = new URL(request.url);
  const filter = parseApplicantFilter(searchParams);
  const [text, neighbours] = await Promise.all([
    readResume(database(), account.id, found.application.fileId),
    findNeighbours(database(), account.id, jobId, filter, applicationId),
  ]);
  const moves = nextStates(found.application.state, "employer");
  const asked = searchParams.get("confirm");
  const confirm = isApplicationState(asked) && moves.includes(asked) ? asked : undefined;
  const editing = parseId<"application_note">(searchParams.get("edit"));
  return { ...found, text: text ?? "unreadable", neighbours, filter, moves, confirm, editing, now: now() };
}

/** A member of the employer it was sent to. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const key = idsOf(params);
  if (!(await isMemberForJob(database(), account.id, key.jobId))) throw notFound();
  const filter = parseApplicantFilter(new URL(request.url).searchParams);
  return answerForm(request, applicantForm, async (form) => {
    const text = await perform(form, account.id, key);
    return redirect(`${paths.applicant(key.jobId, key.applicationId)}${filterSearch(filter)}`, {
      headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
    });
  });
}

/** @returns what was done, for the next page. */
async function perform(form: ApplicantForm, accountId: AccountId, key: ApplicantKey): Promise<string> {
  const db = database();
  switch (form.intent) {
    case "move":
      await moveApplication(db, accountId, { ...key, ...form });
      return `Moved to ${applicationStateLabels[form.to]}. The applicant is told by mail.`;
    case "rate":
      await rateApplicant(db, accountId, { ...key, ...form });
      return form.rating > 0 ? `Rated ${form.rating} of 5.` : "The rating is gone.";
    case "assign":
      await assignApplicant(db, accountId, { ...key, ...form });
      return form.to ? "Handed over. A colleague is told by mail." : "This applicant is nobody's now.";
    case "note":
      await addNote(db, accountId, { ...key, ...form });
      return "The note is kept.";
    case "edit-note":
      await editNote(db, accountId, { ...key, ...form });
      return "The note is changed.";
    case "delete-note":
      await removeNote(db, accountId, { ...key, ...form });
      return "The note is gone.";
  }
}

const labels = { message: "Message", note: "Private note", text: "Your note", to: "With" };

export default function Applicant() {
  const page = useLoaderData<typeof loader>();
  const { application, answers, events, notes, holder, profile, colleagues, filter, neighbours, moves, confirm, editing, text, now: at } = page; // prettier-ignore
  const { form, fields, pending, attempt } = useBoardForm<Record<keyof typeof labels, string>>("applicant");
  const labelled = (["message", "note", "text", "to"] as const).map((name) => ({ label: labels[name], field: fields[name] })); // prettier-ignore
  const { name, email, title, state, jobId } = application;
  const address = (more?: Record<string, string>) =>
    paths.applicant(jobId, application.id) + filterSearch(filter, more);
  const here = address();
  return (
    <Page
      width="wide"
      title={name}
      crumb={{ to: paths.applicants(jobId) + filterSearch(filter), label: `Applicants: ${title}` }}
      lead={
        <>
          <a href={`mailto:${email}`}>{email}</a>. Applied {formatDate(application.createdAt, at)}, in{" "}
          {applicationStateLabels[state]}.
        </>
      }
      tools={<Neighbours {...neighbours} to={(id) => paths.applicant(jobId, id) + filterSearch(filter)} />}
    >
      <ErrorSummary errors={attempt ? summaryErrors(labelled, form.errors) : []} attempt={attempt} title="Not done" />
      <MoveForm
        {...{ here, name, moves, confirm, pending }}
        ask={(end) => address({ confirm: end })}
        version={application.version}
        message={fields.message}
      />
      <div className="applicant">
        <div className="applicant-papers">
          <section aria-labelledby="resume">
            <h2 id="resume">Résumé</h2>
            {application.erasedAt ? (
              <ErasedNote at={application.erasedAt} now={at} />
            ) : (
              <>
                <ResumeLinks
                  id={application.fileId}
                  name={application.fileName}
                  type={application.fileType}
                  bytes={application.fileBytes}
                />
                <ResumePane
                  key={application.fileId}
                  file={{ id: application.fileId, isPdf: application.fileType === "application/pdf" }}
                  name={name}
                  text={text}
                />
              </>
            )}
          </section>
          {profile ? <ApplicantProfile profile={profile} now={at} /> : null}
          {answers.length > 0 ? (
            <section aria-labelledby="answers">
              <h2 id="answers">Answers to your questions</h2>
              <ScreeningAnswers answers={answers} />
            </section>
          ) : null}
          <section aria-labelledby="letter">
            <h2 id="letter">Letter</h2>
            <Letter text={application.letter} />
          </section>
        </div>
        <div className="applicant-team">
          <section className="box" aria-labelledby="team">
            <h2 id="team">Your team</h2>
            <RatingForm here={here} name={name} rating={application.rating} />
            <HandOverForm here={here} field={fields.to} holder={holder} colleagues={colleagues} />
            <Notes
              {...{ notes, here, editing }}
              edit={(id) => address({ edit: id })}
              fields={{ note: fields.note, text: fields.text }}
              employer={application.employerName}
              now={at}
            />
          </section>
          <section className="box" aria-labelledby="history">
            <h2 id="history">History, as they see it</h2>
            <ApplicantHistory events={events} name={name} now={at} />
          </section>
        </div>
      </div>
    </Page>
  );
}
