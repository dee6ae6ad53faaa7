import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { applicationStateLabels, isApplicationState, moveSchema, nextStates } from "~/applications/application.ts";
import { Letter } from "~/applications/components/letter.tsx";
import { MoveForm } from "~/applications/components/move-form.tsx";
import { ResumeLinks } from "~/applications/components/resume-links.tsx";
import { ScreeningAnswers } from "~/applications/components/screening-answers.tsx";
import { listAnswers } from "~/applications/list-answers.server.ts";
import { readApplicant } from "~/applications/list-applications.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Timeline } from "~/ui/data.tsx";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.application.name ?? "Not found"}: ${data?.application.title ?? ""} – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** A refused move shows where the application stands by now. */
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
  const moves = nextStates(found.application.state, "employer");
  const asked = new URL(request.url).searchParams.get("confirm");
  const confirm = isApplicationState(asked) && moves.includes(asked) ? asked : undefined;
  const answers = (await listAnswers(database(), [applicationId])).get(applicationId) ?? [];
  return { ...found, answers, moves, confirm, now: now() };
}

/** A member of the employer it was sent to. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const ids = idsOf(params);
  return answerForm(request, moveSchema, async ({ to, version }) => {
    await moveApplication(database(), account.id, { ...ids, to, version });
    const text = `Moved to ${applicationStateLabels[to]}. The applicant is told by mail.`;
    return redirect(paths.applicant(ids.jobId, ids.applicationId), {
      headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
    });
  });
}

export default function Applicant() {
  const { application, answers, events, moves, confirm, now: at } = useLoaderData<typeof loader>();
  const { form, fields, pending, attempt } = useBoardForm<{ to: string; version: string }>("move");
  const labelled = [
    { label: "State", field: fields.to },
    { label: "Version", field: fields.version },
  ];
  const { name, email, title, state } = application;
  return (
    <Page
      title={name}
      crumb={{ to: paths.applicants(application.jobId), label: `Applicants: ${title}` }}
      lead={
        <>
          <a href={`mailto:${email}`}>{email}</a>. Applied {formatDate(application.createdAt, at)}, in{" "}
          {applicationStateLabels[state]}.
        </>
      }
    >
      <ErrorSummary
        errors={attempt ? summaryErrors(labelled, form.errors) : []}
        attempt={attempt}
        title="The application was not moved"
      />
      <MoveForm
        formId={form.id}
        to={paths.applicant(application.jobId, application.id)}
        name={name}
        version={application.version}
        moves={moves}
        confirm={confirm}
        pending={pending}
      />
      <Section title="Letter">
        <Letter text={application.letter} />
      </Section>
      {answers.length > 0 ? (
        <Section title="Answers to your questions">
          <ScreeningAnswers answers={answers} />
        </Section>
      ) : null}
      <Section title="Résumé">
        <ResumeLinks
          id={application.fileId}
          name={application.fileName}
          type={application.fileType}
          bytes={application.fileBytes}
        />
      </Section>
      <Section title="History">
        <Timeline
          label="Every change, oldest first, in UTC"
          now={at}
          entries={events.map((event) => ({
            key: event.id,
            at: event.at,
            title: applicationStateLabels[event.state],
            detail: `By ${event.actorName ?? (event.side === "seeker" ? name : "a former member")}`,
          }))}
        />
        <p className="help">
          Times are UTC. The applicant sees the same changes, without the names of your people, and is told of each by
          mail.
        </p>
      </Section>
    </Page>
  );
}
